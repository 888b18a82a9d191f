// An alarm on the metric that tells of a region's health, in the other region, and what a health check copies of it.

import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { CloudwatchMetricAlarm } from '#aws/cloudwatch-metric-alarm';
import type { SignalPlan } from './endpoint-plan';
import type { DnsPlan } from './plan';
import type { Sites } from '../sites/sites';

/** What a health check is made from that follows a metric. */
export interface SignalCheck {
  readonly type: string;
  readonly cloudwatchAlarmName: string;
  readonly cloudwatchAlarmRegion: string;
  readonly insufficientDataHealthStatus: string;
  readonly triggers: Record<string, string>;
}

/** What Route 53 copies of an alarm: CloudWatchAlarmConfiguration of its API. */
const COPIED = ['namespace', 'metric_name', 'statistic', 'period', 'evaluation_periods', 'threshold', 'comparison_operator'];

/** Makes the alarm. Nothing of it but its settings is used: what missing data means is told to the check. */
export function buildSignal(layer: Construct, sites: Sites, plan: DnsPlan, signal: SignalPlan): SignalCheck {
  const alarm = new CloudwatchMetricAlarm(sites.part(layer, signal.partScope), 'HealthAlarm', {
    provider: sites._in(signal.partScope).provider,
    alarmName: signal.alarmName,
    alarmDescription: `A health check of ${plan.hostName} has the settings of this alarm`,
    namespace: signal.namespace,
    metricName: signal.metricName,
    ...(Object.keys(signal.dimensions).length === 0 ? {} : { dimensions: signal.dimensions }),
    statistic: signal.statistic,
    period: signal.periodSeconds,
    evaluationPeriods: signal.evaluationPeriods,
    threshold: signal.threshold,
    comparisonOperator: signal.comparison,
    tags: plan.tags,
  });
  return {
    type: 'CLOUDWATCH_METRIC',
    cloudwatchAlarmName: alarm.alarmName,
    cloudwatchAlarmRegion: signal.region,
    insufficientDataHealthStatus: signal.whenMissing,
    // Route 53 copies the settings when the check is written, and never looks again. https://github.com/hashicorp/terraform-provider-aws (triggers)
    triggers: {
      ...Object.fromEntries(COPIED.map(argument => [argument, alarm.getStringAttribute(argument)])),
      dimensions: Fn.jsonencode(alarm.dimensions),
    },
  };
}
