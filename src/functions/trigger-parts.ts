// The Terraform resources of what calls a function in one region.

import { Construct } from 'constructs';
import { CloudwatchEventRule } from '#aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '#aws/cloudwatch-event-target';
import { LambdaEventSourceMapping } from '#aws/lambda-event-source-mapping';
import { LambdaPermission } from '#aws/lambda-permission';
import { SqsQueueRedriveAllowPolicy } from '#aws/sqs-queue-redrive-allow-policy';
import { patternText, QueueTriggerPlan, RuleTriggerPlan, StreamTriggerPlan, TriggerPlan } from './plan-triggers';
import { buildQueue, buildQueuePolicy, MOST_RETENTION_SECONDS } from './queue';
import type { ScopeFacts } from '../sites/sites';

/** A function that was made in a region. */
export interface TriggeredParts {
  readonly scope: Construct;
  readonly facts: ScopeFacts;
  readonly role: 'primary' | 'standby';
  readonly tags: Record<string, string>;
  readonly functionArn: string;
  /** Whether its triggers are switched on in the beginning. */
  readonly consumes: boolean;
  /** The ARN of the queue for what could not be worked on. */
  readonly deadLetterArn: string;
  /** Whether that queue is the library's, whose policy admits the rules. */
  readonly ownDeadLetters: boolean;
  readonly streamArns: Record<string, string>;
}

/** What was made for a trigger. */
export interface TriggerParts {
  /** A queue's URL. */
  readonly queueUrl?: string;
  readonly queueArn?: string;
  /** The URL of the queue of what failed. */
  readonly failedQueueUrl?: string;
  /** A rule's name. */
  readonly ruleName?: string;
  /** The ARN of a rule, which sends to the dead letters what the function did not get. */
  readonly ruleArn?: string;
}

const SECONDS_PER_DAY = 86_400;

/** Makes what a trigger needs in one region. */
export function buildTrigger(made: TriggeredParts, trigger: TriggerPlan): TriggerParts {
  switch (trigger.kind) {
    case 'queue': return buildQueueTrigger(made, trigger);
    case 'stream': return buildStreamTrigger(made, trigger);
    case 'rule': return buildRule(made, trigger);
  }
}

function buildQueueTrigger(made: TriggeredParts, plan: QueueTriggerPlan): TriggerParts {
  const { facts: { provider }, role, tags } = made;
  const scope = new Construct(made.scope, `Queue-${plan.triggerName}`);
  const failed = buildQueue(scope, 'Failed', made.facts, { name: plan.failedNames[role]!, tags, retentionSeconds: MOST_RETENTION_SECONDS });
  const queue = buildQueue(scope, 'Queue', made.facts, {
    name: plan.physicalNames[role]!,
    tags,
    retentionSeconds: plan.retentionDays * SECONDS_PER_DAY,
    visibilityTimeoutSeconds: plan.visibilityTimeoutSeconds,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: plan.maxReceiveCount }),
  });
  buildQueuePolicy(scope, 'FailedPolicy', made.facts, failed);
  buildQueuePolicy(scope, 'Policy', made.facts, queue);
  new SqsQueueRedriveAllowPolicy(scope, 'RedriveAllow', {
    provider,
    queueUrl: failed.url,
    redriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [queue.arn] }),
  });
  new LambdaEventSourceMapping(scope, 'Mapping', {
    ...mapping(made),
    eventSourceArn: queue.arn,
    batchSize: plan.batchSize,
    maximumBatchingWindowInSeconds: plan.batchingWindowSeconds,
    functionResponseTypes: ['ReportBatchItemFailures'],
    ...(plan.maxConcurrency === undefined ? {} : { scalingConfig: { maximumConcurrency: plan.maxConcurrency } }),
  });
  return { queueUrl: queue.url, queueArn: queue.arn, failedQueueUrl: failed.url };
}

// A mapping that was off begins with the oldest change that the stream still has: a day of them, which the other region has worked on.
function buildStreamTrigger(made: TriggeredParts, plan: StreamTriggerPlan): TriggerParts {
  const scope = new Construct(made.scope, `Stream-${plan.triggerName}`);
  new LambdaEventSourceMapping(scope, 'Mapping', {
    ...mapping(made),
    eventSourceArn: made.streamArns[plan.triggerName],
    startingPosition: 'TRIM_HORIZON',
    batchSize: plan.batchSize,
    maximumBatchingWindowInSeconds: plan.batchingWindowSeconds,
    maximumRetryAttempts: plan.maxRetryAttempts,
    bisectBatchOnFunctionError: true,
    parallelizationFactor: plan.parallelizationFactor,
    destinationConfig: { onFailure: { destinationArn: made.deadLetterArn } },
  });
  return {};
}

// What a failover switches stays as it was switched.
function mapping({ facts: { provider }, functionArn, consumes, tags }: TriggeredParts) {
  return { provider, functionName: functionArn, enabled: consumes, tags, lifecycle: { ignoreChanges: ['enabled'] } };
}

function buildRule(made: TriggeredParts, plan: RuleTriggerPlan): TriggerParts {
  const { facts: { provider }, role, tags } = made;
  const scope = new Construct(made.scope, `Rule-${plan.triggerName}`);
  const name = plan.physicalNames[role]!;
  const bus = plan.busName === 'default' ? {} : { eventBusName: plan.busName };
  const rule = new CloudwatchEventRule(scope, 'Rule', {
    provider,
    name,
    ...bus,
    ...(plan.schedule === undefined ? { eventPattern: patternText(plan.pattern!) } : { scheduleExpression: plan.schedule }),
    state: made.consumes ? 'ENABLED' : 'DISABLED',
    tags,
    lifecycle: { ignoreChanges: ['state'] },
  });
  new LambdaPermission(scope, 'Permission', {
    provider,
    statementId: `rule-${plan.triggerName}`,
    action: 'lambda:InvokeFunction',
    // By its ARN: a function that is made anew, as for an image in place of a zip file, has lost its permissions, and they follow it.
    functionName: made.functionArn,
    principal: 'events.amazonaws.com',
    sourceArn: rule.arn,
  });
  new CloudwatchEventTarget(scope, 'Target', {
    provider,
    rule: rule.name,
    ...bus,
    targetId: 'function',
    arn: made.functionArn,
    ...(made.ownDeadLetters ? { deadLetterConfig: { arn: made.deadLetterArn } } : {}),
  });
  return { ruleArn: rule.arn, ruleName: name };
}
