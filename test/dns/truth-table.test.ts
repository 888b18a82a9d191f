import * as fc from 'fast-check';
import { DnsFailover, Strategy } from '../../src';
import { dnsTruthTablePage, modelOf, MODES } from '../../tools/dns-truth-table-page';
import { World, WORLDS } from '../../tools/route53-model';
import { textOf } from '../support/files';

const [P, S] = ['us-east-1', 'us-west-2'];
const OPERATOR = modelOf(Strategy.WARM_STANDBY, DnsFailover.OPERATOR);
const AUTOMATIC = modelOf(Strategy.WARM_STANDBY, DnsFailover.AUTOMATIC);
const ACTIVE = [DnsFailover.OPERATOR, DnsFailover.AUTOMATIC].map(failover => modelOf(Strategy.ACTIVE_ACTIVE, failover));
const ALL = [OPERATOR, AUTOMATIC, ...ACTIVE];

const world: fc.Arbitrary<World> = fc.record({
  thrown: fc.boolean(),
  healthy: fc.record({ primary: fc.boolean(), standby: fc.boolean() }),
  lost: fc.constantFrom(undefined, 'primary' as const, 'standby' as const),
});
const always = (holds: (one: World) => void) => fc.assert(fc.property(world, holds));

test('docs/dns-truth-table.md is up to date (npm run write:rules writes it)', () => {
  expect(textOf('docs/dns-truth-table.md')).toBe(dnsTruthTablePage());
});

test('the table has every mode and every state', () => {
  expect(WORLDS.length).toBe(16);
  expect(dnsTruthTablePage().split('\n').filter(line => line.startsWith('| ')).length).toBe(WORLDS.length + 2);
  expect(MODES.length).toBe(4);
});

test('no state answers nobody', () => {
  always(one => ALL.forEach(model => expect(model.answers(one).length).toBeGreaterThan(0)));
});

test('OPERATOR: who answers depends on the switch alone, as long as it can be read', () => {
  always(one => expect(OPERATOR.answers(one)).toEqual([one.thrown && one.lost !== 'standby' ? S : P]));
});

test('AUTOMATIC: the primary answers while it is healthy and the switch is not thrown', () => {
  always(one => {
    const isWell = one.healthy.primary && one.lost !== 'primary' && !(one.thrown && one.lost !== 'standby');
    expect(AUTOMATIC.answers(one)).toEqual([isWell ? P : S]);
  });
});

test('a thrown switch keeps users away from the primary, in every mode, while anything else is healthy', () => {
  always(one => {
    const { lost, healthy } = one;
    ALL.forEach(model => {
      if (lost !== 'standby' && healthy.standby) expect(model.answers({ ...one, thrown: true })).toEqual([S]);
    });
  });
});

test('losing the region of the switch returns users to the primary', () => {
  always(one => [OPERATOR, ...ACTIVE].forEach(model => {
    expect(model.answers({ ...one, lost: 'standby', healthy: { ...one.healthy, primary: true }, thrown: true })).toEqual([P]);
  }));
});

test('with both regions active each answers, until one is sick or the switch is thrown', () => {
  const well: World = { thrown: false, healthy: { primary: true, standby: true } };
  ACTIVE.forEach(model => {
    expect(model.answers(well)).toEqual([P, S]);
    expect(model.answers({ ...well, thrown: true })).toEqual([S]);
    expect(model.answers({ ...well, lost: 'standby' })).toEqual([P]);
  });
  expect(ACTIVE.map(model => model.answers({ ...well, lost: 'primary' }))).toEqual([[P, S], [S]]);
});

test('the canary is healthy as long as the region of the switch is there, whatever the switch says', () => {
  always(one => expect(OPERATOR.checks(one).find(check => check.what === 'CanaryCheck')!.healthy).toBe(one.lost !== 'standby'));
});
