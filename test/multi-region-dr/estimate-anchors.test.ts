// Published totals of recovery, detection and loss, and what the estimate says of the same architecture. An anchor is a total whose number stands
// nowhere in the library, so that it can tell whether the estimate is right.

import { Anchor, ANCHORS, BANDS, BANDS_SOURCE } from '../../tools/estimate-anchors';
import { secondsIn, secondsOf } from '../support/numbers';

const holds = ({ ours, theirSeconds }: Anchor) => ours().best <= theirSeconds && theirSeconds <= ours().pessimistic;
const named = (anchors: Anchor[]) => anchors.map(anchor => [`${anchor.what} (${anchor.source}): ${anchor.theirSeconds} s`, anchor] as const);

test.each(named(ANCHORS.filter(({ outside }) => outside === undefined)))('%s', (_, anchor) => {
  const { best, planned, pessimistic } = anchor.ours();
  expect(best).toBeLessThanOrEqual(anchor.theirSeconds);
  expect(anchor.theirSeconds).toBeLessThanOrEqual(pessimistic);
  expect(best).toBeLessThanOrEqual(planned);
  expect(planned).toBeLessThanOrEqual(pessimistic);
  // A span that holds everything would say nothing.
  expect(pessimistic / best).toBeLessThanOrEqual(8);
});

test.each(named(ANCHORS.filter(({ outside }) => outside !== undefined)))('not %s, and docs/estimate.md says why', (_, anchor) => {
  expect(holds(anchor)).toBe(false);
});

test.each(BANDS)(`$strategy takes $band (${BANDS_SOURCE})`, ({ leastSeconds, mostSeconds, ours }) => {
  expect(ours().planned).toBeGreaterThanOrEqual(leastSeconds);
  expect(ours().planned).toBeLessThanOrEqual(mostSeconds);
});

test('what AWS expects of a global endpoint is no less than our best, and what it allows at most no more than our pessimistic', () => {
  const [expected, most] = ANCHORS;
  expect(expected.ours().best).toBe(expected.theirSeconds);
  expect(most.ours().pessimistic).toBe(most.theirSeconds);
});

describe('the numbers of ten anchors or more', () => {
  const inSource = secondsIn('src');
  const independent = ANCHORS.filter(anchor => anchor.outside === undefined && !inSource.has(anchor.theirSeconds));

  test('stand nowhere in the library, neither as seconds nor as minutes nor as a product', () => {
    expect(independent.map(({ theirSeconds }) => theirSeconds)).toEqual(expect.arrayContaining([360, 305]));
    expect(independent.length).toBeGreaterThanOrEqual(10);
  });

  test('are of several kinds of total, and measured for the most part', () => {
    expect(new Set(independent.map(({ source }) => source)).size).toBeGreaterThanOrEqual(6);
    expect(independent.filter(({ kind }) => kind === 'measured').length).toBeGreaterThanOrEqual(6);
  });
});

test('numbers are found as literals, products, and minutes', () => {
  expect(secondsOf('const FAILOVER = 4 * 60;')).toContain(240);
  expect(secondsOf('const MINUTE = 60; const LAG = 4 * MINUTE;')).toContain(240);
  expect(secondsOf('const plan = { decisionMinutes: 4 };')).toContain(240);
  expect(secondsOf('if (delayHours > 1_0) fail();')).toContain(36_000);
  expect(secondsOf('const length = 14_400 / 60;')).toEqual(expect.arrayContaining([14_400, 240]));
  expect(secondsOf("const text = '360 s'; // 720")).toEqual([]);
  expect([...secondsIn('src')]).toEqual(expect.arrayContaining([60, 480, 420]));
});
