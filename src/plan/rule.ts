// A rule: what makes a declaration wrong. Rules are data with one small pure function.

import { Problem, Severity } from './problem';

/** What is known of a rule before any plan is looked at. */
export interface RuleFacts {
  /** `DR` and three digits; blocks of 50 per folder of src, never used again. */
  readonly code: string;
  readonly severity: Severity;
  /** What is refused, in one sentence. */
  readonly title: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** Whether it tells only what the environment of the process has caused for a while: `failOnRisks` must not stand in the way of it. */
  readonly notice?: boolean;
  /** Whether it looks at what is made here alone, and not at what is there already. */
  readonly overMade?: boolean;
  /** Codes that may appear beside this one, because one mistake breaks both. */
  readonly implies?: string[];
}

/** One place where a rule is broken. */
export interface Finding {
  /** Where in the properties, such as `tables.orders.ttlAttribute`. */
  readonly path: string;
  /** What was given and what is needed, without a full stop. */
  readonly message: string;
  /** What to do about it, without a full stop. */
  readonly mend: string;
}

/** A rule over a finished plan. */
export interface Rule<P> extends RuleFacts {
  check(plan: P): Finding[];
}

/** What planning a part of a declaration gives: a plan unless its shape was wrong, and what is wrong. */
export interface Planned<P> {
  readonly plan?: P;
  readonly problems: Problem[];
}

/** Collects problems in the order in which they are found, each once. */
export class ProblemList {
  private readonly found: Problem[] = [];

  public get problems(): Problem[] {
    return [...this.found];
  }

  public add(rule: RuleFacts, finding: Finding): void {
    this.addAll([Problem._of({ code: rule.code, severity: rule.severity, source: addressOf(rule.source), _notice: rule.notice, ...finding })]);
  }

  public addAll(problems: Problem[]): void {
    for (const problem of problems) {
      const isSame = ({ code, path, message }: Problem) => code === problem.code && path === problem.path && message === problem.message;
      if (!this.found.some(isSame)) this.found.push(problem);
    }
  }

  /** Applies rules to a plan. */
  public check<P>(rules: Rule<P>[], plan: P): void {
    for (const rule of rules) {
      for (const finding of rule.check(plan)) {
        this.add(rule, finding);
      }
    }
  }
}

const REPOSITORY = 'https://github.com/cdktf-multi-region-dr/cdktf-multi-region-dr/blob/main';

/** A source as a reader elsewhere can follow it: a page of the repository is of use only with its address. */
export function addressOf(source: string): string {
  return /^[\w/-]+\.md(#\S+)?$/.test(source) ? `${REPOSITORY}/${source}` : source;
}
