import * as fc from 'fast-check';
import { isSchedule } from '../../src/plan/schedule';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

test.each([
  'rate(1 minute)', 'rate(1 hour)', 'rate(1 day)', 'rate(2 minutes)', 'rate(12 hours)', 'rate(365 days)',
  'cron(0 10 * * ? *)', 'cron(15 12 * * ? *)', 'cron(0 18 ? * MON-FRI *)', 'cron(0 8 1 * ? *)', 'cron(0/15 * * * ? *)', 'cron(0/10 * ? * MON-FRI *)',
  'cron(0/5 8-17 ? * MON-FRI *)', 'cron(0,30 0-2 ? * SAT,SUN *)', 'cron(15 10 ? * 6L 2022-2023)', 'cron(0 9 ? * 2#1 *)', 'cron(0 9 ? * FRI#5 *)', 'cron(0 9 ? * L *)',
  'cron(0 9 L * ? *)', 'cron(0 9 LW * ? *)', 'cron(0 9 3W * ? *)', 'cron(0 9 31W * ? *)', 'cron(59 23 31 12 ? 2199)', 'cron(0 0 1 1 ? 1970)', 'cron(*/5 * ? JAN,JUL,12 * *)',
  'cron(0 0 ? JAN-MAR 7 *)', 'cron(5-10/2 * * * ? *)',
])('%s is a schedule', expression => {
  expect(isSchedule(expression)).toBe(true);
});

test.each([
  '', 'rate()', 'rate(0 minutes)', 'rate(-1 minutes)', 'rate(1 minutes)', 'rate(2 minute)', 'rate(1.5 hours)', 'rate(5)', 'rate(5 seconds)', 'rate(1 week)',
  'rate(5  minutes)', 'rate(5minutes)', ' rate(5 minutes)', 'rate(5 minutes) ', 'rate(5 minutes', 'Rate(5 minutes)', 'rate(05 minutes)', 'rate(5 minutes)\n',
  'cron()', 'cron(* * * * *)', 'cron(0 10 * * * *)', 'cron(0 10 ? * ? *)', 'cron(0 10 * * ? * *)', 'cron(60 10 * * ? *)', 'cron(0 24 * * ? *)', 'cron(0 10 0 * ? *)',
  'cron(0 10 32 * ? *)', 'cron(0 10 * 0 ? *)', 'cron(0 10 * 13 ? *)', 'cron(0 10 ? * 0 *)', 'cron(0 10 ? * 8 *)', 'cron(0 10 * * ? 1969)', 'cron(0 10 * * ? 2200)',
  'cron(? 10 * * ? *)', 'cron(0 ? * * ? *)', 'cron(0 10 * ? ? *)', 'cron(0 10 * * ? ?)', 'cron(0 10 32W * ? *)', 'cron(0 10 0W * ? *)', 'cron(0 10 ? * 2#6 *)', 'cron(0 10 ? * 8#1 *)',
  'cron(0 10 ? * MONDAY *)', 'cron(0 10 * JANUARY ? *)', 'cron(0/0 10 * * ? *)', 'cron(0/ 10 * * ? *)', 'cron(/5 10 * * ? *)', 'cron(0/5/5 10 * * ? *)', 'cron(1- 10 * * ? *)',
  'cron(1-2-3 10 * * ? *)', 'cron(1, 10 * * ? *)', 'cron(,1 10 * * ? *)', 'cron(0  10 * * ? *)', 'cron(-1 10 * * ? *)', 'cron(L 10 * * ? *)', 'cron(0 10 JAN * ? *)', 'cron(0 10 * MON ? *)',
  'cron(0 10 ?,5 * ? *)', 'cron(0 10 ? * ?,MON *)', 'cron(0 10 5,? * ? *)', 'cron(0 10 ? * MON#1,TUE#2 *)', 'at(2026-01-01T00:00:00)', '0 10 * * ? *', '@daily',
])("'%s' is none", expression => {
  expect(isSchedule(expression)).toBe(false);
});

