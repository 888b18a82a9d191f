// What leads users to a region, with every default filled in.

import { EndpointPlan, entryEndpoints, readEndpoints } from './endpoint-plan';
import { DnsFailover } from './props';
import { dnsRules } from './rules';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { Removal, Strategy } from '../plan/strategy';
import type { PlanningContext } from '../sites/plan';
import { readZone, ZonePlan } from '../sites/zone-plan';

/** What the layer is told of an HTTP entry. */
export interface DnsHttp {
  readonly hostName?: string;
  readonly zone?: ZonePlan;
  readonly healthPath: string;
  readonly inStandby: boolean;
}

/** What the layer is told of the rest of a service. */
export interface DnsNeeds {
  readonly http?: DnsHttp;
  /** Whether there is a database, which one region alone writes; left out where that is not known. */
  readonly database?: boolean;
  /** Whether something is told of the switch's loss when no action is given. */
  readonly told?: boolean;
  /** The ARN of the topic that is told then, where it was handed over beside the properties. */
  readonly handedTopicArn?: string;
}

/** How Route 53 finds out whether a region answers. */
export interface CheckPlan {
  readonly resourcePath: string;
  readonly searchString?: string;
  readonly intervalSeconds: number;
  readonly failureThreshold: number;
  readonly checkerRegions?: string[];
}

/** The failover switch. */
export interface SwitchPlan {
  /** The name of the bucket without the account, which ends it. */
  readonly bucketName: string;
  readonly alarmName: string;
  readonly alarmActionArns: string[];
}

/** The host name and what decides who answers to it. */
export interface DnsPlan {
  readonly path: string;
  readonly service: string;
  readonly hostName: string;
  readonly zone: ZonePlan;
  readonly primary: EndpointPlan;
  /** Missing where the strategy has nothing there. */
  readonly standby?: EndpointPlan;
  /** How Route 53 chooses. */
  readonly routing: 'simple' | 'failover' | 'latency';
  readonly failover: DnsFailover;
  readonly ttlSeconds: number;
  readonly ipv6: boolean;
  readonly check: CheckPlan;
  /** Missing where there is no other region to switch to. */
  readonly failoverSwitch?: SwitchPlan;
  readonly ephemeral: boolean;
  readonly tags: Record<string, string>;
  readonly given: DnsGiven;
}

/** What was given and known, for the rules. */
export interface DnsGiven {
  readonly properties: string[];
  readonly database?: boolean;
  readonly entryHostName?: string;
  readonly partition: string;
  readonly alarmPossible: boolean;
  readonly standbyMissing: boolean;
  readonly told: boolean;
  readonly handedTopicArn?: string;
  /** The keys of the tags that the providers of the stack add. */
  readonly defaultTagKeys: string[];
}

/** The objects in the bucket of the switch. */
export const SWITCH_KEY = 'switch';
export const CANARY_KEY = 'canary';
/** Where the metrics of health checks are. */
export const METRICS_REGION = 'us-east-1';
/** How the library asks for the object of the switch, every ten seconds and three times. */
export const SWITCH_CHECK = { intervalSeconds: 10, failureThreshold: 3 };

const PROPERTIES = ['zone', 'hostName', 'siteEndpoints', 'failover', 'ttlSeconds', 'ipv6', 'healthCheck', 'alarmActionArns'];
const CHECK_PROPERTIES = ['path', 'searchString', 'intervalSeconds', 'failureThreshold', 'checkerRegions'];

