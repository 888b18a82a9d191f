// The KMS keys of a service: one per site and purpose, made when first asked for, shared by all layers.

import { Construct } from 'constructs';
import { KmsAlias } from '#aws/kms-alias';
import { KmsKey } from '#aws/kms-key';
import type { KeyPlan } from './plan';
import { keyPolicy } from './policy';
import type { Sites } from '../sites/sites';

/** The keys of one `Sites`. */
export class DataKeys extends Construct {
  /** The keys of a service. */
  public static of(sites: Sites): DataKeys {
    return (sites.node.tryFindChild('Keys') as DataKeys | undefined) ?? new DataKeys(sites);
  }

  private readonly arns = new Map<string, string>();

  private constructor(private readonly sites: Sites) {
    super(sites, 'Keys');
  }

  /** The ARN of a planned key, in the words of its scope. */
  public arnOf(plan: KeyPlan): string {
    if (plan.existingArn !== undefined) return plan.existingArn;
    const known = `${plan.partScope}/${plan.purpose}/${plan.role}`;
    const arn = this.arns.get(known) ?? this.make(plan);
    this.arns.set(known, arn);
    return arn;
  }

  private make(plan: KeyPlan): string {
    const scope = new Construct(this.sites.part(this, plan.partScope), `${plan.purpose}-${plan.role}`);
    const facts = this.sites._in(plan.partScope);
    const { provider } = facts;
    const key = new KmsKey(scope, 'Key', {
      provider,
      description: plan.description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: keyPolicy(plan.purpose, facts),
      tags: plan.tags,
      lifecycle: { preventDestroy: plan.preventDestroy },
    });
    new KmsAlias(scope, 'Alias', { provider, name: `alias/${plan.alias}`, targetKeyId: key.keyId });
    return key.arn;
  }
}
