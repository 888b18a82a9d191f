// What the networks of both sites are, with every default filled in.

import { Cidr, cidrText, parseCidr } from './cidr';
import { MALFORMED_CIDR } from './cidr-rules';
import { knowsEndpointsOf } from './endpoint-names';
import { ExistingSiteNetwork, planExistingSite } from './existing-plan';
import { NatStrategy } from './props';
import { networkRules } from './rules';
import { FEWEST_ZONES, MOST_ZONES, subnetRange, Tier } from './subnets';
import { planRole, RolePlan } from '../identity/plan';
import { KeyPlan, planKey } from '../keys/plan';
import { NAME_LIMITS, NameLimit } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';
import type { PlanningContext, SitePlan, SitesPlan } from '../sites/plan';

/** What the rest of a service asks of its networks. */
export interface NetworkOptions {
  /** The port of the service's database. */
  readonly databasePort?: number;
  /** Services that functions in the network call, as endpoints name them. */
  readonly calledServices?: string[];
}

/** A security group to be made. */
export interface NewGroupPlan {
  readonly name: string;
  readonly description: string;
}

/** A security group. */
export type GroupPlan = NewGroupPlan | { readonly existingId: string };

/** What the network of a site has, made or not. */
export interface AnySiteNetwork {
  readonly role: 'primary' | 'standby';
  readonly region: string;
  readonly functionGroup: GroupPlan;
  /** Missing where there is no database. */
  readonly databaseGroup?: GroupPlan;
}

/** A subnet. */
export interface SubnetPlan {
  readonly tier: Tier;
  /** Counts from 1. */
  readonly zone: number;
  readonly cidr: string;
  readonly name: string;
}

/** A NAT gateway. */
export interface GatewayPlan {
  readonly zone: number;
  readonly name: string;
}

/** A VPC endpoint. */
export interface EndpointPlan {
  readonly service: string;
  readonly name: string;
}

/** The flow logs of a VPC. */
export interface FlowLogPlan {
  readonly logGroupName: string;
  readonly writerRole: RolePlan;
  readonly retentionDays: number;
  readonly key: KeyPlan;
}

/** The network of a site, to be made. */
export interface NewSiteNetwork extends AnySiteNetwork {
  readonly existing: false;
  readonly partition: string;
  readonly name: string;
  readonly cidr: Cidr;
  readonly cidrPath: string;
  readonly zoneCount: number;
  /** Zones that the user named, at least `zoneCount`. */
  readonly zoneNames?: string[];
  readonly nat: NatStrategy;
  readonly natPath: string;
  readonly subnets: SubnetPlan[];
  /** Names of the route tables that all subnets of a tier share. */
  readonly routeTableNames: { readonly public: string; readonly isolated: string };
  readonly gateways: GatewayPlan[];
  readonly gatewayEndpoints: EndpointPlan[];
  readonly interfaceEndpoints: EndpointPlan[];
  readonly endpointGroup: NewGroupPlan;
  readonly flowLog: FlowLogPlan;
}

export type SiteNetworkPlan = NewSiteNetwork | ExistingSiteNetwork;

/** The networks of a service. */
export interface NetworkPlan {
  /** Where the properties stand, such as `network`. */
  readonly path: string;
  readonly strategy: Strategy;
  readonly tags: Record<string, string>;
  readonly zoneCount: number;
  readonly flowLogDays: number;
  /** The services that the user named. */
  readonly interfaceEndpoints: string[];
  readonly databasePort?: number;
  /** Services that functions in the network call. */
  readonly calledServices: string[];
  /** The port that the properties name, where the database has another one. */
  readonly otherPort?: number;
  readonly primary: SiteNetworkPlan;
  /** Missing where the strategy has no network in the standby region. */
  readonly standby?: SiteNetworkPlan;
  /** Properties of a standby network that is not there. */
  readonly unused: string[];
}

/** What the properties say of both sites. */
interface Shared {
  readonly zoneCount: number;
  readonly flowLogDays: number;
  readonly interfaceEndpoints?: string[];
  readonly databasePort?: number;
  readonly nat: NatStrategy;
  readonly calledServices: string[];
}

const PROPERTIES = [
  'primaryCidr', 'standbyCidr', 'zoneCount', 'nat', 'standbyNat', 'interfaceEndpoints', 'flowLogDays', 'databasePort', 'primaryExisting',
  'standbyExisting',
];
const OF_STANDBY = ['standbyCidr', 'standbyNat', 'standbyExisting'];
const DEFAULT_CIDR = { primary: '10.0.0.0/16', standby: '10.1.0.0/16' };
const DEFAULT_ZONES = 3;
const DEFAULT_FLOW_LOG_DAYS = 30;

/** Plans the networks of both sites. `path` is where their properties stand. */
export function planNetwork(props: unknown, path: string, context: PlanningContext, options: NetworkOptions = {}): Planned<NetworkPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, path, list, context.isToken);
  reader.onlyHas(PROPERTIES);
  const { sites } = context;
  const givenPort = reader.integer('databasePort');
  const shared: Shared = {
    zoneCount: reader.integer('zoneCount') ?? defaultZoneCount(sites),
    flowLogDays: reader.integer('flowLogDays') ?? DEFAULT_FLOW_LOG_DAYS,
    interfaceEndpoints: reader.texts('interfaceEndpoints'),
    databasePort: options.databasePort ?? givenPort,
    nat: reader.oneOf('nat', Object.values(NatStrategy)) ?? NatStrategy.PER_ZONE,
    calledServices: options.calledServices ?? [],
  };
  const built = sites.strategy !== Strategy.BACKUP_RESTORE;
  const primary = planSite(reader, sites.primary, shared, context, list);
  const standby = built ? planSite(reader, sites.standby, shared, context, list) : undefined;
  if (primary === undefined || (built && standby === undefined)) return { problems: list.problems };
  const plan: NetworkPlan = {
    path,
    strategy: sites.strategy,
    tags: sites.tags,
    ...shared,
    interfaceEndpoints: shared.interfaceEndpoints ?? [],
    otherPort: options.databasePort !== undefined && givenPort !== options.databasePort ? givenPort : undefined,
    primary,
    standby,
    unused: built ? [] : OF_STANDBY.filter(property => reader.has(property)).map(property => reader.at(property)),
  };
  list.check(networkRules, plan);
  return { plan, problems: list.problems };
}

