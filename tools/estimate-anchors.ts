// Published totals of recovery, detection and loss, beside what the estimate says of the same architecture. They are read by a test and by docs/estimate.md.
//
// What others publish of a single step, and the estimate takes its terms from, is no anchor.

import {
  Attribute, BackupRule, DatabaseEngine, DnsFailover, Endpoint, EndpointCheckProps, EventReplication, HostedZone, MultiRegionDr, MultiRegionDrProps,
  RecoveryEstimate, RecoveryTime, SiteEndpoints, Strategy, TableSpec,
} from '../src';

/** A time in seconds. */
export interface Ours {
  readonly best: number;
  readonly planned: number;
  readonly pessimistic: number;
}

/** A published total. */
export interface Anchor {
  /** What takes so long, and with which settings. */
  readonly what: string;
  readonly source: string;
  /** Who says so: AWS, a measurement, or what somebody promises or observes. */
  readonly kind: 'AWS' | 'measured' | 'observed' | 'promised';
  readonly theirSeconds: number;
  readonly ours: () => Ours;
  /** Where it is known that ours does not hold it: why. */
  readonly outside?: string;
}

const tables = [new TableSpec('orders', { partitionKey: Attribute.string('pk') })];
const database = { engine: DatabaseEngine.auroraPostgresql('16.8') };
const zone = HostedZone.fromName('example.com');
const names = { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') };
const balancer = (name: string) => Endpoint.alias(`${name}.us-east-1.elb.amazonaws.com`, 'Z35SXDOTRQ7X7K');
const aliases = { primary: balancer('one'), standby: balancer('two') };
const ownCheck = EventReplication.globalEndpoint('arn:aws:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef');

const estimate = (more: Partial<MultiRegionDrProps>) => MultiRegionDr.estimateOf({
  serviceName: 'orders',
  environment: 'prod',
  primary: { region: 'us-east-1' },
  standby: { region: 'us-west-2' },
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  tables,
  ...more,
});
const automatic = (healthCheck: EndpointCheckProps, siteEndpoints: SiteEndpoints, ttlSeconds?: number) => estimate({
  dns: { hostName: 'orders.example.com', zone, failover: DnsFailover.AUTOMATIC, siteEndpoints, healthCheck, ttlSeconds },
});

const ofTime = ({ bestSeconds, plannedSeconds, pessimisticSeconds }: RecoveryTime): Ours => (
  { best: bestSeconds, planned: plannedSeconds, pessimistic: pessimisticSeconds });
const together = (one: RecoveryEstimate, ...termNames: string[]): Ours => termNames.map(name => ofTime(one.term(name).time))
  .reduce((sum, time) => ({ best: sum.best + time.best, planned: sum.planned + time.planned, pessimistic: sum.pessimistic + time.pessimistic }));
const untilUsersMoved = (one: RecoveryEstimate) => together(one, 'dns.endpointCheck', 'dns.ttl');

const onEndpoint = () => together(estimate({ events: { replication: ownCheck } }), 'events.endpoint');
const oneFailure = () => untilUsersMoved(automatic({ failureThreshold: 1 }, aliases));
const twoQuickFailures = () => untilUsersMoved(automatic({ intervalSeconds: 10, failureThreshold: 2 }, names, 10));
// Its settings are not told: from those that are quickest in use to the usual ones.
const untold = () => ({ ...untilUsersMoved(automatic({}, aliases)), best: untilUsersMoved(automatic({ intervalSeconds: 10 }, aliases)).best });
const switchover = () => together(estimate({ database }), 'database.switchover');
const failover = () => together(estimate({ database }), 'database.failover', 'database.clients');
const fromBackups = (largestSizeGb?: number) => estimate({
  strategy: Strategy.BACKUP_RESTORE,
  database,
  backup: { rules: [new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)' })], ...(largestSizeGb === undefined ? {} : { largestSizeGb }) },
});
const DAY = 24 * 60 * 60;
const untilCopied = (): Ours => {
  const { best, planned, pessimistic } = together(fromBackups(1), 'backup.lag');
  return { best: best - DAY, planned: planned - DAY, pessimistic: pessimistic - DAY };
};

const EVENTBRIDGE = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-global-endpoints.html';
const KEYCLOAK = 'https://github.com/keycloak/keycloak-benchmark/issues/495';
const JSPOTH = 'https://jspoth.com/dr';
const JANSSEN = 'https://blog.jayjanssen.net/posts/2022/12/aurora-global-failovers/';
const ISHIHARA = 'https://github.com/ishiharatma/aws-cdk-reference-architectures/tree/main/infrastructure/workspaces';

/** Those that are known. */
export const ANCHORS: Anchor[] = [
  { what: 'a global endpoint of EventBridge, with the alarm of the guide, as it is to be expected', source: EVENTBRIDGE, kind: 'AWS', theirSeconds: 360, ours: onEndpoint },
  { what: 'the same at most', source: EVENTBRIDGE, kind: 'AWS', theirSeconds: 420, ours: onEndpoint },
  { what: 'users moved by Route 53 after all routes were deleted: interval 30 s, threshold 1, aliases', source: KEYCLOAK, kind: 'measured', theirSeconds: 57, ours: oneFailure },
  { what: 'the same after the endpoint of the check was deleted', source: KEYCLOAK, kind: 'measured', theirSeconds: 72, ours: oneFailure },
  { what: 'failovers by DNS in the same project, the quickest', source: 'https://github.com/keycloak/keycloak-benchmark/issues/536', kind: 'observed', theirSeconds: 45, ours: oneFailure },
  { what: 'the same, the slowest', source: 'https://github.com/keycloak/keycloak-benchmark/issues/536', kind: 'observed', theirSeconds: 120, ours: oneFailure },
  { what: 'Route 53 answering with the other region, in a test on DynamoDB global tables whose settings are not told', source: JSPOTH, kind: 'measured', theirSeconds: 61, ours: untold },
  { what: 'users served by the other region in the same test, without anybody\'s doing', source: JSPOTH, kind: 'measured', theirSeconds: 83, ours: untold },
  {
    what: 'a failover record answering with the other endpoint: interval 10 s, threshold 2, TTL 10 s', source: `${ISHIHARA}/route53-failover-health-check`, kind: 'measured', theirSeconds: 29, ours: twoQuickFailures,
  },
  {
    what: 'a failover record answering with the other region, with the same settings', source: `${ISHIHARA}/multi-region-dr-strategies`, kind: 'measured', theirSeconds: 28, ours: twoQuickFailures,
  },
  {
    what: 'a lost region gone from a weighted record, both regions active, with the same settings', source: `${ISHIHARA}/multi-region-dr-strategies`, kind: 'measured', theirSeconds: 34, ours: twoQuickFailures,
  },
  {
    what: 'a health check with an interval of 30 s and a threshold of 5 noticing',
    source: 'https://github.com/cds-snc/covid-alert-portal/pull/329',
    kind: 'observed',
    theirSeconds: 150,
    ours: () => together(automatic({ failureThreshold: 5 }, names), 'dns.endpointCheck'),
  },
  { what: 'an Aurora global database switched over, from the call until the new cluster takes writes (December 2022)', source: JANSSEN, kind: 'measured', theirSeconds: 305, ours: switchover },
  { what: 'no writes in the same switchover, from the last in the old region to the first in the new one', source: JANSSEN, kind: 'measured', theirSeconds: 166, ours: switchover },
  { what: 'an Aurora global database failed over, unplanned, at most, as the same author expects it without the fault below', source: JANSSEN, kind: 'observed', theirSeconds: 240, ours: failover },
  {
    what: 'the name of the writer endpoint resolving after the same switchover',
    source: JANSSEN,
    kind: 'measured',
    theirSeconds: 859,
    ours: () => together(estimate({ database }), 'database.switchover', 'database.clients'),
    outside: 'The author takes it for a fault of AWS\'s of 2022. It is not planned with; a drill tells whether it is there.',
  },
  {
    what: 'Aurora working again where there is no second instance, at most',
    source: 'https://github.com/awsdocs/amazon-aurora-user-guide/issues/12',
    kind: 'AWS',
    theirSeconds: 900,
    ours: () => together(estimate({ strategy: Strategy.PILOT_LIGHT, database: { ...database, headlessStandby: true } }), 'database.failover', 'database.instance', 'database.clients'),
  },
  {
    what: 'a region that is built from daily copies of Aurora\'s snapshots',
    source: 'https://docs.clix.so/security/rpo-rto',
    kind: 'promised',
    theirSeconds: 14_400,
    ours: () => ofTime(fromBackups().rtoTotal),
  },
  {
    what: 'an Aurora cluster restored from a snapshot, of a size that is not told',
    source: 'https://github.com/fecgov/openFEC/issues/4643',
    kind: 'observed',
    theirSeconds: 1920,
    ours: () => together(fromBackups(), 'backup.restore'),
    outside: 'Ours takes 100 GB where no size is given, and is slower than that restore was.',
  },
  {
    what: 'a nearly empty table restored from its copy in the other region',
    source: `${ISHIHARA}/multi-region-dr-strategies`,
    kind: 'measured',
    theirSeconds: 256,
    ours: () => together(fromBackups(1), 'backup.restore'),
    outside: 'Ours plans half an hour for any restore, so that it is too slow for small stores.',
  },
  {
    what: 'a nearly empty table backed up and copied to the other region',
    source: `${ISHIHARA}/multi-region-dr-strategies`,
    kind: 'measured',
    theirSeconds: 938,
    ours: untilCopied,
    outside: 'Ours plans half an hour for any backup and any copy, so that it loses too much of small stores.',
  },
];

/** The strategies with the bands that AWS's whitepaper gives them, in words. What is executed is held against them: they have no people in them. */
export const BANDS_SOURCE = 'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const hostName = { hostName: 'orders.example.com', zone, siteEndpoints: names };

/** A band. */
export interface Band {
  readonly strategy: Strategy;
  readonly band: string;
  readonly leastSeconds: number;
  readonly mostSeconds: number;
  readonly ours: () => Ours;
}

const executed = (strategy: Strategy, more: Partial<MultiRegionDrProps>) => () => ofTime(estimate({ strategy, ...more }).rtoExecute);

export const BANDS: Band[] = [
  { strategy: Strategy.BACKUP_RESTORE, band: 'hours', leastSeconds: HOUR, mostSeconds: DAY, ours: executed(Strategy.BACKUP_RESTORE, { database, dns: hostName, backup: {} }) },
  { strategy: Strategy.PILOT_LIGHT, band: '10s of minutes', leastSeconds: 10 * MINUTE, mostSeconds: HOUR, ours: executed(Strategy.PILOT_LIGHT, { database: { ...database, headlessStandby: true }, dns: hostName }) },
  { strategy: Strategy.WARM_STANDBY, band: 'minutes', leastSeconds: MINUTE, mostSeconds: 10 * MINUTE, ours: executed(Strategy.WARM_STANDBY, { database, dns: hostName }) },
  // Nothing has to be done; what is left is that users come to the other region.
  { strategy: Strategy.ACTIVE_ACTIVE, band: 'real-time', leastSeconds: 0, mostSeconds: 2 * MINUTE, ours: executed(Strategy.ACTIVE_ACTIVE, { dns: hostName }) },
];
