// The parameters of one region.

import type { Construct } from 'constructs';
import { SsmParameter } from '#aws/ssm-parameter';
import type { Fact } from './facts';
import { isThere } from './facts';
import type { ParameterPlan, ParametersPlan } from './plan';
import { ParameterTier } from './site-parameter';
import { ACTIVE_REGION } from '../plan/parameter-path';
import type { SiteRole } from '../plan/site-role';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';

/** What a parameter is made from. */
interface ParameterParts {
  /** Below the path of the service. */
  readonly name: string;
  readonly value: string;
  readonly kind?: 'String' | 'StringList';
  readonly tier?: ParameterTier;
  readonly description?: string;
}

/** Makes the parameters of a region. */
export function buildParameters(layer: Construct, sites: Sites, plan: ParametersPlan, role: SiteRole, facts: Fact[]): void {
  const partScope = role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY;
  const part = sites.part(layer, partScope);
  const { provider } = sites._in(partScope);
  const make = (constructId: string, parts: ParameterParts) => new SsmParameter(part, constructId, {
    provider,
    name: `${plan.folder}${parts.name}`,
    type: parts.kind ?? 'String',
    tier: parts.tier === ParameterTier.ADVANCED ? 'Advanced' : 'Standard',
    // Nothing here is a secret, so plans show what changes.
    insecureValue: parts.value,
    description: parts.description,
    tags: plan.tags,
  });
  plan.parameters.forEach(parameter => make(idOf('Parameter', parameter.name), partsOf(parameter, role)));
  for (const fact of facts) {
    const value = fact[role];
    if (isThere(value)) make(idOf('Fact', fact.name), { name: fact.name, value, description: 'Written by Terraform' });
  }
  // A failover changes it, in the region that is left.
  make(idOf('Fact', ACTIVE_REGION), {
    name: ACTIVE_REGION, value: sites.primary.region, description: 'The region that serves users. A failover writes it, Terraform does not',
  }).lifecycle = { ignoreChanges: ['insecure_value'] };
}

function partsOf({ name, kind, tier, description, ...values }: ParameterPlan, role: SiteRole): ParameterParts {
  return { name, kind, tier, description, value: values[role].map(({ text }) => text).join(',') };
}

// A slash would end the id, and a name like `constructor` alone is none.
function idOf(what: string, name: string): string {
  return `${what}-${name.replace(/\//g, ':')}`;
}
