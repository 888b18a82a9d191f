// What a user says of monitoring.

import type { IAlarmActions } from './alarm-actions';
import type { IAlarmNaming } from './alarm-naming';
import type { AlarmOverride } from './override';
import type { AlarmReceiver } from './receiver';

/** Topics that are there already. */
export interface ExistingTopics {
  /** The ARN of the topic in the primary region. May be a token. */
  readonly primary: string;
  /** The ARN of the topic in the standby region. May be a token. */
  readonly standby: string;
  /**
   * The ARN of a topic in `us-east-1`, where the metrics of health checks are. May be a token.
   *
   * @default - that of the site in `us-east-1`; needed for health checks where neither site is there
   */
  readonly healthChecks?: string;
}

/** When alarms ring, for all of a kind. `overrides` changes single ones. */
export interface AlarmThresholds {
  /**
   * Seconds that the secondary database may be behind.
   *
   * @default - half of the `rpoSeconds` of the service, from 1 to 60; 60 without
   */
  readonly databaseReplicationLagSeconds?: number;
  /**
   * Seconds of writes that the secondary database may be missing.
   *
   * @default - half of the `rpoSeconds` of the service, from 1 to 60; 60 without
   */
  readonly databaseRpoLagSeconds?: number;
  /**
   * Seconds that a write to a table may take to the other region, on average.
   *
   * @default - half of the `rpoSeconds` of the service, from 1 to 60; 60 without
   */
  readonly tableReplicationLatencySeconds?: number;
  /**
   * Reads and writes a minute that a table may refuse.
   *
   * @default 0
   */
  readonly tableThrottles?: number;
  /**
   * Per cent of the calls of a function that may fail, 0 to 99.
   *
   * @default 5
   */
  readonly functionErrorPercent?: number;
  /**
   * Calls of a function a minute that Lambda may refuse.
   *
   * @default 0
   */
  readonly functionThrottles?: number;
  /**
   * Per cent of its time-out that a function may run, 1 to 99.
   *
   * @default 80
   */
  readonly functionDurationPercent?: number;
  /**
   * Seconds that records of a stream may wait.
   *
   * @default 300
   */
  readonly streamAgeSeconds?: number;
  /**
   * Seconds that messages of a queue may wait.
   *
   * @default 300
   */
  readonly queueAgeSeconds?: number;
  /**
   * Messages that may be in a queue of what could not be worked on.
   *
   * @default 0
   */
  readonly deadLetters?: number;
  /**
   * Per cent of requests that may be answered with a server error, 0 to 99.
   *
   * @default 5
   */
  readonly apiErrorPercent?: number;
  /**
   * Milliseconds that the slowest hundredth of requests may take.
   *
   * @default 3000
   */
  readonly apiLatencyMilliseconds?: number;
  /**
   * Days that a certificate must still be valid, 1 to 60.
   *
   * @default 30
   */
  readonly certificateDays?: number;
}

/**
 * Alarms on what a duty officer has to know of both regions, topics that tell of them, and dashboards.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_monitor_aws_resources_notification_monitor.html
 */
export interface MonitoringProps {
  /**
   * Who is told of alarms.
   *
   * @default - nobody (DR650)
   */
  readonly receivers?: AlarmReceiver[];
  /**
   * Topics of yours in place of the library's. Nothing is added to them: they must let CloudWatch and RDS publish, and be encrypted with keys that let
   * them.
   *
   * @default - an encrypted topic is made in each region
   */
  readonly existingTopics?: ExistingTopics;
  /**
   * When alarms ring.
   *
   * @default - as docs/monitoring.md tells of each kind
   */
  readonly thresholds?: AlarmThresholds;
  /**
   * What is different about alarms of a kind, or about one: by `AlarmKind`, such as `FUNCTION_ERRORS`, or by kind and target, such as
   * `FUNCTION_ERRORS/api`, which wins.
   *
   * @default - nothing
   */
  readonly overrides?: Record<string, AlarmOverride>;
  /**
   * How alarms are named.
   *
   * @default - `<service>-<environment>-<kind>-<target>-<region>`, by the naming of the service
   */
  readonly naming?: IAlarmNaming;
  /**
   * What alarms tell.
   *
   * @default - the topic of their region; those of severity PAGE response plans among the receivers too
   */
  readonly actions?: IAlarmActions;
}
