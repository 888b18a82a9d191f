// What a user says of the networks.

/**
 * How private subnets reach the internet.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export enum NatStrategy {
  /** Not at all. S3, DynamoDB and the services in `interfaceEndpoints` are reached without. */
  NONE = 'NONE',
  /** One NAT gateway, in the first zone, for all. Refused with DR181: when that zone is down, the others lose the internet too. */
  SINGLE = 'SINGLE',
  /** One NAT gateway for each zone. */
  PER_ZONE = 'PER_ZONE',
}

/**
 * A network that is there already. Its ids may be tokens.
 *
 * Nothing of it is changed: no endpoint, route or flow log is added. Security groups that are not given are made in its VPC.
 */
export interface ExistingNetwork {
  /**
   * The VPC, such as `vpc-0123456789abcdef0`. It must resolve names (`enableDnsSupport`).
   */
  readonly vpcId: string;
  /**
   * Subnets for functions: two or more, in different zones.
   */
  readonly privateSubnetIds: string[];
  /**
   * Subnets for databases: two or more, in different zones.
   *
   * @default - the private ones
   */
  readonly isolatedSubnetIds?: string[];
  /**
   * Public subnets. The library puts nothing there.
   *
   * @default - none
   */
  readonly publicSubnetIds?: string[];
  /**
   * The security group of functions. It must let out what they need: HTTPS, and the port of the database.
   *
   * @default - one is made that lets out HTTPS, and the port of the database
   */
  readonly functionSecurityGroupId?: string;
  /**
   * The security group of the database. It must let in the functions.
   *
   * @default - one is made, where there is a database, that lets in the functions
   */
  readonly databaseSecurityGroupId?: string;
}

/** The networks of a service: one VPC for each site, or one that is there already. */
export interface NetworkProps {
  /**
   * The address range of the primary's VPC, from `/16` to `/23`. A private range; the bits after the prefix are zero. It cannot be changed later.
   *
   * @default '10.0.0.0/16'
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   */
  readonly primaryCidr?: string;
  /**
   * The address range of the standby's VPC, as `primaryCidr`. The two must not overlap: overlapping networks can never be peered.
   *
   * @default '10.1.0.0/16'
   */
  readonly standbyCidr?: string;
  /**
   * How many availability zones each VPC spans, 2 to 4. Adding zones leaves the subnets of the others as they are.
   *
   * Some regions offer fewer: us-west-1 two to most accounts, and many regions three.
   *
   * @default 3, or as many as `zones` of the sites name
   */
  readonly zoneCount?: number;
  /**
   * How private subnets reach the internet.
   *
   * @default NatStrategy.PER_ZONE
   */
  readonly nat?: NatStrategy;
  /**
   * How private subnets of the standby reach the internet. With a pilot light, gateways would be paid for and not used until a failover.
   *
   * @default - as `nat`; NatStrategy.NONE with a pilot light
   */
  readonly standbyNat?: NatStrategy;
  /**
   * AWS services that private subnets of both sites reach without NAT, such as `['secretsmanager', 'sqs']`. Each is paid for by the hour
   * and zone. S3 and DynamoDB are always reached without NAT, at no charge, and are refused here.
   *
   * @default - in a site without NAT what functions call: `secretsmanager` where there is a database, `events` and `ssm` with access to them
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
   */
  readonly interfaceEndpoints?: string[];
  /**
   * Days that flow logs are kept, one of the periods that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545,
   * 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653. Flow logs hold accepted and rejected traffic.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
   */
  readonly flowLogDays?: number;
  /**
   * The port of a database, 1 to 65535: with it, a security group for the database is made, which functions may reach on this port.
   * With `database` in `MultiRegionDr` it is the engine's, and another one is refused.
   *
   * @default - that of the `database`, otherwise none
   */
  readonly databasePort?: number;
  /**
   * The primary's network, when it is there already. `primaryCidr` is left out then.
   *
   * @default - it is made
   */
  readonly primaryExisting?: ExistingNetwork;
  /**
   * The standby's network, when it is there already. `standbyCidr` and `standbyNat` are left out then.
   *
   * @default - it is made
   */
  readonly standbyExisting?: ExistingNetwork;
}
