import * as fc from 'fast-check';
import { DnsFailover, MissingSignal, Strategy } from '../../src';
import { dnsTruthTablePage, METRIC_MODES, modelOf, MODES } from '../../tools/dns-truth-table-page';
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

test('the tables have every mode and every state', () => {
  expect(WORLDS.length).toBe(16);
  expect(dnsTruthTablePage().split('\n').filter(line => line.startsWith('| ')).length).toBe(2 * (WORLDS.length + 2));
  expect(MODES.length).toBe(4);
  expect([...new Set(METRIC_MODES.map(([, , , whenMissing]) => whenMissing))].sort()).toEqual(Object.values(MissingSignal).sort());
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

test('a thrown switch keeps users away from the primary, in every mode, whatever the checks of the regions say', () => {
  always(one => ALL.forEach(model => {
    if (one.lost !== 'standby') expect(model.answers({ ...one, thrown: true })).toEqual([S]);
  }));
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

describe('by a metric that is kept in the other region', () => {
  const by = (strategy: Strategy, failover: DnsFailover, whenMissing: MissingSignal) => modelOf(strategy, failover, whenMissing);
  const [healthy, lastKnown, sick] = [MissingSignal.HEALTHY, MissingSignal.LAST_KNOWN_STATUS, MissingSignal.UNHEALTHY]
    .map(whenMissing => by(Strategy.WARM_STANDBY, DnsFailover.AUTOMATIC, whenMissing));

  test('it is as with checkers, as long as both regions are there', () => {
    const active = [DnsFailover.OPERATOR, DnsFailover.AUTOMATIC].map(failover => by(Strategy.ACTIVE_ACTIVE, failover, MissingSignal.HEALTHY));
    always(({ lost: _, ...one }) => {
      [healthy, lastKnown, sick].forEach(model => expect(model.answers(one)).toEqual(AUTOMATIC.answers(one)));
      active.forEach((model, position) => expect(model.answers(one)).toEqual(ACTIVE[position].answers(one)));
    });
  });

  test('the loss of the primary is seen from the standby, whatever missing values mean', () => {
    always(one => [healthy, lastKnown, sick].forEach(model => expect(model.answers({ ...one, lost: 'primary' })).toEqual([S])));
  });

  test('the loss of the standby, and of the metric in it, leaves users at the primary', () => {
    always(one => {
      expect(healthy.answers({ ...one, lost: 'standby' })).toEqual([P]);
      expect(lastKnown.answers({ ...one, lost: 'standby' })).toEqual([one.healthy.primary ? P : S]);
    });
  });

  test('it leads users into the lost standby where missing values count as sick, which is what DR530 is about', () => {
    always(one => expect(sick.answers({ ...one, lost: 'standby' })).toEqual([S]));
  });

  test('OPERATOR follows the switch alone', () => {
    const operator = by(Strategy.WARM_STANDBY, DnsFailover.OPERATOR, MissingSignal.UNHEALTHY);
    always(one => expect(operator.answers(one)).toEqual(OPERATOR.answers(one)));
  });
});
