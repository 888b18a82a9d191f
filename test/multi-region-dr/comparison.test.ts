// The comparison of strategies says of each what a construct with it says.

import * as fc from 'fast-check';
import { Attribute, DatabaseEngine, MultiRegionDr, MultiRegionDrProps, Severity, Strategy, TableSpec } from '../../src';
import { soundService } from '../support/arbitraries';
import { newStack, quietly, SITES } from '../support/synth';

const ABOUT_OBJECTIVES = ['DR250', 'DR251', 'DR254', 'DR255', 'DR260', 'DR261'];

/** Services whose objectives may be tight, whose risks may be open, and may be errors. */
const service: fc.Arbitrary<MultiRegionDrProps> = fc.record({
  sound: soundService,
  rtoMinutes: fc.integer({ min: 1, max: 60 }),
  rpoSeconds: fc.nat(100),
  decisionMinutes: fc.option(fc.nat(40), { nil: undefined }),
  accepted: fc.subarray(['DR018', 'DR253', 'DR260', 'DR261']),
  risksAccepted: fc.boolean(),
  failOnRisks: fc.boolean(),
}).map(({ sound, rtoMinutes, rpoSeconds, decisionMinutes, accepted, risksAccepted, failOnRisks }) => ({
  ...sound,
  objectives: { rtoMinutes, rpoSeconds, decisionMinutes },
  acceptedRisks: { ...(risksAccepted ? sound.acceptedRisks : {}), ...Object.fromEntries(accepted.map(code => [code, 'a test'])) },
  failOnRisks,
}));

/** What the constructor throws. */
function refusal(props: MultiRegionDrProps): string {
  try {
    quietly(() => new MultiRegionDr(newStack(), 'Dr', props));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('a strategy has refusals exactly where a construct with it throws, and for the same reasons', () => {
  fc.assert(fc.property(service, fc.constantFrom(...Object.values(Strategy)), (props, strategy) => {
    const one = MultiRegionDr.compare(props).find(compared => compared.strategy === strategy)!;
    const thrown = refusal({ ...props, strategy });
    expect([one.refusals.length > 0, thrown]).toEqual([thrown !== '', thrown]);
    one.refusals.forEach(problem => expect(thrown).toContain(problem.text));
    expect(thrown === '' ? 0 : thrown.split('\n  DR').length - 1).toBe(one.refusals.length);
    const open = MultiRegionDr.check({ ...props, strategy }).filter(({ acceptedBecause }) => acceptedBecause === undefined);
    const errors = open.filter(({ severity }) => severity !== Severity.RISK);
    expect(one.refusals.filter(({ severity }) => severity !== Severity.RISK)).toEqual(errors);
  }), { numRuns: 8 });
});

test('a strategy meets the objectives exactly where its planned times are within them, and no rule about them is broken', () => {
  fc.assert(fc.property(service, props => {
    for (const { strategy, meetsObjectives, estimate } of MultiRegionDr.compare(props)) {
      const { rtoMinutes, rpoSeconds } = props.objectives;
      const codes = MultiRegionDr.check({ ...props, strategy }).map(({ code }) => code);
      const within = estimate.rtoTotal.plannedSeconds <= rtoMinutes * 60 && (estimate.rpo?.plannedSeconds ?? 0) <= rpoSeconds;
      expect([strategy, meetsObjectives]).toEqual([strategy, within]);
      if (meetsObjectives) expect(codes.filter(code => ['DR260', 'DR261'].includes(code))).toEqual([]);
      else expect(codes.filter(code => ABOUT_OBJECTIVES.includes(code))).not.toEqual([]);
      expect(estimate).toEqual(MultiRegionDr.estimateOf({ ...props, strategy }));
    }
  }), { numRuns: 8 });
});

const orders = new TableSpec('orders', { partitionKey: Attribute.string('pk') });
const props = (more: Partial<MultiRegionDrProps>): MultiRegionDrProps => ({
  ...SITES, objectives: { rtoMinutes: 60, rpoSeconds: 60 }, tables: [orders], ...more,
});
const warm = (more: Partial<MultiRegionDrProps>) => MultiRegionDr.compare(props(more))
  .find(({ strategy }) => strategy === Strategy.WARM_STANDBY)!;

test('a risk that is an error refuses a strategy', () => {
  const risky = { database: { engine: DatabaseEngine.auroraMysql('8.0.mysql_aurora.3.08.0') }, monitoring: { receivers: [] } };
  const open = MultiRegionDr.check(props(risky)).filter(({ severity }) => severity === Severity.RISK);
  expect(open.length).toBeGreaterThan(0);
  expect(warm(risky).refusals).toEqual([]);
  expect(warm({ ...risky, failOnRisks: true }).refusals.map(({ code }) => code)).toEqual(open.map(({ code }) => code));
});

test('an RPO of 0 is not met by what replicates asynchronously, nor an RTO by a decision that takes longer', () => {
  expect(warm({ objectives: { rtoMinutes: 60, rpoSeconds: 0 } })).toMatchObject({ meetsObjectives: false, refusals: [{ code: 'DR251' }] });
  expect(warm({ objectives: { rtoMinutes: 20, rpoSeconds: 60, decisionMinutes: 30 } })).toMatchObject({ meetsObjectives: false, refusals: [{ code: 'DR255' }] });
  expect(warm({})).toMatchObject({ meetsObjectives: true, refusals: [] });
});
