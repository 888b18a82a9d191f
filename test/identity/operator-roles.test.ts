import { Command, commandsOf, requestsOf } from './runbook';
import { ACCOUNT, allows, literalText, policyOfRole, PolicyDocument, Request, trustOfRole, trusts } from './simulate';
import {
  Attribute, CrossRegionEventBus, DatabaseProps, Endpoint, FailoverDns, FunctionCode, FunctionSpec, HostedZone, Sites, SitesProps,
  Strategy, TableSpec, Trigger,
} from '../../src';
import { planDatabase } from '../../src/database/plan';
import { planEvents } from '../../src/events/plan';
import { planFunctions } from '../../src/functions/plan';
import { planOperators } from '../../src/identity/operator-plan';
import { OperatorRoles } from '../../src/identity/operator-roles';
import { OperatorTargets } from '../../src/identity/operator-targets';
import { OperatorProps, OperatorTarget } from '../../src/identity/props';
import { archiveTargets, databaseTarget, functionTargets, tableTargets } from '../../src/multi-region-dr/operator-targets';
import { planTables } from '../../src/tables/plan';
import { newDatabase, POSTGRESQL } from '../support/database';
import { newSites, quietly, templateOf, written } from '../support/synth';
import { Template } from '../support/template';

const USER = `arn:aws:iam::${ACCOUNT}:user/sre`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/sre`;
const MFA = { 'aws:MultiFactorAuthPresent': 'true' };
const OPERATORS: OperatorProps = { trustedPrincipalArns: [USER] };
const FULL: DatabaseProps = { engine: POSTGRESQL, headlessStandby: true, enforcedRpoSeconds: 60 };
const HEADLESS: Partial<SitesProps> = { strategy: Strategy.PILOT_LIGHT };

const WORKER_SPEC = new FunctionSpec('worker', {
  code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'worker.zip' }, standby: { bucket: 'two', key: 'worker.zip' } }),
  runtime: 'python3.13',
  handler: 'app.handler',
  triggers: [Trigger.queue(), Trigger.schedule('cron(0 3 * * ? *)', { ruleName: 'nightly' }), Trigger.events({ sources: ['orders'], ruleName: 'placed' })],
});

// As MultiRegionDr does it: the section is planned with what the other layers have planned.
function operating(sites: Sites, database: DatabaseProps = FULL, operators: OperatorProps = { ...OPERATORS }): OperatorTargets {
  const context = sites._context;
  const targets: OperatorTargets = {
    database: databaseTarget(planDatabase(database, 'database', context).plan!),
    tables: planTables([new TableSpec('orders', { partitionKey: Attribute.string('pk') })], 'tables', context).plan!.flatMap(tableTargets),
    ...functionTargets(planFunctions([WORKER_SPEC], 'functions', context, { busName: 'orders-prod-events' }).plan!),
    archives: archiveTargets(planEvents({}, 'events', context).plan!),
    failoverSwitch: { bucketName: 'orders-prod-switch-us-west-2', switchKey: 'switch', canaryKey: 'canary' },
    activeRegion: { names: (['primary', 'standby'] as const).map(role => ({ role, physicalName: '/orders/prod/dr/active-region' })) },
  };
  sites._handOver(operators, planOperators(operators, 'operators', context, targets).plan!);
  new OperatorRoles(sites.node.scope!, 'Operators', { sites, operators });
  return targets;
}

function synthesized(operators: OperatorProps = OPERATORS, targets: OperatorTarget[] = [], props: Partial<SitesProps> = {}): Template {
  return quietly(() => {
    const { stack, sites } = newSites(props);
    new OperatorRoles(stack, 'Operators', { sites, operators, targets });
    return templateOf(stack);
  });
}

let policies: { operator: PolicyDocument; observer: PolicyDocument };

beforeAll(() => {
  const { stack, sites } = newSites(HEADLESS);
  operating(sites);
  const template = templateOf(stack);
  policies = { operator: policyOfRole([template], 'orders-prod-operator'), observer: policyOfRole([template], 'orders-prod-observer') };
});

const ALL_COMMANDS = [...commandsOf('docs/failover.md'), ...commandsOf('docs/database.md'), ...commandsOf('docs/events.md')];
// Getting in is an act of the person, not of the role.
const COMMANDS = ALL_COMMANDS.filter(({ operation }) => operation !== 'assume-role');
const CHANGES = /^(failover|switchover|copy|create|reset|update|enable|disable|put|delete|start|cancel)-/;

// The function that a mapping belongs to is the one listed last before it.
function requests(command: Command): Request[] {
  const listed = COMMANDS.slice(0, COMMANDS.indexOf(command)).filter(({ operation }) => operation === 'list-event-source-mappings').pop();
  return requestsOf(command, listed?.options['function-name']);
}

async function isAllowed(policy: PolicyDocument, command: Command): Promise<boolean> {
  const answers = await Promise.all(requests(command).map(request => allows(policy, request)));
  return answers.every(answer => answer);
}

test('the runbook has commands, of every kind that changes something', () => {
  const changing = COMMANDS.map(({ operation }) => operation).filter(operation => CHANGES.test(operation));
  expect([...new Set(changing)].sort()).toEqual([
    'cancel-replay', 'copy-db-cluster-snapshot', 'create-db-instance', 'delete-object', 'disable-rule', 'enable-rule', 'failover-global-cluster', 'put-object', 'put-parameter', 'reset-db-cluster-parameter-group',
    'start-replay', 'switchover-global-cluster', 'update-event-source-mapping',
  ]);
});

test.each(COMMANDS.map(command => [command.line, command] as const))('operators may run %s', async (_, command) => {
  expect(await isAllowed(policies.operator, command)).toBe(true);
});

test.each(COMMANDS.map(command => [command.line, command] as const))('observers may run it if it reads: %s', async (_, command) => {
  expect(await isAllowed(policies.observer, command)).toBe(!CHANGES.test(command.operation));
});

test.each(COMMANDS.map(command => [command.line, command] as const))('operators may not run it in a third region: %s', async (_, command) => {
  const elsewhere = JSON.parse(JSON.stringify({ ...command, region: 'eu-west-1' }).replace(/us-(east-1|west-2):/g, 'eu-west-1:'));
  expect(await isAllowed(policies.operator, { ...elsewhere, line: command.line })).toBe(false);
});

const NAMED = COMMANDS.filter(({ operation }) => !/^(list-|get-metric)/.test(operation));

test.each(NAMED.map(command => [command.line, command] as const))('operators may not run it on what another service has: %s', async (_, command) => {
  const other = requests(command).map(request => JSON.parse(JSON.stringify(request).replace(/orders([-/])prod/g, 'billing$1prod')) as Request);
  const answers = await Promise.all(other.map(request => allows(policies.operator, request)));
  expect(answers).toContain(false);
});

test('each statement keeps to the two regions: in every ARN that has a region, and by a condition where there is none', () => {
  for (const { Sid, Resource, Condition } of policies.operator.Statement) {
    const regions = [Resource!].flat().map(arn => arn.split(':')[3] ?? '');
    expect([Sid, regions.filter(region => !['us-east-1', 'us-west-2', ''].includes(region))]).toEqual([Sid, []]);
    if (regions.includes('')) expect(Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'us-west-2'] } });
  }
});

test('operators may do all that observers may', () => {
  expect(policies.operator.Statement).toEqual(expect.arrayContaining(policies.observer.Statement));
});

test('operators put and delete the one object of the failover switch and nothing else in its bucket', async () => {
  const bucket = `arn:aws:s3:::orders-prod-switch-us-west-2-${ACCOUNT}`;
  const may = (policy: PolicyDocument, action: string, resource: string) => allows(policy, { action, resource, context: { 'aws:RequestedRegion': 'us-west-2' } });
  expect(await may(policies.operator, 's3:PutObject', `${bucket}/switch`)).toBe(true);
  expect(await may(policies.operator, 's3:DeleteObject', `${bucket}/switch`)).toBe(true);
  for (const action of ['s3:PutObject', 's3:DeleteObject']) expect(await may(policies.operator, action, `${bucket}/canary`)).toBe(false);
  for (const key of ['switch', 'canary']) expect(await may(policies.observer, 's3:GetObject', `${bucket}/${key}`)).toBe(true);
  expect(await may(policies.observer, 's3:GetObject', `${bucket}/other`)).toBe(false);
  expect(await may(policies.operator, 's3:DeleteBucket', bucket)).toBe(false);
  expect(await may(policies.operator, 's3:PutBucketPolicy', bucket)).toBe(false);
  expect(await may(policies.observer, 's3:PutObject', `${bucket}/switch`)).toBe(false);
});

test('operators replay the archive of each region to its own bus, and nothing else to anywhere', async () => {
  const named = (region: string, resource: string) => `arn:aws:events:${region}:${ACCOUNT}:${resource}`;
  const start = (resource: string) => allows(policies.operator, { action: 'events:StartReplay', resource });
  for (const region of ['us-east-1', 'us-west-2']) {
    const needed = [`archive/orders-prod-events-${region}`, 'event-bus/orders-prod-events', `replay/orders-prod-events-${region}-20300101`];
    expect(await Promise.all(needed.map(resource => start(named(region, resource))))).toEqual([true, true, true]);
  }
  const others = ['archive/orders-prod-events-us-east-1', 'archive/orders-prod-events', 'event-bus/default', 'event-bus/orders-prod-events-x', 'replay/orders-prod-events-us-west-2', 'replay/mine'];
  expect(await Promise.all(others.map(resource => start(named('us-west-2', resource))))).toEqual(others.map(() => false));
  expect(await allows(policies.operator, { action: 'events:CancelReplay', resource: named('us-west-2', 'replay/mine') })).toBe(false);
  expect(await allows(policies.observer, { action: 'events:StartReplay', resource: named('us-west-2', 'archive/orders-prod-events-us-west-2') })).toBe(false);
  for (const action of ['events:DeleteArchive', 'events:UpdateArchive']) {
    expect(await allows(policies.operator, { action, resource: named('us-west-2', 'archive/orders-prod-events-us-west-2') })).toBe(false);
  }
  expect(await allows(policies.operator, { action: 'events:PutEvents', resource: named('us-west-2', 'event-bus/orders-prod-events') })).toBe(false);
});

test('without an archive there is nothing to replay', () => {
  const { sites } = newSites();
  expect(archiveTargets(planEvents({ archiveDays: 0 }, 'events', sites._context).plan!)).toEqual([]);
});

const CLUSTER = `arn:aws:rds:us-west-2:${ACCOUNT}:cluster:orders-prod-database-us-west-2`;
const GLOBAL = `arn:aws:rds::${ACCOUNT}:global-cluster:orders-prod-database`;
const GROUP = `arn:aws:rds:us-east-1:${ACCOUNT}:cluster-pg:orders-prod-database-aurora-postgresql16-us-east-1`;
const WORKER = `arn:aws:lambda:us-west-2:${ACCOUNT}:function:orders-prod-worker-us-west-2`;
const RULE = `arn:aws:events:us-west-2:${ACCOUNT}:rule/orders-prod-worker-nightly-us-west-2`;
const TABLE = `arn:aws:dynamodb:us-west-2:${ACCOUNT}:table/orders-prod-orders`;
const SECRET = `arn:aws:secretsmanager:us-west-2:${ACCOUNT}:secret:orders-prod-database-a1b2c3`;
const KEY = `arn:aws:kms:us-west-2:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const OPERATOR = `arn:aws:iam::${ACCOUNT}:role/orders-prod-operator`;

