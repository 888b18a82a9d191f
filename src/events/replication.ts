// How events reach the other region: one value, so that two ways can't be on one bus.

/** The ways in which events cross. */
export type ReplicationKind = 'none' | 'globalEndpoint' | 'forwardBothWays' | 'forwardToStandby';

/** What an `EventReplication` consists of. */
export interface ReplicationFacts {
  readonly kind: ReplicationKind;
  readonly sources?: string[];
  readonly healthCheckArn?: string;
}

/**
 * How events reach the other region. A bus has one of these: rules that forward, beside an endpoint that replicates, would bring every event twice.
 */
export class EventReplication {
  /** Events stay in the region that they were put in. */
  public static none(): EventReplication {
    return new EventReplication({ kind: 'none' });
  }

  /**
   * A global endpoint in front of both buses, with replication: publishers that name it reach the primary's bus while a health check is healthy, and
   * the standby's otherwise; EventBridge copies what they put to the other bus. Custom events only.
   *
   * @param healthCheckArn the ARN of the Route 53 health check that decides, which may be a token; needed where the service has no failover switch
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-global-endpoints.html
   */
  public static globalEndpoint(healthCheckArn?: string): EventReplication {
    return new EventReplication({ kind: 'globalEndpoint', healthCheckArn });
  }

  /**
   * A rule in each region that forwards its own events to the other one.
   *
   * @param sources the `source` of the events that cross, one or more; none of AWS's own
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
   */
  public static forwardBothWays(sources: string[]): EventReplication {
    return new EventReplication({ kind: 'forwardBothWays', sources });
  }

  /**
   * A rule in the primary region that forwards its own events to the standby. After a failover nothing comes back.
   *
   * @param sources the `source` of the events that cross, one or more; none of AWS's own
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
   */
  public static forwardToStandby(sources: string[]): EventReplication {
    return new EventReplication({ kind: 'forwardToStandby', sources });
  }

  /** @internal */
  public readonly _facts: ReplicationFacts;

  private constructor(facts: ReplicationFacts) {
    this._facts = facts;
  }
}
