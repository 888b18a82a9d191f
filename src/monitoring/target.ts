// What is watched, for those who use monitoring by itself.

import type { SiteValues } from '../sites/site';

/** More about a function that is watched. */
export interface MonitoredFunctionOptions {
  /**
   * Its time-out in seconds, which the alarm of its duration is held against.
   *
   * @default - no alarm of its duration
   */
  readonly timeoutSeconds?: number;
  /**
   * Whether it reads a stream.
   *
   * @default false
   */
  readonly readsStream?: boolean;
  /**
   * Whether nothing should call it in the standby region before a failover, so that an alarm rings when something does.
   *
   * @default false
   */
  readonly idleInStandby?: boolean;
}

/** The kinds of what is watched. */
export type TargetKind =
  'database' | 'table' | 'function' | 'queue' | 'deadLetters' | 'rule' | 'httpApi' | 'certificate' | 'backupVault' | 'endpointChecks' | 'failoverSwitch';

/** What a `MonitoringTarget` consists of. */
export interface MonitoringTargetFacts {
  readonly kind: TargetKind;
  readonly targetName?: string;
  /** What it is called in each region, or its id. */
  readonly names: SiteValues;
  readonly busName?: string;
  readonly options: MonitoredFunctionOptions;
}

/**
 * Something that alarms watch. The first parameter is what the service calls it: alarms are named after it.
 */
export class MonitoringTarget {
  /** An Aurora global database, by the identifier of its cluster in each region. May be tokens. */
  public static database(clusterIdentifiers: SiteValues): MonitoringTarget {
    return new MonitoringTarget({ kind: 'database', names: clusterIdentifiers, options: {} });
  }

  /** A DynamoDB table, by its name in each region. May be tokens. */
  public static table(targetName: string, tableNames: SiteValues): MonitoringTarget {
    return new MonitoringTarget({ kind: 'table', targetName, names: tableNames, options: {} });
  }

  /** A Lambda function, by its name in each region. May be tokens. */
  public static lambdaFunction(targetName: string, functionNames: SiteValues, options: MonitoredFunctionOptions = {}): MonitoringTarget {
    return new MonitoringTarget({ kind: 'function', targetName, names: functionNames, options });
  }

  /** A queue that something works on, by its name in each region. May be tokens. */
  public static queue(targetName: string, queueNames: SiteValues): MonitoringTarget {
    return new MonitoringTarget({ kind: 'queue', targetName, names: queueNames, options: {} });
  }

  /** A queue of what could not be worked on, by its name in each region. May be tokens. */
  public static deadLetters(targetName: string, queueNames: SiteValues): MonitoringTarget {
    return new MonitoringTarget({ kind: 'deadLetters', targetName, names: queueNames, options: {} });
  }

  /** A rule of EventBridge, by its name in each region. `busName` is left out for the default bus. May be tokens. */
  public static rule(targetName: string, ruleNames: SiteValues, busName?: string): MonitoringTarget {
    return new MonitoringTarget({ kind: 'rule', targetName, names: ruleNames, busName, options: {} });
  }

  /** An HTTP API of API Gateway, by its id in each region. May be tokens. */
  public static httpApi(targetName: string, apiIds: SiteValues): MonitoringTarget {
    return new MonitoringTarget({ kind: 'httpApi', targetName, names: apiIds, options: {} });
  }

  /** A certificate of ACM, by its ARN in each region. May be tokens. */
  public static certificate(targetName: string, certificateArns: SiteValues): MonitoringTarget {
    return new MonitoringTarget({ kind: 'certificate', targetName, names: certificateArns, options: {} });
  }

  /** A backup vault, by its name in each region. May be tokens. */
  public static backupVault(targetName: string, vaultNames: SiteValues): MonitoringTarget {
    return new MonitoringTarget({ kind: 'backupVault', targetName, names: vaultNames, options: {} });
  }

  /** The health checks of the regions, by their ids. May be tokens. */
  public static endpointChecks(healthCheckIds: SiteValues): MonitoringTarget {
    return new MonitoringTarget({ kind: 'endpointChecks', names: healthCheckIds, options: {} });
  }

  /** A failover switch, by the id of the health check that is unhealthy while it is thrown. May be a token. */
  public static failoverSwitch(healthCheckId: string): MonitoringTarget {
    return new MonitoringTarget({ kind: 'failoverSwitch', names: { primary: healthCheckId }, options: {} });
  }

  private readonly facts: MonitoringTargetFacts;

  private constructor(facts: MonitoringTargetFacts) {
    this.facts = facts;
  }

  /** @internal */
  public get _facts(): MonitoringTargetFacts {
    return this.facts;
  }
}