test.each([
  ['rds:DeleteGlobalCluster', GLOBAL], ['rds:RemoveFromGlobalCluster', GLOBAL], ['rds:RemoveFromGlobalCluster', CLUSTER], ['rds:ModifyGlobalCluster', GLOBAL],
  ['rds:DeleteDBCluster', CLUSTER], ['rds:ModifyDBCluster', CLUSTER], ['rds:FailoverDBCluster', CLUSTER], ['rds:PromoteReadReplicaDBCluster', CLUSTER],
  ['rds:ModifyDBClusterParameterGroup', GROUP], ['rds:CreateDBInstance', `arn:aws:rds:us-east-1:${ACCOUNT}:db:orders-prod-database-1-us-east-1`],
  ['rds:DeleteDBInstance', `arn:aws:rds:us-west-2:${ACCOUNT}:db:orders-prod-database-1-us-west-2`],
  ['rds:DeleteDBClusterSnapshot', `arn:aws:rds:us-east-1:${ACCOUNT}:cluster-snapshot:orders-prod-database-us-east-1-lost-writes`],
  ['rds:ModifyDBClusterSnapshotAttribute', `arn:aws:rds:us-east-1:${ACCOUNT}:cluster-snapshot:orders-prod-database-us-east-1-lost-writes`],
  ['rds:CopyDBClusterSnapshot', `arn:aws:rds:us-east-1:${ACCOUNT}:cluster-snapshot:orders-prod-database-us-east-1-final`],
  ['lambda:UpdateFunctionCode', WORKER], ['lambda:UpdateFunctionConfiguration', WORKER], ['lambda:InvokeFunction', WORKER], ['lambda:DeleteFunction', WORKER],
  ['events:PutRule', RULE], ['events:PutTargets', RULE], ['events:DeleteRule', RULE], ['events:RemoveTargets', RULE],
  ['dynamodb:GetItem', TABLE], ['dynamodb:Scan', TABLE], ['dynamodb:DeleteTable', TABLE], ['dynamodb:UpdateTable', TABLE],
  ['secretsmanager:GetSecretValue', SECRET], ['secretsmanager:StopReplicationToReplica', SECRET], ['secretsmanager:PutSecretValue', SECRET],
  ['kms:Decrypt', KEY], ['kms:ScheduleKeyDeletion', KEY], ['kms:PutKeyPolicy', KEY],
  ['iam:PassRole', OPERATOR], ['iam:PutRolePolicy', OPERATOR], ['iam:UpdateAssumeRolePolicy', OPERATOR], ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/admin`],
  ['s3:GetObject', 'arn:aws:s3:::orders/state'],
])('neither role may do %s on %s', async (action, resource) => {
  const context = action.startsWith('kms:') ? ofDatabaseKey('us-west-2') : {};
  expect(await allows(policies.operator, { action, resource, context })).toBe(false);
  expect(await allows(policies.observer, { action, resource, context })).toBe(false);
});

test('operators may not turn on what another function works on', async () => {
  const request = (name: string) => ({
    action: 'lambda:UpdateEventSourceMapping',
    resource: `arn:aws:lambda:us-west-2:${ACCOUNT}:event-source-mapping:14e0db71-5d35-4eb5-b481-8945cf9d10c2`,
    context: { 'lambda:FunctionArn': `arn:aws:lambda:us-west-2:${ACCOUNT}:function:${name}` },
  });
  expect(await allows(policies.operator, request('orders-prod-worker-us-west-2'))).toBe(true);
  expect(await allows(policies.operator, request('billing-prod-worker-us-west-2'))).toBe(false);
});

test('operators give RDS the key of the cluster, and take it for nothing else', async () => {
  const grant = (context: Record<string, string | string[]>) => allows(policies.operator, { action: 'kms:CreateGrant', resource: KEY, context });
  const forRds = { ...ofDatabaseKey('us-west-2'), 'kms:GrantIsForAWSResource': 'true' };
  expect(await grant(forRds)).toBe(true);
  expect(await grant({ ...forRds, 'kms:GrantIsForAWSResource': 'false' })).toBe(false);
  expect(await grant({ ...forRds, 'kms:ViaService': 'ebs.us-west-2.amazonaws.com' })).toBe(false);
  expect(await grant({ ...forRds, 'kms:ResourceAliases': ['alias/billing-prod-database-us-west-2'] })).toBe(false);
  expect(await allows(policies.operator, { action: 'kms:DescribeKey', resource: KEY, context: ofDatabaseKey('us-west-2') })).toBe(true);
  expect(await allows(policies.observer, { action: 'kms:DescribeKey', resource: KEY, context: ofDatabaseKey('us-west-2') })).toBe(false);
});

test('operators act on the names that the database has', () => {
  const { stack, sites, database } = newDatabase({ headlessStandby: true, enforcedRpoSeconds: 60 }, HEADLESS);
  const target = operating(sites).database!;
  const template = quietly(() => templateOf(stack));
  const clusters = ['us-east-1', 'us-west-2'].map(region => template.only('aws_rds_cluster', region).body);
  expect(target.globalClusterIdentifier).toBe(database.globalClusterIdentifier);
  expect(target.clusters.map(({ clusterIdentifier }) => clusterIdentifier)).toEqual(clusters.map(body => body.cluster_identifier));
  expect(target.clusters[0].resetParameterGroupName).toBe(template.only('aws_rds_cluster_parameter_group', 'us-east-1').body.name);
  expect(target.clusters[1].missingInstance!.subnetGroupName).toBe(template.only('aws_db_subnet_group', 'us-west-2').body.name);
  expect(template.all('aws_kms_alias').map(block => block.body.name)).toEqual(expect.arrayContaining(target.clusters.map(({ keyAlias }) => `alias/${keyAlias}`)));
  expect(template.only('aws_secretsmanager_secret').body.name).toBe(target.secretName);
});

test('without headlessStandby and enforcedRpoSeconds operators make no instance and reset no parameters', () => {
  const { stack, sites } = newSites();
  operating(sites, { engine: POSTGRESQL });
  const actions = policyOfRole([templateOf(stack)], 'orders-prod-operator').Statement.flatMap(({ Action }) => Action);
  expect(actions).toContain('rds:FailoverGlobalCluster');
  expect(actions).not.toContain('rds:CreateDBInstance');
  expect(actions).not.toContain('rds:ResetDBClusterParameterGroup');
});

test('a key that was there already is named by its ARN', async () => {
  const kmsKeyArn = KEY;
  const { stack, sites } = newSites({ standby: { region: 'us-west-2', kmsKeyArn } });
  operating(sites, { engine: POSTGRESQL });
  const policy = policyOfRole([templateOf(stack)], 'orders-prod-operator');
  const through = { 'kms:ViaService': 'rds.us-west-2.amazonaws.com' };
  expect(await allows(policy, { action: 'kms:DescribeKey', resource: KEY, context: through })).toBe(true);
  expect(await allows(policy, { action: 'kms:DescribeKey', resource: `${KEY}0`, context: through })).toBe(false);
});

describe('who may become an operator', () => {
  const trustOf = (props: OperatorProps, role: string = 'orders-prod-operator') =>
    trustOfRole([synthesized(props, [], { acceptedRisks: { DR401: 'a test', DR402: 'a test', DR403: 'a test' } })], role);

  test('a user who showed MFA, and nobody else', async () => {
    const trust = trustOf(OPERATORS);
    expect(await trusts(trust, { principal: USER, context: MFA })).toBe(true);
    expect(await trusts(trust, { principal: USER, context: { 'aws:MultiFactorAuthPresent': 'false' } })).toBe(false);
    expect(await trusts(trust, { principal: USER })).toBe(false);
    expect(await trusts(trust, { principal: `arn:aws:iam::${ACCOUNT}:user/other`, context: MFA })).toBe(false);
    expect(await trusts(trust, { principal: 'arn:aws:iam::444455556666:user/sre', context: MFA })).toBe(false);
    expect(await trusts(trust, { principal: USER, action: 'sts:SetSourceIdentity', context: MFA })).toBe(false);
  });

  test('the session of a trusted role without MFA, as AWS gives none to it, if MFA is not asked for', async () => {
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/sre/somebody`;
    expect(await trusts(trustOf({ trustedPrincipalArns: [ROLE], requireMfa: false }), { principal: session })).toBe(true);
    expect(await trusts(trustOf({ trustedPrincipalArns: [ROLE] }), { principal: session })).toBe(false);
  });

  test('observers are the operators unless others are named', async () => {
    const other = `arn:aws:iam::${ACCOUNT}:user/manager`;
    expect(await trusts(trustOf(OPERATORS, 'orders-prod-observer'), { principal: USER, context: MFA })).toBe(true);
    const named = trustOf({ ...OPERATORS, observerPrincipalArns: [other] }, 'orders-prod-observer');
    expect(await trusts(named, { principal: other, context: MFA })).toBe(true);
    expect(await trusts(named, { principal: USER, context: MFA })).toBe(false);
  });
});

