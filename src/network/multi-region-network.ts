// MultiRegionNetwork: a VPC for each site.

import { Construct } from 'constructs';
import type { Build } from './build';
import { cidrText } from './cidr';
import { readNetwork } from './existing';
import { buildFlowLogs } from './flow-logs';
import { NetworkPlan, planNetwork, SiteNetworkPlan } from './plan';
import type { NetworkProps } from './props';
import { buildGroups, buildInterfaceEndpoints } from './security-groups';
import { SiteNetwork } from './site-network';
import { buildVpc } from './vpc';
import { PartScope } from '../sites/site';
import { Sites } from '../sites/sites';

/** What a `MultiRegionNetwork` is made from. */
export interface MultiRegionNetworkProps {
  /** The regions. */
  readonly sites: Sites;
  /**
   * The networks.
   *
   * @default - every default of `NetworkProps`
   */
  readonly network?: NetworkProps;
}

/**
 * A VPC for each site of a service, by itself: private subnets for functions, isolated ones for databases, public ones for NAT gateways,
 * gateway endpoints for S3 and DynamoDB, flow logs, and security groups. `MultiRegionDr` makes the same from its `network`.
 *
 * A pilot light has no NAT in the standby; backup and restore has no network there.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-example-private-subnets-nat.html
 */
export class MultiRegionNetwork extends Construct {
  /** The network of the primary. */
  public readonly primary: SiteNetwork;
  /**
   * The network of the standby.
   *
   * @default - the strategy has none there
   */
  public readonly standby?: SiteNetwork;

  public constructor(scope: Construct, constructId: string, props: MultiRegionNetworkProps) {
    const { sites, network = {} } = props;
    const plan = sites._planFor('MultiRegionNetwork', scope, constructId, network, () => planNetwork(network, '', sites._context));
    super(scope, constructId);
    this.primary = buildSite(this, sites, plan, plan.primary);
    this.standby = plan.standby && buildSite(this, sites, plan, plan.standby);
  }
}

function buildSite(layer: Construct, sites: Sites, { databasePort, tags }: NetworkPlan, plan: SiteNetworkPlan): SiteNetwork {
  const partScope = plan.role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY;
  const build: Build = { layer, part: sites.part(layer, partScope), sites, facts: sites._in(partScope), tags };
  if (plan.existing) {
    readNetwork(build, plan);
    return SiteNetwork._of({ ...plan, ...buildGroups(build, plan.vpcId, plan, databasePort), routeTableIds: [], natPublicIps: [] });
  }
  const vpc = buildVpc(build, plan);
  const groups = buildGroups(build, vpc.vpcId, plan, databasePort);
  buildInterfaceEndpoints(build, vpc.vpcId, vpc.subnetIds.private, plan);
  buildFlowLogs(build, vpc.vpcId, plan);
  return SiteNetwork._of({
    ...vpc,
    ...groups,
    cidr: cidrText(plan.cidr),
    publicSubnetIds: vpc.subnetIds.public,
    privateSubnetIds: vpc.subnetIds.private,
    isolatedSubnetIds: vpc.subnetIds.isolated,
  });
}
