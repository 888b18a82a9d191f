// Which KMS keys are made: one per site and purpose, unless the site brings its own.

import { NAME_LIMITS } from '../plan/name-limits';
import type { ProblemList } from '../plan/rule';
import { Removal } from '../plan/strategy';
import { KeyOwnership } from '../sites/keys';
import type { PlanningContext, SitePlan } from '../sites/plan';
import { PartScope } from '../sites/site';

/** What keys are for. Each purpose has a key of its own. */
export type KeyPurpose = 'tables' | 'database' | 'logs' | 'functions' | 'state' | 'secrets' | 'backup' | 'alerts';

/** A key of one site. */
export interface KeyPlan {
  readonly purpose: KeyPurpose;
  readonly role: 'primary' | 'standby';
  /** Usually the site's own scope. */
  readonly partScope: PartScope;
  /** The region of a key that is in neither site's. */
  readonly elsewhere?: string;
  /** The ARN of a key that is there already. */
  readonly existingArn?: string;
  /** Whether AWS keeps the key: then none is named, and the service takes its own. */
  readonly awsManaged: boolean;
  /** Missing for a key that is not made. */
  readonly alias?: string;
  readonly description: string;
  readonly preventDestroy: boolean;
  readonly tags: Record<string, string>;
}

/** Plans the key of one purpose in one site. `what` is what its alias calls it. */
export function planKey(
  purpose: KeyPurpose, site: SitePlan, context: PlanningContext, list: ProblemList, partScope: PartScope = siteScope(site),
  what: string = partScope === siteScope(site) ? purpose : `${purpose}-strong`,
): KeyPlan {
  const { serviceName, environment, removal, tags, keys } = context.sites;
  const made = site.kmsKeyArn === undefined && keys.ownership === KeyOwnership.CUSTOMER_MANAGED;
  return {
    purpose,
    role: site.role,
    partScope,
    existingArn: site.kmsKeyArn,
    awsManaged: site.kmsKeyArn === undefined && !made,
    ...(made
      ? { alias: context.namer.name({ what, region: site.region, limit: NAME_LIMITS.kmsAlias, path: `${site.role}.kmsKeyArn`, shared: true }, list) }
      : {}),
    description: `${purpose} of ${serviceName} ${environment} in ${site.region}`,
    preventDestroy: removal === Removal.PROTECTED,
    tags,
  };
}

function siteScope(site: SitePlan): PartScope {
  return site.role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY;
}

/** The key of the standby's database. It is the key of the secret's replica too, which the primary's part names, so it is in Foundation. */
export function planStandbyDatabaseKey(context: PlanningContext, list: ProblemList): KeyPlan {
  return planKey('database', context.sites.standby, context, list, PartScope.FOUNDATION, 'database');
}

/** The key of the replicas of the service's secrets, which the primary's part names, so it is in Foundation. */
export function planStandbySecretsKey(context: PlanningContext, list: ProblemList): KeyPlan {
  return planKey('secrets', context.sites.standby, context, list, PartScope.FOUNDATION, 'secrets');
}

/** The key of a topic in a region that is neither site's. A user's own keys are in the sites' regions, so one is made, unless AWS is to keep it. */
export function planKeyElsewhere(region: string, context: PlanningContext, list: ProblemList): KeyPlan {
  const site = { ...context.sites.standby, region, kmsKeyArn: undefined };
  return { ...planKey('alerts', site, context, list, PartScope.ROUTING, 'alerts'), elsewhere: region };
}
