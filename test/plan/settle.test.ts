import { Problem, Severity } from '../../src/plan/problem';
import { ProblemList, Rule, RuleFacts } from '../../src/plan/rule';
import { checkCodes, checkReasons, refusalText, RiskSettings, settle } from '../../src/plan/settle';

const rule = (code: string, severity: Severity): RuleFacts => ({ code, severity, title: `what ${code} refuses`, source: 'https://example.com' });
const RULES = [rule('DR901', Severity.IMPOSSIBLE), rule('DR902', Severity.UNSAFE), rule('DR903', Severity.RISK)];

function problems(): Problem[] {
  const list = new ProblemList();
  RULES.forEach(one => list.add(one, { path: 'a.b', message: '1 given, 2 needed', mend: 'Give 2' }));
  return list.problems;
}

const settings = (more: Partial<RiskSettings> = {}): RiskSettings => ({ acceptedRisks: {}, failOnRisks: false, ...more });
const codes = (list: Problem[]) => list.map(problem => problem.code);

test('what is impossible or unsafe is refused, a risk is a warning', () => {
  const settled = settle(problems(), settings());
  expect([codes(settled.refused), codes(settled.warnings), codes(settled.all)]).toEqual([['DR901', 'DR902'], ['DR903'], ['DR901', 'DR902', 'DR903']]);
});

test('failOnRisks refuses a risk too', () => {
  const settled = settle(problems(), settings({ failOnRisks: true }));
  expect([codes(settled.refused), codes(settled.warnings)]).toEqual([['DR901', 'DR902', 'DR903'], []]);
});

test('failOnRisks leaves a notice a warning, and a reason silences it', () => {
  const list = new ProblemList();
  list.add({ ...rule('DR904', Severity.RISK), notice: true }, { path: 'a.b', message: '1 given, 2 needed', mend: 'Give 2' });
  const settled = (acceptedRisks = {}) => settle(list.problems, settings({ failOnRisks: true, acceptedRisks }));
  expect([codes(settled().refused), codes(settled().warnings)]).toEqual([[], ['DR904']]);
  expect(codes(settled({ DR904: 'known' }).warnings)).toEqual([]);
});

test('a reason lets through what is unsafe and what is a risk, and never what is impossible', () => {
  const settled = settle(problems(), settings({ acceptedRisks: { DR901: 'x', DR902: 'one NAT is fine', DR903: 'known' }, failOnRisks: true }));
  expect([codes(settled.refused), codes(settled.warnings)]).toEqual([['DR901'], []]);
  expect(settled.all.map(problem => problem.acceptedBecause)).toEqual([undefined, 'one NAT is fine', 'known']);
});

test('an empty reason lets nothing through', () => {
  expect(codes(settle(problems(), settings({ acceptedRisks: { DR902: ' ' } })).refused)).toEqual(['DR901', 'DR902']);
});

test('DR005 refuses to accept a code that no rule has', () => {
  const list = new ProblemList();
  checkCodes(settings({ acceptedRisks: { DR999: 'why' } }), RULES, list);
  expect(list.problems.map(problem => problem.text)).toEqual(['DR005 acceptedRisks.DR999: DR999 given, which is not the code of a rule for services. Leave it out.']);
});

test('DR005 refuses to accept what is impossible, and nothing else', () => {
  const list = new ProblemList();
  checkCodes(settings({ acceptedRisks: { DR901: 'why', DR902: 'why', DR903: 'why' } }), RULES, list);
  expect(list.problems.map(problem => problem.text)).toEqual([
    'DR005 acceptedRisks.DR901: DR901 given, which is IMPOSSIBLE: what DR901 refuses. Leave it out.',
  ]);
});

test('DR006 refuses an acceptance without a reason', () => {
  const list = new ProblemList();
  checkReasons(settings({ acceptedRisks: { DR902: '', DR903: '  ', DR904: 'said why' } }), list);
  expect(list.problems.map(({ code, path, message }) => [code, path, message])).toEqual([
    ['DR006', 'acceptedRisks.DR902', 'an empty reason given, a sentence needed'],
    ['DR006', 'acceptedRisks.DR903', 'an empty reason given, a sentence needed'],
  ]);
});

test('one text tells of all problems, each on a line, and says how to go ahead where one may', () => {
  expect(refusalText("Sites 'orders/Sites'", problems())).toBe([
    "Sites 'orders/Sites' has 3 problems:",
    '  DR901 a.b: 1 given, 2 needed. Give 2.',
    "  DR902 a.b: 1 given, 2 needed. Give 2. To go ahead all the same: acceptedRisks: { DR902: '<why>' }.",
    '  DR903 a.b: 1 given, 2 needed. Give 2.',
  ].join('\n'));
  expect(refusalText('It', problems().slice(0, 1))).toMatch(/^It has 1 problem:/);
});

test('a list of problems applies rules in order and cannot be changed from outside', () => {
  const rules: Rule<number>[] = RULES.map(one => ({ ...one, check: plan => (plan > 1 ? [] : [{ path: 'p', message: 'm', mend: 'x' }]) }));
  const list = new ProblemList();
  list.check(rules, 1);
  list.problems.pop();
  list.check(rules, 2);
  expect(codes(list.problems)).toEqual(['DR901', 'DR902', 'DR903']);
});
