// What is drawn of backups, and what they leave unprotected.

import type { BackupSitePlan, BackupsPlan } from './plan';
import type { BackupRulePlan } from './plan-rules';
import { VaultLockMode } from './props';
import type { Term } from '../plan/estimate';
import { ArchitectureRow, counted, Flow, FlowDirection, listed, SiteBox, timesOf, told, Unprotected } from '../plan/report';
import { Strategy } from '../plan/strategy';

/** The backups as they stand in both regions. */
export function backupRows(plan: BackupsPlan): ArchitectureRow[] {
  const { path, primary, standby } = plan;
  const flow = flowOf(plan);
  return [{
    path, what: 'Vaults of AWS Backup', primary: boxOf(plan, primary), standby: boxOf(plan, standby), ...(flow === undefined ? {} : { flow }),
  }];
}

/** What backups leave unprotected. */
export function backupUnprotected(plan: BackupsPlan, terms: Term[]): Unprotected[] {
  const { path, primary, standby, rules, resources, testing, standbyBackups, strategy } = plan;
  const age = timesOf(terms, 'backup.age');
  const staying = rules.filter(({ copy }) => copy === undefined).map(({ ruleName }) => ruleName);
  return [
    ...(age === undefined ? [] : [{
      path, what: `When data is corrupted or held to ransom, what was written since the last backup is lost (${age}), unless the point-in-time windows of the stores reach before it.`, mend: 'Back up more often.',
    }]),
    ...(staying.length === 0 ? [] : [{
      path: `${path}.rules`, what: `Backups of ${listed(staying)} stay in ${primary.region}, and are lost with it.`, mend: 'Let the rule copy them.',
    }]),
    ...ofAccount(plan),
    ...ofLock(plan),
    ...(resources.length > 1 ? [{
      path, what: 'Backups of several stores are of about the same time and not of one moment: after a restore they may disagree about what was going on.', mend: 'Know how to bring them together before you need to.',
    }] : []),
    {
      path,
      what: 'Backups hold stores alone: no messages, no events, no values of parameters and secrets, and no code.',
    },
    ...(standbyBackups || strategy === Strategy.BACKUP_RESTORE ? [] : [{
      path, what: `After a failover ${standby.region}, which writes then, is not backed up by this plan.`, mend: 'Make a backup there by hand at once; standbyBackups does it from then on.',
    }]),
    testing === undefined
      ? { path: `${path}.restoreTesting`, what: 'That a backup can be restored is shown by nobody.', mend: 'Turn restoreTesting on, or restore one yourself now and then.' }
      : { path: `${path}.restoreTesting`, what: 'Restore tests show that a restore ends, not that what is in it is right.', mend: 'Keep what a test restores for some hours (retainHours), and look.' },
    ...(primary.failedRuleName === undefined ? [{
      path: `${path}.alarmTopicArns`, what: 'Nobody is told of a backup or a copy that fails.', mend: 'Give the service monitoring, or alarmTopicArns.',
    }] : []),
  ];
}

function boxOf(plan: BackupsPlan, site: BackupSitePlan): SiteBox {
  const { lock, testing, otherAccountVaultArn, rules } = plan;
  const copies = rules.filter(({ copy }) => copy !== undefined).length > 0;
  return {
    name: site.vaultName,
    details: [
      ...(site.planName === undefined ? [] : rules.map(ruleInWords)),
      ...(site.role === 'standby' && copies ? ['keeps copies of the primary\'s'] : []),
      ...(lock === undefined ? [] : [`locked, ${lock.mode.toLowerCase()}`]),
      ...(testing?.role === site.role ? [`restore tests, ${testing.schedule}`] : []),
      ...(otherAccountVaultArn !== undefined && site.role === 'primary' ? [`third copy in ${told(otherAccountVaultArn, 'another account')}`] : []),
    ],
  };
}

function ruleInWords({ ruleName, schedule, backup, copy }: BackupRulePlan): string {
  return `${ruleName}: ${schedule}, kept ${counted(backup.retentionDays, 'day')}${copy === undefined ? ', not copied' : `, its copy ${counted(copy.retentionDays, 'day')}`}`;
}

function flowOf({ rules, standbyBackups }: BackupsPlan): Flow | undefined {
  const copied = rules.filter(({ copy }) => copy !== undefined).map(({ ruleName }) => ruleName);
  return copied.length === 0 ? undefined : { direction: standbyBackups ? FlowDirection.BOTH_WAYS : FlowDirection.TO_STANDBY, what: `copies of ${listed(copied)}` };
}

function ofAccount({ path, otherAccountVaultArn, primary }: BackupsPlan): Unprotected[] {
  return otherAccountVaultArn === undefined ? [{
    path, what: 'All backups lie in the account of the service: whoever takes it over, or closes it, has them too.', mend: 'Keep a third copy in a vault of another account (otherAccountVaultArn).',
  }] : [{
    path: `${path}.otherAccountVaultArn`, what: `The third copy lies in ${primary.region} too, and nobody restores from it: it has to be copied back first.`, mend: 'Try that with whoever administers the other account.',
  }];
}

function ofLock({ path, lock }: BackupsPlan): Unprotected[] {
  if (lock === undefined) {
    return [{ path: `${path}.vaultLock`, what: 'Whoever may delete backups in this account can delete all of them: no lock keeps anybody from it.', mend: 'Lock the vaults (vaultLock).' }];
  }
  return lock.mode === VaultLockMode.COMPLIANCE ? [] : [{
    path: `${path}.vaultLock`, what: 'Whoever may lift the lock of the vaults can delete backups early: it is one of GOVERNANCE.', mend: 'COMPLIANCE keeps everybody from it, for good.',
  }];
}
