// StateLocation: where the states of many stacks are, by names alone. Every app says it in the same words.

import { CiPolicyPlan, ciPolicy, planCiPolicy, recoveryPolicy } from './ci-policies';
import { LocationPlan, planLocation, regionToSurviveIn, StateRegionPlan } from './plan-location';
import type { INamingStrategy } from '../plan/naming';
import { refuseOrWarn } from '../sites/refuse';
import { PartScope } from '../sites/site';
import { isToken } from '../sites/sites';

/** One of the two regions that states are in. */
export interface StateRegionProps {
  /** The region, such as `us-east-1`. A literal. */
  readonly region: string;
  /**
   * The ARN of a KMS key of your own in this region and account that encrypts states and locks here. A literal, since backends know no tokens;
   * an alias is refused.
   *
   * @default - `StateBackend` makes one, which backends name by its alias
   */
  readonly kmsKeyArn?: string;
}

/** What the names of state buckets, lock tables and keys follow from. All of it is literal: a backend knows no tokens. */
export interface StateLocationProps {
  /**
   * Whose states these are, such as `platform`: first part of every name. A lower-case letter, then lower-case letters, digits and single
   * hyphens. With the environment, the account and the region it must fit into the 63 characters of a bucket's name.
   */
  readonly serviceName: string;
  /** The environment, such as `prod`: second part of every name. Lower-case letters, digits and single hyphens, 1 to 20 characters. */
  readonly environment: string;
  /** The account of the buckets, 12 digits. It is part of their names, which are unique among all accounts. */
  readonly accountId: string;
  /** The region that services are in. */
  readonly primary: StateRegionProps;
  /** The region that services recover in, where states are used unless a stack says otherwise. */
  readonly standby: StateRegionProps;
  /**
   * Whether each region has a DynamoDB table for locks, beside the lock files in the bucket. Terraform has deprecated such locks.
   *
   * @see https://developer.hashicorp.com/terraform/language/backend/s3#state-locking
   * @default false
   */
  readonly lockTable?: boolean;
  /**
   * How things are named.
   *
   * @default - `<service>-<environment>-<what>-<region>`; a bucket is `<service>-<environment>-tfstate-<account>-<region>`
   */
  readonly naming?: INamingStrategy;
  /**
   * Single names to replace: from the name that the library gives to the one wanted, as in `Sites`. The kind of a state bucket is `S3 state bucket`.
   *
   * @default - none
   */
  readonly nameOverrides?: Record<string, string>;
}

/**
 * Where states are: the names of two buckets in two regions that replicate to each other.
 *
 * It makes nothing. `StateBackend` makes what it names; stacks of the same app and of others keep their state there with `stateLocation` of a
 * `TaggedStack` or with `StateBackend.configure`. Give the same properties in every app.
 *
 * What is wrong with it is told by whatever uses it.
 */
export class StateLocation {
  /** @internal */
  public readonly _props: StateLocationProps;

  public constructor(props: StateLocationProps) {
    this._props = props;
  }

  /**
   * The name of the state bucket in one of the two regions.
   *
   * @param region one of the two
   */
  public bucketIn(region: string): string {
    return this.regionPlan(region).bucketName;
  }

  /**
   * The name of the lock table in one of the two regions; undefined without `lockTable`.
   *
   * @param region one of the two
   */
  public lockTableIn(region: string): string | undefined {
    return this.regionPlan(region).lockTableName;
  }

  /**
   * The region that the state of a stack belongs in, for `stateBucketRegion` of a `TaggedStack` that holds a part of a service: the primary region
   * for what is in the primary alone, the other one for all else.
   *
   * @param partScope what of the service the stack holds
   * @param primaryRegion the primary region of the service; left out: that of the location
   */
  public regionFor(partScope: PartScope, primaryRegion?: string): string {
    const plan = this.plan();
    return regionToSurviveIn(plan, primaryRegion ?? plan.primary.region, partScope !== PartScope.PRIMARY);
  }

  /**
   * An IAM policy as JSON for whoever runs `terraform plan`: it reads states below a prefix in both buckets, and takes their locks. It has no right to write a state.
   *
   * @param keyPrefix what the keys of the states begin with, such as `orders/prod/`: literal, without wildcards, no slash first
   */
  public planPolicy(keyPrefix: string): string {
    return ciPolicy(this.policyPlan(keyPrefix), false);
  }

  /**
   * An IAM policy as JSON for whoever runs `terraform apply`: that of `planPolicy`, and writing states. It has no right to delete a state.
   *
   * @param keyPrefix what the keys of the states begin with, such as `orders/prod/`: literal, without wildcards, no slash first
   */
  public applyPolicy(keyPrefix: string): string {
    return ciPolicy(this.policyPlan(keyPrefix), true);
  }

  /**
   * An IAM policy as JSON for whoever follows docs/state-runbook.md after the loss of a region, beside that of `applyPolicy`: it reads and replaces the
   * policies of both buckets, for the fence, and reads old versions of states. Whoever has it can open the buckets: attach it on that day alone.
   *
   * @param keyPrefix what the keys of the states begin with, such as `orders/prod/`: literal, without wildcards, no slash first
   */
  public recoveryPolicy(keyPrefix: string): string {
    return recoveryPolicy(this.policyPlan(keyPrefix));
  }

  private policyPlan(keyPrefix: string): CiPolicyPlan {
    const { plan, problems } = planCiPolicy(this._props, keyPrefix, isToken);
    refuseOrWarn('StateLocation', problems);
    return plan!;
  }

  private regionPlan(region: string): StateRegionPlan {
    const { primary, standby } = this.plan();
    const found = [primary, standby].find(one => one.region === region);
    if (found === undefined) throw new Error(`StateLocation has no bucket in '${region}'; its regions are ${primary.region} and ${standby.region}`);
    return found;
  }

  private plan(): LocationPlan {
    const { plan, problems } = planLocation(this._props, 'location', isToken);
    refuseOrWarn('StateLocation', problems);
    return plan!;
  }
}

export function isStateLocation(value: unknown): value is StateLocation {
  return value instanceof StateLocation;
}
