// What is backed up where.

import type { BackupRole, BackupSitePlan, BackupsPlan, ResourcePlan } from './plan';
import type { ResourceKind } from './resource';

/** The sites that are backed up. */
export function backedUpSites({ primary, standby }: BackupsPlan): BackupSitePlan[] {
  return [primary, standby].filter(site => site.planName !== undefined);
}

/** What is named in a site, of one kind if given. */
export function resourcesIn({ resources }: BackupsPlan, role: BackupRole, kind?: ResourceKind): ResourcePlan[] {
  return resources.filter(resource => resource[role] !== undefined && (kind === undefined || resource.kind === kind));
}
