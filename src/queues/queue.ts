// A queue: encrypted by SQS itself, reached over TLS alone.

import type { Construct } from 'constructs';
import { SqsQueue } from '#aws/sqs-queue';
import { SqsQueuePolicy } from '#aws/sqs-queue-policy';
import { policyText, Statement } from '../identity/role';
import type { ScopeFacts } from '../sites/sites';

/** What SQS keeps messages for at most. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html */
export const MOST_RETENTION_SECONDS = 1_209_600;

/** What a queue is made from. */
export interface QueueSettings {
  readonly name: string;
  readonly tags: Record<string, string>;
  readonly retentionSeconds: number;
  readonly visibilityTimeoutSeconds?: number;
  readonly redrivePolicy?: string;
}

/** A queue that was made. Both are tokens. */
export interface MadeQueue {
  readonly url: string;
  readonly arn: string;
}

/** Makes a queue. */
export function buildQueue(scope: Construct, constructId: string, facts: ScopeFacts, settings: QueueSettings): MadeQueue {
  const queue = new SqsQueue(scope, constructId, {
    provider: facts.provider,
    name: settings.name,
    messageRetentionSeconds: settings.retentionSeconds,
    visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
    redrivePolicy: settings.redrivePolicy,
    // No key of KMS: EventBridge and Lambda could not send to it with AWS's own, and a key of ours would be one more thing that can be lost.
    sqsManagedSseEnabled: true,
    tags: settings.tags,
  });
  return { url: queue.url, arn: queue.arn };
}

/** Makes the policy of a queue: who may send to it, if anybody but the account's own roles, and over TLS alone. */
export function buildQueuePolicy(
  scope: Construct, constructId: string, facts: ScopeFacts, queue: MadeQueue, statements: Statement[] = [],
): Construct {
  return new SqsQueuePolicy(scope, constructId, {
    provider: facts.provider,
    queueUrl: queue.url,
    policy: policyText([
      ...statements,
      {
        Sid: 'TlsOnly', Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sqs:*', Resource: queue.arn, Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]),
  });
}
