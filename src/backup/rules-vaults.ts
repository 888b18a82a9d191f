// Rules about the lock on the vaults, restores on a schedule, and who is told of failures.

import type { BackupsPlan } from './plan';
import type { LockPlan } from './plan-vaults';
import { isTestedByDefault } from './plan-vaults';
import { VaultLockMode } from './props';
import { isCount, lifecycles } from './rules-schedule';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import { roleArnNeeds } from '../plan/role-arn';
import type { Finding, Rule } from '../plan/rule';
import { isCron } from '../plan/schedule';

const GUIDE = 'https://docs.aws.amazon.com/aws-backup/latest/devguide';
const LOCK = `${GUIDE}/vault-lock.html`;
const LOCK_API = `${GUIDE}/API_PutBackupVaultLockConfiguration.html`;
const TESTING = `${GUIDE}/restore-testing.html`;
const LONGEST_DAYS = 36_500;

const outsideLock: Rule<BackupsPlan> = {
  code: 'DR625',
  severity: Severity.IMPOSSIBLE,
  title: 'A retention that the lock of the vault does not take: every job of the rule would fail',
  source: LOCK,
  check: plan => withLock(plan, ({ minRetentionDays: least = 1, maxRetentionDays: most = LONGEST_DAYS }) => lifecycles(plan)
    .filter(({ days }) => days < least || days > most)
    .map(({ path, days }) => ({ path, message: `${days} given, and the lock of the vaults takes ${least} to ${most} days`, mend: 'Correct one of them' }))),
};

const lockBounds: Rule<BackupsPlan> = {
  code: 'DR626',
  severity: Severity.IMPOSSIBLE,
  title: 'A lock with bounds that AWS Backup does not take',
  source: LOCK_API,
  check: plan => withLock(plan, ({ path, minRetentionDays: least, maxRetentionDays: most }): Finding[] => {
    if (least === undefined && most === undefined) {
      return [{ path: `${path}.minRetentionDays`, message: 'nothing given, and no maxRetentionDays either; one of them needed', mend: 'Set minRetentionDays to the days that nobody may delete a backup in' }];
    }
    const wrong = (['minRetentionDays', 'maxRetentionDays'] as const).map(property => ({ property, days: { minRetentionDays: least, maxRetentionDays: most }[property] }))
      .filter(({ days }) => days !== undefined && !isCount(days, 1, LONGEST_DAYS))
      .map(({ property, days }) => ({ path: `${path}.${property}`, message: `${days} given, a whole number of 1 to ${LONGEST_DAYS} needed`, mend: 'Correct it' }));
    return wrong.length > 0 || least === undefined || most === undefined || least <= most ? wrong : [{
      path: `${path}.maxRetentionDays`, message: `${most} given, at least the ${least} of minRetentionDays needed`, mend: 'Correct one of them',
    }];
  }),
};

const irreversible: Rule<BackupsPlan> = {
  code: 'DR627',
  severity: Severity.IMPOSSIBLE,
  title: 'A lock for compliance, which nobody can ever take back, without saying so',
  source: LOCK,
  check: plan => withLock(plan, ({ path, mode, acknowledged, changeableForDays }) => (mode !== VaultLockMode.COMPLIANCE || acknowledged ? [] : [{
    path: `${path}.acknowledgeIrreversible`,
    message: `not true, and mode COMPLIANCE given: after ${changeableForDays} days neither you nor AWS can remove the lock, the vault, or a backup before its time`,
    mend: 'Set acknowledgeIrreversible to true, or use VaultLockMode.GOVERNANCE',
  }])),
};

