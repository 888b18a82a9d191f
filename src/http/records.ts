// The records of the regions' own host names, in Routing. That of the common host name is the DNS layer's.

import type { Construct } from 'constructs';
import { Route53Record } from '#aws/route53-record';
import type { HttpPlan } from './plan';
import type { SiteEntry } from './site-entry';
import { sitesOf } from './sites-of';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';
import { Zones } from '../sites/zones';

/** Makes a record for the host name of each region, where the zone is known. Gives the name servers of a zone that is new. */
export function buildRecords(
  layer: Construct, sites: Sites, plan: HttpPlan, entries: { primary: SiteEntry; standby?: SiteEntry },
): string[] | undefined {
  if (plan.zone === undefined) return undefined;
  const part = sites.part(layer, PartScope.ROUTING);
  const { zoneId, provider, nameServers } = Zones.of(sites).in(part, PartScope.ROUTING, plan.zone);
  sitesOf(plan).forEach(({ role, siteHostName }) => {
    const { targetDomainName, targetZoneId } = entries[role]!.siteTarget!;
    new Route53Record(part, `SiteRecord-${role}`, {
      provider,
      zoneId,
      name: siteHostName!,
      type: 'A',
      // The health of an API's address says nothing: AWS advises a health check of one's own.
      alias: { name: targetDomainName, zoneId: targetZoneId, evaluateTargetHealth: false },
    });
  });
  return nameServers;
}
