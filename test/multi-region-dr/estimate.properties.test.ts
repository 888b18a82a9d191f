import * as fc from 'fast-check';
import { Assumption, DrilledCall, MultiRegionDr, MultiRegionDrProps, RecoveryEstimate, RecoveryTime, Strategy } from '../../src';
import { EstimateBasis, EstimatePhase, Span, Sums, sumsOf, Term } from '../../src/plan/estimate';
import { soundService } from '../support/arbitraries';

const span: fc.Arbitrary<Span> = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000))
  .map(([one, two, three]) => ({ best: one, planned: one + two, pessimistic: one + two + three }));
const term: fc.Arbitrary<Term> = fc.record({
  termName: fc.constant('one'),
  phase: fc.constantFrom(...Object.values(EstimatePhase)),
  what: fc.constant('something'),
  span,
  inputs: fc.constant([]),
  source: fc.constant('nowhere'),
  branch: fc.option(fc.constantFrom('users', 'events', 'database'), { nil: undefined }),
  basis: fc.constantFrom(...Object.values(EstimateBasis)),
});
const POINTS = ['best', 'planned', 'pessimistic'] as const;
const longer = (one: Span, more: Span): Span => ({
  best: one.best + more.best, planned: one.planned + more.planned, pessimistic: one.pessimistic + more.pessimistic,
});

test('no sum is lower when a term is longer', () => {
  fc.assert(fc.property(fc.array(term, { minLength: 1, maxLength: 12 }), fc.nat(), span, (terms, which, more) => {
    const before = sumsOf(terms);
    const after = sumsOf(terms.map((one, position) => (position === which % terms.length ? { ...one, span: longer(one.span, more) } : one)));
    for (const sum of Object.keys(before) as (keyof Sums)[]) {
      POINTS.forEach(point => expect(after[sum]![point]).toBeGreaterThanOrEqual(before[sum]![point]));
    }
  }), { numRuns: 500 });
});

test('every sum is best, planned and pessimistic in this order', () => {
  fc.assert(fc.property(fc.array(term, { maxLength: 12 }), terms => {
    for (const sum of Object.values(sumsOf(terms)) as Span[]) {
      expect(sum.best).toBeLessThanOrEqual(sum.planned);
      expect(sum.planned).toBeLessThanOrEqual(sum.pessimistic);
    }
  }), { numRuns: 500 });
});

const estimateOf = (props: MultiRegionDrProps) => MultiRegionDr.estimateOf(props);
const AT = ['bestSeconds', 'plannedSeconds', 'pessimisticSeconds'] as const;
const notLess = (more: RecoveryTime | undefined, less: RecoveryTime | undefined) => {
  expect(more === undefined).toBe(less === undefined);
  AT.forEach(point => expect(more?.[point] ?? 0).toBeGreaterThanOrEqual(less?.[point] ?? 0));
};
const notBetter = (one: RecoveryEstimate, other: RecoveryEstimate) => {
  notLess(one.rtoTotal, other.rtoTotal);
  notLess(one.rpo, other.rpo);
  notLess(one.rpoFromBackup, other.rpoFromBackup);
};
const runs = { numRuns: 15 };

/** Inputs of the estimate, as changes of a declaration by a number. More of each is never better. */
const INPUTS: [what: string, values: fc.Arbitrary<number>, change: (props: MultiRegionDrProps, value: number) => MultiRegionDrProps][] = [
  ['interval of the health check', fc.constantFrom(10, 30), (props, intervalSeconds) => withDns(props, { healthCheck: { ...props.dns?.healthCheck, intervalSeconds } })],
  ['failures that the health check waits for', fc.integer({ min: 1, max: 10 }), (props, failureThreshold) => withDns(props, { healthCheck: { ...props.dns?.healthCheck, failureThreshold } })],
  ['time of the record', fc.nat(100_000), (props, ttlSeconds) => withDns(props, { ttlSeconds })],
  ['time for a decision', fc.nat(1440), (props, decisionMinutes) => ({ ...props, objectives: { ...props.objectives, decisionMinutes } })],
  ['lag that was measured', fc.nat(86_400), (props, lagSeconds) => measured(props, { lagSeconds })],
  ['detection that was measured', fc.nat(86_400), (props, detectSeconds) => measured(props, { detectSeconds })],
  ['execution that was measured', fc.nat(86_400), (props, executeSeconds) => measured(props, { executeSeconds })],
  ['lag of the database that is allowed', fc.integer({ min: 20, max: 100 }), (props, enforcedRpoSeconds) => (
    props.database === undefined ? props : { ...props, database: { ...props.database, enforcedRpoSeconds } })],
  ['size of the largest store', fc.nat(10_000), (props, largestSizeGb) => (props.backup === undefined ? props : { ...props, backup: { ...props.backup, largestSizeGb } })],
  ['assumed failover', fc.nat(10_000), (props, plannedSeconds) => ({ ...props, assumptions: [new Assumption('database.failover', { plannedSeconds, source: 'a test' })] })],
  ['assumed notice', fc.nat(10_000), (props, plannedSeconds) => ({ ...props, assumptions: [new Assumption('people.notice', { plannedSeconds, source: 'a test' })] })],
];

function withDns(props: MultiRegionDrProps, more: object): MultiRegionDrProps {
  return props.dns === undefined ? props : { ...props, dns: { ...props.dns, ...more } };
}

function measured(props: MultiRegionDrProps, times: object): MultiRegionDrProps {
  return { ...props, measurements: { source: 'a test', call: DrilledCall.FAILOVER, ...times } };
}

test.each(INPUTS)('more %s is never better', (_, values, change) => {
  fc.assert(fc.property(soundService, values, values, (sound, one, other) => {
    notBetter(estimateOf(change(sound, Math.max(one, other))), estimateOf(change(sound, Math.min(one, other))));
  }), runs);
});

test('a service with both regions active is not slower than one whose standby is smaller, and that not than one without instances', () => {
  fc.assert(fc.property(soundService, sound => {
    const [, pilot, warm, active] = MultiRegionDr.compare(sound).map(({ estimate }) => estimate);
    notLess(pilot.rtoTotal, warm.rtoTotal);
    notLess(warm.rtoTotal, active.rtoTotal);
  }), { numRuns: 10 });
});

test('a comparison says of each strategy what its refusal says', () => {
  const objectives = fc.record({ rtoMinutes: fc.integer({ min: 1, max: 60 }), rpoSeconds: fc.integer({ min: 1, max: 100 }) });
  fc.assert(fc.property(soundService, objectives, (sound, tight) => {
    const props = { ...sound, objectives: { ...sound.objectives, ...tight } };
    for (const { strategy, meetsObjectives, refusals, estimate } of MultiRegionDr.compare(props)) {
      expect(refusals.some(({ code }) => ['DR260', 'DR261'].includes(code))).toBe(!meetsObjectives);
      const [rto, rpo] = [estimate.rtoTotal.plannedSeconds, estimate.rpo?.plannedSeconds ?? 0];
      expect(meetsObjectives).toBe(rto <= tight.rtoMinutes * 60 && rpo <= tight.rpoSeconds);
      expect(estimate).toEqual(estimateOf({ ...props, strategy }));
    }
  }), { numRuns: 8 });
});

test('the same properties give the same estimate', () => {
  fc.assert(fc.property(soundService, fc.constantFrom(...Object.values(Strategy)), (sound, strategy) => {
    expect(JSON.stringify(estimateOf({ ...sound, strategy }))).toBe(JSON.stringify(estimateOf({ ...sound, strategy })));
  }), runs);
});
