// DrMonitoring: who is told of what, in both regions.

import { Construct } from 'constructs';
import { CloudwatchDashboard } from '#aws/cloudwatch-dashboard';
import { AlarmParts, buildAlarm, buildComposite } from './alarms';
import { ACCOUNT, dashboardBody, PARTITION } from './dashboard-body';
import { buildDatabaseEvents } from './database-events';
import { healthTopicOf, MonitoringPlan, planMonitoring } from './plan';
import type { TopicPlan } from './plan-topics';
import type { MonitoringProps } from './props';
import { NOTHING_WATCHED } from './rules-targets';
import { MonitoringTarget } from './target';
import { idsOf, readTargets } from './targets';
import { buildPermissions, buildTopic, factsFor } from './topics';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import type { SiteRole } from '../plan/site-role';
import { PartScope, SiteValues } from '../sites/site';
import { Sites } from '../sites/sites';

/** What a `DrMonitoring` is made from. */
export interface DrMonitoringProps {
  /** The regions. */
  readonly sites: Sites;
  /** Who is told, and when alarms ring. */
  readonly monitoring: MonitoringProps;
  /**
   * What is watched.
   *
   * @default - nothing (DR678)
   */
  readonly targets?: MonitoringTarget[];
  /**
   * Seconds of writes that the service may lose: alarms of replication ring at half of it, and dashboards have a line there.
   *
   * @default - not known; alarms of replication ring at 60 seconds
   */
  readonly rpoSeconds?: number;
}

const ROLES = ['primary', 'standby'] as const;

/**
 * Alarms on both regions of a service, an encrypted topic in each that tells of them, and a dashboard for each, by itself. `MultiRegionDr` makes the
 * same from its `monitoring`.
 *
 * Alarms are in the region of what they watch, and go blind with it. What shows the loss of a region from outside are the health checks, whose alarms
 * are in `us-east-1`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export class DrMonitoring extends Construct {
  /** The ARN of the topic in each region. */
  public readonly topicArns: SiteValues;
  /** The ARN of the topic in `us-east-1`, which alarms on health checks tell; undefined where there are none and neither site is there. */
  public readonly healthTopicArn?: string;
  /** The names of the alarms in the primary region. */
  public readonly primaryAlarmNames: string[];
  /** The names of the alarms in the standby region. */
  public readonly standbyAlarmNames: string[];
  /** The names of the alarms on health checks, in `us-east-1`. */
  public readonly healthAlarmNames: string[];
  /** The names of the alarms that say that a site is unwell; undefined for a site without signals. */
  public readonly unwellAlarmNames: Record<string, string>;
  /** The name of the dashboard of each region. */
  public readonly dashboardNames: SiteValues;

  private readonly sites: Sites;
  private readonly databaseEvents: Map<SiteRole, Construct>;

  public constructor(scope: Construct, constructId: string, props: DrMonitoringProps) {
    const { sites, monitoring } = props;
    const plan = sites._planFor('DrMonitoring', scope, constructId, monitoring, () => planAlone(props));
    super(scope, constructId);
    this.sites = sites;
    const { primary, standby, health } = plan.topics;
    this.topicArns = { primary: buildTopic(this, sites, plan, primary), standby: buildTopic(this, sites, plan, standby) };
    const topicArns = { primary: this.topicArns.primary, standby: this.topicArns.standby!, health: health && buildTopic(this, sites, plan, health) };
    const healthTopic = healthTopicOf(plan.topics);
    this.healthTopicArn = healthTopic && topicArns[healthTopic.role];
    buildPermissions(this, sites, plan);

    const ids = idsOf(props.targets ?? []);
    const responsePlans = new Set(plan.topics.receivers.filter(({ kind }) => kind === 'responsePlan').map(({ endpoint }) => endpoint!));
    const parts = (topic: TopicPlan, partScope: PartScope): AlarmParts => ({
      scope: sites.part(this, partScope), facts: factsFor(sites, topic), topicArn: topicArns[topic.role]!, responsePlans, ids, tags: plan.tags,
    });
    for (const role of ROLES) {
      const made = parts(plan.topics[role], plan.topics[role].partScope);
      plan.alarms.filter(alarm => alarm.role === role).forEach(alarm => buildAlarm(made, alarm));
      plan.composites.filter(alarm => alarm.role === role).forEach(alarm => buildComposite(made, alarm));
    }
    if (healthTopic !== undefined) {
      const routing = { ...parts(healthTopic, PartScope.ROUTING), facts: { provider: sites._providerIn(healthTopic.region, PartScope.ROUTING)! } };
      plan.alarms.filter(alarm => alarm.role === 'health').forEach(alarm => buildAlarm(routing, alarm));
    }
    this.databaseEvents = buildDatabaseEvents(this, sites, plan, topicArns);
    buildDashboards(this, sites, plan, ids);

    const everyAlarm = [...plan.alarms, ...plan.composites];
    const namesOf = (role: TopicPlan['role']) => everyAlarm.filter(alarm => alarm.role === role).map(({ alarmName }) => alarmName);
    this.primaryAlarmNames = namesOf('primary');
    this.standbyAlarmNames = namesOf('standby');
    this.healthAlarmNames = namesOf('health');
    this.unwellAlarmNames = Object.fromEntries(plan.composites.map(({ role, alarmName }) => [role, alarmName]));
    const [ofPrimary, ofStandby] = plan.dashboards;
    this.dashboardNames = { primary: ofPrimary.dashboardName, standby: ofStandby.dashboardName };
  }

  /**
   * States that RDS is asked to tell of the clusters after they are made.
   *
   * @internal
   */
  public _afterDatabase(database: Construct): void {
    this.databaseEvents.forEach((events, role) => {
      this.sites.after(events, this.sites.part(database, role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY));
    });
  }
}

function planAlone({ sites, monitoring, ...around }: DrMonitoringProps): Planned<MonitoringPlan> {
  const context = sites._context;
  const list = new ProblemList();
  const reader = new Reader(around, '', list, context.isToken);
  const given = reader.instances('targets', 'a MonitoringTarget', (value): value is MonitoringTarget => value instanceof MonitoringTarget) ?? [];
  const targets = readTargets(given, context, list);
  if (!reader.has('targets') || (reader.raw('targets') as unknown[]).length === 0) {
    list.add(NOTHING_WATCHED, { path: 'targets', message: 'nothing given that is watched', mend: 'Name what is watched, or leave monitoring out' });
  }
  const { plan, problems } = planMonitoring(monitoring, 'monitoring', context, { targets, rpoSeconds: reader.number('rpoSeconds') });
  return { plan, problems: [...list.problems, ...problems] };
}

// Both show both regions, so they are in Routing, which may refer to either. AWS keeps dashboards for the whole account: made through the standby,
// neither needs the primary in a plan while that region is lost.
function buildDashboards(layer: Construct, sites: Sites, plan: MonitoringPlan, ids: Map<string, string>): void {
  const { provider, partition, accountId } = sites._in(PartScope.ROUTING);
  const known = [...ids, [ACCOUNT, accountId], [PARTITION, partition]];
  const body = known.reduce((text, [mark, value]) => text.split(mark).join(value), JSON.stringify(dashboardBody(plan)));
  plan.dashboards.forEach(({ role, dashboardName }) => {
    new CloudwatchDashboard(sites.part(layer, PartScope.ROUTING), `Dashboard-${role}`, {
      provider, dashboardName, dashboardBody: body,
    });
  });
}
