// What the dashboards show, as CloudWatch reads it. Pure: marks stand for what is known when the app is made.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html

import { AlarmKind } from './kind';
import type { MonitoringPlan } from './plan';
import { METRICS_REGION } from './plan-topics';
import type { WatchedTarget } from './targets';
import type { SiteRole } from '../plan/site-role';

/** A graph, a text, or the states of alarms. */
export interface Widget {
  readonly type: 'metric' | 'text' | 'alarm';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Record<string, unknown>;
}

/** Stand for the account and the partition. */
export const ACCOUNT = '<account>';
export const PARTITION = '<partition>';

type Metric = [namespace: string, metricName: string, ...rest: (string | Record<string, unknown>)[]];

interface Line {
  readonly label: string;
  readonly value: number;
}

interface Graph {
  readonly title: string;
  readonly region: string;
  readonly metrics: Metric[];
  readonly statistic: string;
  readonly lines?: Line[];
}

const ROLES = ['primary', 'standby'] as const;
const WIDTH = 12;
const HEIGHT = 6;
const PERIOD_SECONDS = 60;
const MILLISECONDS = 1000;
// What CloudWatch takes in one graph, and in one list of alarms.
const MOST_METRICS = 500;
const MOST_ALARMS = 100;

/** The body of the dashboards: the same for both regions. */
export function dashboardBody(plan: MonitoringPlan): { readonly widgets: Widget[] } {
  const { regions } = plan;
  const rows: (Omit<Widget, 'x' | 'y'> | undefined)[][] = [
    [header(plan)],
    ROLES.map(role => alarmStates(plan, role, regions[role])),
    [activeSite(plan), checks(plan)],
    ROLES.map(role => graph(databaseLag(plan, role))),
    ROLES.map(role => graph(tableLag(plan, role))),
    ROLES.map(role => graph(requests(plan, role))),
    ROLES.map(role => graph(latency(plan, role))),
    ROLES.map(role => graph(calls(plan, role))),
    ROLES.map(role => graph(durations(plan, role))),
    ROLES.map(role => graph(throttles(plan, role))),
    ROLES.map(role => graph(queueAges(plan, role))),
    ROLES.map(role => graph(deadLetters(plan, role))),
  ];
  let y = 0;
  return {
    widgets: rows.flatMap(row => {
      const top = y;
      const there = row.filter(widget => widget !== undefined);
      y += Math.max(0, ...there.map(({ height }) => height));
      return row.flatMap((widget, position) => (widget === undefined ? [] : [{ ...widget, x: position * WIDTH, y: top }]));
    }),
  };
}

function header({ service, regions, given: { rpoSeconds } }: MonitoringPlan): Omit<Widget, 'x' | 'y'> {
  const objective = rpoSeconds === undefined ? '' : ` The service may lose ${rpoSeconds} seconds of writes.`;
  const markdown = [
    `# ${service}`,
    `**${regions.primary}** is the primary in the beginning and on the left, **${regions.standby}** the standby and on the right.`
    + ` After a failover they change roles: the lag of the database is then shown on the left.${objective}`,
  ].join('\n');
  return { type: 'text', width: 2 * WIDTH, height: 3, properties: { markdown } };
}

function alarmStates({ alarms, composites }: MonitoringPlan, role: SiteRole, region: string): Omit<Widget, 'x' | 'y'> | undefined {
  const names = [...composites, ...alarms].filter(alarm => alarm.role === role || (alarm.role === 'health' && role === 'primary'));
  if (names.length === 0) return undefined;
  return {
    type: 'alarm',
    width: WIDTH,
    height: 4,
    properties: {
      title: `Alarms, ${region}${names.some(alarm => alarm.role === 'health') && region !== METRICS_REGION ? `, and of health checks, ${METRICS_REGION}` : ''}`,
      alarms: names.slice(0, MOST_ALARMS).map(alarm => `arn:${PARTITION}:cloudwatch:${alarm.region}:${ACCOUNT}:alarm:${alarm.alarmName}`),
    },
  };
}

