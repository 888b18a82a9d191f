// The alarms of a region, and the one that joins them.

import type { Construct } from 'constructs';
import { CloudwatchCompositeAlarm } from '#aws/cloudwatch-composite-alarm';
import { CloudwatchMetricAlarm, CloudwatchMetricAlarmConfig } from '#aws/cloudwatch-metric-alarm';
import { TOPIC } from './alarm-actions';
import type { CompositePlan } from './composite';
import type { MetricFacts } from './kind-facts';
import type { AlarmPlan, AnyAlarmPlan } from './plan-alarms';
import { isExpression } from '../plan/reader';
import type { ScopeFacts } from '../sites/sites';

/** What alarms are made with. */
export interface AlarmParts {
  readonly scope: Construct;
  readonly facts: Pick<ScopeFacts, 'provider'>;
  /** The topic of the region. */
  readonly topicArn: string;
  /** ARNs of what opens incidents, which may be tokens. */
  readonly responsePlans: Set<string>;
  /** Ids of AWS's, by the marks that stand for them. */
  readonly ids: Map<string, string>;
  readonly tags: Record<string, string>;
}

/** Makes an alarm on metrics. */
export function buildAlarm(parts: AlarmParts, plan: AlarmPlan): Construct {
  const { scope, facts: { provider } } = parts;
  return new CloudwatchMetricAlarm(scope, plan.constructId, {
    provider,
    ...common(parts, plan),
    ...(plan.expression === undefined ? single(plan, parts) : { metricQuery: queries(plan, plan.expression, parts) }),
    evaluationPeriods: plan.evaluationPeriods,
    datapointsToAlarm: plan.datapointsToAlarm,
    threshold: plan.threshold,
    comparisonOperator: plan.comparison === 'above' ? 'GreaterThanThreshold' : 'LessThanThreshold',
    treatMissingData: plan.missingData,
  });
}

/** Makes the alarm of a site. AWS refuses it before the alarms that it names are there. */
export function buildComposite(parts: AlarmParts, plan: CompositePlan): void {
  const { scope, facts: { provider } } = parts;
  new CloudwatchCompositeAlarm(scope, plan.constructId, {
    provider,
    ...common(parts, plan),
    alarmRule: plan.rule,
    dependsOn: plan.children.map(({ constructId }) => scope.node.findChild(constructId) as CloudwatchMetricAlarm),
  });
}

function common({ topicArn, responsePlans, tags }: AlarmParts, { alarmName, description, actionArns }: AnyAlarmPlan) {
  const actions = (arns: string[]) => arns.map(arn => (arn === TOPIC ? topicArn : arn));
  // An incident is opened, not closed, by an alarm: whoever reads messages hears of the end too. Of a token nobody knows what it is, a plan given as one apart.
  const readers = actionArns.filter(arn => arn === TOPIC || /^arn:[\w-]+:sns:/.test(arn) || (isExpression(arn) && !responsePlans.has(arn)));
  return {
    alarmName,
    alarmDescription: description,
    ...(actionArns.length === 0 ? {} : { alarmActions: actions(actionArns) }),
    ...(readers.length === 0 ? {} : { okActions: actions(readers) }),
    tags,
  };
}

function single(plan: AlarmPlan, parts: AlarmParts): Partial<CloudwatchMetricAlarmConfig> {
  const [{ metricName, statistic }] = Object.values(plan.metrics);
  return {
    namespace: plan.namespace,
    metricName,
    dimensions: known(plan.dimensions, parts),
    ...(isPercentile(statistic) ? { extendedStatistic: statistic } : { statistic }),
    period: plan.periodSeconds,
  };
}

function queries(plan: AlarmPlan, expression: string, parts: AlarmParts) {
  return [
    { id: 'value', expression, label: plan.description, returnData: true },
    ...Object.entries(plan.metrics).map(([id, metric]: [string, MetricFacts]) => ({
      id,
      returnData: false,
      metric: {
        namespace: plan.namespace,
        metricName: metric.metricName,
        dimensions: known({ ...plan.dimensions, ...moreOf(metric, plan) }, parts),
        stat: metric.statistic,
        period: plan.periodSeconds,
      },
    })),
  ];
}

function moreOf({ moreDimensions = [] }: MetricFacts, plan: AlarmPlan): Record<string, string> {
  return Object.fromEntries(moreDimensions.map(dimension => [dimension, plan.moreDimensions[dimension]]));
}

function known(dimensions: Record<string, string>, { ids }: AlarmParts): Record<string, string> {
  return Object.fromEntries(Object.entries(dimensions).map(([dimension, value]) => [dimension, ids.get(value) ?? value]));
}

function isPercentile(statistic: string): boolean {
  return /^p\d/.test(statistic);
}
