// What calls a function.

import type { TableSpec } from '../tables/props';

/** A queue that is made with the function. */
export interface QueueTriggerProps {
  /**
   * The name of the queue, as part of its physical name: lower-case letters, digits and single hyphens.
   *
   * @default - the function's
   */
  readonly queueName?: string;
  /**
   * Messages that one call gets at most, 1 to 10; up to 10,000 with a `batchingWindowSeconds` of 1 or more.
   *
   * @default 10
   */
  readonly batchSize?: number;
  /**
   * Seconds to wait for a full batch, 0 to 300.
   *
   * @default 0
   */
  readonly batchingWindowSeconds?: number;
  /**
   * Times that a message is tried before it goes to the dead-letter queue, 1 to 1000. AWS advises 5 or more.
   *
   * @default 5
   */
  readonly maxReceiveCount?: number;
  /**
   * Seconds that a message is hidden while it is worked on: at least the function's time-out, at most 43,200.
   *
   * @default - six times the function's time-out, as AWS advises
   */
  readonly visibilityTimeoutSeconds?: number;
  /**
   * Days that a message waits, 1 to 14. The dead-letter queue keeps it for 14.
   *
   * @default 4
   */
  readonly retentionDays?: number;
  /**
   * Calls at once, 2 to 1000.
   *
   * @default - no limit but the function's
   */
  readonly maxConcurrency?: number;
}

/** How a table's stream is read. */
export interface StreamTriggerProps {
  /**
   * Records that one call gets at most, 1 to 10,000.
   *
   * @default 100
   */
  readonly batchSize?: number;
  /**
   * Seconds to wait for a full batch, 0 to 300.
   *
   * @default 0
   */
  readonly batchingWindowSeconds?: number;
  /**
   * Times that a batch is tried again before it goes to the dead-letter queue, 0 to 10,000.
   *
   * @default 10
   */
  readonly maxRetryAttempts?: number;
  /**
   * Calls at once for each shard, 1 to 10.
   *
   * @default 1
   */
  readonly parallelizationFactor?: number;
}

/** Which events of a bus call a function. */
export interface EventsTriggerProps {
  /** The `source` of the events, one or more. */
  readonly sources: string[];
  /**
   * Their `detail-type`.
   *
   * @default - any
   */
  readonly detailTypes?: string[];
  /**
   * The bus, which has this name in both regions.
   *
   * @default - the service's bus in a `MultiRegionDr` with `events`; otherwise the account's `default` bus
   */
  readonly busName?: string;
  /**
   * What the rule is called, as part of its physical name; two of one function need two names.
   *
   * @default 'events'
   */
  readonly ruleName?: string;
}

/** How a schedule is called. */
export interface ScheduleTriggerProps {
  /**
   * What the rule is called, as part of its physical name; two of one function need two names.
   *
   * @default 'schedule'
   */
  readonly ruleName?: string;
}

/** The kinds of trigger. */
export type TriggerKind = 'queue' | 'stream' | 'schedule' | 'events';

/** What a `Trigger` consists of. */
export interface TriggerFacts {
  readonly kind: TriggerKind;
  readonly table?: TableSpec;
  readonly expression?: string;
  readonly props?: object;
}

/**
 * What calls a function. In the standby region it is there and switched off until a failover switches it on, unless the strategy is
 * ACTIVE_ACTIVE or `consumeInStandby` says otherwise. Terraform ignores which of the two it is afterwards.
 */
export class Trigger {
  /** A queue in each region, made with a dead-letter queue. Whole batches don't fail: the function answers with the messages that did (`ReportBatchItemFailures`). */
  public static queue(props?: QueueTriggerProps): Trigger {
    return new Trigger({ kind: 'queue', props: props ?? {} });
  }

  /** The stream of a table of the service. Each region's function reads the stream of its own replica, where changes of both regions arrive. */
  public static stream(table: TableSpec, props?: StreamTriggerProps): Trigger {
    return new Trigger({ kind: 'stream', table, props: props ?? {} });
  }

  /** A schedule in UTC, such as `rate(5 minutes)` or `cron(0 3 * * ? *)`. */
  public static schedule(expression: string, props?: ScheduleTriggerProps): Trigger {
    return new Trigger({ kind: 'schedule', expression, props: props ?? {} });
  }

  /** Events of a bus in the function's own region. */
  public static events(props: EventsTriggerProps): Trigger {
    return new Trigger({ kind: 'events', props });
  }

  /** @internal */
  public readonly _facts: TriggerFacts;

  private constructor(facts: TriggerFacts) {
    this._facts = facts;
  }
}
