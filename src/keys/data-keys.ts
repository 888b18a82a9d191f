// The KMS keys of a service: one per site and purpose, made when first asked for, shared by all layers.

import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { KmsAlias } from '#aws/kms-alias';
import { KmsKey } from '#aws/kms-key';
import type { KeyPlan } from './plan';
import { keyPolicy, KeyUse } from './policy';
import type { ScopeFacts, Sites } from '../sites/sites';

/** A key that was made. */
interface MadeKey {
  readonly scope: Construct;
  readonly arn: string;
  readonly uses: KeyUse[];
}

/** The keys of one `Sites`. */
export class DataKeys extends Construct {
  /** The keys of a service. */
  public static of(sites: Sites): DataKeys {
    return (sites.node.tryFindChild('Keys') as DataKeys | undefined) ?? new DataKeys(sites);
  }

  private readonly made = new Map<string, MadeKey>();

  private constructor(private readonly sites: Sites) {
    super(sites, 'Keys');
  }

  /** The ARN of a planned key, in the words of its scope; undefined for a key that AWS keeps. */
  public arnOf(plan: KeyPlan): string | undefined {
    if (plan.existingArn !== undefined || plan.awsManaged) return plan.existingArn;
    return this.keyOf(plan).arn;
  }

  /**
   * Lets a role use a key that is made. The role is made under `roleScope`, before the key: AWS refuses a policy that names a role which is not
   * there. A role of the user's has no scope.
   *
   * A key that is there already has a policy of its own, and one that AWS keeps is open to the account through its service.
   */
  public allow(plan: KeyPlan, use: KeyUse, roleScope?: Construct): void {
    if (plan.existingArn !== undefined || plan.awsManaged) return;
    const { scope, uses } = this.keyOf(plan);
    uses.push(use);
    if (roleScope !== undefined) this.sites.after(scope, roleScope);
  }

  private keyOf(plan: KeyPlan): MadeKey {
    const known = `${plan.partScope}/${plan.purpose}/${plan.elsewhere ?? plan.role}`;
    const key = this.made.get(known) ?? this.make(plan);
    this.made.set(known, key);
    return key;
  }

  private make(plan: KeyPlan): MadeKey {
    const scope = new Construct(this.sites.part(this, plan.partScope), `${plan.purpose}-${plan.elsewhere === undefined ? plan.role : 'elsewhere'}`);
    const facts = this.factsOf(plan);
    const { provider } = facts;
    const uses: KeyUse[] = [];
    const key = new KmsKey(scope, 'Key', {
      provider,
      description: plan.description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      // Layers made later add their users.
      policy: Lazy.stringValue({ produce: () => keyPolicy(plan.purpose, facts, uses) }),
      tags: plan.tags,
      lifecycle: { preventDestroy: plan.preventDestroy },
    });
    new KmsAlias(scope, 'Alias', { provider, name: `alias/${plan.alias}`, targetKeyId: key.keyId });
    return { scope, arn: key.arn, uses };
  }

  private factsOf({ partScope, elsewhere }: KeyPlan): ScopeFacts {
    const facts = this.sites._in(partScope);
    return elsewhere === undefined ? facts : { ...facts, region: elsewhere, provider: this.sites._providerIn(elsewhere, partScope)! };
  }
}
