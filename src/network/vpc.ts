// The VPC of a site with its subnets, routes and endpoints.

import { Fn, Op, TerraformSelf } from 'cdktf';
import { Construct } from 'constructs';
import { DataAwsAvailabilityZones } from '#aws/data-aws-availability-zones';
import { DefaultSecurityGroup } from '#aws/default-security-group';
import { Eip } from '#aws/eip';
import { InternetGateway } from '#aws/internet-gateway';
import { NatGateway } from '#aws/nat-gateway';
import { Route } from '#aws/route';
import { RouteTable } from '#aws/route-table';
import { RouteTableAssociation } from '#aws/route-table-association';
import { Subnet } from '#aws/subnet';
import { Vpc } from '#aws/vpc';
import { VpcEndpoint } from '#aws/vpc-endpoint';
import { Build, named } from './build';
import { cidrText } from './cidr';
import { endpointService } from './endpoint-names';
import type { NewSiteNetwork, SubnetPlan } from './plan';
import { NatStrategy } from './props';
import { ZONES_MISSING } from './rules';
import type { Tier } from './subnets';

/** What was made. */
export interface BuiltVpc {
  readonly vpcId: string;
  readonly subnetIds: Record<Tier, string[]>;
  readonly routeTableIds: string[];
  readonly natPublicIps: string[];
}

const ANYWHERE = '0.0.0.0/0';

/** A subnet with the construct that holds what belongs to it. */
interface BuiltSubnet {
  readonly plan: SubnetPlan;
  readonly scope: Construct;
  readonly subnet: Subnet;
}

/** Makes a VPC. */
export function buildVpc(build: Build, plan: NewSiteNetwork): BuiltVpc {
  const { part, facts: { provider }, tags } = build;
  const vpc = new Vpc(part, 'Vpc', {
    provider,
    cidrBlock: cidrText(plan.cidr),
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: named(build, plan.name),
  });
  // Without rules it lets nothing in or out: what forgets to name a group of its own is cut off.
  new DefaultSecurityGroup(part, 'DefaultSecurityGroup', { provider, vpcId: vpc.id, tags });

  const zoneOf = zones(build, plan);
  const subnets = plan.subnets.map(subnet => buildSubnet(build, vpc, subnet, plan.zoneNames === undefined, zoneOf(subnet.zone)));
  const inTier = (tier: Tier) => subnets.filter(one => one.plan.tier === tier);

  const gateways = buildGateways(build, vpc, plan, inTier('public'));
  const privateTables = inTier('private').map(one => buildPrivateRoutes(build, vpc, plan, one, gateways));
  const isolatedTable = new RouteTable(part, 'IsolatedRouteTable', { provider, vpcId: vpc.id, tags: named(build, plan.routeTableNames.isolated) });
  inTier('isolated').forEach(({ scope, subnet }) => associate(build, scope, subnet, isolatedTable));

  const routeTableIds = [...privateTables, isolatedTable].map(table => table.id);
  for (const { service, name } of plan.gatewayEndpoints) {
    new VpcEndpoint(part, `GatewayEndpoint-${service}`, {
      provider,
      vpcId: vpc.id,
      vpcEndpointType: 'Gateway',
      serviceName: endpointService(plan.region, service),
      routeTableIds,
      tags: named(build, name),
    });
  }
  const idsOf = (tier: Tier) => inTier(tier).map(({ subnet }) => subnet.id);
  return {
    vpcId: vpc.id,
    subnetIds: { public: idsOf('public'), private: idsOf('private'), isolated: idsOf('isolated') },
    routeTableIds,
    natPublicIps: gateways.map(gateway => gateway.publicIp),
  };
}

