// What a user says of the stack of one environment.

import type { StateLocation } from '../state-backend/location';

/**
 * What a `TaggedStack` is made from. Whatever is left out is taken from the environment of the process, or has a default.
 *
 * An empty string counts as left out, in code and in the environment.
 */
export interface TaggedStackProps {
  /**
   * The environment, such as `prod` or `pr42`: a tag, a part of the state's key and, in constructs of this library, of every
   * name. Lower-case letters, digits and single hyphens, 1 to 20 characters; anything else is refused.
   *
   * @default - ENVIRONMENT_SUFFIX, otherwise `test`
   */
  readonly environmentSuffix?: string;
  /**
   * The region of the stack's default provider, such as `eu-west-1`. Resources of `MultiRegionDr` and of `Sites` name a provider
   * of their own region instead. What has not the form of a region is refused.
   *
   * @default - AWS_REGION, otherwise `us-east-1`
   * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
   */
  readonly awsRegion?: string;
  /**
   * The ARN of the role that the providers assume: the default provider, and those of the sites unless they name another one. May
   * be a token. A literal that is not the ARN of an IAM role in the partition of `awsRegion` is refused. The backend does not
   * assume it.
   *
   * @default - none: the credentials of whoever runs Terraform
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role
   */
  readonly assumeRoleArn?: string;
  /**
   * Tags on everything that the providers of the stack make, such as `{ Owner: 'payments' }`: literal strings, in a map without
   * a `tags` around it. They replace the tags of the environment with the same key, upper and lower case being the same.
   *
   * Refused are values that are not strings, empty values, keys that begin with `aws:` or `rds:`, characters and lengths that AWS
   * refuses (key: 1 to 128, value: 1 to 256), keys that differ in upper and lower case alone, and more than 50 tags with those
   * of the environment. A value of null is left out.
   *
   * @default - only the tags of the environment
   * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
   */
  readonly defaultTags?: Record<string, unknown>;
  /**
   * Adds the tags CommitAuthor and PrNumber. They differ from run to run, so that each run changes the tags of every resource.
   *
   * @default false
   */
  readonly volatileTags?: boolean;
  /**
   * The name of the S3 bucket that holds the state, which must exist. What is not the name of a general purpose bucket is refused.
   *
   * @default - that of `stateLocation`, otherwise TERRAFORM_STATE_BUCKET; without all of them the stack is refused, unless `localState` is true
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
   */
  readonly stateBucket?: string;
  /**
   * Where the state is, instead of the name of a bucket: in the bucket of the location's standby region, unless `stateBucketRegion` or
   * TERRAFORM_STATE_REGION says otherwise, encrypted with its key, and with its lock table if it has one. Variables for a bucket and a lock table are
   * not looked at. While the id of the stack is in TERRAFORM_STATE_BOOTSTRAP, the state is in a file. Together with `stateBucket` it is refused.
   *
   * @default - none
   */
  readonly stateLocation?: StateLocation;
  /**
   * The region of the state bucket, and of the lock table. What has not the form of a region is refused, and with `stateLocation` what is not
   * one of its two regions.
   *
   * @default - with `stateLocation` its standby region; otherwise TERRAFORM_STATE_BUCKET_REGION, otherwise `us-east-1`
   */
  readonly stateBucketRegion?: string;
  /**
   * The key of the state in its bucket, at most 1017 bytes. Refused are empty parts between slashes, `env:` in front, which is where
   * Terraform keeps workspaces, `.tflock` at the end, control characters, and the key of another stack of the app.
   *
   * @default - `<stack id without the environment>/<environment>/terraform.tfstate`
   * @see https://developer.hashicorp.com/terraform/language/backend/s3
   */
  readonly stateKey?: string;
  /**
   * The DynamoDB table that locks the state, with a partition key `LockID` of type string. Terraform has deprecated such locks; with
   * `stateLockFile` both locks are taken, which is how to migrate. What is not the name of a table is refused,
   * and so is a table beside `stateLocation`, whose `lockTable` makes one in each region.
   *
   * @default - that of `stateLocation`, if it has one; without a location TERRAFORM_STATE_LOCK_TABLE, otherwise none
   */
  readonly stateLockTable?: string;
  /**
   * Locks the state with a file beside it. False is refused without a lock table, unless DR058 is accepted.
   *
   * @default true
   */
  readonly stateLockFile?: boolean;
  /**
   * Keeps the state in the file `terraform.<stack id>.tfstate` of the working directory, for trying things out. It wins over a
   * bucket of the environment; together with a bucket, key or lock table given in code it is refused.
   *
   * @default false
   */
  readonly localState?: boolean;
  /**
   * Rules that may be broken here, by code, with the reason: `{ DR058: 'one person applies this' }`.
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
