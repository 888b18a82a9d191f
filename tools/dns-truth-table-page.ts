// docs/dns-truth-table.md: who answers in which case, from the synthesized records and checks and a model of Route 53.

import { Route53Model, World, WORLDS } from './route53-model';
import { DnsFailover, FunctionCode, FunctionSpec, HostedZone, MultiRegionDr, Strategy } from '../src';
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

/** A model of a service that was synthesized. */
export function modelOf(strategy: Strategy, failover?: DnsFailover): Route53Model {
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
    http: { routes: { $default: api }, hostName: HOST_NAME, zone: HostedZone.fromName('example.com') },
    dns: { failover },
  }));
  return new Route53Model(templateOf(stack).json, HOST_NAME, REGIONS);
}

/** The text of docs/dns-truth-table.md. */
export function dnsTruthTablePage(): string {
  const models = MODES.map(([, strategy, failover]) => modelOf(strategy, failover));
  return [
    '# Who answers',
    '',
    '<!-- Written by `npm run write:rules` from the synthesized records and health checks. -->',
    '',
    'What Route 53 answers for the host name, by the way it is moved ([dns.md](dns.md)): **P** the primary region, **S** the standby, **P, S** whichever is nearer to who asks. The table is',
    'not written by hand: a model of Route 53\'s documented evaluation (tools/route53-model.ts) is run over the records and health checks that the library makes. AWS was not asked.',
    'A state is the one that checks have come to: they take their interval times their threshold, and resolvers keep an answer for its time to live.',
    '',
    `| lost | primary | standby | switch | ${MODES.map(([title]) => title).join(' | ')} |`,
    `| --- | --- | --- | --- | ${MODES.map(() => '---').join(' | ')} |`,
    ...WORLDS.map(world => `| ${inWords(world).join(' | ')} | ${models.map(model => model.answers(world).map(letter).join(', ')).join(' | ')} |`),
    '',
    '- With the standby region the switch is lost, and traffic returns to the primary, even while the switch was thrown. After a failover that is the loss of the second region.',
    '- With AUTOMATIC, a sick primary moves users, and a primary that answers again takes them back. A thrown switch keeps them away.',
    '- Where both regions are active, the standby\'s record follows its own check in either mode: losing it moves its users to the region of the writer, and promotes nothing. When nothing is healthy, Route 53 treats everything as healthy.',
    '- No row is empty: Route 53 never answers with nothing.',
    '',
  ].join('\n');
}

function inWords({ lost, healthy, thrown }: World): string[] {
  const state = (role: 'primary' | 'standby') => (lost === role ? 'lost' : healthy[role] ? 'healthy' : 'sick');
  return [lost ?? '', state('primary'), state('standby'), thrown ? 'thrown' : ''];
}

function letter(region: string): string {
  return region === REGIONS[0] ? 'P' : 'S';
}