test('an expression has at most 256 characters', () => {
  const minutes = Array.from({ length: 90 }, (_, index) => index % 60);
  const cron = (count: number) => `cron(${minutes.slice(0, count).join(',')} * * * ? *)`;
  const longest = minutes.findIndex((_, count) => cron(count + 1).length > 256);
  expect(isSchedule(cron(longest))).toBe(true);
  expect(isSchedule(cron(longest + 1))).toBe(false);
});

const numberIn = (least: number, most: number, names: string[] = []) => fc.oneof(
  fc.integer({ min: least, max: most }).map(String),
  ...(names.length === 0 ? [] : [fc.constantFrom(...names)]),
);
const partOf = (least: number, most: number, names?: string[]) => {
  const value = numberIn(least, most, names);
  const step = fc.integer({ min: 1, max: most });
  return fc.oneof(
    value,
    fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most })).map(pair => [...pair].sort((one, other) => one - other).join('-')),
    fc.tuple(fc.constantFrom('*', `${least}`), step).map(([start, every]) => `${start}/${every}`),
    fc.constant('*'),
  );
};
const fieldOf = (least: number, most: number, names?: string[]) => fc.array(partOf(least, most, names), { minLength: 1, maxLength: 3 }).map(parts => parts.join(','));
const day = fc.oneof(
  fieldOf(1, 31).map(field => [field, '?']),
  fieldOf(1, 7, DAYS).map(field => ['?', field]),
  fc.constantFrom(['L', '?'], ['LW', '?'], ['15W', '?'], ['?', 'L'], ['?', 'TUE#3'], ['?', '5L']),
);
const cron = fc.tuple(fieldOf(0, 59), fieldOf(0, 23), day, fieldOf(1, 12, MONTHS), fieldOf(1970, 2199))
  .map(([minute, hour, [ofMonth, ofWeek], month, year]) => [minute, hour, ofMonth, month, ofWeek, year]);
const textOf = (fields: string[]) => `cron(${fields.join(' ')})`;

test('every cron expression of sound fields is a schedule, and none of it is with a field more or less or another day', () => {
  fc.assert(fc.property(cron, fields => {
    expect(isSchedule(textOf(fields))).toBe(true);
    expect(isSchedule(textOf(fields.slice(1)))).toBe(false);
    expect(isSchedule(textOf([...fields, '*']))).toBe(false);
    const [minute, hour, , month, , year] = fields;
    expect(isSchedule(textOf([minute, hour, '*', month, '*', year]))).toBe(false);
    expect(isSchedule(textOf([minute, hour, '?', month, '?', year]))).toBe(false);
  }), { numRuns: 300 });
});

test('a number outside of its field is no schedule', () => {
  const outside = fc.constantFrom<[number, number[]]>([0, [60, 99]], [1, [24, 60]], [2, [0, 32]], [3, [0, 13]], [5, [1969, 2200]]);
  fc.assert(fc.property(outside, fc.boolean(), ([field, values], first) => {
    const fields = ['0', '0', '1', '1', '?', '2030'];
    fields[field] = String(values[first ? 0 : 1]);
    expect(isSchedule(textOf(fields))).toBe(false);
  }));
});

test('any text gets an answer, and only rate and cron expressions a yes', () => {
  fc.assert(fc.property(fc.string(), text => { expect(isSchedule(text)).toBe(/^(rate|cron)\(.+\)$/.test(text) && isSchedule(text)); }), { numRuns: 500 });
  expect(isSchedule(`cron(${'*/1,'.repeat(100_000)})`)).toBe(false);
});

test('a rate is singular for one alone', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), fc.constantFrom('minute', 'hour', 'day'), (value, unit) => {
    expect(isSchedule(`rate(${value} ${unit})`)).toBe(value === 1);
    expect(isSchedule(`rate(${value} ${unit}s)`)).toBe(value !== 1);
  }));
});
