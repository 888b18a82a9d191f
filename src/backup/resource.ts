// Something to back up that the section does not know of by itself.

import type { SiteValues } from '../sites/site';

/** The kinds of what is backed up, as far as they differ in what AWS Backup does with them. */
export type ResourceKind = 'table' | 'cluster' | 'other';

/** What a `BackupResource` consists of. */
export interface ResourceFacts {
  readonly kind: ResourceKind;
  readonly arns: SiteValues;
}

/**
 * Something to back up, by its ARN: in the primary region, and in the standby with `standbyBackups`. ARNs may be tokens.
 */
export class BackupResource {
  /** A DynamoDB table: `BackupResource.table(orders.arns)` of a `GlobalTable`. */
  public static table(arns: SiteValues): BackupResource {
    return new BackupResource({ kind: 'table', arns });
  }

  /** An Aurora cluster: `BackupResource.cluster(database.clusterArns)` of a `GlobalDatabase`. */
  public static cluster(arns: SiteValues): BackupResource {
    return new BackupResource({ kind: 'cluster', arns });
  }

  /**
   * Anything else that AWS Backup knows, such as a file system. The role must be allowed what it needs beyond AWS's policies for backup and restore.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/working-with-supported-services.html
   */
  public static other(arns: SiteValues): BackupResource {
    return new BackupResource({ kind: 'other', arns });
  }

  /** @internal */
  public readonly _facts: ResourceFacts;

  private constructor(facts: ResourceFacts) {
    this._facts = facts;
  }
}

/** Whether a value is a `BackupResource`. */
export function isBackupResource(value: unknown): value is BackupResource {
  return value instanceof BackupResource;
}
