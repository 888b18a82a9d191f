import { inWords } from '../../src/plan/duration';

test.each([
  [0, '0 s'], [0.4, '0 s'], [36, '36 s'], [60, '1 min'], [1710, '28 min 30 s'], [3599.6, '1 h'], [3600, '1 h'], [7265, '2 h 1 min'], [97200, '27 h'],
])('%d seconds are %s', (seconds, words) => expect(inWords(seconds)).toBe(words));