/** Plans the host name. `path` is where it stands in the properties, such as `dns`. */
export function planDns(props: unknown, path: string, context: PlanningContext, needs: DnsNeeds = {}): Planned<DnsPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, path, list, context.isToken);
  reader.onlyHas(PROPERTIES);
  const { sites } = context;
  const { http, database } = needs;
  if (http?.hostName === undefined) {
    reader.need('hostName', "'orders.example.com'");
    reader.need('siteEndpoints', "{ primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') }");
  }
  if (http?.zone === undefined) reader.need('zone', "HostedZone.fromName('example.com')");
  const hostName = reader.text('hostName') ?? (reader.has('hostName') ? undefined : http?.hostName);
  const zone = readZone(reader, context, list) ?? (reader.has('zone') ? undefined : http?.zone);
  const endpoints = reader.has('siteEndpoints') ? readEndpoints(reader, context, list) : entryEndpoints(reader, sites, http);
  const check = readCheck(reader.struct('healthCheck'), http?.healthPath);
  const failover = reader.oneOf('failover', Object.values(DnsFailover)) ?? (database === false ? DnsFailover.AUTOMATIC : DnsFailover.OPERATOR);
  const rest = { ttlSeconds: reader.integer('ttlSeconds') ?? 60, ipv6: reader.bool('ipv6') ?? false, failover, check };
  const alarmActionArns = reader.opaques('alarmActionArns') ?? [];
  if (hostName === undefined || zone === undefined || endpoints?.primary === undefined || endpoints.unread) return { problems: list.problems };

  const plan: DnsPlan = {
    path: reader.path,
    service: `${sites.serviceName} ${sites.environment}`,
    hostName,
    zone,
    primary: endpoints.primary,
    standby: endpoints.standby,
    routing: endpoints.standby === undefined ? 'simple' : sites.strategy === Strategy.ACTIVE_ACTIVE ? 'latency' : 'failover',
    ...rest,
    ...(endpoints.standby === undefined ? {} : { failoverSwitch: { ...namesOfSwitch(reader.path, context, list), alarmActionArns } }),
    ephemeral: sites.removal === Removal.EPHEMERAL,
    tags: sites.tags,
    given: {
      properties: PROPERTIES.filter(property => reader.has(property)),
      database,
      entryHostName: reader.has('siteEndpoints') ? undefined : http?.hostName,
      partition: sites.primary.partition,
      alarmPossible: !sites.standby.ownProvider || [sites.primary.region, sites.standby.region].includes(METRICS_REGION),
      standbyMissing: endpoints.standby === undefined && sites.strategy !== Strategy.BACKUP_RESTORE,
      told: needs.told === true,
      handedTopicArn: needs.handedTopicArn,
      defaultTagKeys: sites.defaultTagKeys,
    },
  };
  list.check(dnsRules, plan);
  return { plan, problems: list.problems };
}

function namesOfSwitch(path: string, { namer, sites }: PlanningContext, list: ProblemList) {
  const named = { what: 'switch', region: sites.standby.region, path: path === '' ? 'serviceName' : path };
  return {
    bucketName: namer.name({ ...named, limit: NAME_LIMITS.s3Bucket }, list),
    alarmName: namer.name({ ...named, limit: NAME_LIMITS.alarm }, list),
  };
}

function readCheck(reader: Reader, healthPath: string = '/health'): CheckPlan {
  reader.onlyHas(CHECK_PROPERTIES);
  return {
    resourcePath: reader.text('path') ?? healthPath,
    searchString: reader.text('searchString'),
    intervalSeconds: reader.integer('intervalSeconds') ?? 30,
    failureThreshold: reader.integer('failureThreshold') ?? 3,
    checkerRegions: reader.texts('checkerRegions'),
  };
}

/** The endpoints, the primary first. */
export function endpointsOf({ primary, standby }: Pick<DnsPlan, 'primary' | 'standby'>): EndpointPlan[] {
  return standby === undefined ? [primary] : [primary, standby];
}

/** Whether a record follows the health of an endpoint: that of the primary with AUTOMATIC, and that of a standby which serves users too. */
export function isFollowed({ failover, routing }: DnsPlan, { role }: EndpointPlan): boolean {
  if (routing === 'simple') return false;
  return role === 'primary' ? failover === DnsFailover.AUTOMATIC : routing === 'latency';
}
