// The sites that an entry has.

import type { HttpPlan, HttpSitePlan } from './plan';

/** The sites of an entry, the primary first. */
export function sitesOf({ primary, standby }: Pick<HttpPlan, 'primary' | 'standby'>): HttpSitePlan[] {
  return standby === undefined ? [primary] : [primary, standby];
}
