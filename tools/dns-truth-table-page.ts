// docs/dns-truth-table.md: who answers in which case, from the synthesized records and checks and a model of Route 53.

import { Route53Model, World, WORLDS } from './route53-model';
import {
  DnsFailover, DnsProps, Endpoint, FunctionCode, FunctionSpec, HealthSignal, HostedZone, MissingSignal, MultiRegionDr, SignalComparison,
  SignalStatistic, Strategy,
} from '../src';
import { newStack, quietly, templateOf } from '../test/support/synth';

const REGIONS: [string, string] = ['us-east-1', 'us-west-2'];
const HOST_NAME = 'orders.example.com';

/** The ways in which a host name can be moved. */
export const MODES: [title: string, strategy: Strategy, failover: DnsFailover][] = [
  ['OPERATOR', Strategy.WARM_STANDBY, DnsFailover.OPERATOR],
  ['AUTOMATIC', Strategy.WARM_STANDBY, DnsFailover.AUTOMATIC],
  ['both active, OPERATOR', Strategy.ACTIVE_ACTIVE, DnsFailover.OPERATOR],
  ['both active, AUTOMATIC', Strategy.ACTIVE_ACTIVE, DnsFailover.AUTOMATIC],
];

/** The ways in which a name can be moved by a metric. */
export const METRIC_MODES: [title: string, strategy: Strategy, failover: DnsFailover, whenMissing: MissingSignal][] = [
  ['AUTOMATIC, missing is healthy', Strategy.WARM_STANDBY, DnsFailover.AUTOMATIC, MissingSignal.HEALTHY],
  ['AUTOMATIC, last known', Strategy.WARM_STANDBY, DnsFailover.AUTOMATIC, MissingSignal.LAST_KNOWN_STATUS],
  ['AUTOMATIC, missing is sick', Strategy.WARM_STANDBY, DnsFailover.AUTOMATIC, MissingSignal.UNHEALTHY],
  ['both active, AUTOMATIC, missing is healthy', Strategy.ACTIVE_ACTIVE, DnsFailover.AUTOMATIC, MissingSignal.HEALTHY],
  ['both active, AUTOMATIC, missing is sick', Strategy.ACTIVE_ACTIVE, DnsFailover.AUTOMATIC, MissingSignal.UNHEALTHY],
];

/** A model of a service that was synthesized: with an HTTP entry that checkers ask, or private addresses that a metric tells of. */
export function modelOf(strategy: Strategy, failover?: DnsFailover, whenMissing?: MissingSignal): Route53Model {
  const api = new FunctionSpec('api', { code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'a.zip' }, standby: { bucket: 'two', key: 'a.zip' } }), runtime: 'python3.13', handler: 'a.b' });
  const stack = newStack();
  quietly(() => new MultiRegionDr(stack, 'Dr', {
    serviceName: 'orders',
    environment: 'prod',
    strategy,
    objectives: { rtoMinutes: 600, rpoSeconds: 60 },
    primary: { region: REGIONS[0] },
    standby: { region: REGIONS[1] },
    functions: [api],
    ...(whenMissing === undefined ? {
      http: { routes: { $default: api }, hostName: HOST_NAME, zone: HostedZone.fromName('example.com') },
      dns: { failover },
    } : { dns: { failover, ...byMetric(whenMissing) } }),
    acceptedRisks: { DR530: 'to show it' },
  }));
  return new Route53Model(templateOf(stack).json, HOST_NAME, REGIONS);
}

function byMetric(whenMissing: MissingSignal): DnsProps {
  const healthSignal = HealthSignal.metric({
    namespace: 'Orders/Probe',
    metricName: 'Answered',
    statistic: SignalStatistic.MINIMUM,
    comparison: SignalComparison.LESS_THAN_THRESHOLD,
    threshold: 1,
    whenMissing,
    publishedEveryPeriod: true,
  });
  return {
    hostName: HOST_NAME,
    zone: HostedZone.fromName('example.com'),
    siteEndpoints: { primary: Endpoint.ip(['10.0.0.7'], { healthSignal }), standby: Endpoint.ip(['10.1.0.7'], { healthSignal }) },
  };
}

/** The text of docs/dns-truth-table.md. */
export function dnsTruthTablePage(): string {
  return [
    '# Who answers',
    '',
    '<!-- Written by `npm run write:rules` from the synthesized records and health checks. -->',
    '',
    'What Route 53 answers for the host name, by the way it is moved ([dns.md](dns.md)): **P** the primary region, **S** the standby, **P, S** whichever is nearer to who asks. The table is',
    'not written by hand: a model of Route 53\'s documented evaluation (tools/route53-model.ts) is run over the records and health checks that the library makes. AWS was not asked.',
    'A state is the one that checks have come to: they take their interval times their threshold, and resolvers keep an answer for its time to live.',
    '',
    ...table(MODES.map(([title, strategy, failover]) => [title, modelOf(strategy, failover)])),
    '',
    '- With the standby region the switch is lost, and traffic returns to the primary, even while the switch was thrown. After a failover that is the loss of the second region.',
    '- With AUTOMATIC, a sick primary moves users, and a primary that answers again takes them back. A thrown switch keeps them away.',
    '- Where both regions are active, the standby\'s record follows its own check in either mode: losing it moves its users to the region of the writer, and promotes nothing. While the switch is thrown it counts as healthy whatever that check says, so that the switch holds. When nothing is healthy, Route 53 treats everything as healthy.',
    '- No row is empty: Route 53 never answers with nothing.',
    '',
    '## By a metric',
    '',
    'The same with a `healthSignal` at both endpoints: a metric about the primary, kept in the standby region, and one about the standby, kept in the primary region, each published by a prober there. With OPERATOR',
    'the first column of the table above holds. The last known state is taken to be what the columns of the regions say.',
    '',
    ...table(METRIC_MODES.map(([title, ...mode]) => [title, modelOf(...mode)])),
    '',
    '- With missing values that count as healthy it is as with checkers, save that the loss of a region blinds what watches the other one: the other one then counts as healthy, sick or not.',
    '- With missing values that count as sick, the loss of the *standby* region leads users into it, since its metric about the primary is gone as well. DR530 refuses that, unless it is accepted.',
    '  Where both are active, losing the primary makes both count as sick, and users are led into it until the switch is thrown.',
    '',
  ].join('\n');
}

function table(modes: [title: string, model: Route53Model][]): string[] {
  return [
    `| lost | primary | standby | switch | ${modes.map(([title]) => title).join(' | ')} |`,
    `| --- | --- | --- | --- | ${modes.map(() => '---').join(' | ')} |`,
    ...WORLDS.map(world => `| ${inWords(world).join(' | ')} | ${modes.map(([, model]) => model.answers(world).map(letter).join(', ')).join(' | ')} |`),
  ];
}

function inWords({ lost, healthy, thrown }: World): string[] {
  const state = (role: 'primary' | 'standby') => (lost === role ? 'lost' : healthy[role] ? 'healthy' : 'sick');
  return [lost ?? '', state('primary'), state('standby'), thrown ? 'thrown' : ''];
}

function letter(region: string): string {
  return region === REGIONS[0] ? 'P' : 'S';
}
