// How alarms are named: what a user may bring in place of the service's naming strategy.

import type { AlarmKind } from './kind';

/** What the name of an alarm is asked for. */
export interface AlarmNameRequest {
  /** The service, such as `orders`. */
  readonly serviceName: string;
  /** The environment, such as `prod`. */
  readonly environment: string;
  /** The region of the alarm. */
  readonly region: string;
  /** What the alarm watches. */
  readonly kind: AlarmKind;
  /** What the service calls the thing that is watched, such as `orders`; left out for what there is one of. */
  readonly targetName?: string;
}

/**
 * Gives the names of alarms. Implement it to follow naming rules of your own; Python can implement it too.
 *
 * A name must not change between runs: an alarm is made anew when its name changes.
 */
export interface IAlarmNaming {
  /**
   * The name for a request, 1 to 255 characters. Requests that differ must get names that differ.
   */
  alarmName(request: AlarmNameRequest): string;
}
