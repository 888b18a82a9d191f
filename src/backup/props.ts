// What a user says of the service's backups.

import type { BackupRule } from './backup-rule';
import type { BackupResource } from './resource';
import type { SiteValues } from '../sites/site';

/**
 * Who can take back a vault lock.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export enum VaultLockMode {
  /** Those whose policies allow it. */
  GOVERNANCE = 'GOVERNANCE',
  /** Nobody, AWS included, once `changeableForDays` are over: neither the lock nor a backup in the vault can be removed before its time. */
  COMPLIANCE = 'COMPLIANCE',
}

/** A lock on both vaults: backups can't be deleted before their time, nor kept for a time outside of its bounds. */
export interface VaultLockProps {
  /**
   * Who can take it back.
   *
   * @default VaultLockMode.GOVERNANCE
   */
  readonly mode?: VaultLockMode;
  /**
   * The shortest retention that the vaults take, in days. A job with a shorter one fails, so a rule with one is refused.
   *
   * @default - none; needed unless `maxRetentionDays` is given
   */
  readonly minRetentionDays?: number;
  /**
   * The longest retention that the vaults take, in days. A job with a longer one fails, so a rule with one is refused.
   *
   * @default - none
   */
  readonly maxRetentionDays?: number;
  /**
   * Days in which a lock for compliance can still be changed or removed, 3 to 36500. Refused with GOVERNANCE, which always can.
   *
   * @default 30 with COMPLIANCE
   */
  readonly changeableForDays?: number;
  /**
   * Must be `true` for COMPLIANCE, which nobody can take back later, not by deleting the stack and not by asking AWS.
   *
   * @default false
   */
  readonly acknowledgeIrreversible?: boolean;
}

/**
 * Restores of backups that AWS makes on a schedule, to show that they work, and deletes again. They are made where the copies are: in the standby region, unless
 * no rule copies. Each costs a restore.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html
 */
export interface RestoreTestingProps {
  /**
   * Whether there are any.
   *
   * @default - with WARM_STANDBY and ACTIVE_ACTIVE
   */
  readonly enabled?: boolean;
  /**
   * When, in UTC: a cron expression.
   *
   * @default 'cron(0 6 ? * SUN *)'
   */
  readonly schedule?: string;
  /**
   * The latest backup of this many days is restored, 1 to 365. Without one nothing is restored, and nothing fails.
   *
   * @default 7
   */
  readonly selectionWindowDays?: number;
  /**
   * Hours that a restored table or cluster is kept for checks of yours, 0 to 168.
   *
   * @default 1
   */
  readonly retainHours?: number;
  /**
   * The subnet group that a cluster is restored into, in the region of the tests. May be a token.
   *
   * @default - that of the service's database there; without one the default VPC's, and the test fails where there is none
   */
  readonly databaseSubnetGroupName?: string;
}

/**
 * Backups of a service in both regions: a vault with a key in each, a plan with rules, copies to the other region.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
 */
export interface BackupProps {
  /**
   * The rules of the plan.
   *
   * @default - one: daily at 03:00 UTC, kept for 35 days, and a copy for as long
   */
  readonly rules?: BackupRule[];
  /**
   * What is backed up beside the service's own database and tables.
   *
   * @default - nothing; needed where there is neither
   */
  readonly resources?: BackupResource[];
  /**
   * Tags, all of which something must have to be backed up as well, in any service of the account and region. It can be only what AWS Backup is turned on for there.
   *
   * @default - by ARN alone
   */
  readonly selectByTags?: Record<string, string>;
  /**
   * The ARN of a vault of another account, which gets a third copy of what is copied from the primary region, kept as long as the other. May be a token. Both accounts are in one organization that
   * allows it, and the vault's policy lets this account copy into it.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html
   */
  readonly otherAccountVaultArn?: string;
  /**
   * A lock on both vaults.
   *
   * @default - none
   */
  readonly vaultLock?: VaultLockProps;
  /**
   * Restores that show that backups work.
   *
   * @default - weekly with WARM_STANDBY and ACTIVE_ACTIVE
   */
  readonly restoreTesting?: RestoreTestingProps;
  /**
   * Whether the same rules back up the standby region too, with copies to the primary: for the time after a failover that lasts. Every table and cluster is then paid for twice.
   *
   * @default false
   */
  readonly standbyBackups?: boolean;
  /**
   * Whether Terraform turns on AWS Backup for Aurora and DynamoDB, and full management of DynamoDB's backups, in both regions. These settings are the account's: every other
   * backup there changes with them. They are set once, and left as they are when the stack is destroyed.
   *
   * @default false; then copies of tables are refused (DR616) unless accepted, for they need full management
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/advanced-ddb-backup.html
   */
  readonly manageRegionSettings?: boolean;
  /**
   * GB of the largest table or cluster. The windows of the rules are held against it.
   *
   * @default - windows are not held against a size
   */
  readonly largestSizeGb?: number;
  /**
   * The ARN of an SNS topic in each region that is told of failed, cancelled and expired backups, copies and restores there. May be tokens. Its policy must let
   * `events.amazonaws.com` publish, and so must the key that it is encrypted with.
   *
   * @default - the topics of `monitoring`, else nobody is told
   */
  readonly alarmTopicArns?: SiteValues;
  /**
   * The ARN of a role of yours that AWS Backup works with in both regions. May be a token. Nothing is added to it: docs/backup.md tells what it must be allowed.
   *
   * @default - made, with AWS's own policies for backup and restore
   */
  readonly roleArn?: string;
}
