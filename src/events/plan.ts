// What the bus is in both regions, with every default filled in.

import { forwardPattern } from './pattern';
import { EventReplication, ReplicationKind } from './replication';
import { eventsRules } from './rules';
import { planRole, RolePlan } from '../identity/plan';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';
import type { PlanningContext, SitePlan } from '../sites/plan';
import { PartScope } from '../sites/site';

/** What the bus is told of other layers. */
export interface EventsNeeds {
  /** Whether a health check is handed over when the bus is made. */
  readonly hasHealthCheck?: boolean;
  /** Whether topics of both regions are known when the bus is made, which are told where the user names none. */
  readonly told?: boolean;
  /** Topics that a user hands over beside the bus, which are told where the bus names none. */
  readonly handedTopicArns?: ActionArns;
  /** The ARN of that health check, where it is a user's. */
  readonly handedCheckArn?: string;
}

/** What the alarm of each region tells. */
export interface ActionArns {
  readonly primary?: string;
  readonly standby?: string;
}

/** A rule that forwards to the other region, and what it needs in its own. */
export interface ForwardPlan {
  readonly ruleName: string;
  readonly pattern: string;
  readonly targetRegion: string;
  readonly role: RolePlan;
  /** The queue of what could not be forwarded. */
  readonly queueName: string;
  readonly alarmName: string;
  /** What the bus names, else what is handed over beside it. */
  readonly alarmActionArn?: string;
}

/** The bus of one region. */
export interface EventSitePlan {
  readonly role: 'primary' | 'standby';
  readonly region: string;
  readonly partition: string;
  readonly partScope: PartScope;
  /** The part that the bus itself is in: the primary's rule names the standby's bus, and must come after it. */
  readonly busScope: PartScope;
  /** Missing without an archive. */
  readonly archiveName?: string;
  /** Missing where this region forwards nothing. */
  readonly forward?: ForwardPlan;
}

/** A global endpoint. */
export interface EndpointPlan {
  readonly endpointName: string;
  readonly role: RolePlan;
  readonly healthCheckArn?: string;
}

/** The bus. */
export interface EventsPlan {
  readonly path: string;
  readonly strategy: Strategy;
  /** The same in both regions. */
  readonly busName: string;
  readonly description: string;
  readonly replication: ReplicationKind;
  readonly sources: string[];
  readonly archiveDays: number;
  readonly hasHealthCheck: boolean;
  readonly handedCheckArn?: string;
  readonly alarmActionArns: ActionArns;
  readonly handedTopicArns: ActionArns;
  readonly fedFromOtherRegions: boolean;
  readonly told: boolean;
  readonly primary: EventSitePlan;
  /** Missing where the strategy has nothing in the standby. */
  readonly standby?: EventSitePlan;
  readonly endpoint?: EndpointPlan;
  readonly tags: Record<string, string>;
}

/** The sites that have a bus. */
export function sitesOf({ primary, standby }: Pick<EventsPlan, 'primary' | 'standby'>): EventSitePlan[] {
  return standby === undefined ? [primary] : [primary, standby];
}

/** Plans the bus. `path` is where it stands in the properties, such as `events`. */
export function planEvents(props: unknown, path: string, context: PlanningContext, needs: EventsNeeds = {}): Planned<EventsPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, path, list, context.isToken);
  reader.onlyHas(['replication', 'archiveDays', 'alarmActionArns', 'fedFromOtherRegions']);
  const given = reader.instance('replication', 'an EventReplication', isReplication);
  const replication = readReplication(given ?? EventReplication.none(), reader, list, context);
  const archiveDays = reader.has('archiveDays') ? reader.integer('archiveDays') : 7;
  const alarmActionArns = readActions(reader, 'alarmActionArns');
  const fedFromOtherRegions = reader.bool('fedFromOtherRegions') ?? false;
  if (replication === undefined || archiveDays === undefined || (reader.has('replication') && given === undefined)) return { problems: list.problems };

  const { sites } = context;
  const { kind, sources, healthCheckArn } = replication;
  const { handedTopicArns = {} } = needs;
  const making: Making = { kind, sources, archiveDays, alarmActionArns: { ...handedTopicArns, ...alarmActionArns }, path };
  const plan: EventsPlan = {
    path,
    strategy: sites.strategy,
    busName: context.namer.name({ what: 'events', limit: NAME_LIMITS.eventBus, path }, list),
    description: `Events of ${sites.serviceName} ${sites.environment}`,
    replication: kind,
    sources,
    archiveDays,
    hasHealthCheck: healthCheckArn !== undefined || needs.hasHealthCheck === true,
    handedCheckArn: needs.handedCheckArn,
    alarmActionArns,
    handedTopicArns,
    fedFromOtherRegions,
    told: needs.told ?? false,
    primary: planSite(sites.primary, sites.standby, making, context, list),
    ...(sites.strategy === Strategy.BACKUP_RESTORE ? {} : { standby: planSite(sites.standby, sites.primary, making, context, list) }),
    ...(kind === 'globalEndpoint' ? { endpoint: planEndpoint(healthCheckArn, path, context, list) } : {}),
    tags: sites.tags,
  };
  list.check(eventsRules, plan);
  return { plan, problems: list.problems };
}

