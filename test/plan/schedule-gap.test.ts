import { longestGapSeconds } from '../../src/plan/schedule-gap';

const DAY = 86_400;

test.each([
  ['cron(0 3 * * ? *)', DAY],
  ['cron(0 0/6 * * ? *)', DAY / 4],
  ['cron(0 * * * ? *)', 3600],
  ['cron(0/15 * * * ? *)', 900],
  ['cron(0 3,15 * * ? *)', DAY / 2],
  ['cron(0 3,5 * * ? *)', 22 * 3600],
  ['cron(0 6 ? * SUN *)', 7 * DAY],
  ['cron(0 6 ? * MON-FRI *)', 3 * DAY],
  ['cron(0 6 ? * FRI-MON *)', 4 * DAY],
  ['cron(0 6 ? * 2#1 *)', 35 * DAY],
  ['cron(0 6 ? * 6L *)', 35 * DAY],
  ['cron(0 6 ? * L *)', 7 * DAY],
  ['cron(0 4 1 * ? *)', 31 * DAY],
  ['cron(0 4 15W * ? *)', 31 * DAY],
  ['cron(0 4 L * ? *)', 31 * DAY],
  ['cron(0 4 1 JAN,JUL ? *)', 184 * DAY],
])('%s runs at least every %d seconds', (schedule, seconds) => {
  expect(longestGapSeconds(schedule)).toBe(seconds);
});

test('of what runs once in two years, or is no cron expression, no gap is known', () => {
  expect(longestGapSeconds('cron(0 4 29 2 ? *)')).toBeUndefined();
  expect(longestGapSeconds('rate(1 day)')).toBeUndefined();
  expect(longestGapSeconds('cron(0 4)')).toBeUndefined();
});
