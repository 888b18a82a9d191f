// What the state buckets of both regions are, with every default filled in.

import { isStateLocation } from './location';
import { bucketWhat, KEY_WHAT, LOCK_TABLE_WHAT, LocationPlan, planLocation, sitesPropsOf, StateRegionPlan } from './plan-location';
import { backendRules } from './rules';
import { planRole, RolePlan } from '../identity/plan';
import { KeyPlan, planKey } from '../keys/plan';
import { NAME_LIMITS } from '../plan/name-limits';
import { IsToken, Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { Removal } from '../plan/strategy';
import { PlanningContext, planSites, SitePlan, StackDefaults } from '../sites/plan';
import { PartScope } from '../sites/site';

/** Alarms about what gets to a region and what leaves it. */
export interface AlarmsPlan {
  /** The oldest operation that has not arrived from the other region. */
  readonly latency: string;
  /** Operations that wait to arrive from the other region. */
  readonly pending: string;
  /** Operations that failed on their way to the other region. */
  readonly failed: string;
  readonly actionArn?: string;
}

/** The states of one region, and what keeps them. */
export interface StateSitePlan extends StateRegionPlan {
  readonly partScope: PartScope;
  readonly key: KeyPlan;
  /** The id of the rule that replicates to the other region. */
  readonly ruleId: string;
  readonly replicationRole: RolePlan;
  readonly alarms: AlarmsPlan;
  /** Missing without access logs. */
  readonly logBucketName?: string;
  /** The ARN of the role that Terraform assumes. */
  readonly assumeRoleArn?: string;
}

/** The state buckets. */
export interface StateBackendPlan {
  readonly context: PlanningContext;
  readonly accountId: string;
  readonly primary: StateSitePlan;
  readonly standby: StateSitePlan;
  readonly noncurrentDays: number;
  readonly accessLogDays?: number;
  readonly protected: boolean;
  readonly tags: Record<string, string>;
}

const PROPERTIES = [
  'location', 'primary', 'standby', 'noncurrentDays', 'accessLogDays', 'alarmActionArns', 'iam', 'tags', 'acceptedRisks', 'failOnRisks', 'removal',
];
const SITE_PROPERTIES = ['provider', 'assumeRoleArn', 'endpoints'];

/** Plans the state buckets. Never throws. */
export function planStateBackend(props: unknown, defaults: StackDefaults, isToken: IsToken): Planned<StateBackendPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, '', list, isToken);
  reader.onlyHas(PROPERTIES);
  reader.need('location', 'a StateLocation');
  const location = reader.instance('location', 'a StateLocation', isStateLocation);
  const noncurrentDays = reader.has('noncurrentDays') ? reader.integer('noncurrentDays') : 90;
  const accessLogDays = reader.integer('accessLogDays');
  const alarmActionArns = readActions(reader);
  const [primary, standby] = (['primary', 'standby'] as const).map(role => readSite(reader.struct(role)));
  const located = location && planLocation(location._props, 'location', isToken);
  list.addAll(located?.problems ?? []);
  if (location === undefined || located?.plan === undefined || located.problems.length > 0) return { problems: list.problems };

  const own = Object.fromEntries(['iam', 'tags', 'acceptedRisks', 'failOnRisks', 'removal'].map(name => [name, reader.raw(name)]));
  const { plan: context, problems } = planSites({ ...sitesPropsOf(location._props, { primary, standby }), ...own }, defaults, isToken);
  list.addAll(problems);
  const unreadable = noncurrentDays === undefined || (reader.has('accessLogDays') && accessLogDays === undefined);
  if (context === undefined || unreadable) return { problems: list.problems };

  const making: Making = { located: located.plan, alarmActionArns, logs: accessLogDays !== undefined };
  const { sites } = context;
  const plan: StateBackendPlan = {
    context,
    accountId: located.plan.accountId,
    primary: planSite(sites.primary, sites.standby, making, context, list),
    standby: planSite(sites.standby, sites.primary, making, context, list),
    noncurrentDays,
    accessLogDays,
    protected: sites.removal === Removal.PROTECTED,
    tags: sites.tags,
  };
  list.check(backendRules, plan);
  return { plan, problems: list.problems };
}

/** What both sites are planned from. */
interface Making {
  readonly located: LocationPlan;
  readonly alarmActionArns: { readonly primary?: string; readonly standby?: string };
  readonly logs: boolean;
}

function planSite(site: SitePlan, other: SitePlan, { located, alarmActionArns, logs }: Making, context: PlanningContext, list: ProblemList): StateSitePlan {
  const { role, region } = site;
  const bucket = bucketWhat(located.accountId);
  const path = 'location.serviceName';
  const named = located[role];
  // The location has named these; asked for again, they are taken, so that another StateBackend cannot have them.
  context.namer.name({ what: bucket, region, limit: NAME_LIMITS.stateBucket, path }, list);
  if (named.lockTableName !== undefined) context.namer.name({ what: LOCK_TABLE_WHAT, region, limit: NAME_LIMITS.dynamodbTable, path }, list);
  const alarm = (what: string) => context.namer.name({ what: `tfstate-${what}`, region, limit: NAME_LIMITS.alarm, path }, list);
  return {
    ...named,
    partScope: role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY,
    key: planKey('state', site, context, list, undefined, KEY_WHAT),
    ruleId: `to-${other.region}`,
    replicationRole: planRole({ what: 'tfstate-replication', region, path }, context, list),
    alarms: { latency: alarm('latency'), pending: alarm('pending'), failed: alarm('failed'), actionArn: alarmActionArns[role] },
    ...(logs ? { logBucketName: context.namer.name({ what: `tfstate-logs-${located.accountId}`, region, limit: NAME_LIMITS.stateBucket, path: 'accessLogDays' }, list) } : {}),
    assumeRoleArn: site.assumeRoleArn,
  };
}

function readSite(reader: Reader): object {
  reader.onlyHas(SITE_PROPERTIES);
  return Object.fromEntries(SITE_PROPERTIES.map(name => [name, reader.raw(name)]));
}

function readActions(reader: Reader): Making['alarmActionArns'] {
  const actions = reader.struct('alarmActionArns');
  actions.onlyHas(['primary', 'standby']);
  if (reader.has('alarmActionArns')) actions.need('primary', "'arn:aws:sns:us-east-1:111122223333:alerts'");
  return { primary: actions.opaque('primary'), standby: actions.opaque('standby') };
}
