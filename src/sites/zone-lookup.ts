// The id of a zone that is there already, in the words of a scope.

import type { Construct } from 'constructs';
import { DataAwsRoute53Zone } from '#aws/data-aws-route53-zone';
import type { HostedZone } from './hosted-zone';
import type { PartScope } from './site';
import type { Sites } from './sites';

/** The id of a zone. Each part that needs one without an id looks it up itself, so that none reads another part's state for it. */
export function zoneIdIn(part: Construct, sites: Sites, partScope: PartScope, { zoneName, zoneId }: Pick<HostedZone, 'zoneName' | 'zoneId'>): string {
  if (zoneId !== undefined) return zoneId;
  return new DataAwsRoute53Zone(part, 'Zone', { provider: sites._in(partScope).provider, name: zoneName, privateZone: false }).zoneId;
}
