// Every command of docs/backup.md, asked of a simulation of IAM for the roles of the service.

import { Attribute, DatabaseEngine, MultiRegionDr, MultiRegionDrProps, OperatorRoles, OperatorTarget, TableSpec } from '../../src';
import { Command, commandsOf, requestsOf } from '../identity/runbook';
import { ACCOUNT, allows, policyOfRole, PolicyDocument, Request } from '../identity/simulate';
import { newSites, newStack, quietly, SITES, templateOf } from '../support/synth';

const SERVICE: MultiRegionDrProps = {
  ...SITES,
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  database: { engine: DatabaseEngine.auroraPostgresql('16.8') },
  tables: [new TableSpec('orders', { partitionKey: Attribute.string('pk') })],
  backup: { manageRegionSettings: true },
  operators: { trustedPrincipalArns: [`arn:aws:iam::${ACCOUNT}:user/sre`] },
};
const template = quietly(() => {
  const stack = newStack();
  new MultiRegionDr(stack, 'Dr', SERVICE);
  return templateOf(stack);
});
const operator = policyOfRole([template], 'orders-prod-operator');
const observer = policyOfRole([template], 'orders-prod-observer');

const COMMANDS = commandsOf('docs/backup.md');
const CHANGES = /^(start|create)-/;
const rows = (commands: Command[]) => commands.map((command): [string, Command] => [command.line, command]);

async function isAllowed(policy: PolicyDocument, requests: Request[]): Promise<boolean> {
  return (await Promise.all(requests.map(request => allows(policy, request)))).every(answer => answer);
}

test('the page restores both stores, copies back and makes backups', () => {
  expect([...new Set(COMMANDS.map(({ operation }) => operation).filter(operation => CHANGES.test(operation)))].sort()).toEqual([
    'create-db-instance', 'start-backup-job', 'start-copy-job', 'start-restore-job',
  ]);
});

test.each(rows(COMMANDS))('operators may run %s', async (_, command) => {
  expect(await isAllowed(operator, requestsOf(command))).toBe(true);
});

test.each(rows(COMMANDS))('observers may run it if it reads: %s', async (_, command) => {
  expect(await isAllowed(observer, requestsOf(command))).toBe(!CHANGES.test(command.operation));
});

test.each(rows(COMMANDS))('operators may not run it in a third region: %s', async (_, command) => {
  const elsewhere = JSON.parse(JSON.stringify({ ...command, region: 'eu-west-1' }).replace(/us-(east-1|west-2):/g, 'eu-west-1:'));
  expect(await isAllowed(operator, requestsOf(elsewhere))).toBe(false);
});

const NAMED = COMMANDS.filter(({ line }) => /-vault-name|--iam-role-arn|--db-/.test(line) && !/get-recovery-point/.test(line));

test.each(rows(NAMED))('operators may not run it on what another service has: %s', async (_, command) => {
  const other = JSON.parse(JSON.stringify(requestsOf(command)).replace(/orders-prod/g, 'billing-prod'));
  expect(await isAllowed(operator, other)).toBe(false);
});

const ROLE = `arn:aws:iam::${ACCOUNT}:role/orders-prod-backup`;
const VAULT = `arn:aws:backup:us-west-2:${ACCOUNT}:backup-vault:orders-prod-backup-us-west-2`;
const POINT = `arn:aws:backup:us-west-2:${ACCOUNT}:recovery-point:1eb3b5e7-9eb0-435a-a80b-108b488b0d45`;
const SNAPSHOT = `arn:aws:rds:us-west-2:${ACCOUNT}:cluster-snapshot:awsbackup:copyjob-2a6a5c1e`;

test.each([
  ['backup:DeleteRecoveryPoint', POINT], ['backup:DisassociateRecoveryPoint', POINT], ['backup:UpdateRecoveryPointLifecycle', POINT],
  ['backup:DeleteBackupVault', VAULT], ['backup:DeleteBackupVaultLockConfiguration', VAULT], ['backup:PutBackupVaultAccessPolicy', VAULT],
  ['backup:PutBackupVaultLockConfiguration', VAULT], ['backup:UpdateRegionSettings', '*'], ['rds:DeleteDBClusterSnapshot', SNAPSHOT],
  ['iam:PassRole', ROLE.replace('backup', 'api')], ['iam:AttachRolePolicy', ROLE],
  ['rds:CreateDBInstance', `arn:aws:rds:us-west-2:${ACCOUNT}:db:orders-prod-database-1-us-west-2`],
])('neither role may do %s on %s', async (action, resource) => {
  expect(await allows(operator, { action, resource })).toBe(false);
  expect(await allows(observer, { action, resource })).toBe(false);
});

test('the role is passed to AWS Backup and to nothing else', async () => {
  const pass = (service: string) => allows(operator, { action: 'iam:PassRole', resource: ROLE, context: { 'iam:PassedToService': service } });
  expect(await pass('backup.amazonaws.com')).toBe(true);
  expect(await pass('lambda.amazonaws.com')).toBe(false);
});

test('the names on the page are those of the service', () => {
  const text = COMMANDS.map(({ line }) => line).join('\n');
  for (const region of ['us-east-1', 'us-west-2']) {
    expect(text).toContain(template.only('aws_backup_vault', region).body.name);
    expect(text).toContain(template.only('aws_rds_cluster', region).body.cluster_identifier);
  }
  expect(text).toContain(`DBSubnetGroupName":"${template.only('aws_db_subnet_group', 'us-west-2').body.name}"`);
  expect(text).toContain(`table/${template.only('aws_dynamodb_table').body.name}`);
  expect(template.all('aws_iam_role').map(({ body }) => body.name)).toContain('orders-prod-backup');
});

test('an operator uses the key of a copy for the instance of a restored cluster, through RDS', async () => {
  const resource = `arn:aws:kms:us-west-2:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const grant = (alias: string, via: string) => allows(operator, {
    action: 'kms:CreateGrant', resource, context: { 'kms:ViaService': via, 'kms:ResourceAliases': [alias], 'kms:GrantIsForAWSResource': 'true' },
  });
  expect(await grant('alias/orders-prod-backup-us-west-2', 'rds.us-west-2.amazonaws.com')).toBe(true);
  expect(await grant('alias/billing-prod-backup-us-west-2', 'rds.us-west-2.amazonaws.com')).toBe(false);
  expect(await grant('alias/orders-prod-backup-us-west-2', 'ec2.us-west-2.amazonaws.com')).toBe(false);
});

test('roles that stand alone get the rights on vaults that are named', async () => {
  const { stack, sites } = newSites();
  new OperatorRoles(stack, 'Operators', {
    sites, operators: { ...SERVICE.operators }, targets: [OperatorTarget.vaults({ primary: 'one', standby: 'two' }, `arn:aws:iam::${ACCOUNT}:role/own`)],
  });
  const policy = policyOfRole([templateOf(stack)], 'orders-prod-operator');
  expect(await allows(policy, { action: 'backup:StartBackupJob', resource: VAULT.replace(/[\w-]+$/, 'two') })).toBe(true);
  expect(await allows(policy, { action: 'backup:StartBackupJob', resource: VAULT.replace(/[\w-]+$/, 'one') })).toBe(false);
  expect(await allows(policy, { action: 'iam:PassRole', resource: `arn:aws:iam::${ACCOUNT}:role/own`, context: { 'iam:PassedToService': 'backup.amazonaws.com' } })).toBe(true);
});
