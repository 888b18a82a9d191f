// A secret as another layer refers to it: by its spec, without planning it again.

import { SecretSpec } from './secret-spec';
import { KeyPlan, planKey, planStandbySecretsKey } from '../keys/plan';
import { isLogicalName } from '../plan/logical-name';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { ProblemList } from '../plan/rule';
import type { PlanningContext } from '../sites/plan';

/** The most characters that the name of a secret has. */
export const LONGEST_SECRET_NAME = 40;

/** What another layer may know of a secret. */
export interface SecretReference {
  /** What the service calls it. */
  readonly secretName: string;
  /** The name that it has in both regions; missing for one that is there already. */
  readonly physicalName?: string;
  /** The ARNs of one that is there already. */
  readonly ownArns?: { readonly primary: string; readonly standby?: string };
  /** The keys of both regions; none are known of one that is there already. */
  readonly keys: { readonly primary?: KeyPlan; readonly standby?: KeyPlan };
}

/** What a secret is called in names. The folder keeps a short name from looking like the end of an ARN, which Secrets Manager refuses. */
export function secretWhat(secretName: string): string {
  return `secrets/${secretName}`;
}

/** Refers to a secret. Undefined for a spec that cannot be planned: what is wrong with it, its own plan tells. */
export function referToSecret(spec: SecretSpec, context: PlanningContext): SecretReference | undefined {
  const { secretName } = spec;
  if (typeof secretName !== 'string' || context.isToken(secretName) || !isLogicalName(secretName, LONGEST_SECRET_NAME)) return undefined;
  const told = new ProblemList();
  if (spec._facts.variable !== undefined) {
    return {
      secretName,
      physicalName: context.namer.nameElsewhere(secretWhat(secretName), NAME_LIMITS.secret),
      keys: { primary: planKey('secrets', context.sites.primary, context, told), standby: planStandbySecretsKey(context, told) },
    };
  }
  const arns = new Reader(spec._facts.arns, secretName, told, context.isToken);
  const [primary, standby] = [arns.opaque('primary'), arns.opaque('standby')];
  return primary === undefined ? undefined : { secretName, ownArns: { primary, standby }, keys: {} };
}
