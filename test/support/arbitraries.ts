// Services that are sound, for property tests.

import * as fc from 'fast-check';
import {
  Access, AlarmReceiver, Attribute, Capacity, DatabaseEngine, EventReplication, FunctionArchitecture, FunctionCode, FunctionSpec, GlobalIndex,
  HostedZone, LocalIndex, MultiRegionDrProps, NatStrategy, Projection, Removal, Severity, Strategy, TableSpec, Trigger,
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

const httpTo = (spec: FunctionSpec) => fc.option(fc.constant({
  routes: { 'ANY /{proxy+}': spec }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com'),
}), { nil: undefined });

const ways = fc.constantFrom(EventReplication.forwardBothWays, EventReplication.forwardToStandby);
const forwarding = fc.tuple(ways, fc.uniqueArray(name(20), { minLength: 1, maxLength: 5 })).map(([make, sources]) => make(sources));

/** A bus; between regions of AWS's main partition alone do events cross. */
const events = ({ regions: [region] }: { regions: [string, string] }) => fc.record({
  replication: /^(cn|us-gov)-/.test(region) ? fc.constant(undefined) : fc.option(forwarding, { nil: undefined }),
  archiveDays: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
});

const receivers = fc.subarray([AlarmReceiver.email('duty@example.com'), AlarmReceiver.https('https://alerts.example.com/sns', { autoConfirms: true })]);

/** Monitoring of whatever there is. */
const thresholds = fc.record({ functionErrorPercent: fc.integer({ min: 0, max: 99 }), queueAgeSeconds: fc.integer({ min: 1, max: 3600 }) });
const monitoring = fc.record({
  receivers: fc.option(receivers, { nil: undefined }),
  thresholds: fc.option(thresholds, { nil: undefined }),
});

/** The sections that refer to others. */
const dependent = ({ tables, database: given }: { tables: TableSpec[]; database?: object }) =>
  fc.option(functions(tables[0], given !== undefined), { nil: undefined })
    .chain(specs => (specs === undefined ? fc.constant({}) : fc.record({ functions: fc.constant(specs), http: httpTo(specs[0]) })));

const RISKS = Object.fromEntries(serviceRules.filter(rule => rule.severity === Severity.RISK).map(rule => [rule.code, 'a service may have it']));

/** Services whose every property is sound. Their risks are accepted. */
export const soundService: fc.Arbitrary<MultiRegionDrProps> = fc.record({
  serviceName: name(12).filter(one => one !== 'sg'), // no security group's name begins with sg-
  environment: name(6),
  strategy: fc.constantFrom(Strategy.PILOT_LIGHT, Strategy.WARM_STANDBY, Strategy.ACTIVE_ACTIVE),
  removal: fc.constantFrom(Removal.PROTECTED, Removal.EPHEMERAL),
  regions: fc.constantFrom(...REGION_PAIRS),
  rtoMinutes: fc.integer({ min: 10, max: 1000 }),
  rpoSeconds: fc.integer({ min: 1, max: 10_000 }),
  database: fc.option(database, { nil: undefined }),
  network: fc.option(network, { nil: undefined }),
  tables: fc.uniqueArray(name(10), { minLength: 1, maxLength: 3 }).chain(names => fc.tuple(...names.map(table))),
  monitoring: fc.option(monitoring, { nil: undefined }),
}).chain(sound => fc.tuple(dependent(sound), fc.option(events(sound), { nil: undefined }))
  .map(([more, bus]) => ({ ...sound, ...more, events: bus }))).map(({ regions, rtoMinutes, rpoSeconds, ...rest }) => ({
  ...rest,
  // Other partitions have no switch.
  ...(partitionOf(regions[0]) === 'aws' && 'http' in rest && rest.http !== undefined ? { dns: {} } : {}),
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
