// Who operates and who observes, with every default filled in.

import type { OperatorTargets } from './operator-targets';
import { planRole, RolePlan } from './plan';
import { OperatorProps } from './props';
import { operatorRules } from './rules';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import type { SiteRole } from '../plan/site-role';
import type { PlanningContext } from '../sites/plan';

/** A principal that may assume a role, and where it was named. */
export interface PrincipalPlan {
  readonly arn: string;
  readonly path: string;
}

/** A role and who may assume it. */
export interface AccessPlan {
  readonly role: RolePlan;
  readonly principals: PrincipalPlan[];
  /** The policy for backups; missing without any, and for a role that is there already. */
  readonly backupsPolicyName?: string;
  /** The policy for moving the database; missing without one, for observers, and for a role that is there already. */
  readonly databasePolicyName?: string;
}

/** The two roles. */
export interface OperatorsPlan {
  readonly path: string;
  readonly service: string;
  readonly partition: string;
  readonly regions: Record<SiteRole, string>;
  readonly operator: AccessPlan;
  readonly observer: AccessPlan;
  readonly requireMfa: boolean;
  readonly sessionMinutes: number;
  /** Lists that were given without an entry. */
  readonly emptyLists: string[];
  /** Properties that no role is made from. */
  readonly ignored: string[];
  readonly targets: OperatorTargets;
}

const PROPERTIES: (keyof OperatorProps)[] = [
  'trustedPrincipalArns', 'observerPrincipalArns', 'requireMfa', 'sessionMinutes', 'operatorRoleArn', 'observerRoleArn',
];
const PRINCIPALS = ['trustedPrincipalArns', 'observerPrincipalArns'] as const;
const DEFAULT_SESSION_MINUTES = 60;

/** Plans the roles. `path` is where the section stands in the properties, such as `operators`; the targets are the other layers'. */
export function planOperators(props: unknown, path: string, context: PlanningContext, targets: OperatorTargets): Planned<OperatorsPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, path, list, context.isToken);
  reader.onlyHas(PROPERTIES);
  const existing = { operator: reader.opaque('operatorRoleArn'), observer: reader.opaque('observerRoleArn') };
  const ofObservers = readPrincipals(reader, 'observerPrincipalArns');
  const observersNeedThem = existing.observer === undefined && ofObservers === undefined;
  if (existing.operator === undefined || observersNeedThem) reader.need('trustedPrincipalArns', "['arn:aws:iam::111122223333:user/sre']");
  const trusted = readPrincipals(reader, 'trustedPrincipalArns') ?? [];
  const { primary, standby, serviceName, environment } = context.sites;
  const policyName = (what: string) => context.namer.name({ what, limit: NAME_LIMITS.iamPolicy, path: reader.path }, list);
  const role = (what: SiteAccess) => ({
    role: planRole({ what, path: reader.path, existingArn: existing[what] }, context, list),
    ...(targets.backup === undefined || existing[what] !== undefined ? {} : { backupsPolicyName: policyName(`${what}-backups`) }),
    ...(targets.database === undefined || what === 'observer' || existing[what] !== undefined ? {} : { databasePolicyName: policyName(`${what}-database`) }),
  });
  const plan: OperatorsPlan = {
    path: reader.path,
    service: `${serviceName} ${environment}`,
    partition: primary.partition,
    regions: { primary: primary.region, standby: standby.region },
    operator: { ...role('operator'), principals: existing.operator === undefined ? trusted : [] },
    observer: { ...role('observer'), principals: existing.observer === undefined ? ofObservers ?? trusted : [] },
    requireMfa: reader.bool('requireMfa') ?? true,
    sessionMinutes: reader.number('sessionMinutes') ?? DEFAULT_SESSION_MINUTES,
    emptyLists: PRINCIPALS.filter(property => isEmptyList(reader.raw(property))),
    ignored: ignoredProperties(existing, observersNeedThem).filter(property => reader.has(property)),
    targets,
  };
  list.check(operatorRules, plan);
  return { plan, problems: list.problems };
}

type SiteAccess = 'operator' | 'observer';

function readPrincipals(reader: Reader, property: typeof PRINCIPALS[number]): PrincipalPlan[] | undefined {
  return reader.opaques(property)?.map((arn, position) => ({ arn, path: `${reader.at(property)}[${position}]` }));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function ignoredProperties(existing: Record<SiteAccess, string | undefined>, observersNeedThem: boolean): (keyof OperatorProps)[] {
  const [operatorExists, observerExists] = [existing.operator !== undefined, existing.observer !== undefined];
  return [
    ...(operatorExists && !observersNeedThem ? ['trustedPrincipalArns' as const] : []),
    ...(observerExists ? ['observerPrincipalArns' as const] : []),
    ...(operatorExists && observerExists ? ['requireMfa' as const, 'sessionMinutes' as const] : []),
  ];
}
