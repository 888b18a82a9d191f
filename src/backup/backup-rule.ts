// A rule of the backup plan: when, how long, and what of it crosses to the other region.

/** What a `BackupRule` consists of. */
export interface BackupRuleProps {
  /**
   * When backups begin, in UTC: a cron expression such as `cron(0 3 * * ? *)`.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
   */
  readonly schedule: string;
  /**
   * Days after which a backup is deleted, 1 to 36500; with `continuous` 35 at most.
   *
   * @default 35
   */
  readonly retentionDays?: number;
  /**
   * Days after which a backup of a table goes to cold storage, where it stays for 90 days at least. AWS keeps backups of Aurora warm.
   *
   * @default - never
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
   */
  readonly coldStorageAfterDays?: number;
  /**
   * Whether Aurora can be restored to any second of the last `retentionDays`. AWS Backup then takes over the backups of the cluster itself. Tables have that
   * of DynamoDB, and get snapshots all the same. One rule at most.
   *
   * @default false
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html
   */
  readonly continuous?: boolean;
  /**
   * Whether backups are copied to the vault of the other region. A copy of a continuous backup is a snapshot.
   *
   * @default true
   */
  readonly copied?: boolean;
  /**
   * Days after which a copy is deleted, counted from the backup that it was made of, 1 to 36500.
   *
   * @default - `retentionDays`
   */
  readonly copyRetentionDays?: number;
  /**
   * Days after which a copy of a backup of a table goes to cold storage.
   *
   * @default - never
   */
  readonly copyColdStorageAfterDays?: number;
  /**
   * Minutes within which a backup has to begin before AWS cancels it, 60 at least. AWS tries again meanwhile.
   *
   * @default 480, as AWS itself; Terraform's provider would make it 60
   */
  readonly startWindowMinutes?: number;
  /**
   * Minutes that a backup may take before AWS cancels it, an hour more than `startWindowMinutes` at least.
   *
   * @default 10080, seven days, as AWS itself; Terraform's provider would make it 180, which a large database does not keep
   */
  readonly completionWindowMinutes?: number;
}

/**
 * A rule of the backup plan.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
export class BackupRule {
  /** What it is called: 1 to 50 letters, digits and `-_.`. */
  public readonly ruleName: string;
  /** What it consists of. */
  public readonly props: BackupRuleProps;

  public constructor(ruleName: string, props: BackupRuleProps) {
    this.ruleName = ruleName;
    this.props = props;
  }
}

/** Whether a value is a `BackupRule`. */
export function isBackupRule(value: unknown): value is BackupRule {
  return value instanceof BackupRule;
}
