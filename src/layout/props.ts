// What a user says of the four stacks of a service.

import type { StateLocation } from '../state-backend/location';

/** The stacks of one region: which region it is, and where their state is kept. */
export interface RegionStackProps {
  /**
   * The region, such as `us-east-1`. A literal, and the same as the service's in its `primary` or `standby`.
   */
  readonly region: string;
  /**
   * The S3 bucket that holds the state, which must exist. Refused together with `stateLocation`.
   *
   * The standby's bucket also holds the state of Foundation and Routing, which must be read while the primary region is down.
   *
   * @default - for the standby TERRAFORM_STATE_BUCKET; for the primary the standby's
   */
  readonly stateBucket?: string;
  /**
   * The region of the bucket, and of the lock table. For the standby's bucket, the primary region is refused with DR801 unless accepted.
   * With `stateLocation` one of its two regions.
   *
   * @default - `region` for a bucket named here; with `stateLocation` its region that is not the primary's; for the bucket of the environment
   * TERRAFORM_STATE_BUCKET_REGION, otherwise `us-east-1`
   */
  readonly stateBucketRegion?: string;
  /**
   * The DynamoDB table that locks the state, in the region of the bucket. Terraform has deprecated such locks.
   *
   * @default - TERRAFORM_STATE_LOCK_TABLE, otherwise none: a lock file beside the state
   */
  readonly stateLockTable?: string;
}

/**
 * What the four stacks of `Sites.perRegion` are made from. Each is a `TaggedStack`: what is left out is taken from the same
 * variables of the environment, and means the same.
 */
export interface PerRegionProps {
  /** The region that serves users in the beginning. */
  readonly primary: RegionStackProps;
  /** The region that takes over. Foundation and Routing work through it as well. */
  readonly standby: RegionStackProps;
  /**
   * Where the states are, instead of the names of buckets: all four in the bucket of the location's region that is not the primary's, unless
   * `stateBucketRegion` or TERRAFORM_STATE_REGION says otherwise. What one stack reads of another's state is led there too.
   *
   * @default - the buckets that are named, otherwise TERRAFORM_STATE_BUCKET
   */
  readonly stateLocation?: StateLocation;
  /**
   * The environment, such as `prod`.
   *
   * @default - ENVIRONMENT_SUFFIX, otherwise `test`
   */
  readonly environmentSuffix?: string;
  /**
   * The ARN of the role that the providers assume. May be a token.
   *
   * @default - none: the credentials of whoever runs Terraform
   */
  readonly assumeRoleArn?: string;
  /**
   * Tags on everything that the providers of the stacks make: literal strings, as of a `TaggedStack`.
   *
   * @default - only the tags of the environment
   */
  readonly defaultTags?: Record<string, unknown>;
  /**
   * Adds the tags CommitAuthor and PrNumber, which differ from run to run.
   *
   * @default false
   */
  readonly volatileTags?: boolean;
  /**
   * What the keys of the states begin with, without a slash at the end. The name of the scope and `terraform.tfstate` follow:
   * `orders/prod/standby/terraform.tfstate`.
   *
   * @default - `<name of the stacks without the environment>/<environment>`
   */
  readonly stateKeyPrefix?: string;
  /**
   * Locks each state with a file beside it.
   *
   * @default true
   */
  readonly stateLockFile?: boolean;
  /**
   * Keeps the states in files of the working directory, for trying things out.
   *
   * @default false
   */
  readonly localState?: boolean;
  /**
   * Rules of the stacks that may be broken here, by code, with the reason: `{ DR801: 'the bucket is replicated' }`.
   *
   * @default - none
   */
  readonly acceptedRisks?: Record<string, string>;
  /**
   * Makes an unaccepted RISK an error instead of a warning, but not what variables of an emergency or a bootstrap cause.
   *
   * @default false
   */
  readonly failOnRisks?: boolean;
}