/** What both sites are planned from. */
interface Making {
  readonly kind: ReplicationKind;
  readonly sources: string[];
  readonly archiveDays: number;
  readonly alarmActionArns: ActionArns;
  readonly path: string;
}

function planSite(site: SitePlan, other: SitePlan, making: Making, context: PlanningContext, list: ProblemList): EventSitePlan {
  const { role, region, partition } = site;
  const { kind, archiveDays, path } = making;
  const forwards = kind === 'forwardBothWays' || (kind === 'forwardToStandby' && role === 'primary');
  return {
    role,
    region,
    partition,
    partScope: role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY,
    busScope: role === 'primary' ? PartScope.PRIMARY : PartScope.FOUNDATION,
    ...(archiveDays === 0 ? {} : { archiveName: context.namer.name({ what: 'events', region, limit: NAME_LIMITS.eventArchive, path: `${path}.archiveDays` }, list) }),
    ...(forwards ? { forward: planForward(site, other, making, context, list) } : {}),
  };
}

function planForward({ role, region }: SitePlan, other: SitePlan, making: Making, context: PlanningContext, list: ProblemList): ForwardPlan {
  const path = `${making.path}.replication`;
  return {
    ruleName: context.namer.name({ what: 'events-forward', region, limit: NAME_LIMITS.eventRule, path }, list),
    pattern: forwardPattern(region, making.sources),
    targetRegion: other.region,
    role: planRole({ what: 'events-forward', region, path, existingArn: context.sites.iam.eventForwardArns[role] }, context, list),
    queueName: context.namer.name({ what: 'events-failed', region, limit: NAME_LIMITS.sqsQueue, path }, list),
    alarmName: context.namer.name({ what: 'events-failed', region, limit: NAME_LIMITS.alarm, path }, list),
    alarmActionArn: making.alarmActionArns[role],
  };
}

function planEndpoint(healthCheckArn: string | undefined, path: string, context: PlanningContext, list: ProblemList): EndpointPlan {
  return {
    endpointName: context.namer.name({ what: 'events', limit: NAME_LIMITS.eventEndpoint, path: `${path}.replication` }, list),
    role: planRole({ what: 'events-endpoint', path: `${path}.replication`, existingArn: context.sites.iam.eventEndpointArn }, context, list),
    healthCheckArn,
  };
}

function readReplication(
  replication: EventReplication, reader: Reader, list: ProblemList, context: PlanningContext,
): { kind: ReplicationKind; sources: string[]; healthCheckArn?: string } | undefined {
  const { kind } = replication._facts;
  const facts = new Reader(replication._facts, reader.at('replication'), list, context.isToken);
  const healthCheckArn = facts.opaque('healthCheckArn');
  if (kind !== 'forwardBothWays' && kind !== 'forwardToStandby') return { kind, sources: [], healthCheckArn };
  facts.need('sources', "['orders']");
  const sources = facts.texts('sources');
  // Where entries were refused, the list is not to be judged by those that are left.
  if (sources === undefined || sources.length < (facts.raw('sources') as unknown[]).length) return undefined;
  return { kind, sources };
}

/** Reads what the alarm of each region tells. */
export function readActions(reader: Reader, property: string): ActionArns {
  const actions = reader.struct(property);
  actions.onlyHas(['primary', 'standby']);
  if (reader.has(property)) actions.need('primary', "'arn:aws:sns:us-east-1:111122223333:alerts'");
  const [primary, standby] = [actions.opaque('primary'), actions.opaque('standby')];
  return { ...(primary === undefined ? {} : { primary }), ...(standby === undefined ? {} : { standby }) };
}

function isReplication(value: unknown): value is EventReplication {
  return value instanceof EventReplication;
}
