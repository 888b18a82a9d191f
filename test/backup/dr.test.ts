// Backups as a section of a service: its own database and tables, and what the strategy makes of it.

import {
  Attribute, BackupRule, BackupResource, Credentials, DatabaseEngine, MultiRegionDr, MultiRegionDrProps, Strategy, TableConsistency, TableSpec,
} from '../../src';
import { ACCOUNT, literalPolicy, literalText } from '../identity/simulate';
import { newStack, quietly, refusalCodes, SITES, templateOf, written } from '../support/synth';
import { Template } from '../support/template';

const [EAST, WEST] = ['us-east-1', 'us-west-2'];
const pk = { partitionKey: Attribute.string('pk') };
const ORDERS = new TableSpec('orders', pk);
const STOCK = new TableSpec('stock', { ...pk, consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' });
const LEGACY = new TableSpec('legacy', { existingName: 'legacy' });
const DATABASE = { engine: DatabaseEngine.auroraPostgresql('16.8') };
const BACKUP = { manageRegionSettings: true };
const FROM_BACKUPS: Partial<MultiRegionDrProps> = { strategy: Strategy.BACKUP_RESTORE, objectives: { rtoMinutes: 600, rpoSeconds: 1_000_000 } };
const arn = (namespace: string, resource: string, region = EAST) => `arn:aws:${namespace}:${region}:${ACCOUNT}:${resource}`;

const propsOf = (more: Partial<MultiRegionDrProps>): MultiRegionDrProps => ({
  ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, backup: { ...BACKUP }, ...more,
});
function service(more: Partial<MultiRegionDrProps>): { dr: MultiRegionDr; template: Template } {
  const stack = newStack();
  const dr = quietly(() => new MultiRegionDr(stack, 'Dr', propsOf(more)));
  return { dr, template: templateOf(stack) };
}
const codes = (more: Partial<MultiRegionDrProps>) => quietly(() => refusalCodes(() => new MultiRegionDr(newStack(), 'Dr', propsOf(more))));
const selected = (template: Template, region = EAST) => JSON.parse(literalText(JSON.stringify(template.only('aws_backup_selection', region).body.resources)));

test('the database and every form of table are backed up by themselves, in the primary region alone', () => {
  const { dr, template } = service({ database: DATABASE, tables: [ORDERS, STOCK, LEGACY] });
  expect(selected(template)).toEqual([
    arn('rds', `cluster:orders-prod-database-${EAST}`), arn('dynamodb', 'table/orders-prod-orders'), arn('dynamodb', 'table/orders-prod-stock'), arn('dynamodb', 'table/legacy'),
  ]);
  expect(template.all('aws_backup_plan').map(({ region }) => region)).toEqual([EAST]);
  expect(dr.backup?.vaultNames.standby).toBe(`orders-prod-backup-${WEST}`);
});

test('a database that is there already is backed up by its cluster', () => {
  const existing = { globalClusterIdentifier: 'legacy', primaryClusterIdentifier: 'legacy-one', standbyClusterIdentifier: 'legacy-two' };
  const secret = (region: string) => arn('secretsmanager', 'secret:legacy-AbCdEf', region);
  const { template } = service({
    database: { ...DATABASE, existing, credentials: Credentials.fromSecretArns({ primary: secret(EAST), standby: secret(WEST) }) },
    backup: { standbyBackups: true },
  });
  expect([selected(template), selected(template, WEST)]).toEqual([[arn('rds', 'cluster:legacy-one')], [arn('rds', 'cluster:legacy-two', WEST)]]);
});

test('resources of the user\'s come beside', () => {
  const { template } = service({ tables: [ORDERS], backup: { ...BACKUP, resources: [BackupResource.other({ primary: arn('elasticfilesystem', 'file-system/fs-1') })] } });
  expect(selected(template)).toEqual([arn('dynamodb', 'table/orders-prod-orders'), arn('elasticfilesystem', 'file-system/fs-1')]);
});

test('a service without the section makes no backups, and says nothing of it', () => {
  const stack = newStack();
  const { made, lines } = written(() => new MultiRegionDr(stack, 'Dr', propsOf({ tables: [ORDERS], backup: undefined })));
  expect([made.backup, lines]).toEqual([undefined, []]);
  expect(templateOf(stack).all('aws_backup_vault')).toEqual([]);
});

test('restore tests put the cluster into the subnets of the standby\'s database', () => {
  const { template } = service({ database: DATABASE });
  expect(template.only('aws_backup_restore_testing_selection').body.restore_metadata_overrides).toEqual({ DBSubnetGroupName: template.only('aws_db_subnet_group', WEST).body.name });
});

test('a third copy needs the key of the database too', () => {
  const { template } = service({ database: DATABASE, backup: { otherAccountVaultArn: `arn:aws:backup:${EAST}:444455556666:backup-vault:copies` } });
  const shared = template.all('aws_kms_key').filter(({ body }) => literalPolicy(body.policy).Statement.some(({ Principal }) => JSON.stringify(Principal).includes('444455556666')));
  expect(shared.map(({ region, body }) => [region, body.description.split(' ')[0]])).toEqual([[EAST, 'database'], [EAST, 'backup']]);
});

describe('BACKUP_RESTORE', () => {
  test('DR018 has nothing against it with a rule that copies', () => {
    expect(codes({ ...FROM_BACKUPS, tables: [ORDERS] })).toEqual([]);
    expect(codes({ ...FROM_BACKUPS, tables: [ORDERS], backup: undefined })).toEqual(['DR018']);
  });

  test('DR018 refuses it where no rule copies', () => {
    const rules = [new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)', copied: false })];
    expect(codes({ ...FROM_BACKUPS, tables: [ORDERS], backup: { rules } })).toEqual(['DR018']);
    expect(codes({ ...FROM_BACKUPS, tables: [ORDERS], backup: { ...BACKUP, rules: [...rules, new BackupRule('weekly', { schedule: 'cron(0 3 ? * SUN *)' })] } })).toEqual([]);
  });

  test('keeps a vault and its key in the standby region, and nothing else', () => {
    const { template } = service({ ...FROM_BACKUPS, database: DATABASE, tables: [ORDERS], backup: { ...BACKUP, alarmTopicArns: { primary: arn('sns', 'duty'), standby: arn('sns', 'duty', WEST) } } });
    const types = template.blocks.filter(({ kind, scope }) => kind === 'resource' && scope === 'Standby').map(({ resourceType }) => resourceType);
    expect(types.sort()).toEqual([
      'aws_backup_region_settings', 'aws_backup_vault', 'aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target', 'aws_kms_alias', 'aws_kms_key',
    ]);
  });

  test('DR633 refuses backups of a standby that is not there', () => {
    expect(codes({ ...FROM_BACKUPS, tables: [ORDERS], backup: { ...BACKUP, standbyBackups: true } })).toEqual(['DR633']);
  });
});

test('DR600 refuses backups of a service without anything to back up', () => {
  expect(codes({ events: {}, backup: {} })).toEqual(['DR600']);
});

test('DR600 alone refuses standbyBackups without anything to back up, which DR633 says nothing of', () => {
  expect(MultiRegionDr.check({ ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, events: {}, backup: { standbyBackups: true } })
    .map(({ code }) => code).filter(code => ['DR600', 'DR633'].includes(code))).toEqual(['DR600']);
});

test('DR614 refuses a continuous backup that Terraform would set the database back from', () => {
  const continuous = (retentionDays: number, backupRetentionDays?: number) => codes({
    database: { ...DATABASE, backupRetentionDays }, backup: { rules: [new BackupRule('always', { schedule: 'cron(0 3 * * ? *)', continuous: true, retentionDays })] },
  });
  expect(continuous(35)).toEqual(['DR614']);
  expect(continuous(35, 35)).toEqual([]);
  expect(continuous(7)).toEqual([]);
});

test('DR641 has nothing against the key of a database that the library made', () => {
  const { lines } = written(() => new MultiRegionDr(newStack(), 'Dr', propsOf({ database: DATABASE, backup: { otherAccountVaultArn: `arn:aws:backup:${EAST}:444455556666:backup-vault:copies` } })));
  expect(lines.filter(line => line.includes('DR641'))).toEqual([]);
});

test('backups of tables that could not be planned are not told of', () => {
  expect(codes({ tables: [new TableSpec('ORDERS', pk)], backup: {} })).toEqual(['DR200']);
  expect(codes({ tables: 'orders' as any, backup: {} })).toEqual(['DR003']);
});

test('operators who can restore can do something', () => {
  const { lines } = written(() => new MultiRegionDr(newStack(), 'Dr', propsOf({ tables: [ORDERS], operators: { trustedPrincipalArns: [`arn:aws:iam::${ACCOUNT}:user/sre`] } })));
  expect(lines.filter(line => line.includes('DR411'))).toEqual([]);
});
