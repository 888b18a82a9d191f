// The main options of a service, and how they go together: one factor for each section, and for each setting that others may meet.
//
// A layer that comes to the library adds a factor here, what it cannot go with, and its resources to test/support/parity.ts.

import { pairwise, Row as PairwiseRow } from './pairwise';
import {
  Access, AlarmReceiver, Attribute, BackupRule, Capacity, Credentials, DatabaseEngine, DnsFailover, Endpoint, EventReplication, FunctionCode,
  FunctionSpec, GlobalIndex, HostedZone, KeyOwnership, MultiRegionDrProps, NatStrategy, Removal, SecretSpec, Severity, SiteParameter, Strategy,
  TableConsistency, TableSpec, Trigger,
} from '../../src';
import { serviceRules } from '../../src/multi-region-dr/catalogue';
import { partitionOf } from '../../src/plan/regions';

/** Every option, by name, with the values that are tried. */
export const FACTORS = {
  strategy: [Strategy.WARM_STANDBY, Strategy.PILOT_LIGHT, Strategy.ACTIVE_ACTIVE, Strategy.BACKUP_RESTORE],
  regions: ['us-east-1 us-west-2', 'eu-west-1 eu-central-1', 'us-gov-west-1 us-gov-east-1', 'cn-north-1 cn-northwest-1'],
  database: ['none', 'PostgreSQL', 'MySQL of a class', 'write forwarding', 'headless', 'own secrets', 'existing'],
  tables: ['none', 'eventual', 'strong', 'existing'],
  functions: ['none', 'plain', 'background', 'on tables', 'on the database'],
  http: ['none', 'plain', 'host name'],
  dns: ['none', 'by default', 'operator', 'automatic'],
  events: ['none', 'bus', 'forwarding', 'endpoint'],
  parameters: ['none', 'values', 'secrets'],
  backup: ['none', 'copied', 'of both sites', 'of one region'],
  monitoring: ['none', 'mailed', 'own topics'],
  network: ['as needed', 'given', 'without NAT', 'existing'],
  operators: ['none', 'users'],
  keys: ['made', 'of AWS', 'existing'],
  roles: ['made', 'bounded'],
  removal: [Removal.PROTECTED, Removal.EPHEMERAL],
} as const;

/** One value of each option. */
export type Row = PairwiseRow<typeof FACTORS>;

/** Values that do not go together. */
export interface Constraint {
  /** The rule that refuses them. */
  readonly code: string;
  /** Why. */
  readonly reason: string;
  /** The rows that are refused: those with one of these values of each of these options. */
  readonly when: { readonly [Name in keyof Row]?: readonly Row[Name][] };
}

const DATABASES = ['PostgreSQL', 'MySQL of a class', 'write forwarding', 'headless', 'own secrets', 'existing'] as const;
const BACKUPS = ['copied', 'of both sites', 'of one region'] as const;
const OTHER_PARTITIONS = ['us-gov-west-1 us-gov-east-1', 'cn-north-1 cn-northwest-1'] as const;
const WITH_STANDBY = [Strategy.WARM_STANDBY, Strategy.PILOT_LIGHT, Strategy.ACTIVE_ACTIVE] as const;
const WITH_INSTANCES = [Strategy.WARM_STANDBY, Strategy.ACTIVE_ACTIVE] as const;

