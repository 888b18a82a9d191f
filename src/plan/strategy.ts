// The four disaster-recovery strategies and what they mean for both regions.

/**
 * How much runs in the standby region before a disaster.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
 */
export enum Strategy {
  /** Nothing runs in the standby region; it is built from backups. Hours. */
  BACKUP_RESTORE = 'BACKUP_RESTORE',
  /** Data is replicated, the rest is there but off. Tens of minutes. */
  PILOT_LIGHT = 'PILOT_LIGHT',
  /** A smaller, working copy. Minutes. */
  WARM_STANDBY = 'WARM_STANDBY',
  /** Both regions serve users. */
  ACTIVE_ACTIVE = 'ACTIVE_ACTIVE',
}

/** What becomes of data when Terraform is asked to destroy what holds it. */
export enum Removal {
  /** Terraform refuses to destroy clusters, tables and keys (`prevent_destroy`), and AWS does too where it can (deletion protection). */
  PROTECTED = 'PROTECTED',
  /** Everything can be destroyed, data included, without a final snapshot. For test environments. */
  EPHEMERAL = 'EPHEMERAL',
}