/** The name of each zone, counted from 1. */
function zones({ part, facts: { provider } }: Build, plan: NewSiteNetwork): (zone: number) => string {
  const { zoneNames } = plan;
  if (zoneNames !== undefined) return zone => zoneNames[zone - 1];
  // Local Zones are left out, since they come first in the list when an account opts in. A zone in trouble stays in, whatever its state:
  // otherwise a plan made during an incident would move the subnets of the others.
  const offered = new DataAwsAvailabilityZones(part, 'Zones', {
    provider,
    filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }, { name: 'zone-type', values: ['availability-zone'] }],
    lifecycle: {
      postcondition: [{
        condition: Op.gte(Fn.lengthOf(TerraformSelf.getAny('names')), plan.zoneCount),
        errorMessage: `${ZONES_MISSING.code}: ${plan.region} offers this account fewer than ${plan.zoneCount} zones. Set zoneCount to what it has, 2 at least.`,
      }],
    },
  });
  return zone => Fn.element(offered.names, zone - 1);
}

function buildSubnet(build: Build, vpc: Vpc, plan: SubnetPlan, zoneWasChosen: boolean, availabilityZone: string): BuiltSubnet {
  const scope = new Construct(build.part, `${TIER_IDS[plan.tier]}${plan.zone}`);
  const subnet = new Subnet(scope, 'Subnet', {
    provider: build.facts.provider,
    vpcId: vpc.id,
    cidrBlock: plan.cidr,
    availabilityZone,
    mapPublicIpOnLaunch: false,
    tags: named(build, plan.name),
    // The zone is chosen once. A zone that AWS adds later must not move subnets, which would replace them.
    ...(zoneWasChosen ? { lifecycle: { ignoreChanges: ['availability_zone'] } } : {}),
  });
  return { plan, scope, subnet };
}

/** The NAT gateways in the public subnets, and what these need. */
function buildGateways(build: Build, vpc: Vpc, plan: NewSiteNetwork, publicSubnets: BuiltSubnet[]): NatGateway[] {
  if (publicSubnets.length === 0) return [];
  const { part, facts: { provider } } = build;
  const internet = new InternetGateway(part, 'InternetGateway', { provider, vpcId: vpc.id, tags: named(build, plan.name) });
  const table = new RouteTable(part, 'PublicRouteTable', { provider, vpcId: vpc.id, tags: named(build, plan.routeTableNames.public) });
  new Route(part, 'PublicDefaultRoute', { provider, routeTableId: table.id, destinationCidrBlock: ANYWHERE, gatewayId: internet.id });
  publicSubnets.forEach(({ scope, subnet }) => associate(build, scope, subnet, table));
  return plan.gateways.map(({ zone, name }) => {
    const { scope, subnet } = publicSubnets.find(one => one.plan.zone === zone)!;
    const address = new Eip(scope, 'NatAddress', { provider, domain: 'vpc', tags: named(build, name), dependsOn: [internet] });
    return new NatGateway(scope, 'Nat', {
      provider,
      subnetId: subnet.id,
      allocationId: address.id,
      tags: named(build, name),
      dependsOn: [internet],
    });
  });
}

/** A route table of its own for each zone, also with one NAT gateway or none: another `nat` then changes a route and moves no subnet. */
function buildPrivateRoutes(
  build: Build, vpc: Vpc, { nat }: NewSiteNetwork, { plan, scope, subnet }: BuiltSubnet, gateways: NatGateway[],
): RouteTable {
  const { provider } = build.facts;
  const table = new RouteTable(scope, 'RouteTable', { provider, vpcId: vpc.id, tags: named(build, plan.name) });
  associate(build, scope, subnet, table);
  if (nat !== NatStrategy.NONE) {
    const gateway = gateways[nat === NatStrategy.SINGLE ? 0 : plan.zone - 1];
    new Route(scope, 'DefaultRoute', { provider, routeTableId: table.id, destinationCidrBlock: ANYWHERE, natGatewayId: gateway.id });
  }
  return table;
}

function associate({ facts: { provider } }: Build, scope: Construct, subnet: Subnet, table: RouteTable): void {
  new RouteTableAssociation(scope, 'RouteTableAssociation', { provider, subnetId: subnet.id, routeTableId: table.id });
}

const TIER_IDS: Record<Tier, string> = { public: 'Public', private: 'Private', isolated: 'Isolated' };
