// What the rules of the networks look at.

import type { ExistingSiteNetwork } from './existing-plan';
import type { NetworkPlan, NewSiteNetwork, SiteNetworkPlan } from './plan';

/** The path of a property. */
export function at({ path }: NetworkPlan, property: string): string {
  return path === '' ? property : `${path}.${property}`;
}

/** The networks that are made, the primary's first. */
export function newSites(plan: NetworkPlan): NewSiteNetwork[] {
  return sitesOf(plan).filter((site): site is NewSiteNetwork => !site.existing);
}

/** The networks that are there already, the primary's first. */
export function existingSites(plan: NetworkPlan): ExistingSiteNetwork[] {
  return sitesOf(plan).filter((site): site is ExistingSiteNetwork => site.existing);
}

function sitesOf({ primary, standby }: NetworkPlan): SiteNetworkPlan[] {
  return standby === undefined ? [primary] : [primary, standby];
}
