// What a user says of single alarms.

/** What is different about an alarm. What is left out stays as it is. */
export interface AlarmOverrideProps {
  /**
   * When it rings, in the unit of its kind, which docs/monitoring.md names. It wins over `thresholds`.
   *
   * @default - that of `thresholds`, or of its kind
   */
  readonly threshold?: number;
  /**
   * Seconds that one value stands for: a multiple of 60. With `evaluationPeriods` a day at most, seven with an hour or more.
   *
   * @default - that of its kind
   */
  readonly periodSeconds?: number;
  /**
   * How many of the newest values are looked at.
   *
   * @default - that of its kind
   */
  readonly evaluationPeriods?: number;
  /**
   * How many of them must be beyond the threshold.
   *
   * @default - that of its kind; all, where `evaluationPeriods` is given
   */
  readonly datapointsToAlarm?: number;
}

/** What an `AlarmOverride` consists of. */
export interface OverrideFacts {
  readonly off: boolean;
  readonly props: AlarmOverrideProps;
}

/** How single alarms differ from the library's. */
export class AlarmOverride {
  /** Another threshold, or other times. */
  public static of(props: AlarmOverrideProps): AlarmOverride {
    return new AlarmOverride({ off: false, props });
  }

  /** No such alarm. */
  public static off(): AlarmOverride {
    return new AlarmOverride({ off: true, props: {} });
  }

  private readonly facts: OverrideFacts;

  private constructor(facts: OverrideFacts) {
    this.facts = facts;
  }

  /** @internal */
  public get _facts(): OverrideFacts {
    return this.facts;
  }
}
