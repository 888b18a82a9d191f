// Alarms about replication. S3 publishes what waits and how long in the region that it comes to, and what failed in the one that it comes from.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html

import type { Construct } from 'constructs';
import { CloudwatchMetricAlarm } from '#aws/cloudwatch-metric-alarm';
import type { StateBackendPlan, StateSitePlan } from './plan';
import type { Sites } from '../sites/sites';

/** What S3 promises: 15 minutes. */
const PROMISED_SECONDS = 900;
const PERIOD_SECONDS = 300;
/** Half an hour in which something was waiting all the time. */
const WAITING_PERIODS = 6;

interface AlarmContent {
  readonly alarmName: string;
  readonly description: string;
  readonly metric: 'OperationsFailedReplication' | 'OperationsPendingReplication' | 'ReplicationLatency';
  readonly statistic: 'Maximum' | 'Minimum' | 'Sum';
  readonly threshold: number;
  readonly periods: number;
  readonly from: StateSitePlan;
  readonly to: StateSitePlan;
}

/** Makes the alarms of a region. */
export function buildAlarms(scope: Construct, sites: Sites, plan: StateBackendPlan, site: StateSitePlan, other: StateSitePlan): void {
  const { provider } = sites._in(site.partScope);
  const { latency, pending, failed, actionArn } = site.alarms;
  const alarm = (constructId: string, { from, to, ...content }: AlarmContent) => new CloudwatchMetricAlarm(scope, constructId, {
    provider,
    alarmName: content.alarmName,
    alarmDescription: content.description,
    namespace: 'AWS/S3',
    metricName: content.metric,
    dimensions: { SourceBucket: from.bucketName, DestinationBucket: to.bucketName, RuleId: from.ruleId },
    statistic: content.statistic,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: content.threshold,
    period: PERIOD_SECONDS,
    evaluationPeriods: content.periods,
    // Where nothing is replicated there is nothing to measure.
    treatMissingData: 'notBreaching',
    ...(actionArn === undefined ? {} : { alarmActions: [actionArn], okActions: [actionArn] }),
    tags: plan.tags,
  });
  const arriving = { from: other, to: site };
  alarm('Latency', {
    ...arriving,
    alarmName: latency,
    description: `States of ${other.region} get to ${site.region} later than S3 promises: what is newer is missing there`,
    metric: 'ReplicationLatency',
    statistic: 'Maximum',
    threshold: PROMISED_SECONDS,
    periods: 1,
  });
  alarm('Pending', {
    ...arriving,
    alarmName: pending,
    description: `States of ${other.region} wait to get to ${site.region}, and the wait does not end`,
    metric: 'OperationsPendingReplication',
    statistic: 'Minimum',
    threshold: 0,
    periods: WAITING_PERIODS,
  });
  alarm('Failed', {
    from: site,
    to: other,
    alarmName: failed,
    description: `States of ${site.region} could not be replicated to ${other.region}`,
    metric: 'OperationsFailedReplication',
    statistic: 'Sum',
    threshold: 0,
    periods: 1,
  });
}
