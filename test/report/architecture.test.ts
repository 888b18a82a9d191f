import { TerraformVariable } from 'cdktf';
import { filesOf, reported, reportOf, SOUND } from './reported';
import {
  Access, AlarmReceiver, BackupResource, BackupRule, Credentials, DatabaseEngine, Endpoint, EventReplication, FunctionCode, FunctionSpec, HealthSignal, HostedZone,
  HttpAuthorizer, MissingSignal, MultiRegionDr, MultiRegionDrProps, SecretSpec, SignalComparison, SignalStatistic, SiteParameter, TableSpec, Trigger,
} from '../../src';
import type { Report } from '../../src/report/report';
import { ARCHITECTURES } from '../e2e/architectures';
import { API, PAYMENT, TABLES } from '../support/layers';
import { newStack, quietly, templateOf } from '../support/synth';

const DATABASE = { engine: DatabaseEngine.auroraPostgresql('16.8') };
const row = ({ architecture }: Report, path: string) => architecture.find(one => one.path === path)!;

test('rows go from users to stores, and end with who operates and the state', () => {
  const stack = newStack();
  quietly(() => ARCHITECTURES['monitoring of everything'](stack));
  const { architecture } = reportOf(stack.node.findChild('Dr') as MultiRegionDr);
  expect([...new Set(architecture.map(({ path }) => path.split('.')[0]))]).toEqual(['dns', 'http', 'functions', 'events', 'tables', 'database', 'monitoring', 'network', 'operators', 'state']);
});

test('a database replicates to the standby, as far behind as planned', () => {
  expect(row(reported({ database: DATABASE }), 'database')).toEqual({
    path: 'database',
    what: 'Aurora PostgreSQL 16.8, global cluster orders-prod-database',
    primary: { name: 'orders-prod-database-us-east-1', details: ['writer', '2 instances', '0.5 to 8 ACU each', '7 days of its own backups', 'secret orders-prod-database'] },
    standby: {
      name: 'orders-prod-database-us-west-2', details: ['read-only until a failover', '1 instance', '0.5 to 8 ACU each', '7 days of its own backups', 'replica of the secret'],
    },
    flow: { direction: 'TO_STANDBY', what: 'storage replication, 5 s behind as planned' },
  });
});

test('a table takes writes in both regions', () => {
  expect(row(reported({ tables: TABLES.slice(0, 1) }), 'tables.orders').flow).toEqual({ direction: 'BOTH_WAYS', what: 'writes, 5 s behind as planned' });
});

test('triggers are on in one region, and where the strategy says so in both', () => {
  const worker = new FunctionSpec('worker', { code: API.props.code, runtime: 'python3.13', handler: 'app.handler', triggers: [Trigger.queue()] });
  const { primary, standby } = row(reported({ functions: [worker] }), 'functions.worker');
  expect([primary!.details[0], standby!.details[0]]).toEqual(['queue worker: on', 'queue worker: off until a failover']);
});

test('the state is drawn where its buckets are', () => {
  expect(row(reported({ tables: TABLES.slice(0, 1) }), 'state')).toEqual({ path: 'state', what: 'Terraform state of orders, in a file' });
});

