import * as fc from 'fast-check';
import { BackupResource, BackupRule, Strategy, VaultLockMode } from '../../src';
import { planBackup } from '../../src/backup/plan';
import { copiesBackups } from '../../src/backup/plan-rules';
import { planSites } from '../../src/sites/plan';
import { isToken } from '../../src/sites/sites';
import { SITES } from '../support/synth';

const context = (strategy: Strategy = Strategy.WARM_STANDBY) => planSites({ ...SITES, strategy }, {}, isToken).plan!;
const anything = fc.anything() as fc.Arbitrary<any>;

test('planning never throws, whatever comes in', () => {
  const rule = fc.oneof(anything, fc.tuple(anything, anything).map(([name, props]) => new BackupRule(name, props)),
    fc.dictionary(fc.constantFrom('schedule', 'retentionDays', 'coldStorageAfterDays', 'continuous', 'copied', 'startWindowMinutes'), anything).map(props => new BackupRule('daily', props as any)));
  const makers = [BackupResource.table, BackupResource.cluster, BackupResource.other];
  const resource = fc.oneof(anything, ...makers.map(make => anything.map(arns => make(arns))));
  const props = fc.oneof(anything, fc.record({
    rules: fc.oneof(anything, fc.array(rule)),
    resources: fc.oneof(anything, fc.array(resource)),
    vaultLock: fc.oneof(anything, fc.record({ mode: fc.constantFrom(...Object.values(VaultLockMode)), minRetentionDays: anything })),
    restoreTesting: fc.oneof(anything, fc.dictionary(fc.constantFrom('enabled', 'schedule', 'retainHours', 'selectionWindowDays'), anything)),
    selectByTags: anything,
    otherAccountVaultArn: anything,
    standbyBackups: anything,
    alarmTopicArns: anything,
    roleArn: anything,
  }, { requiredKeys: [] }));
  fc.assert(fc.property(props, fc.constantFrom(...Object.values(Strategy)), (given, strategy) => {
    const { plan, problems } = planBackup(given, 'backup', context(strategy));
    expect(plan !== undefined || problems.length > 0).toBe(true);
    copiesBackups(given);
  }), { numRuns: 1000 });
});

test('what the strategy is told of copies is what the plan makes', () => {
  const rule = fc.record({ schedule: fc.constant('cron(0 3 * * ? *)'), copied: fc.option(fc.boolean(), { nil: undefined }) });
  const rules = fc.option(fc.array(rule, { maxLength: 4 }).map(all => all.map((props, position) => new BackupRule(`rule${position}`, props))), { nil: undefined });
  fc.assert(fc.property(rules, given => {
    const { plan } = planBackup({ rules: given }, 'backup', context());
    expect(copiesBackups({ rules: given })).toBe(plan!.rules.some(({ copy }) => copy !== undefined));
  }));
});

test('a section that is none copies nothing', () => {
  for (const section of [undefined, null, 'yes', 1]) expect(copiesBackups(section)).toBe(false);
});

// Law of AWS Backup: what a job keeps lies within the lock, and 90 days of it at least in cold storage.
test('retentions of an accepted plan lie within its lock', () => {
  const days = fc.integer({ min: 1, max: 400 });
  fc.assert(fc.property(days, days, days, fc.option(days, { nil: undefined }), (retentionDays, least, most, coldStorageAfterDays) => {
    const { plan, problems } = planBackup({
      rules: [new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)', retentionDays, coldStorageAfterDays })],
      resources: [BackupResource.other({ primary: 'arn:aws:s3:::orders' })],
      vaultLock: { minRetentionDays: least, maxRetentionDays: most },
    }, 'backup', context());
    const [{ backup }] = plan!.rules;
    const lawful = least <= backup.retentionDays && backup.retentionDays <= most
      && (coldStorageAfterDays === undefined || backup.retentionDays - coldStorageAfterDays >= 90);
    expect(problems.every(({ severity }) => severity === 'RISK')).toBe(lawful);
  }));
});
