// A zone that is there already, as it is planned.

import { HostedZone } from './hosted-zone';
import type { PlanningContext } from './plan';
import { Reader } from '../plan/reader';
import type { ProblemList } from '../plan/rule';

/** A zone. The id may be a token. */
export interface ZonePlan {
  readonly zoneName: string;
  readonly zoneId?: string;
}

/** Reads the property `zone`; undefined for one that was left out or is wrong. */
export function readZone(reader: Reader, context: PlanningContext, list: ProblemList): ZonePlan | undefined {
  const zone = reader.instance('zone', 'a HostedZone', (value): value is HostedZone => value instanceof HostedZone);
  if (zone === undefined) return undefined;
  const own = new Reader({ zoneName: zone.zoneName, zoneId: zone.zoneId }, reader.at('zone'), list, context.isToken);
  own.need('zoneName', "'example.com'");
  const zoneName = own.text('zoneName');
  const zoneId = own.opaque('zoneId');
  return zoneName === undefined ? undefined : { zoneName, zoneId };
}