describe('OperatorRoles by themselves', () => {
  test('are two roles in Foundation, with sessions of an hour', () => {
    const template = synthesized();
    expect(template.all('aws_iam_role').map(({ scope, body }) => [scope, body.name, body.max_session_duration]))
      .toEqual([['Foundation', 'orders-prod-operator', 3600], ['Foundation', 'orders-prod-observer', 3600]]);
  });

  test('operate what they are given', async () => {
    const template = synthesized(OPERATORS, [
      OperatorTarget.database({ globalClusterIdentifier: 'legacy', clusterIdentifiers: { primary: 'legacy-east', standby: 'legacy-west' } }),
      OperatorTarget.table({ primary: 'carts', standby: 'carts' }),
      OperatorTarget.consumer({ primary: 'worker-east' }),
      OperatorTarget.rule({ primary: 'nightly', standby: 'nightly' }, 'orders'),
      OperatorTarget.activeRegion('/orders/prod/dr/active-region'),
    ]);
    const policy = policyOfRole([template], 'orders-prod-operator');
    const in2 = (service: string, resource: string) => `arn:aws:${service}:us-west-2:${ACCOUNT}:${resource}`;
    expect(await allows(policy, { action: 'rds:FailoverGlobalCluster', resource: in2('rds', 'cluster:legacy-west') })).toBe(true);
    expect(await allows(policy, { action: 'dynamodb:DescribeTable', resource: in2('dynamodb', 'table/carts') })).toBe(true);
    expect(await allows(policy, { action: 'events:EnableRule', resource: in2('events', 'rule/orders/nightly') })).toBe(true);
    expect(await allows(policy, { action: 'events:EnableRule', resource: in2('events', 'rule/nightly') })).toBe(false);
    expect(await allows(policy, { action: 'ssm:PutParameter', resource: in2('ssm', 'parameter/orders/prod/dr/active-region') })).toBe(true);
    expect(await allows(policy, { action: 'ssm:PutParameter', resource: in2('ssm', 'parameter/orders/prod/log-level') })).toBe(false);
  });

  test('replay the archives of a bus', async () => {
    const { stack, sites } = newSites({ nameOverrides: { 'orders-prod-events': 'shop' } });
    const bus = new CrossRegionEventBus(stack, 'Events', { sites, events: {} });
    new OperatorRoles(stack, 'Operators', { sites, operators: OPERATORS, targets: [OperatorTarget.eventArchive(bus.archiveNames!, bus.busName)] });
    const template = templateOf(stack);
    const policy = policyOfRole([template], 'orders-prod-operator');
    for (const region of ['us-east-1', 'us-west-2']) {
      const { body: archive } = template.only('aws_cloudwatch_event_archive', region);
      for (const resource of [`archive/${archive.name}`, 'event-bus/shop', `replay/${archive.name}-1`]) {
        expect(await allows(policy, { action: 'events:StartReplay', resource: `arn:aws:events:${region}:${ACCOUNT}:${resource}` })).toBe(true);
      }
    }
  });

  test('replay one archive where the strategy keeps one', () => {
    const policy = policyOfRole([synthesized(OPERATORS, [OperatorTarget.eventArchive({ primary: 'events' }, 'events')])], 'orders-prod-operator');
    expect(policy.Statement.filter(({ Sid }) => Sid === 'Replay').map(({ Resource }) => Resource)).toEqual([
      ['archive/events', 'event-bus/events', 'replay/events-*'].map(resource => `arn:aws:events:us-east-1:${ACCOUNT}:${resource}`),
    ]);
  });

  test.each<Record<string, string>>([{}, { 'orders-prod-switch-us-west-2': 'lever' }])('throw the failover switch of the same sites, by the names that it has: %j', async nameOverrides => {
    const { stack, sites } = newSites({ nameOverrides });
    const dns = new FailoverDns(stack, 'Dns', {
      sites,
      dns: {
        hostName: 'orders.example.com',
        zone: HostedZone.fromName('example.com'),
        siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') },
        alarmActionArns: [`arn:aws:sns:us-east-1:${ACCOUNT}:duty`],
      },
    });
    new OperatorRoles(stack, 'Operators', { sites, operators: OPERATORS, targets: [OperatorTarget.failoverSwitch()] });
    const template = quietly(() => templateOf(stack));
    const bucket = literalText(template.only('aws_s3_bucket').body.bucket);
    const { body: canary } = template.only('aws_s3_object');
    const may = (role: string, action: string, key: string) => allows(policyOfRole([template], `orders-prod-${role}`), {
      action, resource: `arn:aws:s3:::${bucket}/${key}`, context: { 'aws:RequestedRegion': 'us-west-2' },
    });
    expect(await Promise.all(['s3:PutObject', 's3:DeleteObject', 's3:GetObject'].map(action => may('operator', action, dns.switchKey)))).toEqual([true, true, true]);
    expect(await Promise.all([dns.switchKey, canary.key].map(key => may('observer', 's3:GetObject', key)))).toEqual([true, true]);
    expect(await may('operator', 's3:PutObject', canary.key)).toBe(false);
  });

  test.each([OperatorTarget.failoverSwitch(), OperatorTarget.eventArchive({ primary: 'events' }, 'events')])('DR411 has nothing against operators who can change something', target => {
    const making = (targets: OperatorTarget[]) => () => {
      const { stack, sites } = newSites();
      return new OperatorRoles(stack, 'Operators', { sites, operators: OPERATORS, targets });
    };
    expect(written(making([])).lines).toEqual([expect.stringContaining('DR411')]);
    expect(written(making([target])).lines).toEqual([]);
  });

  test('keep the session length, boundary, path and prefix of roles', () => {
    const iam = { permissionsBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/boundary`, rolePath: '/dr/', roleNamePrefix: 'team-' };
    const [operator] = synthesized({ ...OPERATORS, sessionMinutes: 120 }, [], { iam }).all('aws_iam_role').map(({ body }) => body);
    expect(operator).toMatchObject({ name: 'team-orders-prod-operator', path: '/dr/', permissions_boundary: iam.permissionsBoundaryArn, max_session_duration: 7200 });
  });

  test('leave out roles that are there already, and tell all ARNs', () => {
    const { stack, sites } = newSites();
    const roles = quietly(() => new OperatorRoles(stack, 'Operators', { sites, operators: { ...OPERATORS, observerRoleArn: ROLE } }));
    expect(roles.observerRoleArn).toBe(ROLE);
    expect(roles.operatorRoleArn).toMatch(/^arn:.*:iam::.*:role\/orders-prod-operator$/);
    expect(templateOf(stack).only('aws_iam_role').body.name).toBe('orders-prod-operator');
  });
});

function ofDatabaseKey(region: string): Record<string, string | string[]> {
  return { 'kms:ViaService': `rds.${region}.amazonaws.com`, 'kms:ResourceAliases': [`alias/orders-prod-database-${region}`] };
}

test('the way in that the runbook tells is open to the operators, with MFA', async () => {
  const [command] = ALL_COMMANDS.filter(({ operation }) => operation === 'assume-role');
  const { stack } = quietly(() => {
    const made = newSites(HEADLESS);
    operating(made.sites);
    return made;
  });
  const template = templateOf(stack);
  expect(command.options['role-arn']).toBe(`arn:aws:iam::${ACCOUNT}:role/orders-prod-operator`);
  expect(command.options['serial-number']).toBeDefined();
  const trust = trustOfRole([template], 'orders-prod-operator');
  expect(await trusts(trust, { principal: USER, context: MFA })).toBe(true);
});
