import * as fc from 'fast-check';
import { Factors, keyOf, pairsIn, pairsOf, pairwise, Row } from '../support/pairwise';

const VALUES = ['a', 'b', 'c', 'd', 'e'];
const factors: fc.Arbitrary<Factors> = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 })
  .map(sizes => Object.fromEntries(sizes.map((size, position) => [`factor${position}`, VALUES.slice(0, size)])));
const without = (forbidden: string[][]) => (row: { readonly [factor: string]: string | undefined }) => !forbidden.some(clauses => clauses.every(clause => clause.split('=')[1] === row[clause.split('=')[0]]));

test('every pair of values is in a row, and a row has a value of every factor', () => {
  fc.assert(fc.property(factors, given => {
    const { rows, impossible } = pairwise(given);
    const covered = new Set(rows.flatMap(row => pairsIn(row)).map(keyOf));
    expect(pairsOf(given).map(keyOf).filter(pair => !covered.has(pair))).toEqual([]);
    expect(impossible).toEqual([]);
    rows.forEach(row => Object.keys(given).forEach(name => expect(given[name]).toContain(row[name])));
  }));
});

test('with combinations that are not allowed, a pair is in an allowed row, or no allowed row has it', () => {
  const clause = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(...VALUES.slice(0, 3))).map(([position, value]) => `factor${position}=${value}`);
  const forbidden = fc.array(fc.uniqueArray(clause, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
  const small = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 5 })
    .map(sizes => Object.fromEntries(sizes.map((size, position) => [`factor${position}`, VALUES.slice(0, size)])));
  fc.assert(fc.property(small, forbidden, (given, ruledOut) => {
    const isAllowed = without(ruledOut);
    const { rows, impossible } = pairwise(given, isAllowed);
    const possible = new Set(everyRow(given).filter(isAllowed).flatMap(row => pairsIn(row)).map(keyOf));
    const covered = new Set(rows.flatMap(row => pairsIn(row)).map(keyOf));
    expect([...covered].sort()).toEqual([...possible].sort());
    expect(impossible.map(keyOf).sort()).toEqual(pairsOf(given).map(keyOf).filter(pair => !possible.has(pair)).sort());
    expect(rows.filter(row => !isAllowed(row))).toEqual([]);
  }));
});

test('the same factors give the same rows', () => {
  fc.assert(fc.property(factors, given => expect(pairwise(given)).toEqual(pairwise(given))), { numRuns: 20 });
});

test('the rows are few: not many more than the two largest factors multiplied', () => {
  const given = Object.fromEntries([5, 4, 4, 3, 3, 3, 2, 2].map((size, position) => [`factor${position}`, VALUES.slice(0, size)]));
  expect(pairwise(given).rows.length).toBeLessThanOrEqual(30);
});

function everyRow(given: Factors): Row<Factors>[] {
  const extended = (rows: Record<string, string>[], name: string) => rows.flatMap(row => given[name].map(value => ({ ...row, [name]: value })));
  return Object.keys(given).reduce(extended, [{}]);
}
