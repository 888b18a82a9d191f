// How much the policy of a role may say.

import type { Statement } from './role';
import { Severity } from '../plan/problem';
import { ProblemList, RuleFacts } from '../plan/rule';

/** Characters that the inline policies of a role have together. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const LONGEST_POLICY = 10_240;

export const POLICY_TOO_LONG: RuleFacts = {
  code: 'DR413',
  severity: Severity.IMPOSSIBLE,
  title: 'More access than the policy of the role of a function can name',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
};

/** The length of a policy as IAM counts it: without white space outside of strings, of which there is none. */
export function policyLength(statements: Statement[]): number {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }).length;
}

/** Adds a problem for a policy that IAM would refuse. `path` is where its access is declared. */
export function checkPolicyLength(statements: Statement[], path: string, list: ProblemList): void {
  const length = policyLength(statements);
  if (length <= LONGEST_POLICY) return;
  list.add(POLICY_TOO_LONG, {
    path, message: `a policy of ${length} characters needed, ${LONGEST_POLICY} possible`, mend: 'Split the function, use shorter names, or set roleArns',
  });
}
