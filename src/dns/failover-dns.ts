// FailoverDns: the host name of a service, and the switch that moves it to the other region.

import { isIP } from 'net';
import { Construct } from 'constructs';
import { Route53Record } from '#aws/route53-record';
import { buildChecks, MadeChecks } from './checks';
import type { EndpointPlan } from './endpoint-plan';
import type { DnsEntry } from './entry';
import { DnsPlan, endpointsOf, SWITCH_KEY } from './plan';
import { planDnsAlone } from './plan-alone';
import { DnsFailover, DnsProps } from './props';
import { recordTypesOf } from './rules-endpoints';
import { buildSwitch } from './switch';
import { PartScope, SiteValues } from '../sites/site';
import { Sites } from '../sites/sites';
import { ZoneFacts, Zones } from '../sites/zones';

/** What a `FailoverDns` is made from. */
export interface FailoverDnsProps {
  /** The regions. */
  readonly sites: Sites;
  /** The host name and what it leads to. */
  readonly dns: DnsProps;
  /**
   * The HTTP entry that the host name leads to, from the properties of an `HttpEntry`.
   *
   * @default - needed, unless `dns` has endpoints
   */
  readonly entry?: DnsEntry;
  /**
   * The ARN of a topic in `us-east-1` that is told when the failover switch cannot be read, where `dns` names nothing, such as the
   * `healthTopicArn` of a `DrMonitoring`. May be a token.
   *
   * @default - what `dns` names
   */
  readonly alarmTopicArn?: string;
}

/**
 * The host name of a service in two regions, by itself. `MultiRegionDr` makes the same from its `dns`.
 *
 * Which region is answered follows a switch that needs no control plane: an object in a bucket of the standby region. It is put there by a
 * failover and deleted by the way back; Terraform never touches it.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html
 */
export class FailoverDns extends Construct {
  /** The host name. */
  public readonly hostName: string;
  /** The id of the zone. */
  public readonly zoneId: string;
  /** The name servers of a zone that is new, for the registrar of the domain; undefined for one that is there already. */
  public readonly nameServers?: string[];
  /** The bucket of the failover switch; undefined where there is no other region to switch to. */
  public readonly switchBucketName?: string;
  /** The key of the object that a failover puts there. */
  public readonly switchKey: string;
  /** The id of the health check that is unhealthy while the switch is thrown; undefined without one. */
  public readonly switchCheckId?: string;
  /**
   * The id of the health check that the primary's record follows: of the switch, and with DnsFailover.AUTOMATIC of the primary too. What is to move
   * together with users follows it; undefined without a switch.
   */
  public readonly primaryCheckId?: string;
  /** The id of the health check that is unhealthy while the switch cannot be read; undefined without one. */
  public readonly canaryCheckId?: string;
  /** The ids of the health checks of the regions; undefined without a second one. */
  public readonly endpointCheckIds?: SiteValues;

  public constructor(scope: Construct, constructId: string, props: FailoverDnsProps) {
    const { sites, dns, entry } = props;
    const alarmTopicArn = props.alarmTopicArn ?? undefined;
    const plan = sites._planFor('FailoverDns', scope, constructId, dns, () => planDnsAlone(props, sites._context));
    super(scope, constructId);
    this.hostName = plan.hostName;
    this.switchKey = SWITCH_KEY;
    let checks: MadeChecks | undefined;
    if (plan.failoverSwitch !== undefined) {
      const made = buildSwitch(this, sites, plan, plan.failoverSwitch);
      checks = buildChecks(this, sites, plan, made, alarmTopicArn);
      this.switchBucketName = made.bucketName;
      this.switchCheckId = checks.switchCheckId;
      this.primaryCheckId = checks.primaryCheckId;
      this.canaryCheckId = checks.canaryCheckId;
      this.endpointCheckIds = checks.endpointCheckIds;
    }
    const { zoneId, nameServers } = buildRecords(this, sites, plan, checks, entry);
    this.zoneId = zoneId;
    this.nameServers = nameServers;
  }
}

function buildRecords(layer: FailoverDns, sites: Sites, plan: DnsPlan, checks: MadeChecks | undefined, entry: DnsEntry | undefined): Pick<ZoneFacts, 'zoneId' | 'nameServers'> {
  const part = sites.part(layer, PartScope.ROUTING);
  const { zoneId, provider, nameServers } = Zones.of(sites).in(part, PartScope.ROUTING, plan.zone);
  endpointsOf(plan).forEach(endpoint => recordTypesOf(endpoint, plan.ipv6).forEach(recordType => {
    new Route53Record(part, `Record-${endpoint.role}-${recordType}`, {
      provider,
      zoneId,
      name: plan.hostName,
      type: recordType,
      ...routing(plan, endpoint),
      healthCheckId: checks?.recordCheckIds[endpoint.role],
      ...target(plan, endpoint, recordType, entry),
    });
  }));
  return { zoneId, nameServers };
}

function routing(plan: DnsPlan, { role, region }: EndpointPlan) {
  if (plan.routing === 'simple') return {};
  return {
    setIdentifier: region,
    ...(plan.routing === 'failover'
      ? { failoverRoutingPolicy: { type: role === 'primary' ? 'PRIMARY' : 'SECONDARY' } }
      : { latencyRoutingPolicy: { region } }),
  };
}

// The zone that AWS keeps for CloudFront, whose health is not evaluated. https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

function target(plan: DnsPlan, endpoint: EndpointPlan, recordType: string, entry: DnsEntry | undefined) {
  const { kind, role, targetDomainName, targetZoneId, addresses } = endpoint;
  switch (kind) {
    case 'entry': return { alias: { name: entry!.targetDomainNames[role]!, zoneId: entry!.targetZoneIds[role]!, evaluateTargetHealth: evaluates(plan, endpoint) } };
    case 'alias': return { alias: { name: targetDomainName!, zoneId: targetZoneId!, evaluateTargetHealth: evaluates(plan, endpoint) } };
    case 'cname': return { ttl: plan.ttlSeconds, records: [targetDomainName!] };
    default: return { ttl: plan.ttlSeconds, records: addresses.filter(address => (isIP(address) === 4) === (recordType === 'A')) };
  }
}

// A secondary whose health is not looked at is always answered after the primary. The target of an entry has no health to evaluate, which AWS
// asks for in failover records; a user's target does, and would move users by itself where an operator is to.
function evaluates(plan: DnsPlan, { kind, role, targetZoneId }: EndpointPlan): boolean {
  if (plan.routing === 'simple' || targetZoneId === CLOUDFRONT_ZONE) return false;
  if (plan.routing === 'failover' && role === 'standby') return false;
  return kind === 'entry' || plan.failover === DnsFailover.AUTOMATIC;
}
