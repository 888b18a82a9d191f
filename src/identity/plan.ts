// IAM roles as they are planned: what each is called, and how it is limited.

import { NAME_LIMITS } from '../plan/name-limits';
import type { ProblemList } from '../plan/rule';
import type { PlanningContext } from '../sites/plan';

/** A role that is made, or one that is there already. */
export interface RolePlan {
  /** Missing for a role that is there already. */
  readonly name?: string;
  readonly rolePath: string;
  readonly permissionsBoundaryArn?: string;
  /** The ARN of a role that is there already. */
  readonly existingArn?: string;
  readonly tags: Record<string, string>;
}

/** What a role is planned from. */
export interface RoleRequest {
  /** What it is called in names, such as `api`. */
  readonly what: string;
  /** The region it is for; left out for one that serves both. */
  readonly region?: string;
  /** The property that it comes from. */
  readonly path: string;
  /** The ARN of a role of the user's in its place. */
  readonly existingArn?: string;
}

/** Plans a role. */
export function planRole({ what, region, path, existingArn }: RoleRequest, context: PlanningContext, list: ProblemList): RolePlan {
  const { rolePath, roleNamePrefix, permissionsBoundaryArn } = context.sites.iam;
  return {
    ...(existingArn === undefined
      ? { name: context.namer.name({ what, region, limit: NAME_LIMITS.iamRole, path, prefix: roleNamePrefix }, list) }
      : { existingArn }),
    rolePath,
    permissionsBoundaryArn,
    tags: context.sites.tags,
  };
}
