// What the schema plan is run over: the examples, and one architecture for each form that a section can have.

import { App, TerraformDataSource, TerraformStack, TerraformVariable } from 'cdktf';
import {
  Access, AlarmOverride, AlarmReceiver, BackupResource, BackupRule, Capacity, Credentials, DatabaseEngine, DnsFailover, Endpoint,
  EventReplication, FunctionArchitecture, FunctionCode, FunctionSpec, HealthSignal, HostedZone, HttpAuthorizer, KeyOwnership, MissingSignal,
  MultiRegionDr, MultiRegionDrProps, NatStrategy, ParameterTier, Removal, SignalComparison, SignalStatistic, SiteParameter, StateBackend,
  StateBackendProps, StateLocation, StateLocationProps, Strategy, Trigger, VaultLockMode,
} from '../../src';
import { fourStacks } from '../support/four-stacks';
import { API, PAYER, PAYMENT, TABLES } from '../support/layers';

const POSTGRESQL = { engine: DatabaseEngine.auroraPostgresql('16.8') };
const MYSQL = { engine: DatabaseEngine.auroraMysql('8.0.mysql_aurora.3.08.0') };

const SOUND: MultiRegionDrProps = {
  serviceName: 'orders',
  environment: 'prod',
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  primary: { region: 'us-east-1' },
  standby: { region: 'us-west-2' },
};