function activeSite(plan: MonitoringPlan): Omit<Widget, 'x' | 'y'> | undefined {
  const { regions } = plan;
  return graph({
    title: `Active site by the failover switch, ${METRICS_REGION}`,
    region: METRICS_REGION,
    metrics: watched(plan, 'failoverSwitch').flatMap(({ names: { primary } }): Metric[] => (
      primary === undefined ? [] : [['AWS/Route53', 'HealthCheckStatus', 'HealthCheckId', primary, { label: 'switch' }]])),
    statistic: 'Minimum',
    lines: [{ label: `open: ${regions.primary} is answered`, value: 1 }, { label: `thrown: ${regions.standby} is answered`, value: 0 }],
  });
}

function checks(plan: MonitoringPlan): Omit<Widget, 'x' | 'y'> | undefined {
  const metrics = watched(plan, 'endpointChecks').flatMap(({ names }) => ROLES.filter(role => names[role] !== undefined).map((role): Metric =>
    ['AWS/Route53', 'HealthCheckPercentageHealthy', 'HealthCheckId', names[role]!, { label: plan.regions[role] }]));
  return graph({
    title: `Checkers that reach each region, ${METRICS_REGION}`, region: METRICS_REGION, metrics, statistic: 'Average', lines: [{ label: 'unhealthy from here on down', value: 18 }],
  });
}

function databaseLag(plan: MonitoringPlan, role: SiteRole): Graph {
  const metrics = named(plan, 'database', role).flatMap((name): Metric[] => [
    // By whichever dimensions have values.
    ['AWS/RDS', 'AuroraGlobalDBRPOLag', 'DBClusterIdentifier', name, { label: 'RPO lag' }],
    ['AWS/RDS', 'AuroraGlobalDBRPOLag', 'DBClusterIdentifier', name, 'SourceRegion', plan.regions[other(role)], { label: 'RPO lag' }],
    ['AWS/RDS', 'AuroraGlobalDBReplicationLag', 'DBClusterIdentifier', name, { label: 'replication lag' }],
    ['AWS/RDS', 'AuroraGlobalDBReplicationLag', 'DBClusterIdentifier', name, 'SourceRegion', plan.regions[other(role)], { label: 'replication lag' }],
  ]);
  return onSite(plan, role, 'Lag of the database', metrics, 'Maximum', [...objectiveLine(plan), ...alarmLine(plan, role, AlarmKind.DATABASE_RPO_LAG)]);
}

function tableLag(plan: MonitoringPlan, role: SiteRole): Graph {
  const receiving = plan.regions[other(role)];
  const metrics = watched(plan, 'table').filter(({ replicated }) => replicated).flatMap(({ names, targetName }): Metric[] => (names[role] === undefined ? [] : [
    ['AWS/DynamoDB', 'ReplicationLatency', 'TableName', names[role], 'ReceivingRegion', receiving, { label: targetName }],
  ]));
  const lines = [...objectiveLine(plan), ...alarmLine(plan, role, AlarmKind.TABLE_REPLICATION_LATENCY)];
  return { title: `Replication of tables, ${plan.regions[role]} to ${receiving}`, region: plan.regions[role], metrics, statistic: 'Average', lines };
}

function requests(plan: MonitoringPlan, role: SiteRole): Graph {
  const metrics = named(plan, 'httpApi', role).flatMap((apiId): Metric[] => [
    ['AWS/ApiGateway', 'Count', 'ApiId', apiId, { label: 'requests' }],
    ['AWS/ApiGateway', '5xx', 'ApiId', apiId, { label: 'server errors' }],
    ['AWS/ApiGateway', '4xx', 'ApiId', apiId, { label: 'callers\' errors' }],
  ]);
  return onSite(plan, role, 'Requests', metrics, 'Sum');
}

function latency(plan: MonitoringPlan, role: SiteRole): Graph {
  const metrics = named(plan, 'httpApi', role).flatMap((apiId): Metric[] => [
    ['AWS/ApiGateway', 'Latency', 'ApiId', apiId, { label: 'slowest hundredth' }],
    ['AWS/ApiGateway', 'Latency', 'ApiId', apiId, { label: 'half', stat: 'p50' }],
  ]);
  return onSite(plan, role, 'Latency of requests', metrics, 'p99', alarmLine(plan, role, AlarmKind.API_LATENCY));
}