const graceTime: Rule<BackupsPlan> = {
  code: 'DR628',
  severity: Severity.IMPOSSIBLE,
  title: 'A time to change a lock in that AWS Backup does not take, or that would make a lock for governance one for compliance',
  source: LOCK_API,
  check: plan => withLock(plan, ({ path, mode, changeableForDays: days }) => {
    if (days === undefined || (mode === VaultLockMode.COMPLIANCE && isCount(days, 3, LONGEST_DAYS))) return [];
    return [{
      path: `${path}.changeableForDays`,
      message: mode === VaultLockMode.COMPLIANCE ? `${days} given, a whole number of 3 to ${LONGEST_DAYS} needed` : `${days} given with GOVERNANCE, which COMPLIANCE alone has`,
      mend: mode === VaultLockMode.COMPLIANCE ? 'Correct it' : 'Leave it out',
    }];
  }),
};

const ephemeralLock: Rule<BackupsPlan> = {
  code: 'DR629',
  severity: Severity.IMPOSSIBLE,
  title: 'A lock for compliance on vaults that can be destroyed',
  source: LOCK,
  check: plan => withLock(plan, ({ path, mode }) => (mode !== VaultLockMode.COMPLIANCE || !plan.ephemeral ? [] : [{
    path: `${path}.mode`, message: 'COMPLIANCE given with Removal.EPHEMERAL, and the vault could never be destroyed with its backups', mend: 'Leave one of them out',
  }])),
};

const untested: Rule<BackupsPlan> = {
  code: 'DR630',
  severity: Severity.RISK,
  title: 'Backups that nothing shows can be restored, with a strategy that promises minutes',
  source: 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_backing_up_data_periodic_recovery_testing_data.html',
  check: plan => (!isTestedByDefault(plan.strategy) || plan.testingGiven.enabled !== false ? [] : [{
    path: `${plan.path}.restoreTesting.enabled`, message: `false given with the strategy ${plan.strategy}; a backup that was never restored may not be one`, mend: 'Leave it out, or test restores by other means and accept this',
  }]),
};

const testingValues: Rule<BackupsPlan> = {
  code: 'DR631',
  severity: Severity.IMPOSSIBLE,
  title: 'Restore tests with a schedule, a window or a time that AWS Backup does not take',
  source: TESTING,
  check: ({ testing }) => (testing === undefined ? [] : [
    ...(isCron(testing.schedule) ? [] : [{
      path: `${testing.path}.schedule`, message: `${show(testing.schedule)} given, a cron expression like 'cron(0 6 ? * SUN *)' needed`, mend: 'Correct it; a rate is none',
    }]),
    ...(isCount(testing.selectionWindowDays, 1, 365) ? [] : [{
      path: `${testing.path}.selectionWindowDays`, message: `${testing.selectionWindowDays} given, a whole number of 1 to 365 needed`, mend: 'Correct it',
    }]),
    ...(isCount(testing.retainHours, 0, 168) ? [] : [{
      path: `${testing.path}.retainHours`, message: `${testing.retainHours} given, a whole number of 0 to 168 needed`, mend: 'Correct it',
    }]),
  ]),
};

const defaultNetwork: Rule<BackupsPlan> = {
  code: 'DR632',
  severity: Severity.RISK,
  title: 'A restore test of a database into the default VPC, which fails where there is none',
  source: `${GUIDE}/restore-testing-inferred-metadata.html`,
  check: plan => (plan.testing === undefined || !plan.testing.kinds.includes('cluster') || plan.testing.subnetGroupName !== undefined ? [] : [{
    path: `${plan.testing.path}.databaseSubnetGroupName`,
    message: `nothing given, and the service has no subnet group in ${plan[plan.testing.role].region}; the default VPC's is taken`,
    mend: `Name a subnet group in ${plan[plan.testing.role].region}`,
  }]),
};

const testingIgnored: Rule<BackupsPlan> = {
  code: 'DR642',
  severity: Severity.IMPOSSIBLE,
  title: 'Properties of restore tests that are not made',
  source: 'docs/backup.md',
  check: plan => (plan.testing !== undefined ? [] : plan.testingGiven.properties.map(property => ({
    path: `${plan.path}.restoreTesting.${property}`, message: `given, and nothing is tested${plan.testingGiven.enabled === false ? ' with enabled false' : ` with the strategy ${plan.strategy}`}`, mend: 'Set enabled to true, or leave it out',
  }))),
};