/** What is refused, rule by rule. */
export const CONSTRAINTS: Constraint[] = [
  {
    code: 'DR119', reason: 'a standby without an instance is a pilot light', when: { database: ['headless'], strategy: WITH_INSTANCES },
  },
  {
    code: 'DR123',
    reason: 'the second active region has no way to write',
    when: { database: ['PostgreSQL', 'MySQL of a class', 'headless', 'own secrets'], strategy: [Strategy.ACTIVE_ACTIVE] },
  },
  {
    code: 'DR320',
    reason: 'functions of the second active region have no way to write',
    when: { database: ['PostgreSQL', 'MySQL of a class', 'headless', 'own secrets'], functions: ['on the database'], strategy: [Strategy.ACTIVE_ACTIVE] },
  },
  {
    code: 'DR124', reason: 'there is no standby cluster that this could be a property of', when: { database: ['write forwarding', 'headless'], strategy: [Strategy.BACKUP_RESTORE] },
  },
  { code: 'DR213', reason: 'these regions are in no set of three', when: { tables: ['strong'], regions: OTHER_PARTITIONS } },
  { code: 'DR218', reason: 'the standby has no replica', when: { tables: ['strong'], strategy: [Strategy.BACKUP_RESTORE] } },
  { code: 'DR324', reason: 'the standby would see no changes', when: { tables: ['strong'], functions: ['on tables'] } },
  { code: 'DR322', reason: 'there is no database', when: { database: ['none'], functions: ['on the database'] } },
  { code: 'DR323', reason: 'there is no such table', when: { tables: ['none'], functions: ['on tables'] } },
  { code: 'DR259', reason: 'nobody knows a network that leads to the database', when: { database: ['existing'], functions: ['on the database'], network: ['as needed', 'given', 'without NAT'] } },
  { code: 'DR001', reason: 'a route leads to a function', when: { functions: ['none'], http: ['plain', 'host name'] } },
  { code: 'DR519', reason: 'users would arrive before the promotion', when: { database: DATABASES, dns: ['automatic'] } },
  ...[{ strategy: WITH_STANDBY }, { http: ['none', 'plain'] as const }].map(where => ({
    code: 'DR520', reason: 'where the checkers come from is known of one partition', when: { regions: OTHER_PARTITIONS, dns: ['by default', 'operator', 'automatic'] as const, ...where },
  })),
  { code: 'DR525', reason: 'there is nothing to fail over to', when: { dns: ['operator', 'automatic'], http: ['host name'], strategy: [Strategy.BACKUP_RESTORE] } },
  { code: 'DR554', reason: 'the regions of this partition do not forward to each other', when: { events: ['forwarding'], regions: ['cn-north-1 cn-northwest-1'] } },
  { code: 'DR555', reason: 'the regions of these partitions have no endpoints', when: { events: ['endpoint'], regions: OTHER_PARTITIONS } },
  { code: 'DR560', reason: 'the standby has no bus', when: { events: ['forwarding', 'endpoint'], strategy: [Strategy.BACKUP_RESTORE] } },
  { code: 'DR600', reason: 'there is nothing to back up', when: { backup: BACKUPS, database: ['none'], tables: ['none'] } },
  {
    code: 'DR624', reason: 'the regions of this partition do not copy snapshots of Aurora', when: { backup: ['copied', 'of both sites'], database: DATABASES, regions: ['cn-north-1 cn-northwest-1'] },
  },
  { code: 'DR633', reason: 'the standby has nothing to back up', when: { backup: ['of both sites'], strategy: [Strategy.BACKUP_RESTORE] } },
];

const RISKS = serviceRules.filter(rule => rule.severity === Severity.RISK).map(rule => rule.code);

/** Beside the risks: what is UNSAFE whatever the rest is. */
const ACCEPTED = [...RISKS, 'DR018', 'DR048', 'DR260', 'DR261', 'DR616'];

const pk = Attribute.string('pk');
const ORDERS = new TableSpec('orders', { partitionKey: pk, indexes: [new GlobalIndex('by-customer', { partitionKey: Attribute.string('customer') })] });

/** The codes of the rules that are to refuse a row; none for a sound one. */
export function refusalsOf(row: { readonly [Name in keyof Row]?: Row[Name] }): string[] {
  const isOneOf = ([name, values]: [string, readonly unknown[]]) => values.includes(row[name as keyof Row]);
  const fits = ({ when }: Constraint) => Object.entries(when).every(isOneOf);
  return [...new Set(CONSTRAINTS.filter(fits).map(constraint => constraint.code))].sort();
}

/** Rows that hold every pair of values that goes together. */
export function soundRows(): Row[] {
  return pairwise(FACTORS, row => refusalsOf(row).length === 0).rows;
}

/** For checks that take their time: of each strategy the sound row that differs most from the simplest. */
export function sampleRows(): Row[] {
  const differing = (row: Row) => Object.entries(row).filter(([name, value]) => value !== FACTORS[name as keyof Row][0]).length;
  return FACTORS.strategy.flatMap(strategy => soundRows()
    .filter(row => row.strategy === strategy)
    .sort((one, other) => differing(other) - differing(one))
    .slice(0, 1));
}

