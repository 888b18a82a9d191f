// What a user says of the IAM roles that the library makes, and what of it is planned.

import type { SiteValues } from './site';
import type { Reader } from '../plan/reader';

/** Roles that are there already. Nothing is added to them: docs/identity.md tells what each must be allowed. ARNs may be tokens. */
export interface ExistingRoles {
  /**
   * The ARN of the role with which RDS reports enhanced monitoring.
   *
   * @default - made where there is a database
   */
  readonly databaseMonitoringArn?: string;
  /**
   * The ARNs of the roles that write the flow logs of each region's network.
   *
   * @default - made where a network is made
   */
  readonly flowLogArns?: SiteValues;
  /**
   * The ARNs of the roles with which each region's rule puts events on the bus of the other region.
   *
   * @default - made where events are forwarded
   */
  readonly eventForwardArns?: SiteValues;
  /**
   * The ARN of the role with which EventBridge replicates events of a global endpoint.
   *
   * @default - made where there is a global endpoint
   */
  readonly eventEndpointArn?: string;
}

/**
 * How the library makes IAM roles.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export interface IamProps {
  /**
   * The ARN of a managed policy that limits every role the library makes. May be a token. It must allow what the roles need.
   *
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;
  /**
   * The path of every role, beginning and ending with `/`, at most 512 characters.
   *
   * @default '/'
   */
  readonly rolePath?: string;
  /**
   * What the name of every role begins with: letters, digits and `_+=,.@-`. It counts towards the 64 characters of a role's name.
   *
   * @default - nothing
   */
  readonly roleNamePrefix?: string;
  /**
   * Roles of yours in place of those of the library. Functions name theirs in `FunctionSpec`, operators in `operators`.
   *
   * @default - all are made
   */
  readonly existingRoles?: ExistingRoles;
}

/** How roles are made. */
export interface IamPlan {
  readonly permissionsBoundaryArn?: string;
  readonly rolePath: string;
  readonly roleNamePrefix: string;
  readonly databaseMonitoringArn?: string;
  readonly flowLogArns: ArnBySite;
  readonly eventForwardArns: ArnBySite;
  readonly eventEndpointArn?: string;
}

/** An ARN for each site that has one. */
interface ArnBySite {
  readonly primary?: string;
  readonly standby?: string;
}

/** Plans how roles are made. */
export function planIam(reader: Reader): IamPlan {
  reader.onlyHas(['permissionsBoundaryArn', 'rolePath', 'roleNamePrefix', 'existingRoles']);
  const existing = reader.struct('existingRoles');
  existing.onlyHas(['databaseMonitoringArn', 'flowLogArns', 'eventForwardArns', 'eventEndpointArn']);
  return {
    permissionsBoundaryArn: reader.opaque('permissionsBoundaryArn'),
    rolePath: reader.text('rolePath') ?? '/',
    roleNamePrefix: reader.text('roleNamePrefix') ?? '',
    databaseMonitoringArn: existing.opaque('databaseMonitoringArn'),
    flowLogArns: arnsBySite(existing, 'flowLogArns'),
    eventForwardArns: arnsBySite(existing, 'eventForwardArns'),
    eventEndpointArn: existing.opaque('eventEndpointArn'),
  };
}

function arnsBySite(existing: Reader, property: string): ArnBySite {
  const arns = existing.struct(property);
  arns.onlyHas(['primary', 'standby']);
  return { primary: arns.opaque('primary'), standby: arns.opaque('standby') };
}
