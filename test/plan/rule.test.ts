import { Severity } from '../../src/plan/problem';
import { ProblemList } from '../../src/plan/rule';

const RULE = { code: 'DR900', severity: Severity.RISK, title: 'A rule of this test', source: 'https://example.com' };
const finding = (path: string, message: string = 'given') => ({ path, message, mend: 'Correct it' });

test('a problem that is found twice is told of once, others in the order in which they are found', () => {
  const [list, other] = [new ProblemList(), new ProblemList()];
  list.add(RULE, finding('b'));
  list.add(RULE, finding('b'));
  list.add(RULE, finding('b', 'other'));
  other.add(RULE, finding('b'));
  other.add(RULE, finding('a'));
  list.addAll(other.problems);
  expect(list.problems.map(({ path, message }) => [path, message])).toEqual([['b', 'given'], ['b', 'other'], ['a', 'given']]);
});
