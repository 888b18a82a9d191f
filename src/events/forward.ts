// A rule that forwards a region's own events to the other one, with what happens to those that it can't.

import { Construct } from 'constructs';
import { CloudwatchEventRule } from '#aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '#aws/cloudwatch-event-target';
import { CloudwatchMetricAlarm } from '#aws/cloudwatch-metric-alarm';
import { busArn, busOf, busRuleArn } from './bus';
import type { EventSitePlan, EventsPlan, ForwardPlan } from './plan';
import { buildRole, roleArn, Statement } from '../identity/role';
import { buildQueue, buildQueuePolicy, MadeQueue, MOST_RETENTION_SECONDS } from '../queues/queue';
import { PartScope } from '../sites/site';
import type { ScopeFacts, Sites } from '../sites/sites';

/** Makes the role that a region's rule puts events with, unless it is there already. EventBridge takes it on for this rule alone. */
export function buildForwardRole(layer: Construct, sites: Sites, plan: EventsPlan, site: EventSitePlan, forward: ForwardPlan): void {
  if (forward.role.existingArn !== undefined) return;
  const facts = sites._in(PartScope.FOUNDATION);
  buildRole(new Construct(sites.part(layer, PartScope.FOUNDATION), `Forward-${site.role}`), sites, forward.role, {
    description: `Events of ${plan.busName} from ${site.region} to ${forward.targetRegion}`,
    trust: [{
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': facts.accountId },
        ArnEquals: { 'aws:SourceArn': busRuleArn(plan, site.region, forward.ruleName, facts) },
      },
    }],
    policy: {
      policyName: 'forward',
      statements: [{ Sid: 'PutInOtherRegion', Effect: 'Allow', Action: 'events:PutEvents', Resource: busArn(plan, forward.targetRegion, facts) }],
    },
  });
}

/** Makes the rule of a region. It comes after the other region's bus, whose policy admits it. */
export function buildForward(
  layer: Construct, sites: Sites, plan: EventsPlan, site: EventSitePlan, target: EventSitePlan, forward: ForwardPlan,
): string {
  const scope = new Construct(sites.part(layer, site.partScope), 'Forward');
  const facts = sites._in(site.partScope);
  const { provider } = facts;
  const failed = buildQueue(scope, 'Failed', facts, { name: forward.queueName, tags: plan.tags, retentionSeconds: MOST_RETENTION_SECONDS });
  const policy = buildQueuePolicy(scope, 'FailedPolicy', facts, failed, ruleMaySend(plan, site, forward, failed, facts));
  const rule = new CloudwatchEventRule(scope, 'Rule', {
    provider,
    name: forward.ruleName,
    eventBusName: plan.busName,
    description: `Events of ${site.region} to ${forward.targetRegion}`,
    eventPattern: forward.pattern,
    state: 'ENABLED',
    tags: plan.tags,
  });
  const toOtherRegion = new CloudwatchEventTarget(scope, 'Target', {
    provider,
    rule: rule.name,
    eventBusName: plan.busName,
    targetId: 'other-region',
    arn: busArn(plan, forward.targetRegion, facts),
    roleArn: roleArn(forward.role, facts),
    deadLetterConfig: { arn: failed.arn },
  });
  // Without the policy EventBridge loses what it cannot forward.
  sites.after(toOtherRegion, policy);
  buildAlarm(scope, plan, forward, facts);
  sites.after(scope, busOf(layer, sites, site));
  sites.after(scope, busOf(layer, sites, target));
  sites.after(scope, sites.part(layer, PartScope.FOUNDATION));
  return failed.arn;
}

function ruleMaySend(plan: EventsPlan, site: EventSitePlan, forward: ForwardPlan, queue: MadeQueue, facts: ScopeFacts): Statement[] {
  return [{
    Sid: 'Rule',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queue.arn,
    Condition: { ArnEquals: { 'aws:SourceArn': busRuleArn(plan, site.region, forward.ruleName, facts) } },
  }];
}

// A queue that nothing is sent to has no data after a while: that is as it should be.
function buildAlarm(scope: Construct, plan: EventsPlan, forward: ForwardPlan, { provider, region }: ScopeFacts): void {
  new CloudwatchMetricAlarm(scope, 'Alarm', {
    provider,
    alarmName: forward.alarmName,
    alarmDescription: `Events of ${plan.busName} did not get from ${region} to ${forward.targetRegion}: they wait in the queue ${forward.queueName}`,
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: forward.queueName },
    statistic: 'Maximum',
    period: 60,
    evaluationPeriods: 1,
    threshold: 0,
    comparisonOperator: 'GreaterThanThreshold',
    treatMissingData: 'notBreaching',
    ...(forward.alarmActionArn === undefined ? {} : { alarmActions: [forward.alarmActionArn] }),
    tags: plan.tags,
  });
}