const testsOfNothing: Rule<BackupsPlan> = {
  code: 'DR643',
  severity: Severity.IMPOSSIBLE,
  title: 'Restore tests with nothing to restore',
  source: TESTING,
  check: ({ testing }) => (testing === undefined || testing.kinds.length > 0 ? [] : [{
    path: `${testing.path}.enabled`, message: 'true given, and neither a table nor a cluster is named', mend: 'Leave it out',
  }]),
};

const testsOfOthers: Rule<BackupsPlan> = {
  code: 'DR645',
  severity: Severity.RISK,
  title: 'Restore tests beside a selection by tags: what other services have of the tables and clusters in the vault is restored too',
  source: `${GUIDE}/API_RestoreTestingSelectionForCreate.html`,
  check: plan => (plan.testing === undefined || plan.testing.kinds.length === 0 || Object.keys(plan.selectByTags).length === 0 ? [] : [{
    path: `${plan.path}.selectByTags`,
    message: `${Object.keys(plan.selectByTags).join(', ')} given with restore tests, which restore every ${plan.testing.kinds.join(' and ')} of the vault in ${plan[plan.testing.role].region}, whoever it belongs to`,
    mend: 'Name what to back up in resources, or accept that others are restored, and paid for, too',
  }]),
};

const topicElsewhere: Rule<BackupsPlan> = {
  code: 'DR635',
  severity: Severity.IMPOSSIBLE,
  title: 'What is to be told of failures is no SNS topic of the region',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html',
  check: plan => [plan.primary, plan.standby].filter(({ topicArn, region }) => topicArn !== undefined && !isTopic(topicArn, region)).map(site => ({
    path: site.topicPath, message: `${show(site.topicArn)} given, the ARN of a topic in ${site.region} needed, like 'arn:aws:sns:${site.region}:111122223333:duty'`, mend: `Give a topic of ${site.region}`,
  })),
};

const nobodyTold: Rule<BackupsPlan> = {
  code: 'DR636',
  severity: Severity.RISK,
  title: 'Backups whose failure nobody is told of',
  source: 'docs/backup.md',
  check: plan => [plan.primary, plan.standby].filter(({ failedRuleName }) => failedRuleName === undefined).slice(0, 1).map(site => ({
    path: `${plan.path}.alarmTopicArns${site.role === 'standby' ? '.standby' : ''}`,
    message: `nothing given for ${site.region}${site.role === 'primary' ? ', where backups and copies' : ', where restore tests'} can fail unnoticed`,
    mend: 'Give a topic in each region',
  })),
};

const malformedRole: Rule<BackupsPlan> = {
  code: 'DR638',
  severity: Severity.IMPOSSIBLE,
  title: 'An existing role for backups that is not an IAM role of the partition of the sites',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  check: ({ path, role: { existingArn: arn }, primary }) => {
    const needed = arn === undefined || isExpression(arn) ? undefined : roleArnNeeds(arn, primary.region);
    return needed === undefined ? [] : [{ path: `${path}.roleArn`, message: `${show(arn)} given, ${needed}`, mend: 'Correct it' }];
  },
};

export const vaultRules: Rule<BackupsPlan>[] = [
  outsideLock, lockBounds, irreversible, graceTime, ephemeralLock, untested, testingValues, defaultNetwork, testingIgnored, testsOfNothing,
  testsOfOthers, topicElsewhere, nobodyTold, malformedRole,
];

function withLock({ lock }: BackupsPlan, check: (lock: LockPlan) => Finding[]): Finding[] {
  return lock === undefined ? [] : check(lock);
}

function isTopic(arn: string, region: string): boolean {
  return isExpression(arn) || new RegExp(`^arn:[\\w-]+:sns:${region}:\\d{12}:[\\w-]+$`).test(arn);
}
