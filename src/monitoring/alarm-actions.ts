// What alarms tell: what a user may bring in place of the topic of the region.

import type { AlarmKind, AlarmSeverity } from './kind';

/** What the actions of an alarm are asked for. */
export interface AlarmActionRequest {
  /** The name of the alarm. */
  readonly alarmName: string;
  /** The region of the alarm. Actions must be in it. */
  readonly region: string;
  /** What the alarm watches. */
  readonly kind: AlarmKind;
  /** How much haste it needs. */
  readonly severity: AlarmSeverity;
  /** What the service calls the thing that is watched; left out for what there is one of. */
  readonly targetName?: string;
  /** Stands for the topic of the region. Give it back as it is. */
  readonly topicArn: string;
}

/**
 * Says what an alarm tells. Implement it to send alarms different ways; Python can implement it too.
 */
export interface IAlarmActions {
  /**
   * The ARNs of what an alarm tells, at most five, all in the region of the alarm: `request.topicArn`, other topics, Lambda functions, OpsItems or
   * response plans. Topics, and what is a token, hear of the end of an alarm too; name a response plan that is a token as a receiver as well, so that the
   * end opens no incident. None for an alarm that is only shown.
   */
  actionArns(request: AlarmActionRequest): string[];
}

/** Stands for the topic until it is made. */
export const TOPIC = '<topic of the region>';