function calls(plan: MonitoringPlan, role: SiteRole): Graph {
  return onSite(plan, role, 'Calls and errors of functions', ofFunctions(plan, role, ['Invocations', 'Errors']), 'Sum');
}

function durations(plan: MonitoringPlan, role: SiteRole): Graph {
  return onSite(plan, role, 'Longest run of functions', ofFunctions(plan, role, ['Duration']), 'Maximum');
}

function throttles(plan: MonitoringPlan, role: SiteRole): Graph {
  const ofTables = watched(plan, 'table').flatMap(({ names, targetName }): Metric[] => (names[role] === undefined ? [] : ['ReadThrottleEvents', 'WriteThrottleEvents']
    .map((metricName): Metric => ['AWS/DynamoDB', metricName, 'TableName', names[role]!, { label: `${targetName} ${metricName}` }])));
  return onSite(plan, role, 'Throttles of functions and tables', [...ofFunctions(plan, role, ['Throttles']), ...ofTables], 'Sum');
}

function queueAges(plan: MonitoringPlan, role: SiteRole): Graph {
  return onSite(plan, role, 'Oldest messages of queues', ofQueues(plan, role, 'queue', 'ApproximateAgeOfOldestMessage'), 'Maximum', alarmLine(plan, role, AlarmKind.QUEUE_AGE));
}

function deadLetters(plan: MonitoringPlan, role: SiteRole): Graph {
  return onSite(plan, role, 'What could not be worked on', ofQueues(plan, role, 'deadLetters', 'ApproximateNumberOfMessagesVisible'), 'Maximum');
}

function ofFunctions(plan: MonitoringPlan, role: SiteRole, metricNames: string[]): Metric[] {
  return watched(plan, 'function').flatMap(({ names, targetName }) => (names[role] === undefined ? [] : metricNames
    .map((metricName): Metric => ['AWS/Lambda', metricName, 'FunctionName', names[role]!, { label: `${targetName} ${metricName}` }])));
}

function ofQueues(plan: MonitoringPlan, role: SiteRole, kind: 'queue' | 'deadLetters', metricName: string): Metric[] {
  return watched(plan, kind).flatMap(({ names, targetName }): Metric[] => (
    names[role] === undefined ? [] : [['AWS/SQS', metricName, 'QueueName', names[role], { label: targetName }]]));
}

function onSite({ regions }: MonitoringPlan, role: SiteRole, what: string, metrics: Metric[], statistic: string, lines: Line[] = []): Graph {
  return { title: `${what}, ${regions[role]}`, region: regions[role], metrics, statistic, lines };
}

function graph({ title, region, metrics, statistic, lines = [] }: Graph): Omit<Widget, 'x' | 'y'> | undefined {
  if (metrics.length === 0) return undefined;
  return {
    type: 'metric',
    width: WIDTH,
    height: HEIGHT,
    properties: {
      title,
      region,
      view: 'timeSeries',
      stat: statistic,
      period: PERIOD_SECONDS,
      metrics: metrics.slice(0, MOST_METRICS),
      ...(lines.length === 0 ? {} : { annotations: { horizontal: lines } }),
    },
  };
}

function other(role: SiteRole): SiteRole {
  return role === 'primary' ? 'standby' : 'primary';
}

function objectiveLine({ given: { rpoSeconds } }: MonitoringPlan): Line[] {
  return rpoSeconds === undefined ? [] : [{ label: 'objective (RPO)', value: rpoSeconds * MILLISECONDS }];
}

// One line where all alarms of a kind ring at the same.
function alarmLine({ alarms }: MonitoringPlan, role: SiteRole, kind: AlarmKind): Line[] {
  const values = [...new Set(alarms.filter(alarm => alarm.role === role && alarm.kind === kind).map(({ threshold }) => threshold))];
  return values.length === 1 ? [{ label: 'alarm', value: values[0] }] : [];
}

function watched({ targets }: MonitoringPlan, kind: WatchedTarget['kind']): WatchedTarget[] {
  return targets.filter(target => target.kind === kind);
}

function named(plan: MonitoringPlan, kind: WatchedTarget['kind'], role: SiteRole): string[] {
  return watched(plan, kind).flatMap(({ names }) => (names[role] === undefined ? [] : [names[role]]));
}