/** The simplest rows that a constraint refuses: one for each way of breaking it. */
export function rowsRefusedBy({ when }: Constraint): Row[] {
  const first = Object.fromEntries(Object.entries(FACTORS).map(([name, values]) => [name, values[0]])) as unknown as Row;
  const simplest: Row = { ...first, tables: 'eventual', functions: 'plain' };
  const broken = (rows: Row[], [name, values]: [string, readonly string[]]) => rows.flatMap(row => values.map(value => ({ ...row, [name]: value })));
  return Object.entries(when).reduce(broken, [simplest]);
}

/** A row in one line: what differs from the simplest. */
export function titleOf(row: Row): string {
  const { strategy, ...rest } = row;
  const chosen = Object.entries(rest).filter(([name, value]) => value !== FACTORS[name as keyof Row][0]);
  return [strategy, ...chosen.map(([name, value]) => `${name}: ${value}`)].join(', ');
}

/** The declaration of a row. */
export function serviceOf(row: Row): MultiRegionDrProps {
  const [primary, standby] = row.regions.split(' ');
  const partition = partitionOf(primary);
  const arn = (service: string, region: string, rest: string) => `arn:${partition}:${service}:${region}:111122223333:${rest}`;
  const perSite = (make: (region: string) => string) => ({ primary: make(primary), standby: make(standby) });
  const key = (region: string) => (row.keys === 'existing' ? { kmsKeyArn: arn('kms', region, 'key/01234567-89ab-cdef-0123-456789abcdef') } : {});
  const tables = tablesOf(row, primary);
  const functions = functionsOf(row, tables[0]);
  return {
    serviceName: 'orders',
    environment: 'prod',
    strategy: row.strategy,
    objectives: { rtoMinutes: 600, rpoSeconds: 60 },
    primary: { region: primary, ...key(primary) },
    standby: { region: standby, ...key(standby) },
    removal: row.removal,
    ...(row.keys === 'of AWS' ? { keys: { ownership: KeyOwnership.AWS_MANAGED } } : {}),
    ...(row.roles === 'bounded' ? { iam: { permissionsBoundaryArn: arn('iam', '', 'policy/boundary'), rolePath: '/service/', roleNamePrefix: 'team-' } } : {}),
    ...(row.database === 'none' ? {} : { database: databaseOf(row, perSite(region => arn('secretsmanager', region, 'secret:own-AbCdEf'))) }),
    ...(tables.length === 0 ? {} : { tables }),
    ...(functions.length === 0 ? {} : { functions }),
    ...(row.http === 'none' ? {} : {
      http: { routes: { $default: functions[0] }, ...(row.http === 'host name' ? { hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') } : {}) },
    }),
    ...(row.dns === 'none' ? {} : { dns: dnsOf(row) }),
    ...(row.events === 'none' ? {} : { events: eventsOf(row, partition) }),
    ...(row.parameters === 'none' ? {} : { parameters: parametersOf(row) }),
    ...(row.backup === 'none' ? {} : { backup: backupOf(row) }),
    ...(row.monitoring === 'none' ? {} : { monitoring: monitoringOf(row, perSite(region => arn('sns', region, 'duty')), arn('sns', 'us-east-1', 'duty')) }),
    ...(row.network === 'as needed' ? {} : { network: networkOf(row) }),
    ...(row.operators === 'none' ? {} : { operators: { trustedPrincipalArns: [arn('iam', '', 'user/duty-officer')] } }),
    acceptedRisks: Object.fromEntries(ACCEPTED.map(code => [code, 'a test'])),
  };
}

function databaseOf({ database }: Row, secretArns: { primary: string; standby: string }): MultiRegionDrProps['database'] {
  const engine = DatabaseEngine.auroraPostgresql('16.8');
  const credentials = Credentials.fromSecretArns(secretArns);
  switch (database) {
    case 'MySQL of a class':
      return { engine: DatabaseEngine.auroraMysql('8.0.mysql_aurora.3.08.0'), capacity: Capacity.provisioned({ instanceClass: 'db.r6g.large', instanceCount: 2 }) };
    case 'write forwarding': return { engine, writeForwarding: true };
    case 'headless': return { engine, headlessStandby: true };
    case 'own secrets': return { engine, credentials };
    case 'existing': return {
      engine,
      credentials,
      existing: { globalClusterIdentifier: 'legacy', primaryClusterIdentifier: 'legacy-one', standbyClusterIdentifier: 'legacy-two' },
    };
    default: return { engine };
  }
}

function tablesOf({ tables }: Row, primary: string): TableSpec[] {
  switch (tables) {
    case 'eventual': return [ORDERS];
    case 'strong': return [new TableSpec('orders', {
      partitionKey: pk, consistency: TableConsistency.STRONG, witnessRegion: primary.startsWith('eu-') ? 'eu-west-2' : 'us-east-2',
    })];
    case 'existing': return [new TableSpec('orders', { existingName: 'legacy-orders' })];
    default: return [];
  }
}

function functionsOf({ functions, database }: Row, orders: TableSpec | undefined): FunctionSpec[] {
  const code = FunctionCode.fromS3({ primary: { bucket: 'code-one', key: 'api.zip' }, standby: { bucket: 'code-two', key: 'api.zip' } });
  const spec = (more: object) => [new FunctionSpec('api', { code, runtime: 'python3.13', handler: 'app.handler', ...more })];
  const own = orders ?? new TableSpec('orders', { partitionKey: pk });
  switch (functions) {
    case 'plain': return spec({ access: [Access.publish(), Access.parameters()] });
    case 'background': return spec({ triggers: [Trigger.queue(), Trigger.schedule('rate(5 minutes)'), Trigger.events({ sources: ['shop'], detailTypes: ['Placed'] })] });
    case 'on tables': return spec({ access: [Access.readWrite(own)], ...(own.props.existingName === undefined ? { triggers: [Trigger.stream(own)] } : {}) });
    case 'on the database': return spec({ access: [Access.database()] });
    default: return database === undefined ? spec({}) : [];
  }
}

// Without an entry that has a host name, it leads to endpoints of the user's.
function dnsOf({ dns, http }: Row): MultiRegionDrProps['dns'] {
  const failover = dns === 'by default' ? {} : { failover: dns === 'operator' ? DnsFailover.OPERATOR : DnsFailover.AUTOMATIC };
  return http === 'host name' ? failover : {
    ...failover,
    hostName: 'orders.example.com',
    zone: HostedZone.fromName('example.com'),
    siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') },
  };
}

function eventsOf({ events }: Row, partition: string): MultiRegionDrProps['events'] {
  const check = `arn:${partition}:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef`;
  switch (events) {
    case 'forwarding': return { replication: EventReplication.forwardBothWays(['orders']) };
    case 'endpoint': return { replication: EventReplication.globalEndpoint(check) };
    default: return {};
  }
}

function parametersOf({ parameters }: Row): MultiRegionDrProps['parameters'] {
  return parameters === 'values' ? { values: { mode: 'full' }, entries: { rank: SiteParameter.perSite('first', 'second') } } : { secrets: [SecretSpec.fromVariable('payment')] };
}

function backupOf({ backup }: Row): MultiRegionDrProps['backup'] {
  const daily = (more: object) => [new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)', ...more })];
  switch (backup) {
    case 'of both sites': return { standbyBackups: true, rules: daily({ retentionDays: 14 }), vaultLock: { minRetentionDays: 7 } };
    case 'of one region': return { rules: daily({ copied: false }) };
    default: return { manageRegionSettings: true };
  }
}

function monitoringOf({ monitoring, regions, dns }: Row, topics: { primary: string; standby: string }, ofHealthChecks: string): MultiRegionDrProps['monitoring'] {
  // Where no health checks are watched, a topic for them is refused.
  const watchesElsewhere = !regions.startsWith('us-') && !regions.startsWith('cn-') && dns !== 'none';
  return monitoring === 'mailed'
    ? { receivers: [AlarmReceiver.email('duty@example.com')] }
    : { existingTopics: { ...topics, ...(watchesElsewhere ? { healthChecks: ofHealthChecks } : {}) } };
}

function networkOf({ network }: Row): MultiRegionDrProps['network'] {
  const existing = (digit: string) => ({
    vpcId: `vpc-0123456${digit}`,
    privateSubnetIds: [`subnet-0123456${digit}`, `subnet-1234567${digit}`],
    functionSecurityGroupId: `sg-0123456${digit}`,
  });
  switch (network) {
    case 'without NAT': return { nat: NatStrategy.NONE, zoneCount: 2 };
    case 'existing': return { primaryExisting: existing('1'), standbyExisting: existing('2') };
    default: return { zoneCount: 2 };
  }
}
