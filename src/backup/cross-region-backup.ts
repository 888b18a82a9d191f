// CrossRegionBackup: backups of a service in both regions.

import { Construct } from 'constructs';
import { buildFailures } from './failures';
import { BackupSitePlan, BackupsPlan, planBackup, readTopics } from './plan';
import type { BackupProps } from './props';
import { buildRestoreTesting } from './restore-testing';
import { buildServiceRole } from './service-role';
import { admitCopies, shareKeys } from './sharing';
import { buildSitePlan } from './site-plan';
import { buildVault, vaultArn } from './vault';
import { roleArn } from '../identity/role';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { PartScope, SiteValues } from '../sites/site';
import { Sites } from '../sites/sites';

/** What a `CrossRegionBackup` is made from. */
export interface CrossRegionBackupProps {
  /** The regions. */
  readonly sites: Sites;
  /** The backups. What is backed up is in its `resources`. */
  readonly backup: BackupProps;
  /**
   * The SNS topic of each region that is told of failures where `backup` names none, such as the `topicArns` of a `DrMonitoring`. May be tokens.
   * What is no topic of the region is refused (DR635).
   *
   * @default - what `backup` names
   */
  readonly alarmTopicArns?: SiteValues;
}

/**
 * Backups of a service in both regions, by themselves: a vault with a key in each region, a plan whose backups are copied to the other one, and restores that
 * show that they work. `MultiRegionDr` makes the same from its `backup`, of its own database and tables.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html
 */
export class CrossRegionBackup extends Construct {
  /** The name of the vault in each region. */
  public readonly vaultNames: SiteValues;
  /** The ARN of the vault in each region. */
  public readonly vaultArns: SiteValues;
  /** The id of the backup plan in each region, as tokens. The standby's is missing without `standbyBackups`. */
  public readonly planIds: SiteValues;
  /** The ARN of the role that AWS Backup works with: for backups and copies, and for restores. */
  public readonly roleArn: string;
  /** The name of the restore testing plan; undefined without tests. */
  public readonly restoreTestingPlanName?: string;

  public constructor(scope: Construct, constructId: string, props: CrossRegionBackupProps) {
    const { sites, backup } = props;
    const plan = sites._planFor('CrossRegionBackup', scope, constructId, backup, () => planAlone(props));
    super(scope, constructId);
    const { primary, standby, testing } = plan;
    buildServiceRole(this, sites, plan);
    for (const site of [primary, standby]) {
      const vaultName = buildVault(this, sites, plan, site);
      if (site.role === 'primary') admitCopies(this, sites, plan, vaultName);
      // What the user names wins, so that nobody is told twice.
      buildFailures(this, sites, plan, site, site.topicArn ?? props.alarmTopicArns?.[site.role] ?? undefined);
    }
    shareKeys(sites, plan);
    this.planIds = {
      primary: buildSitePlan(this, sites, plan, primary),
      ...(standby.planName === undefined ? {} : { standby: buildSitePlan(this, sites, plan, standby) }),
    };
    if (testing !== undefined) {
      buildRestoreTesting(this, sites, plan, testing);
      this.restoreTestingPlanName = testing.planName;
    }
    this.vaultNames = { primary: primary.vaultName, standby: standby.vaultName };
    this.vaultArns = { primary: arnOf(sites, primary), standby: arnOf(sites, standby) };
    this.roleArn = arnOfRole(sites, plan);
  }
}

function planAlone(props: CrossRegionBackupProps): Planned<BackupsPlan> {
  const { backup, sites: { _context: context } } = props;
  const list = new ProblemList();
  const reader = new Reader(props, '', list, context.isToken);
  const { plan, problems } = planBackup(backup, 'backup', context, { handedTopicArns: readTopics(reader, 'alarmTopicArns') });
  return { plan, problems: [...list.problems, ...problems] };
}

function arnOf(sites: Sites, site: BackupSitePlan): string {
  return vaultArn(site, sites._in(site.partScope));
}

function arnOfRole(sites: Sites, plan: BackupsPlan): string {
  return roleArn(plan.role, sites._in(PartScope.FOUNDATION));
}