const OPERATORS = { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty-officer'] };
const IMAGE = new FunctionSpec('image', {
  code: FunctionCode.fromImage({
    primary: '111122223333.dkr.ecr.us-east-1.amazonaws.com/api:1.0', standby: '111122223333.dkr.ecr.us-west-2.amazonaws.com/api:1.0',
  }),
  architecture: FunctionArchitecture.ARM_64,
  access: [Access.readWrite(TABLES[0])],
  reservedConcurrency: 5,
});

const PROBE = HealthSignal.metric({
  namespace: 'Orders/Probe',
  metricName: 'Answered',
  dimensions: { Service: 'orders' },
  statistic: SignalStatistic.MINIMUM,
  comparison: SignalComparison.LESS_THAN_THRESHOLD,
  threshold: 1,
  whenMissing: MissingSignal.LAST_KNOWN_STATUS,
  publishedEveryPeriod: true,
});

/** Makes a stack's constructs. */
export type Architecture = (stack: TerraformStack) => void;

const service = (more: Partial<MultiRegionDrProps>): Architecture => stack => { new MultiRegionDr(stack, 'Dr', { ...SOUND, ...more }); };

// The account is that of the schema plan's provider: the buckets are refused in any other.
const states = (props: Partial<StateBackendProps> = {}, location: Partial<StateLocationProps> = {}): Architecture => stack => {
  new StateBackend(stack, 'State', {
    location: new StateLocation({
      serviceName: 'platform', environment: 'prod', accountId: '123456789012', primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' }, ...location,
    }),
    ...props,
  });
};

export const ARCHITECTURES: Record<string, Architecture> = {
  'one table': service({ tables: [TABLES[0]] }),
  'every form of table': service({ tables: TABLES }),
  'PostgreSQL, serverless': service({ database: POSTGRESQL }),
  'MySQL, provisioned': service({
    database: {
      ...MYSQL,
      capacity: Capacity.provisioned({ instanceClass: 'db.r6g.large', instanceCount: 2 }),
      backupRetentionDays: 35,
      parameters: { max_connections: '500' },
    },
  }),
  'pilot light without an instance': service({ strategy: Strategy.PILOT_LIGHT, objectives: { rtoMinutes: 45, rpoSeconds: 60 }, database: { ...POSTGRESQL, headlessStandby: true } }),
  'both regions active': service({ strategy: Strategy.ACTIVE_ACTIVE, database: { ...POSTGRESQL, writeForwarding: true }, tables: TABLES.slice(0, 1) }),
  'backup and restore': service({
    strategy: Strategy.BACKUP_RESTORE,
    objectives: { rtoMinutes: 600, rpoSeconds: 172_800 },
    database: POSTGRESQL,
    tables: TABLES.slice(0, 1),
    backup: { manageRegionSettings: true },
  }),
  'backups by another team': service({
    strategy: Strategy.BACKUP_RESTORE,
    objectives: { rtoMinutes: 600, rpoSeconds: 86_400 },
    tables: TABLES.slice(0, 1),
    acceptedRisks: { DR018: 'copies are made by the backup team' },
  }),
  'backups of everything, locked, copied three times and tested': service({
    database: { ...POSTGRESQL, backupRetentionDays: 14 },
    tables: TABLES,
    backup: {
      rules: [
        new BackupRule('always', { schedule: 'cron(0 3 * * ? *)', continuous: true, retentionDays: 14, copyRetentionDays: 30 }),
        new BackupRule('monthly', { schedule: 'cron(0 4 1 * ? *)', retentionDays: 365, copyRetentionDays: 365, completionWindowMinutes: 2880 }),
      ],
      resources: [BackupResource.other({ primary: 'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0123456789abcdef0' })],
      selectByTags: { Backup: 'daily' },
      otherAccountVaultArn: 'arn:aws:backup:us-east-1:444455556666:backup-vault:copies',
      vaultLock: { mode: VaultLockMode.COMPLIANCE, minRetentionDays: 7, maxRetentionDays: 400, acknowledgeIrreversible: true },
      standbyBackups: true,
      manageRegionSettings: true,
      alarmTopicArns: { primary: 'arn:aws:sns:us-east-1:111122223333:duty', standby: 'arn:aws:sns:us-west-2:111122223333:duty' },
    },
    operators: OPERATORS,
  }),
  'backups under a role and keys of the user\'s': service({
    strategy: Strategy.PILOT_LIGHT,
    removal: Removal.EPHEMERAL,
    primary: { region: 'us-east-1', kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/own' },
    standby: { region: 'us-west-2', kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/own' },
    tables: TABLES.slice(0, 1),
    backup: { roleArn: 'arn:aws:iam::111122223333:role/backup', restoreTesting: { enabled: true } },
    acceptedRisks: { DR616: 'on in this account' },
  }),
  'ephemeral, four zones, one NAT gateway': service({
    removal: Removal.EPHEMERAL,
    primary: { region: 'us-east-1', zones: ['a', 'b', 'c', 'd'].map(zone => `us-east-1${zone}`) },
    standby: { region: 'us-west-2', zones: ['a', 'b', 'c', 'd'].map(zone => `us-west-2${zone}`) },
    database: POSTGRESQL,
    network: { zoneCount: 4, nat: NatStrategy.SINGLE },
    acceptedRisks: { DR181: 'a sandbox' },
  }),
  'functions, HTTP entry and operators': service({
    database: POSTGRESQL,
    tables: TABLES,
    functions: [API],
    http: {
      routes: { 'ANY /{proxy+}': API },
      hostName: 'orders.example.com',
      zone: HostedZone.fromName('example.com'),
      cors: { allowOrigins: ['https://shop.example.com'] },
      authorizer: HttpAuthorizer.jwt('https://login.example.com/', ['orders']),
    },
    dns: { alarmActionArns: ['arn:aws:sns:us-east-1:111122223333:duty'] },
    operators: OPERATORS,
  }),
  'functions, pilot light without an instance and NAT': service({
    strategy: Strategy.PILOT_LIGHT,
    objectives: { rtoMinutes: 45, rpoSeconds: 60 },
    database: { ...POSTGRESQL, headlessStandby: true, enforcedRpoSeconds: 60 },
    tables: TABLES,
    functions: [API],
    operators: OPERATORS,
  }),
  'functions in both regions active, an image': service({
    strategy: Strategy.ACTIVE_ACTIVE, tables: TABLES.slice(0, 1), functions: [IMAGE], http: { routes: { $default: IMAGE } },
  }),
  'names moved by health checks, far from the metrics': service({
    primary: { region: 'eu-west-1' },
    standby: { region: 'eu-central-1' },
    tables: TABLES.slice(0, 1),
    dns: {
      hostName: 'orders.example.com',
      zone: HostedZone.fromId('Z0123456789ABCDEFGHIJ', 'example.com'),
      siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') },
      failover: DnsFailover.AUTOMATIC,
      healthCheck: { path: '/up', searchString: 'ok', intervalSeconds: 10, checkerRegions: ['us-east-1', 'us-west-2', 'eu-west-1'] },
    },
  }),
  'a new zone, private addresses by a metric': service({
    tables: TABLES.slice(0, 1),
    dns: {
      hostName: 'orders.example.com',
      zone: HostedZone.create('example.com', { acceleratedRecovery: true }),
      siteEndpoints: { primary: Endpoint.ip(['10.0.0.7'], { healthSignal: PROBE }), standby: Endpoint.ip(['10.1.0.7'], { healthSignal: PROBE }) },
      alarmActionArns: ['arn:aws:sns:us-east-1:111122223333:duty'],
    },
    acceptedRisks: { DR533: 'delegated' },
  }),
  'a zone of another account': service({
    functions: [IMAGE],
    tables: TABLES.slice(0, 1),
    http: {
      routes: { $default: IMAGE },
      hostName: 'orders.example.com',
      zone: HostedZone.fromName('example.com', { assumeRoleArn: 'arn:aws:iam::444455556666:role/dns' }),
    },
    dns: { alarmActionArns: ['arn:aws:sns:us-east-1:111122223333:duty'] },
  }),
  'addresses, both regions active, ephemeral': service({
    strategy: Strategy.ACTIVE_ACTIVE,
    removal: Removal.EPHEMERAL,
    tables: TABLES.slice(0, 1),
    dns: {
      hostName: 'orders.example.com',
      zone: HostedZone.fromName('example.com'),
      siteEndpoints: { primary: Endpoint.ip(['203.0.113.7', '2001:db8::7']), standby: Endpoint.ip(['203.0.113.9', '2001:db8::9']) },
    },
  }),
  'a boundary, a path, existing roles, and keys of AWS': service({
    database: POSTGRESQL,
    tables: TABLES.slice(0, 1),
    functions: [new FunctionSpec('worker', {
      ...API.props,
      access: [Access.read(TABLES[0]), Access.database()],
      triggers: [],
      roleArns: { primary: 'arn:aws:iam::111122223333:role/worker-one', standby: 'arn:aws:iam::111122223333:role/worker-two' },
    })],
    keys: { ownership: KeyOwnership.AWS_MANAGED },
    iam: {
      permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/boundary',
      rolePath: '/service/',
      roleNamePrefix: 'team-',
      existingRoles: {
        databaseMonitoringArn: 'arn:aws:iam::111122223333:role/monitoring',
        flowLogArns: { primary: 'arn:aws:iam::111122223333:role/flow-one', standby: 'arn:aws:iam::111122223333:role/flow-two' },
        eventForwardArns: { primary: 'arn:aws:iam::111122223333:role/events-one', standby: 'arn:aws:iam::111122223333:role/events-two' },
      },
    },
    events: { replication: EventReplication.forwardBothWays(['orders']) },
    operators: OPERATORS,
    acceptedRisks: { DR048: 'a sandbox' },
  }),
  'events, forwarded both ways': service({
    tables: TABLES.slice(0, 1),
    events: {
      replication: EventReplication.forwardBothWays(['orders']),
      alarmActionArns: { primary: 'arn:aws:sns:us-east-1:111122223333:duty', standby: 'arn:aws:sns:us-west-2:111122223333:duty' },
    },
    functions: [new FunctionSpec('listener', {
      ...API.props, access: [Access.publish()], triggers: [Trigger.events({ sources: ['orders'] }), Trigger.schedule('rate(1 day)')],
    })],
    operators: OPERATORS,
  }),
  'events and users on one switch': service({
    tables: TABLES.slice(0, 1),
    events: { replication: EventReplication.globalEndpoint() },
    functions: [IMAGE],
    http: { routes: { $default: IMAGE }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') },
    dns: { alarmActionArns: ['arn:aws:sns:us-east-1:111122223333:duty'] },
  }),
  'events, global endpoint': service({
    events: { replication: EventReplication.globalEndpoint('arn:aws:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef'), archiveDays: 30 },
  }),
  'state buckets': states(),
  'state buckets with everything, ephemeral, in China': states(
    {
      accessLogDays: 365,
      noncurrentDays: 400,
      alarmActionArns: { primary: 'arn:aws-cn:sns:cn-north-1:123456789012:duty', standby: 'arn:aws-cn:sns:cn-northwest-1:123456789012:duty' },
      removal: Removal.EPHEMERAL,
    },
    { lockTable: true, primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } },
  ),
  'state buckets with keys of the user\'s': states({}, {
    primary: { region: 'us-east-1', kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/own' },
    standby: { region: 'us-west-2', kmsKeyArn: 'arn:aws:kms:us-west-2:123456789012:key/own' },
  }),
  'parameters and secrets, of a whole service': service({
    database: POSTGRESQL,
    tables: TABLES.slice(0, 1),
    events: {},
    functions: [PAYER],
    http: { routes: { $default: PAYER }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') },
    dns: { alarmActionArns: ['arn:aws:sns:us-east-1:111122223333:duty'] },
    parameters: {
      values: { 'log-level': 'info', 'limits/orders': '100' },
      entries: {
        'queue-url': SiteParameter.perSite('https://sqs.us-east-1.amazonaws.com/1/jobs', 'https://sqs.us-west-2.amazonaws.com/1/jobs'),
        'countries': SiteParameter.stringList(['at', 'de'], { tier: ParameterTier.ADVANCED, description: 'Where we deliver' }),
      },
      secrets: [PAYMENT],
    },
    operators: OPERATORS,
  }),
  'monitoring of everything': service({
    database: POSTGRESQL,
    tables: TABLES,
    functions: [API],
    events: { replication: EventReplication.forwardBothWays(['orders']) },
    http: { routes: { $default: API }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') },
    dns: {},
    operators: OPERATORS,
    monitoring: {
      receivers: [
        AlarmReceiver.email('duty@example.com'),
        AlarmReceiver.https('https://alerts.example.com/sns', { autoConfirms: true }),
        AlarmReceiver.queue({ primary: 'arn:aws:sqs:us-east-1:111122223333:duty', standby: 'arn:aws:sqs:us-west-2:111122223333:duty' }),
        AlarmReceiver.responsePlan('arn:aws:ssm-incidents::111122223333:response-plan/orders'),
      ],
      thresholds: { databaseRpoLagSeconds: 20, apiLatencyMilliseconds: 1000 },
      overrides: { FUNCTION_ERRORS: AlarmOverride.of({ periodSeconds: 300, evaluationPeriods: 2 }), CERTIFICATE_EXPIRY: AlarmOverride.off() },
    },
  }),
  'monitoring far from the metrics of health checks': service({
    primary: { region: 'eu-west-1' },
    standby: { region: 'eu-central-1' },
    functions: [new FunctionSpec('worker', { ...API.props, access: [], triggers: [Trigger.queue()] })],
    dns: {
      hostName: 'orders.example.com',
      zone: HostedZone.fromId('Z0123456789ABCDEFGHIJ', 'example.com'),
      siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') },
    },
    monitoring: {
      receivers: [AlarmReceiver.lambdaFunction({
        primary: 'arn:aws:lambda:eu-west-1:111122223333:function:chat', standby: 'arn:aws:lambda:eu-central-1:111122223333:function:chat',
      })],
    },
  }),
  'China': service({ primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' }, tables: TABLES.slice(0, 1) }),
  'an existing network, keys and secrets': stack => {
    const id = (name: string) => new TerraformVariable(stack, name, { type: 'string', default: `${name}-0123456789abcdef0` }).stringValue;
    const network = (role: string) => ({ vpcId: id(`vpc-${role}`), privateSubnetIds: [id(`subnet-${role}-1`), id(`subnet-${role}-2`)] });
    new MultiRegionDr(stack, 'Dr', {
      ...SOUND,
      primary: { region: 'us-east-1', kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/own' },
      standby: { region: 'us-west-2', kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/own' },
      network: { primaryExisting: network('primary'), standbyExisting: network('standby') },
      database: {
        ...POSTGRESQL,
        credentials: Credentials.fromSecretArns({
          primary: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:own-AbCdEf',
          standby: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:own-AbCdEf',
        }),
      },
      tables: TABLES.slice(0, 1),
    });
    withoutPostconditions(stack, /\/Existing\//);
  },
};

// What data sources answer is invented here, and does not describe a sound network.
function withoutPostconditions(stack: TerraformStack, path: RegExp): void {
  stack.node.root.node.findAll()
    .filter((one): one is TerraformDataSource => TerraformDataSource.isTerraformDataSource(one) && path.test(one.node.path))
    .forEach(data => { data.lifecycle = undefined; });
}

/** Synthesizes an architecture into a folder. */
export function synthesize(architecture: Architecture, outdir: string): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'orders');
  stack.addOverride('terraform.required_version', '>= 1.11');
  architecture(stack);
  app.synth();
}

/** Synthesizes an architecture of us-east-1 and us-west-2 over four stacks. */
export function synthesizePerRegion(architecture: Architecture, outdir: string): void {
  const app = new App({ outdir });
  architecture(fourStacks(app, 'orders').foundation);
  app.synth();
}
