// What is backed up where.

import type { BackupRole, BackupsPlan, ResourcePlan } from './plan';
import type { ResourceKind } from './resource';

/** What is named in a site, of one kind if given. */
export function resourcesIn({ resources }: BackupsPlan, role: BackupRole, kind?: ResourceKind): ResourcePlan[] {
  return resources.filter(resource => resource[role] !== undefined && (kind === undefined || resource.kind === kind));
}
