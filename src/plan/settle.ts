// What becomes of problems: refused, accepted with a reason, or a warning.

import { Problem, Severity } from './problem';
import { ProblemList, RuleFacts } from './rule';

const ACCEPTING = 'docs/rules.md';

export const NOT_ACCEPTABLE: RuleFacts = {
  code: 'DR005',
  severity: Severity.IMPOSSIBLE,
  title: 'acceptedRisks names something that is not the code of a rule, or of a rule that no reason can make valid',
  source: ACCEPTING,
};

export const NO_REASON: RuleFacts = {
  code: 'DR006',
  severity: Severity.IMPOSSIBLE,
  title: 'acceptedRisks accepts a rule without saying why',
  source: ACCEPTING,
};

export const settleRules: RuleFacts[] = [NOT_ACCEPTABLE, NO_REASON];

/** How a user wants problems to be treated. */
export interface RiskSettings {
  /** Reasons by code. */
  readonly acceptedRisks: Record<string, string>;
  /** Treat an unaccepted RISK as an error, unless it is a notice. */
  readonly failOnRisks: boolean;
}

/** Problems, sorted by what becomes of them. */
export interface Settled {
  /** What stands in the way. */
  readonly refused: Problem[];
  /** What the user has to be warned of. */
  readonly warnings: Problem[];
  /** All of them, the accepted ones with their reason. */
  readonly all: Problem[];
}

/** Checks that every acceptance says why. */
export function checkReasons(settings: RiskSettings, list: ProblemList): void {
  for (const [code, reason] of Object.entries(settings.acceptedRisks)) {
    if (reason.trim() === '') {
      list.add(NO_REASON, { path: `acceptedRisks.${code}`, message: 'an empty reason given, a sentence needed', mend: 'Say why the risk is acceptable here' });
    }
  }
}

/** Checks that everything in `acceptedRisks` is the code of a rule that can be accepted. */
export function checkCodes(settings: RiskSettings, rules: RuleFacts[], list: ProblemList): void {
  for (const code of Object.keys(settings.acceptedRisks)) {
    const rule = rules.find(one => one.code === code);
    if (rule === undefined || rule.severity === Severity.IMPOSSIBLE) {
      list.add(NOT_ACCEPTABLE, {
        path: `acceptedRisks.${code}`,
        message: rule === undefined ? `${code} given, which is not the code of a rule for services` : `${code} given, which is IMPOSSIBLE: ${rule.title}`,
        mend: 'Leave it out',
      });
    }
  }
}

/** Decides what becomes of each problem. */
export function settle(problems: Problem[], settings: RiskSettings): Settled {
  const all = problems.map(problem => {
    const reason = settings.acceptedRisks[problem.code];
    return problem.severity !== Severity.IMPOSSIBLE && reason !== undefined && reason.trim() !== ''
      ? Problem._of({ ...problem, acceptedBecause: reason })
      : problem;
  });
  const open = all.filter(problem => problem.acceptedBecause === undefined);
  const isError = (problem: Problem) => problem.severity !== Severity.RISK || (settings.failOnRisks && !problem._notice);
  return { all, refused: open.filter(isError), warnings: open.filter(problem => !isError(problem)) };
}

/** The text of the one error that tells of all problems. */
export function refusalText(what: string, refused: Problem[]): string {
  const count = refused.length === 1 ? '1 problem' : `${refused.length} problems`;
  return [`${what} has ${count}:`, ...refused.map(problem => `  ${problem.text}`)].join('\n');
}
