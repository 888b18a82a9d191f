// What the rules of a database have in common.

import type { DatabasePlan, NewDatabasePlan } from './plan';
import type { Finding, Rule } from '../plan/rule';

export { isExpression } from '../plan/reader';

export const GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';

/** A rule over databases that are made. */
export function newDatabaseRule(rule: Rule<NewDatabasePlan>): Rule<DatabasePlan> {
  return { ...rule, overMade: true, check: database => (database.existing ? [] : rule.check(database)) };
}

/** A finding, if it applies. */
export function when(applies: boolean, finding: () => Finding): Finding[] {
  return applies ? [finding()] : [];
}

/** Whether a number is a whole one of a range. */
export function isCount(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
