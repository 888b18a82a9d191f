// What a user says of the state buckets, and of the stacks that keep their state in them.

import type { TerraformProvider } from 'cdktf';
import type { StateLocation } from './location';
import type { Removal } from '../plan/strategy';
import type { IamProps } from '../sites/iam';
import type { PartScope, SiteValues } from '../sites/site';

/** How Terraform reaches one of the two regions. */
export interface StateSiteProps {
  /**
   * A provider of your own for this region. It must be in the same stack and have an alias; its region must be that of the location.
   *
   * @default - one provider is made per stack and region, with the default tags of the `TaggedStack`
   */
  readonly provider?: TerraformProvider;
  /**
   * The ARN of the role that Terraform assumes in this region, in the account of the location. May be a token.
   *
   * @default - the `assumeRoleArn` of the `TaggedStack`, otherwise none; empty is the same
   */
  readonly assumeRoleArn?: string;
  /**
   * Endpoints of AWS services by service name as the provider spells it, such as `{ s3: 'http://127.0.0.1:4566' }`.
   *
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/custom-service-endpoints
   * @default - those of AWS
   */
  readonly endpoints?: Record<string, string>;
}

/** What a `StateBackend` is made from. */
export interface StateBackendProps {
  /** What the buckets are called and where they are: the same in every app that uses them. */
  readonly location: StateLocation;
  /**
   * How Terraform reaches the primary region.
   *
   * @default - as the stack says
   */
  readonly primary?: StateSiteProps;
  /**
   * How Terraform reaches the standby region.
   *
   * @default - as the stack says
   */
  readonly standby?: StateSiteProps;
  /**
   * How many days old versions of states are kept after a newer one has come, at least 1. Under 30 days there is a warning (DR755).
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
   * @default 90
   */
  readonly noncurrentDays?: number;
  /**
   * How many days S3's logs of all requests to the state buckets are kept, at least 1: a log bucket is made in each region.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
   * @default - no logs
   */
  readonly accessLogDays?: number;
  /**
   * The ARN of what is told of the alarms of each region, such as an SNS topic there. May be tokens. Another region is refused (DR757).
   *
   * @default - nobody is told
   */
  readonly alarmActionArns?: SiteValues;
  /**
   * How the replication roles are made. `existingRoles` is of no use here.
   *
   * @default - without a boundary, with the path `/`
   */
  readonly iam?: IamProps;
  /**
   * Tags on everything that is made, beside the default tags of the provider.
   *
   * @default - none
   */
  readonly tags?: Record<string, string>;
  /**
   * Rules that may be broken here, by code, with the reason: `{ DR755: 'a sandbox' }`.
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
  /**
   * Whether the states may be destroyed with the stack.
   *
   * @default Removal.PROTECTED
   */
  readonly removal?: Removal;
}

/** How a stack keeps its state in a location. */
export interface StateStackProps {
  /**
   * The key of the state in its bucket, at most 1017 bytes. Refused are empty parts between slashes, `env:` in front, `.tflock` at the end,
   * control characters, and the key of another stack of the app in the same location.
   *
   * @default - `<stack id>/terraform.tfstate`
   * @see https://developer.hashicorp.com/terraform/language/backend/s3
   */
  readonly stateKey?: string;
  /**
   * What of a service the stack holds. The state of a stack with `PartScope.PRIMARY` alone is kept in the service's primary region; any
   * other must be there when that region is down.
   *
   * @default - everything
   */
  readonly partScope?: PartScope;
  /**
   * The primary region of the service in the stack, the one that may be lost.
   *
   * @default - the primary region of the location
   */
  readonly primaryRegion?: string;
  /**
   * The region whose bucket is used: one of the location's two. TERRAFORM_STATE_REGION wins over it. The primary region of the service is refused
   * with DR764 unless the stack holds `PartScope.PRIMARY` alone.
   *
   * @default - the region that follows from `partScope` and `primaryRegion`
   */
  readonly stateRegion?: string;
  /**
   * Locks the state with a file beside it. False is refused with DR767 where the location has no lock table, unless accepted.
   *
   * @default true
   */
  readonly stateLockFile?: boolean;
  /**
   * Rules that may be broken here, by code, with the reason.
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