describe('what is written to SSM is told by the names that are synthesized', () => {
  const everything = Object.entries(ARCHITECTURES).filter(([name]) => ['parameters and secrets, of a whole service', 'monitoring of everything'].includes(name));

  test('of a whole service', () => expect(everything).toHaveLength(2));

  test.each<[string, Partial<MultiRegionDrProps>]>([
    ['nothing but a table', { tables: TABLES.slice(0, 1) }],
    ['a database', { database: DATABASE }],
    ['a database that is there already', {
      database: {
        ...DATABASE,
        existing: { globalClusterIdentifier: 'ours', primaryClusterIdentifier: 'one', standbyClusterIdentifier: 'two' },
        credentials: Credentials.fromSecretArns({
          primary: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:own-AbCdEf', standby: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:own-AbCdEf',
        }),
      },
    }],
    ['everything', {
      tables: TABLES, database: DATABASE, events: {}, functions: [API], http: { routes: { $default: API }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') }, dns: {},
    }],
    ['an entry without a host name', { functions: [API], tables: TABLES, database: DATABASE, http: { routes: { $default: API } } }],
  ])('%s', (_, props) => {
    const stack = newStack();
    const report = reported({ ...props, parameters: {} }, stack);
    const parameters = Object.values<{ name: string; provider: string; insecure_value: string }>(templateOf(stack).json.resource.aws_ssm_parameter);
    for (const [role, region] of [['primary', 'us-east-1'], ['standby', 'us-west-2']] as const) {
      const facts = row(report, 'parameters')[role]!.details.filter(detail => /^dr\/\S+ [^w]/.test(detail)).map(detail => [detail.split(' ')[0], detail.slice(detail.indexOf(' ') + 1)]);
      const made = parameters.filter(({ provider }) => provider === `aws.${region}`).map(({ name, insecure_value: value }) => [name.replace('/orders/prod/', ''), value]).filter(([name]) => name !== 'dr/active-region');
      expect(facts.map(([name]) => name).sort()).toEqual(made.map(([name]) => name).sort());
      // What is known is what will be there.
      for (const [name, value] of made.filter(([, one]) => !one.includes('${'))) expect([name, facts.find(([fact]) => fact === name)![1]]).toEqual([name, value]);
    }
  });
});

test('what is a token is told in words, wherever one may be', () => {
  const stack = newStack();
  const token = (name: string) => new TerraformVariable(stack, name, { type: 'string' }).stringValue;
  const both = (name: string) => ({ primary: token(`${name}-primary`), standby: token(`${name}-standby`) });
  const legacy = new TableSpec('legacy', { existingName: token('table') });
  const foreign = SecretSpec.fromArns('foreign', both('secret'));
  const signal = HealthSignal.metric({
    namespace: token('namespace'),
    metricName: token('metric'),
    dimensions: { Service: token('dimension') },
    statistic: SignalStatistic.MINIMUM,
    comparison: SignalComparison.LESS_THAN_THRESHOLD,
    threshold: 1,
    whenMissing: MissingSignal.HEALTHY,
    publishedEveryPeriod: true,
  });
  const api = new FunctionSpec('api', {
    code: FunctionCode.fromImage(both('image')),
    access: [Access.read(legacy), Access.secret(foreign), Access.statement(['s3:GetObject'], { primary: [token('bucket-one')], standby: [token('bucket-two')] })],
    environment: { LEVEL: token('level') },
    deadLetterArns: both('dead-letters'),
    roleArns: both('role'),
    layers: { primary: [], standby: [] },
  });
  const site = (role: string, region: string) => ({ region, kmsKeyArn: token(`key-${role}`) });
  const dr = quietly(() => new MultiRegionDr(stack, 'Dr', {
    ...SOUND,
    primary: site('primary', 'us-east-1'),
    standby: site('standby', 'us-west-2'),
    tags: { Owner: token('owner') },
    iam: { permissionsBoundaryArn: token('boundary'), existingRoles: { databaseMonitoringArn: token('monitoring'), flowLogArns: both('flow'), eventForwardArns: both('forward') } },
    tables: [legacy],
    database: {
      ...DATABASE,
      existing: { globalClusterIdentifier: token('global'), primaryClusterIdentifier: token('one'), standbyClusterIdentifier: token('two') },
      credentials: Credentials.fromSecretArns(both('password')),
    },
    network: {
      primaryExisting: { vpcId: token('vpc-one'), privateSubnetIds: [token('a'), token('b')] }, standbyExisting: { vpcId: token('vpc-two'), privateSubnetIds: [token('c'), token('d')] },
    },
    events: { replication: EventReplication.forwardBothWays(['orders']), alarmActionArns: both('action') },
    functions: [api],
    http: { routes: { $default: api }, authorizer: HttpAuthorizer.jwt(token('issuer'), [token('audience')]) },
    dns: {
      hostName: 'orders.example.com',
      zone: HostedZone.fromId(token('zone'), 'example.com', { assumeRoleArn: token('zone-role') }),
      siteEndpoints: {
        primary: Endpoint.alias(token('target-one'), token('zone-one'), { healthSignal: signal }), standby: Endpoint.alias(token('target-two'), token('zone-two'), { healthSignal: signal }),
      },
      alarmActionArns: [token('duty')],
    },
    parameters: { values: { 'log-level': token('value') }, entries: { pair: SiteParameter.perSite(token('left'), token('right')) }, secrets: [foreign, PAYMENT] },
    backup: {
      rules: [new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)' })],
      resources: [BackupResource.other({ primary: token('files') })],
      otherAccountVaultArn: token('vault'),
      roleArn: token('backup-role'),
      alarmTopicArns: both('backup-topic'),
      manageRegionSettings: true,
    },
    monitoring: { receivers: [AlarmReceiver.responsePlan(token('plan'))], existingTopics: both('topic') },
    operators: { operatorRoleArn: token('operator'), observerRoleArn: token('observer') },
    acceptedRisks: { DR519: 'tokens', DR254: 'tokens' },
  }));
  const files = filesOf(dr);
  for (const [name, text] of Object.entries(files)) expect([name, /\$\{(?!\})|TfToken/.exec(text)?.[0]]).toEqual([name, undefined]);
  expect(row(JSON.parse(files['report.json']), 'tables.legacy').primary!.name).toBe('a table of yours');
});
