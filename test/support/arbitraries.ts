// Services that are sound, for property tests.

import * as fc from 'fast-check';
import {
  Access, AlarmReceiver, Attribute, BackupRule, Capacity, DatabaseEngine, Endpoint, EventReplication, FunctionArchitecture, FunctionCode,
  FunctionSpec, GlobalIndex, HealthSignal, HostedZone, LocalIndex, MissingSignal, MultiRegionDrProps, NatStrategy, ParameterTier, Projection,
  Removal, SecretSpec, Severity, SignalComparison, SignalStatistic, SiteParameter, Strategy, TableSpec, Trigger,
} from '../../src';
import { serviceRules } from '../../src/multi-region-dr/catalogue';
import { partitionOf } from '../../src/plan/regions';

const REGION_PAIRS: [string, string][] = [
  ['us-east-1', 'us-west-2'], ['eu-west-1', 'eu-central-1'], ['ap-northeast-1', 'ap-northeast-3'], ['cn-north-1', 'cn-northwest-1'],
  ['us-gov-west-1', 'us-gov-east-1'], ['us-west-2', 'us-east-1'],
];

// Not from a pattern: those are parsed anew each time that an arbitrary is made of others.
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const letter = fc.constantFrom(...LETTERS);
const letterOrDigit = fc.constantFrom(...`${LETTERS}0123456789`);
const name = (longest: number) => fc.tuple(letter, fc.string({ unit: letterOrDigit, minLength: 1, maxLength: longest - 1 })).map(parts => parts.join(''));
const kinds = [Attribute.string, Attribute.number, Attribute.binary];
const attribute = (attributeName: string) => fc.constantFrom(...kinds).map(kind => kind(attributeName));
const projection = fc.oneof(
  fc.constant(Projection.everything()),
  fc.constant(Projection.keysOnly()),
  fc.uniqueArray(name(8), { minLength: 1, maxLength: 5 }).map(names => Projection.include(names)),
);

const globalIndex = (position: number) => fc.record({
  partitionKey: attribute(`g${position}p`),
  sortKey: fc.option(attribute(`g${position}s`), { nil: undefined }),
  projection: fc.option(projection, { nil: undefined }),
}).map(props => new GlobalIndex(`global-${position}`, props));

const localIndex = (position: number) => fc.record({
  sortKey: attribute(`l${position}s`),
  projection: fc.option(projection, { nil: undefined }),
}).map(props => new LocalIndex(`local-${position}`, props));

const table = (tableName: string) => fc.record({
  partitionKey: attribute('pk'),
  sortKey: attribute('sk'),
  indexes: fc.integer({ min: 0, max: 4 }).chain(count => fc.tuple(...Array.from({ length: count }, (_, position) => globalIndex(position)))),
  localIndexes: fc.integer({ min: 0, max: 3 }).chain(count => fc.tuple(...Array.from({ length: count }, (_, position) => localIndex(position)))),
  ttlAttribute: fc.option(fc.constant('expires'), { nil: undefined }),
}).map(props => new TableSpec(tableName, props));

const ENGINES = [
  DatabaseEngine.auroraPostgresql('16.8'), DatabaseEngine.auroraPostgresql('17.4'),
  DatabaseEngine.auroraMysql('8.0.mysql_aurora.3.08.0'), DatabaseEngine.auroraMysql('8.4.mysql_aurora.8.4.7'),
];

const capacity = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 100 }))
    .map(([least, more]) => Capacity.serverless({ minAcu: least / 2, maxAcu: 10 + more })),
  fc.tuple(fc.constantFrom('db.r6g.large', 'db.r7g.2xlarge', 'db.x2g.large'), fc.integer({ min: 1, max: 5 }))
    .map(([instanceClass, instanceCount]) => Capacity.provisioned({ instanceClass, instanceCount })),
);

const database = fc.record({
  engine: fc.constantFrom(...ENGINES),
  capacity: fc.option(capacity, { nil: undefined }),
  databaseName: name(10).map(one => `db_${one}`), // no word of SQL
  backupRetentionDays: fc.integer({ min: 1, max: 35 }),
  writeForwarding: fc.constant(true),
});

const network = fc.record({
  primaryCidr: fc.integer({ min: 0, max: 99 }).map(second => `10.${second}.0.0/16`),
  standbyCidr: fc.tuple(fc.integer({ min: 100, max: 200 }), fc.integer({ min: 16, max: 20 })).map(([second, prefix]) => `10.${second}.0.0/${prefix}`),
  zoneCount: fc.integer({ min: 2, max: 3 }),
  nat: fc.constantFrom(NatStrategy.PER_ZONE, NatStrategy.NONE),
});

