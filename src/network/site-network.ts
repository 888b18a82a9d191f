// The network of one site, as the rest of a service uses it.

/** What a `SiteNetwork` consists of. */
export interface SiteNetworkFacts {
  readonly vpcId: string;
  readonly cidr?: string;
  readonly publicSubnetIds: string[];
  readonly privateSubnetIds: string[];
  readonly isolatedSubnetIds: string[];
  readonly functionSecurityGroupId: string;
  readonly databaseSecurityGroupId?: string;
  readonly routeTableIds: string[];
  readonly natPublicIps: string[];
}

/** The network of one site: made, or there already. Ids are tokens where it is made. */
export class SiteNetwork {
  /** @internal */
  public static _of(facts: SiteNetworkFacts): SiteNetwork {
    return new SiteNetwork(facts);
  }

  /** The VPC. */
  public readonly vpcId: string;
  /**
   * The address range of the VPC.
   *
   * @default - unknown for a network that is there already
   */
  public readonly cidr?: string;
  /** Subnets with a way to and from the internet, by zone. Empty without NAT. */
  public readonly publicSubnetIds: string[];
  /** Subnets for functions, by zone. */
  public readonly privateSubnetIds: string[];
  /** Subnets for databases, by zone: no way to the internet. */
  public readonly isolatedSubnetIds: string[];
  /** The security group of functions. */
  public readonly functionSecurityGroupId: string;
  /**
   * The security group of the database.
   *
   * @default - there is no database
   */
  public readonly databaseSecurityGroupId?: string;
  /** The route tables of the private subnets by zone, then the one of the isolated subnets. Empty for a network that is there already. */
  public readonly routeTableIds: string[];
  /** The addresses from which private subnets reach the internet, by zone. Empty without NAT, and for a network that is there already. */
  public readonly natPublicIps: string[];

  private constructor(facts: SiteNetworkFacts) {
    this.vpcId = facts.vpcId;
    this.cidr = facts.cidr;
    this.publicSubnetIds = facts.publicSubnetIds;
    this.privateSubnetIds = facts.privateSubnetIds;
    this.isolatedSubnetIds = facts.isolatedSubnetIds;
    this.functionSecurityGroupId = facts.functionSecurityGroupId;
    this.databaseSecurityGroupId = facts.databaseSecurityGroupId;
    this.routeTableIds = facts.routeTableIds;
    this.natPublicIps = facts.natPublicIps;
  }
}
