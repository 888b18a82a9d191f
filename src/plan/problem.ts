// A problem: one thing that is wrong with what a user wrote, as text and as data.

/** How serious a problem is. */
export enum Severity {
  /** There is no valid result. Never accepted. */
  IMPOSSIBLE = 'IMPOSSIBLE',
  /** A result exists that is likely to fail its users. Refused, unless accepted by code and with a reason. */
  UNSAFE = 'UNSAFE',
  /** Worth a warning. An error with `failOnRisks`, silent when accepted. */
  RISK = 'RISK',
}

/**
 * One problem in the properties of a construct: what was given, what is needed, and how to mend it.
 *
 * Every code is explained in docs/rules.md.
 */
export class Problem {
  /** @internal */
  public static _of(facts: ProblemFacts): Problem {
    return new Problem(facts);
  }

  /** `DR` and three digits. A code keeps its meaning for good. */
  public readonly code: string;
  /** How serious it is. */
  public readonly severity: Severity;
  /** Where in the properties, such as `database.capacity.minAcu`. */
  public readonly path: string;
  /** What was given and what is needed. */
  public readonly message: string;
  /** What to do about it. */
  public readonly mend: string;
  /** Where the rule comes from, such as a page of the AWS documentation. */
  public readonly source: string;
  /** The reason with which it was accepted in `acceptedRisks`, if it was. */
  public readonly acceptedBecause?: string;
  /**
   * Whether it stays a warning with `failOnRisks`.
   *
   * @internal
   */
  public readonly _notice?: boolean;

  private constructor(facts: ProblemFacts) {
    this.code = facts.code;
    this.severity = facts.severity;
    this.path = facts.path;
    this.message = facts.message;
    this.mend = facts.mend;
    this.source = facts.source;
    this.acceptedBecause = facts.acceptedBecause;
    this._notice = facts._notice;
  }

  /** The problem in one line. */
  public get text(): string {
    const line = `${this.code} ${this.path}: ${this.message}. ${this.mend}.`;
    return this.severity === Severity.UNSAFE
      ? `${line} To go ahead all the same: acceptedRisks: { ${this.code}: '<why>' }.`
      : line;
  }
}

/** What a problem consists of. */
export interface ProblemFacts {
  readonly code: string;
  readonly severity: Severity;
  readonly path: string;
  readonly message: string;
  readonly mend: string;
  readonly source: string;
  readonly acceptedBecause?: string;
  readonly _notice?: boolean;
}