const TRIGGERS: ((orders: TableSpec) => Trigger)[] = [
  () => Trigger.queue(),
  orders => Trigger.stream(orders),
  () => Trigger.schedule('rate(5 minutes)'),
  () => Trigger.events({ sources: ['shop'], detailTypes: ['Placed'] }),
];
const CODE = FunctionCode.fromS3({ primary: { bucket: 'code-one', key: 'api.zip' }, standby: { bucket: 'code-two', key: 'api.zip' } });

/** A function that uses a table, and the database if there is one. */
const functionOn = (functionName: string, orders: TableSpec, withDatabase: boolean) => fc.record({
  code: fc.constant(CODE),
  runtime: fc.constantFrom('python3.13', 'nodejs22.x'),
  handler: fc.constant('app.handler'),
  architecture: fc.constantFrom(FunctionArchitecture.ARM_64, FunctionArchitecture.X86_64),
  memoryMb: fc.integer({ min: 128, max: 10_240 }),
  timeoutSeconds: fc.integer({ min: 1, max: 29 }),
  access: fc.subarray([Access.readWrite(orders), Access.publish(), Access.parameters(), ...(withDatabase ? [Access.database()] : [])]),
  triggers: fc.subarray(TRIGGERS).map(makers => makers.map(make => make(orders))),
}).map(props => new FunctionSpec(functionName, props));

const functions = (orders: TableSpec, withDatabase: boolean) => fc.uniqueArray(name(8), { minLength: 1, maxLength: 2 })
  .chain(names => fc.tuple(...names.map(one => functionOn(one, orders, withDatabase))));

const zone = (partition: string) => fc.constantFrom(
  () => HostedZone.fromName('example.com'),
  () => HostedZone.create('example.com'),
  () => HostedZone.fromId('Z0EXAMPLE', 'example.com', partition === 'aws' ? { assumeRoleArn: 'arn:aws:iam::444455556666:role/dns' } : {}),
).map(make => make());

const httpTo = (spec: FunctionSpec, [region]: [string, string]) => fc.option(zone(partitionOf(region)).map(one => ({
  routes: { 'ANY /{proxy+}': spec }, hostName: 'orders.example.com', zone: one,
})), { nil: undefined });

const signal = fc.record({
  namespace: fc.constantFrom('Orders/Probe', 'CloudWatchSynthetics'),
  metricName: name(10),
  dimensions: fc.option(fc.dictionary(name(10), name(10), { maxKeys: 10 }), { nil: undefined }),
  statistic: fc.constantFrom(...Object.values(SignalStatistic)),
  comparison: fc.constantFrom(...Object.values(SignalComparison)),
  threshold: fc.integer({ min: -100, max: 100 }),
  periodSeconds: fc.constantFrom(60, 120, 3600),
  evaluationPeriods: fc.integer({ min: 1, max: 168 }),
  whenMissing: fc.constantFrom(MissingSignal.HEALTHY, MissingSignal.LAST_KNOWN_STATUS),
  publishedEveryPeriod: fc.constant(true),
}).map(props => HealthSignal.metric(props));

const inNetworks = fc.tuple(signal, signal).map(([primary, standby]) => ({
  siteEndpoints: { primary: Endpoint.ip(['10.0.0.7'], { healthSignal: primary }), standby: Endpoint.ip(['10.1.0.7'], { healthSignal: standby }) },
}));

const ways = fc.constantFrom(EventReplication.forwardBothWays, EventReplication.forwardToStandby);
const forwarding = fc.tuple(ways, fc.uniqueArray(name(20), { minLength: 1, maxLength: 5 })).map(([make, sources]) => make(sources));

/** A bus; between regions of China events do not cross. */
const events = ({ regions: [region] }: { regions: [string, string] }) => fc.record({
  replication: region.startsWith('cn-') ? fc.constant(undefined) : fc.option(forwarding, { nil: undefined }),
  archiveDays: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
  fedFromOtherRegions: fc.option(fc.boolean(), { nil: undefined }),
});

