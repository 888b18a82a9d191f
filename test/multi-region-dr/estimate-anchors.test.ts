// Published totals of recovery and detection, and what the estimate says of the same architecture. Their numbers stand nowhere in what estimates are
// made of, so that they can tell whether those are right. What AWS and others publish of single steps, such as eight minutes that a switchover took
// (keycloak-benchmark, issue 445), is a source of terms, and no anchor.

import { readdirSync } from 'fs';
import { join } from 'path';
import {
  Attribute, DatabaseEngine, DnsFailover, Endpoint, EventReplication, HostedZone, MultiRegionDr, MultiRegionDrProps, RecoveryEstimate, Strategy,
  TableSpec,
} from '../../src';
import { textOf } from '../support/files';
import { SITES } from '../support/synth';

const tables = [new TableSpec('orders', { partitionKey: Attribute.string('pk') })];
const database = { engine: DatabaseEngine.auroraPostgresql('16.8') };
const zone = HostedZone.fromName('example.com');
const names = { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') };
const balancer = (name: string) => Endpoint.alias(`${name}.us-east-1.elb.amazonaws.com`, 'Z35SXDOTRQ7X7K');
const aliases = { primary: balancer('one'), standby: balancer('two') };
const estimate = (more: Partial<MultiRegionDrProps>) => MultiRegionDr.estimateOf({
  ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables, ...more,
});
const automatic = (healthCheck: object, siteEndpoints: object = aliases) => estimate({
  dns: { hostName: 'orders.example.com', zone, failover: DnsFailover.AUTOMATIC, siteEndpoints: siteEndpoints as any, healthCheck },
});

type Times = [least: number, most: number];
const sum = (...times: Times[]): Times => [times.reduce((all, [least]) => all + least, 0), times.reduce((all, [, most]) => all + most, 0)];
const ofTerms = (one: RecoveryEstimate, ...termNames: string[]): Times => sum(...termNames.map((name): Times => {
  const { time: { bestSeconds, pessimisticSeconds } } = one.term(name);
  return [bestSeconds, pessimisticSeconds];
}));
const untilUsersMoved = (one: RecoveryEstimate) => ofTerms(one, 'dns.endpointCheck', 'dns.ttl');
const ownCheck = EventReplication.globalEndpoint('arn:aws:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef');
const onEndpoint = () => estimate({ events: { replication: ownCheck } }).term('events.endpoint').time;

/** A published total in seconds, and what we say from best to pessimistic. */
const ANCHORS: [what: string, source: string, theirs: number, ours: () => Times][] = [
  ['a global endpoint of EventBridge, as it is to be expected',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-global-endpoints.html', 360, () => [onEndpoint().bestSeconds, onEndpoint().plannedSeconds]],
  ['a global endpoint of EventBridge at most',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-global-endpoints.html', 420, () => [onEndpoint().plannedSeconds, onEndpoint().pessimisticSeconds]],
  ['users moved by Route 53 after all routes were deleted, with an interval of 30 s, a threshold of 1 and aliases',
    'https://github.com/keycloak/keycloak-benchmark/issues/495', 57, () => untilUsersMoved(automatic({ failureThreshold: 1 }))],
  ['users moved by Route 53 after a health check was disabled, with the same settings',
    'https://github.com/keycloak/keycloak-benchmark/issues/495', 72, () => untilUsersMoved(automatic({ failureThreshold: 1 }))],
  // Its settings are not told: from those that are quickest in use to the usual ones.
  ['Route 53 answering with the other region, in a test of a service on DynamoDB global tables',
    'https://jspoth.com/dr', 61, () => [untilUsersMoved(automatic({ intervalSeconds: 10 }))[0], untilUsersMoved(automatic({}))[1]]],
  ['users served by the other region in the same test, without anybody\'s doing',
    'https://jspoth.com/dr', 83, () => [untilUsersMoved(automatic({ intervalSeconds: 10 }))[0], untilUsersMoved(automatic({}))[1]]],
  ['a health check with an interval of 30 s and a threshold of 5 noticing',
    'https://github.com/cds-snc/covid-alert-portal/pull/329', 150, () => ofTerms(automatic({ failureThreshold: 5 }, names), 'dns.endpointCheck')],
  ['Aurora working again where there is no second instance, at most',
    'https://github.com/awsdocs/amazon-aurora-user-guide/issues/12 (citing the FAQ of Aurora)', 900, () => ofTerms(
      estimate({ strategy: Strategy.PILOT_LIGHT, database: { ...database, headlessStandby: true } }), 'database.failover', 'database.instance', 'database.clients',
    )],
  ['a region that is built from daily copies of Aurora\'s snapshots, an objective that is promised to customers',
    'https://docs.clix.so/security/rpo-rto', 14_400, () => {
      const { rtoTotal } = estimate({ strategy: Strategy.BACKUP_RESTORE, database, backup: {} });
      return [rtoTotal.bestSeconds, rtoTotal.pessimisticSeconds];
    }],
];

test.each(ANCHORS)('%s (%s): %d s', (_, __, theirs, ours) => {
  const [least, most] = ours();
  expect(least).toBeLessThanOrEqual(theirs);
  expect(theirs).toBeLessThanOrEqual(most);
  // A span that holds everything would say nothing.
  expect(most / least).toBeLessThanOrEqual(7);
});

const OPTIONS = 'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const hostName = { hostName: 'orders.example.com', zone, siteEndpoints: names };

/** The bands that AWS's whitepaper gives its four strategies, in words; what we execute is held against them, since they have no people in them. */
const BANDS: [strategy: Strategy, band: string, times: Times, more: Partial<MultiRegionDrProps>][] = [
  [Strategy.BACKUP_RESTORE, 'hours', [HOUR, 24 * HOUR], { database, dns: hostName, backup: {} }],
  [Strategy.PILOT_LIGHT, '10s of minutes', [10 * MINUTE, HOUR], { database: { ...database, headlessStandby: true }, dns: hostName }],
  [Strategy.WARM_STANDBY, 'minutes', [MINUTE, 10 * MINUTE], { database, dns: hostName }],
  // Nothing has to be done; what is left is that users come to the other region.
  [Strategy.ACTIVE_ACTIVE, 'real-time', [0, 2 * MINUTE], { dns: hostName }],
];

test.each(BANDS)(`%s takes %s (${OPTIONS})`, (strategy, _, [least, most], more) => {
  const { rtoExecute } = estimate({ strategy, ...more });
  expect(rtoExecute.plannedSeconds).toBeGreaterThanOrEqual(least);
  expect(rtoExecute.plannedSeconds).toBeLessThanOrEqual(most);
});

test('there are ten anchors or more, and their numbers stand nowhere in what estimates are made of', () => {
  expect(ANCHORS.length + BANDS.length).toBeGreaterThanOrEqual(10);
  const folders = readdirSync(join(__dirname, '../../src'), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name);
  const files = folders.flatMap(folder => readdirSync(join(__dirname, '../../src', folder)).map(file => `src/${folder}/${file}`));
  const ofEstimates = [...files.filter(file => /\/estimate[\w-]*\.ts$/.test(file)), 'src/plan/schedule-gap.ts', 'src/dns/plan.ts'];
  expect(ofEstimates.length).toBeGreaterThanOrEqual(10);
  const numbers = ofEstimates.flatMap(file => [...textOf(file).matchAll(/\b\d[\d_]*\b/g)].map(([text]) => Number(text.replace(/_/g, ''))));
  for (const [what, , theirs] of ANCHORS) expect([what, numbers.includes(theirs)]).toEqual([what, false]);
});