function planSite(reader: Reader, site: SitePlan, shared: Shared, context: PlanningContext, list: ProblemList): SiteNetworkPlan | undefined {
  const withDatabase = shared.databasePort !== undefined;
  const { serviceName, environment } = context.sites;
  const group = (what: string): NewGroupPlan => ({
    name: nameOf(what, site, NAME_LIMITS.securityGroup, context, list),
    description: `${what} of ${serviceName} ${environment}`,
  });
  const common = {
    role: site.role,
    region: site.region,
    functionGroup: group('functions'),
    ...(withDatabase ? { databaseGroup: group('database') } : {}),
  };
  const existing = `${site.role}Existing`;
  return reader.has(existing)
    ? planExistingSite(reader, existing, common, context, list)
    : planNewSite(reader, site, { ...common, endpointGroup: group('endpoints') }, shared, context, list);
}

function planNewSite(
  reader: Reader, site: SitePlan, common: AnySiteNetwork & { endpointGroup: NewGroupPlan }, shared: Shared,
  context: PlanningContext, list: ProblemList,
): NewSiteNetwork | undefined {
  const cidr = readCidr(reader, site.role, list);
  const { nat, natPath } = readNat(reader, site.role, shared.nat, context.sites.strategy);
  if (cidr === undefined) return undefined;
  const tag = (what: string) => nameOf(what, site, NAME_LIMITS.tag, context, list);
  const endpoints = (...services: string[]) => services.map(service => ({ service, name: tag(service) }));
  const zones = Array.from({ length: Math.min(Math.max(shared.zoneCount, 0), MOST_ZONES) }, (_, index) => index + 1);
  const tiers: Tier[] = nat === NatStrategy.NONE ? ['private', 'isolated'] : ['public', 'private', 'isolated'];
  const gatewayZones = { [NatStrategy.NONE]: [], [NatStrategy.SINGLE]: zones.slice(0, 1), [NatStrategy.PER_ZONE]: zones }[nat];
  const called = new Set([...(shared.databasePort === undefined ? [] : ['secretsmanager']), ...shared.calledServices]);
  const needed = nat === NatStrategy.NONE && knowsEndpointsOf(site.partition) ? [...called] : [];
  return {
    ...common,
    existing: false,
    partition: site.partition,
    name: tag('vpc'),
    cidr,
    cidrPath: reader.at(`${site.role}Cidr`),
    zoneCount: shared.zoneCount,
    zoneNames: site.zones,
    nat,
    natPath,
    subnets: tiers.flatMap(tier => zones.map(zone => ({
      tier, zone, cidr: cidrText(subnetRange(cidr, tier, zone)), name: tag(`${tier}-${zone}`),
    }))),
    gateways: gatewayZones.map(zone => ({ zone, name: tag(`nat-${zone}`) })),
    routeTableNames: { public: tag('public'), isolated: tag('isolated') },
    gatewayEndpoints: endpoints('s3', 'dynamodb'),
    interfaceEndpoints: endpoints(...shared.interfaceEndpoints ?? needed),
    flowLog: {
      logGroupName: nameOf('flow-logs', site, NAME_LIMITS.logGroup, context, list),
      writerRole: planRole({
        what: 'flow-logs', region: site.region, path: 'serviceName', existingArn: context.sites.iam.flowLogArns[site.role],
      }, context, list),
      retentionDays: shared.flowLogDays,
      key: planKey('logs', site, context, list),
    },
  };
}

function readCidr(reader: Reader, role: 'primary' | 'standby', list: ProblemList): Cidr | undefined {
  const property = `${role}Cidr`;
  const text = reader.text(property) ?? (reader.has(property) ? undefined : DEFAULT_CIDR[role]);
  if (text === undefined) return undefined;
  const cidr = parseCidr(text);
  if (cidr === undefined) {
    list.add(MALFORMED_CIDR, { path: reader.at(property), message: `'${text}' given, a range like '${DEFAULT_CIDR[role]}' needed`, mend: 'Correct it' });
  }
  return cidr;
}

function readNat(reader: Reader, role: 'primary' | 'standby', nat: NatStrategy, strategy: Strategy): { nat: NatStrategy; natPath: string } {
  if (role === 'primary') return { nat, natPath: reader.at('nat') };
  const own = reader.oneOf('standbyNat', Object.values(NatStrategy));
  if (own !== undefined) return { nat: own, natPath: reader.at('standbyNat') };
  return strategy === Strategy.PILOT_LIGHT
    ? { nat: NatStrategy.NONE, natPath: reader.at('standbyNat') }
    : { nat, natPath: reader.at('nat') };
}

// As many as both sites have: a site whose zones are named has those, any other one three.
function defaultZoneCount({ primary, standby }: SitesPlan): number {
  const fewest = Math.min(...[primary, standby].map(site => site.zones?.length ?? DEFAULT_ZONES));
  return Math.min(Math.max(fewest, FEWEST_ZONES), MOST_ZONES);
}

function nameOf(what: string, site: SitePlan, limit: NameLimit, context: PlanningContext, list: ProblemList): string {
  return context.namer.name({ what, region: site.region, limit, path: 'serviceName' }, list);
}
