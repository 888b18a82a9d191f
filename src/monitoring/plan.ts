// What is watched in both regions and who is told, with every default filled in.

import type { IAlarmActions } from './alarm-actions';
import type { IAlarmNaming } from './alarm-naming';
import { CompositePlan, planComposite } from './composite';
import { KINDS } from './kinds';
import { AlarmPlan, AlarmSettings, planAlarms, readOverrides, readThresholds, targetNameOf, watchesOn } from './plan-alarms';
import { METRICS_REGION, planTopics, TopicPlan, TopicsPlan } from './plan-topics';
import type { AlarmThresholds, MonitoringProps } from './props';
import { monitoringRules } from './rules';
import { isCheck, WatchedTarget } from './targets';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import type { SiteRole } from '../plan/site-role';
import type { PlanningContext } from '../sites/plan';

/** What the layer is told of the rest of a service. */
export interface MonitoringNeeds {
  readonly targets: WatchedTarget[];
  /** Seconds of writes that the service may lose; left out where that is not known. */
  readonly rpoSeconds?: number;
}

/** A subscription to what RDS tells of a cluster. */
export interface DatabaseEventsPlan {
  readonly role: SiteRole;
  readonly subscriptionName: string;
  readonly clusterIdentifier: string;
}

/** A dashboard. */
export interface DashboardPlan {
  readonly role: SiteRole;
  readonly dashboardName: string;
}

/** What was given and known, for the rules. */
export interface MonitoringGiven {
  readonly partition: string;
  readonly rpoSeconds?: number;
  readonly customNaming: boolean;
  readonly customActions: boolean;
  readonly overrides: AlarmSettings['overrides'];
  readonly thresholds: AlarmSettings['thresholds'];
  /** Whether there are health checks that cannot be watched. */
  readonly checksUnwatched: boolean;
  /** Sites whose topics are under keys of the user's. */
  readonly ownKeys: SiteRole[];
  /** What alarms could be made of: kind, slash and target. */
  readonly watched: string[];
  readonly healthTopic: boolean;
}

/** Monitoring. */
export interface MonitoringPlan {
  readonly path: string;
  readonly service: string;
  readonly regions: Record<SiteRole, string>;
  readonly topics: TopicsPlan;
  readonly targets: WatchedTarget[];
  readonly alarms: AlarmPlan[];
  readonly composites: CompositePlan[];
  readonly databaseEvents: DatabaseEventsPlan[];
  readonly dashboards: DashboardPlan[];
  readonly tags: Record<string, string>;
  readonly given: MonitoringGiven;
}

const PROPERTIES = ['receivers', 'existingTopics', 'thresholds', 'overrides', 'naming', 'actions'];
const THRESHOLDS = KINDS.flatMap(({ threshold }): (keyof AlarmThresholds)[] => (threshold.property === undefined ? [] : [threshold.property]));
const ROLES = ['primary', 'standby'] as const;

/** Plans monitoring. `path` is where it stands in the properties, such as `monitoring`. */
export function planMonitoring(props: unknown, path: string, context: PlanningContext, needs: MonitoringNeeds): Planned<MonitoringPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, path, list, context.isToken);
  reader.onlyHas(PROPERTIES);
  const { sites } = context;
  const { targets, rpoSeconds } = needs;
  // Metrics of health checks are in a region of the partition aws alone; elsewhere they are refused.
  const hasChecks = sites.primary.partition === 'aws' && targets.some(isCheck);
  const topics = planTopics(reader, hasChecks, context, list);
  const healthRegion = healthTopicOf(topics)?.region;
  const settings: AlarmSettings = {
    rpoSeconds,
    thresholds: readThresholds(reader, THRESHOLDS),
    overrides: readOverrides(reader, context, list),
    receivers: topics.receivers,
    naming: reader.instance('naming' satisfies keyof MonitoringProps, 'an object with a method alarmName', isNaming),
    actions: reader.instance('actions' satisfies keyof MonitoringProps, 'an object with a method actionArns', isActions),
  };
  const watches = watchesOn(targets, healthRegion, context);
  const alarms = planAlarms(watches, settings, context, list);
  const plan: MonitoringPlan = {
    path,
    service: `${sites.serviceName} ${sites.environment}`,
    regions: { primary: sites.primary.region, standby: sites.standby.region },
    topics,
    targets,
    alarms,
    composites: ROLES.flatMap(role => planComposite(role, alarms, settings, path, context, list)),
    databaseEvents: targets.filter(({ kind }) => kind === 'database').flatMap(({ names }) => ROLES.filter(role => names[role] !== undefined).map(role => ({
      role,
      subscriptionName: context.namer.name({ what: 'database-events', region: sites[role].region, limit: NAME_LIMITS.rdsSubscription, path }, list),
      clusterIdentifier: names[role]!,
    }))),
    dashboards: ROLES.map(role => ({
      role, dashboardName: context.namer.name({ what: 'dashboard', region: sites[role].region, limit: NAME_LIMITS.dashboard, path }, list),
    })),
    tags: sites.tags,
    given: {
      partition: sites.primary.partition,
      rpoSeconds,
      customNaming: settings.naming !== undefined,
      customActions: settings.actions !== undefined,
      overrides: settings.overrides,
      thresholds: settings.thresholds,
      checksUnwatched: hasChecks && healthRegion === undefined,
      watched: watches.map(watch => `${watch.kind}/${targetNameOf(watch) ?? ''}`),
      healthTopic: reader.struct('existingTopics').has('healthChecks'),
      ownKeys: topics.existing ? [] : ROLES.filter(role => topics[role].key?.existingArn !== undefined),
    },
  };
  list.check(monitoringRules, plan);
  return { plan, problems: list.problems };
}

/** The topics that are planned. */
export function topicsOf({ primary, standby, health }: TopicsPlan): TopicPlan[] {
  return health === undefined ? [primary, standby] : [primary, standby, health];
}

/** The topic in the region of the metrics of health checks. */
export function healthTopicOf(topics: TopicsPlan): TopicPlan | undefined {
  return topicsOf(topics).find(({ region }) => region === METRICS_REGION);
}

function isNaming(value: unknown): value is IAlarmNaming {
  return typeof (value as IAlarmNaming | null)?.alarmName === 'function';
}

function isActions(value: unknown): value is IAlarmActions {
  return typeof (value as IAlarmActions | null)?.actionArns === 'function';
}
