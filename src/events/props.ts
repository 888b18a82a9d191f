// What a user says of the service's event bus.

import type { EventReplication } from './replication';
import type { SiteValues } from '../sites/site';

/**
 * A bus of EventBridge of one name in both regions. What it is called follows from the service; `nameOverrides` replaces it.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html
 */
export interface EventsProps {
  /**
   * How events reach the other region.
   *
   * @default EventReplication.none()
   */
  readonly replication?: EventReplication;
  /**
   * Days that each region's archive keeps the events of its bus for a replay; 0 for no archive. Less, and more than 2147483647, is refused (DR559).
   *
   * @default 7
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html
   */
  readonly archiveDays?: number;
  /**
   * What each region's alarm tells when an event could not be forwarded: the ARN of a topic, a function, an OpsItem, an investigation group or a
   * response plan, in the alarm's own region (DR562). May be tokens. Refused where nothing is forwarded (DR561).
   *
   * @default - nobody is told, which is a risk where something is forwarded (DR565)
   */
  readonly alarmActionArns?: SiteValues;
  /**
   * Whether rules of yours bring events of yet another region to this bus, which the library cannot see. Where the bus forwards, too, that is a risk (DR566):
   * EventBridge sends no event across a second border.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
   */
  readonly fedFromOtherRegions?: boolean;
}