/** Settings of which none looks like a secret, and secrets. */
const parameters = fc.record({
  values: fc.option(fc.dictionary(name(8).map(one => `limits/${one}x`), fc.integer().map(String), { maxKeys: 3 }), { nil: undefined }),
  entries: fc.option(fc.tuple(fc.integer(), fc.integer()).map(([one, other]) => ({
    pair: SiteParameter.perSite(String(one), String(other)), both: SiteParameter.stringList(['at', String(one)], { tier: ParameterTier.ADVANCED }),
  })), { nil: undefined }),
  secrets: fc.option(fc.uniqueArray(name(10), { maxLength: 2 }).map(names => names.map(one => SecretSpec.fromVariable(`${one}-x`))), { nil: undefined }),
});

/** Backups; between regions in China Aurora copies none. */
const backup = ({ regions: [region] }: { regions: [string, string] }) => fc.record({
  rules: fc.option(fc.uniqueArray(name(10), { minLength: 1, maxLength: 3 }).chain(names => fc.tuple(...names.map(one => fc.record({
    schedule: fc.constantFrom('cron(0 3 * * ? *)', 'cron(0 3 ? * SUN *)'),
    retentionDays: fc.integer({ min: 1, max: 400 }),
    copied: fc.constantFrom(...(/^cn-/.test(region) ? [false] : [true, false])),
    startWindowMinutes: fc.integer({ min: 60, max: 480 }),
  }).map(props => new BackupRule(one, props))))), { nil: /^cn-/.test(region) ? [new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)', copied: false })] : undefined }),
  manageRegionSettings: fc.constant(true),
  standbyBackups: fc.boolean(),
});

const receivers = fc.subarray([AlarmReceiver.email('duty@example.com'), AlarmReceiver.https('https://alerts.example.com/sns', { autoConfirms: true })]);

/** Monitoring of whatever there is. */
const thresholds = fc.record({ functionErrorPercent: fc.integer({ min: 0, max: 99 }), queueAgeSeconds: fc.integer({ min: 1, max: 3600 }) });
const monitoring = fc.record({
  receivers: fc.option(receivers, { nil: undefined }),
  thresholds: fc.option(thresholds, { nil: undefined }),
});

/** The sections that refer to others. */
const dependent = ({ tables, database: given, regions }: { tables: TableSpec[]; database?: object; regions: [string, string] }) =>
  fc.option(functions(tables[0], given !== undefined), { nil: undefined })
    .chain(specs => (specs === undefined ? fc.constant({}) : fc.record({
      functions: fc.constant(specs), http: httpTo(specs[0], regions), dns: fc.oneof(fc.constant({}), inNetworks),
    })));

const RISKS = Object.fromEntries(serviceRules.filter(rule => rule.severity === Severity.RISK).map(rule => [rule.code, 'a service may have it']));

/** Services whose every property is sound. Their risks are accepted. */
export const soundService: fc.Arbitrary<MultiRegionDrProps> = fc.record({
  serviceName: name(12).filter(one => !/^(sg$|aws|ssm)/.test(one)), // no security group's name begins with sg-, no parameter's with aws or ssm
  environment: name(6),
  strategy: fc.constantFrom(Strategy.PILOT_LIGHT, Strategy.WARM_STANDBY, Strategy.ACTIVE_ACTIVE),
  removal: fc.constantFrom(Removal.PROTECTED, Removal.EPHEMERAL),
  regions: fc.constantFrom(...REGION_PAIRS),
  rtoMinutes: fc.integer({ min: 60, max: 1000 }),
  rpoSeconds: fc.integer({ min: 5, max: 10_000 }),
  database: fc.option(database, { nil: undefined }),
  network: fc.option(network, { nil: undefined }),
  tables: fc.uniqueArray(name(10), { minLength: 1, maxLength: 3 }).chain(names => fc.tuple(...names.map(table))),
  monitoring: fc.option(monitoring, { nil: undefined }),
}).chain(sound => fc.record({
  more: dependent(sound),
  events: fc.option(events(sound), { nil: undefined }),
  parameters: fc.option(parameters, { nil: undefined }),
  backup: fc.option(backup(sound), { nil: undefined }),
}).map(({ more, ...sections }) => ({ ...sound, ...more, ...sections }))).map(({ regions, rtoMinutes, rpoSeconds, ...rest }) => ({
  ...rest,
  // Other partitions have no switch.
  ...(partitionOf(regions[0]) === 'aws' && 'http' in rest && rest.http !== undefined ? {} : { dns: undefined }),
  primary: { region: regions[0] },
  standby: { region: regions[1] },
  objectives: { rtoMinutes, rpoSeconds },
  acceptedRisks: RISKS,
}));

/** Any value that JavaScript has. */
export const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
