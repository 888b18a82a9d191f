import { reported, SOUND } from './reported';
import { BackupRule, Credentials, DatabaseEngine, MultiRegionDr, NatStrategy, TableSpec } from '../../src';
import { serviceRules } from '../../src/multi-region-dr/catalogue';
import type { Report } from '../../src/report/report';
import { TABLES } from '../support/layers';
import { newStack, quietly } from '../support/synth';

const ONE_TABLE = { tables: TABLES.slice(0, 1) };
const DATABASE = { database: { engine: DatabaseEngine.auroraPostgresql('16.8') } };
const outcomes = ({ rules }: Report) => Object.fromEntries(rules.map(({ code, outcome }) => [code, outcome]));
const chapterOf = ({ rules }: Report, chapter: string) => new Set(rules.filter(rule => rule.chapter === chapter).map(({ outcome }) => outcome));

test('every rule that a service can break is listed once, in the order of the codes', () => {
  expect(reported(ONE_TABLE).rules.map(({ code }) => code)).toEqual(serviceRules.map(({ code }) => code).sort());
});

test('the rules of a section that is not there were not asked, and those of one that is were', () => {
  const report = reported(ONE_TABLE);
  for (const chapter of ['database', 'network', 'functions', 'http', 'dns', 'events', 'backup', 'monitoring', 'parameters', 'identity']) {
    expect([chapter, chapterOf(report, chapter)]).toEqual([chapter, new Set(['NOT_ASKED'])]);
  }
  expect(chapterOf(report, 'tables')).not.toContain('NOT_ASKED');
  expect(chapterOf(report, 'tables')).toContain('KEPT');
});

test('a warning is open, and one with a reason accepted', () => {
  const nat = { ...DATABASE, network: { nat: NatStrategy.SINGLE }, acceptedRisks: { DR181: 'a sandbox' } };
  const report = reported(nat);
  expect(outcomes(report).DR181).toBe('ACCEPTED');
  expect(report.acceptedRisks).toMatchObject([{ code: 'DR181', path: 'network.nat', acceptedBecause: 'a sandbox' }]);
  const open = reported({ ...ONE_TABLE, backup: { manageRegionSettings: true } });
  expect(outcomes(open).DR617).toBe('OPEN');
  expect(open.openRisks.map(({ code }) => code)).toContain('DR617');
});

test('an acceptance of what is not broken leaves the rule kept', () => {
  const report = reported({ ...DATABASE, acceptedRisks: { DR181: 'for later' } });
  expect(outcomes(report).DR181).toBe('KEPT');
  expect(report.acceptedRisks).toEqual([]);
});

test('problems of the construct and of its report are the same', () => {
  const dr = quietly(() => new MultiRegionDr(newStack(), 'Dr', { ...SOUND, ...ONE_TABLE }));
  const { openRisks, acceptedRisks } = reported(ONE_TABLE);
  const places = (problems: { code: string; path: string }[]) => problems.map(({ code, path }) => `${code} ${path}`).sort();
  expect(places([...openRisks, ...acceptedRisks])).toEqual(places(dr.problems));
});

describe('KEPT is not said of what is looked at later', () => {
  test.each([
    ['DR020', 'providers of the user\'s'], ['DR021', 'aliases'], ['DR023', 'resources without a provider'], ['DR024', 'accounts of credentials'], ['DR014', 'accounts of roles that are not given'],
  ])('%s: %s', code => expect(outcomes(reported(ONE_TABLE))[code]).toBe('LATER'));

  test('the accounts of roles that are given are known', () => {
    const role = (region: string) => ({ region, assumeRoleArn: 'arn:aws:iam::111122223333:role/deploy' });
    const report = reported({ ...ONE_TABLE, primary: role('us-east-1'), standby: role('us-west-2') });
    expect(outcomes(report)).toMatchObject({ DR014: 'KEPT', DR024: 'LATER' });
    expect(report.service.account).toBe('111122223333');
  });

  test('the zones of an account are Terraform\'s to look at, where a network is made', () => {
    const [withNetwork, without] = [reported(DATABASE), reported(ONE_TABLE)].map(outcomes);
    const zones = Object.keys(withNetwork).filter(code => withNetwork[code] === 'LATER' && without[code] === 'NOT_ASKED');
    expect(zones).toHaveLength(1);
  });

  test('the account of a vault elsewhere is Terraform\'s to look at', () => {
    const backup = { manageRegionSettings: true, rules: [new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)' })] };
    const third = { ...backup, otherAccountVaultArn: 'arn:aws:backup:us-east-1:444455556666:backup-vault:copies' };
    const codes = (['KEPT', 'LATER'] as const).map((outcome, position) => Object.entries(outcomes(reported({ ...ONE_TABLE, backup: position === 0 ? backup : third })))
      .filter(([code, one]) => code.startsWith('DR6') && one === outcome).map(([code]) => code));
    expect(codes[1]).toHaveLength(1);
    expect(codes[0]).toContain(codes[1][0]);
  });
});

describe('KEPT is not said of rules over what is made, where all of it is there already', () => {
  const DATABASE_THERE = { globalClusterIdentifier: 'global', primaryClusterIdentifier: 'one', standbyClusterIdentifier: 'two' };
  const credentials = Credentials.fromSecretArns({
    primary: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:one-abcdef', standby: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:two-abcdef',
  });
  const there = { database: { ...DATABASE.database, credentials, existing: DATABASE_THERE } };
  const there2 = { tables: [new TableSpec('legacy', { existingName: 'legacy' })] };

  test.each([
    ['a database', there, DATABASE, ['DR117', 'DR119', 'DR134']],
    ['a table', there2, ONE_TABLE, serviceRules.filter(({ overMade, code }) => overMade && code.startsWith('DR2')).map(({ code }) => code)],
  ])('%s', (_, existing, made, codes) => {
    const [one, other] = [existing, made].map(props => outcomes(reported(props)));
    expect(codes.length).toBeGreaterThan(2);
    for (const code of codes) expect([code, one[code], ['KEPT', 'OPEN'].includes(other[code])]).toEqual([code, 'NOT_ASKED', true]);
    expect(Object.values(one)).toContain('KEPT');
  });

  test('one table that is made is enough', () => {
    expect(outcomes(reported({ tables: [...there2.tables, ...ONE_TABLE.tables] }))).toMatchObject({ DR222: 'KEPT', DR201: 'KEPT' });
  });
});

test('what only a layer by itself can break is not asked', () => {
  expect(outcomes(reported({ ...ONE_TABLE, monitoring: {} }))).toMatchObject({ DR040: 'NOT_ASKED' });
});
