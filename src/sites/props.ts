// What a user says of the two sites.

import type { TerraformProvider } from 'cdktf';
import type { IamProps } from './iam';
import type { KeysProps } from './keys';
import type { INamingStrategy } from '../plan/naming';
import type { Removal, Strategy } from '../plan/strategy';

/** One of the two regions. */
export interface SiteProps {
  /**
   * The region, such as `us-east-1`. A literal; both sites are in one partition and in different regions.
   */
  readonly region: string;
  /**
   * A provider of your own for this region. It must be in the same stack and have an alias; its region must be `region`.
   *
   * A Python program that makes one imports the prebuilt AWS provider, which takes many seconds: prefer `assumeRoleArn` and `endpoints`.
   *
   * @default - one provider is made per stack and region, with the default tags of the `TaggedStack`
   */
  readonly provider?: TerraformProvider;
  /**
   * The ARN of the role that Terraform assumes in this region, of the region's partition. May be a token. Both sites are in one account.
   *
   * @default - the `assumeRoleArn` of the `TaggedStack`, otherwise none; empty is the same
   */
  readonly assumeRoleArn?: string;
  /**
   * Endpoints of AWS services by service name as the provider spells it, such as `{ dynamodb: 'http://127.0.0.1:4566' }`. A name that the
   * provider does not know is refused, since the calls of that service would go to AWS.
   *
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/custom-service-endpoints
   * @default - those of AWS
   */
  readonly endpoints?: Record<string, string>;
  /**
   * The ARN of a KMS key in this region that encrypts everything the library makes here. May be a token. An alias is refused: AWS answers
   * with the ARN of its key, which each plan would take for a change. The key's policy must let the services in use work with it.
   *
   * @default - keys are made, one per purpose
   */
  readonly kmsKeyArn?: string;
  /**
   * The ARN of an ACM certificate in this region for the host names of the HTTP entry. May be a token.
   *
   * @default - one is made and validated
   */
  readonly certificateArn?: string;
  /**
   * The availability zones to use, such as `['us-east-1a', 'us-east-1b']`, two to four.
   *
   * @default - the first ones that the region offers to every account, frozen once subnets are made
   */
  readonly zones?: string[];
}

/** What all layers of a service have in common. */
export interface SitesProps {
  /**
   * The name of the service: first part of every name. A lower-case letter, then lower-case letters, digits and single hyphens; 2 to 40 characters.
   */
  readonly serviceName: string;
  /**
   * The environment, such as `prod`: second part of every name. Lower-case letters, digits and single hyphens, 1 to 20 characters.
   *
   * @default - the environment suffix of the `TaggedStack`; needed in any other stack
   */
  readonly environment?: string;
  /**
   * How much runs in the standby region.
   *
   * @default Strategy.WARM_STANDBY
   */
  readonly strategy?: Strategy;
  /** The region that serves users in the beginning. */
  readonly primary: SiteProps;
  /** The region that takes over. */
  readonly standby: SiteProps;
  /**
   * Reserved: this version knows two regions, and refuses any here with DR016. A witness of a strongly consistent table is
   * named in its `TableSpec`.
   *
   * @default - none
   */
  readonly additionalRegions?: string[];
  /**
   * How things are named.
   *
   * @default - `<service>-<environment>-<what>-<region>`
   */
  readonly naming?: INamingStrategy;
  /**
   * Single names to replace: from the name that the library gives to the one wanted. Where several kinds of resource have the name,
   * `<kind>:<name>` replaces that of one kind, such as `Aurora cluster:orders-prod-database-us-east-1`; kinds are in docs/names.md.
   *
   * @default - none
   */
  readonly nameOverrides?: Record<string, string>;
  /**
   * Tags on everything the library makes, beside the default tags of the provider. Literal keys; values may be tokens, but not functions whose
   * result changes with each run, such as `timestamp()`. What AWS refuses is refused here, as are keys that differ in case alone.
   *
   * @default - none
   */
  readonly tags?: Record<string, string>;
  /**
   * How IAM roles are made.
   *
   * @default - without a boundary, with the path `/`
   */
  readonly iam?: IamProps;
  /**
   * Whose the KMS keys are.
   *
   * @default - keys of the account's, one for each site and purpose
   */
  readonly keys?: KeysProps;
  /**
   * Rules that may be broken here, by code, with the reason: `{ DR181: 'one NAT gateway is fine in this sandbox' }`.
   *
   * @default - none
   */
  readonly acceptedRisks?: Record<string, string>;
  /**
   * Makes an unaccepted RISK an error instead of a warning.
   *
   * @default false
   */
  readonly failOnRisks?: boolean;
  /**
   * Whether data may be destroyed with the stack.
   *
   * @default Removal.PROTECTED
   */
  readonly removal?: Removal;
}
