import * as fc from 'fast-check';
import {
  Attribute, Capacity, Credentials, DatabaseEngine, GlobalIndex, LocalIndex, MultiRegionDr, MultiRegionDrProps, Projection, TableSpec,
} from '../../src';
import { catalogue } from '../../src/multi-region-dr/catalogue';
import { planService } from '../../src/multi-region-dr/plan';
import { Problem, Severity } from '../../src/plan/problem';
import { isToken } from '../../src/sites/sites';
import { anything, soundService } from '../support/arbitraries';
import { checkGraph } from '../support/graph-check';
import { MISTAKES } from '../support/mistakes';
import { newStack, quietly, templateOf } from '../support/synth';

const ruleOf = (code: string) => catalogue.find(rule => rule.code === code)!;
const openProblems = (problems: Problem[]) => problems.filter(problem => problem.acceptedBecause === undefined);
const codesOf = (props: MultiRegionDrProps) => [...new Set(openProblems(MultiRegionDr.check(props)).map(problem => problem.code))];

test('a sound service has no problem, and its stack no defect', () => {
  fc.assert(fc.property(soundService, props => {
    const stack = newStack();
    const dr = quietly(() => new MultiRegionDr(stack, 'Dr', props));
    expect(openProblems(dr.problems)).toEqual([]);
    expect(checkGraph([templateOf(stack)])).toEqual([]);
  }), { numRuns: 20 });
});

test.each(MISTAKES.map(([code, what, mistake]) => [what, code, mistake] as const))('a sound service with %s is refused for that alone (%s)', (_, code, mistake) => {
  const expected = [code, ...ruleOf(code).implies ?? []];
  fc.assert(fc.property(soundService, sound => {
    const found = codesOf(mistake(sound));
    expect(found).toContain(code);
    expect(found.filter(one => !expected.includes(one) && ruleOf(one).severity !== Severity.RISK)).toEqual([]);
  }), { numRuns: 4 });
});

const check = (props: unknown) => planService(props, {}, isToken).problems;

test('planning never throws, whatever comes in', () => {
  fc.assert(fc.property(anything, props => { expect(check(props).length).toBeGreaterThan(0); }), { numRuns: 300 });
});

test('planning never throws, whatever stands in place of one property', () => {
  const path = fc.array(fc.nat(20), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(soundService, path, anything, (sound, steps, value) => { check(replaced(sound, steps, value)); }), { numRuns: 500 });
});

test('planning never throws, whatever the classes of tables are made from', () => {
  const odd = fc.tuple(anything, anything, anything).map(([one, two, three]) => [
    new TableSpec(one as any, two as any),
    new TableSpec('orders', {
      partitionKey: Attribute.string(one as any),
      indexes: [new GlobalIndex(one as any, two as any), new GlobalIndex('by-x', { partitionKey: Attribute.number('x'), projection: Projection.include(three as any) })],
      localIndexes: [new LocalIndex(two as any, three as any)],
    }),
  ]);
  fc.assert(fc.property(soundService, odd, (sound, tables) => { check({ ...sound, tables }); }), { numRuns: 300 });
});

test('planning never throws, whatever the values of databases are made from', () => {
  const odd = fc.record({
    engine: anything.map(version => DatabaseEngine.auroraPostgresql(version as any)),
    capacity: anything.map(props => Capacity.serverless(props as any)),
    standbyCapacity: anything.map(props => Capacity.provisioned(props as any)),
    credentials: fc.tuple(fc.constantFrom(Credentials.generated, Credentials.fromSecretArns), anything).map(([make, props]) => make(props as any)),
  });
  const parts = fc.subarray(['engine', 'capacity', 'standbyCapacity', 'credentials'] as const);
  fc.assert(fc.property(soundService, odd, parts, (sound, values, names) => {
    const chosen = Object.fromEntries(names.map(name => [name, values[name]]));
    check({ ...sound, database: { engine: DatabaseEngine.auroraPostgresql('16.8'), ...sound.database, ...chosen } });
  }), { numRuns: 500 });
});

// What a user can write into: not the values that static factories give, such as an Attribute.
const isOpen = (value: unknown) => [Object.prototype, Array.prototype, TableSpec.prototype, GlobalIndex.prototype, LocalIndex.prototype]
  .includes(Object.getPrototypeOf(value ?? 0));

/** A value with another one in one place, which numbers lead to. */
function replaced(value: any, [step, ...rest]: number[], other: unknown): unknown {
  if (step === undefined || !isOpen(value) || Object.keys(value).length === 0) return other;
  const key = Object.keys(value)[step % Object.keys(value).length];
  const copy = Array.isArray(value) ? [...value] : Object.assign(Object.create(Object.getPrototypeOf(value)), value);
  copy[key] = replaced(value[key], rest, other);
  return copy;
}
