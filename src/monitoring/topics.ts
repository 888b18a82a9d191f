// The topic of each region, who may publish on it, and who is subscribed to it.

import { createHash } from 'crypto';
import { Construct } from 'constructs';
import { LambdaPermission } from '#aws/lambda-permission';
import { SnsTopic } from '#aws/sns-topic';
import { SnsTopicPolicy } from '#aws/sns-topic-policy';
import { SnsTopicSubscription } from '#aws/sns-topic-subscription';
import { principalFor } from './calling-functions';
import { MonitoringPlan, topicsOf } from './plan';
import { ReceiverPlan, roleFor, TopicPlan } from './plan-topics';
import { policyText, Statement } from '../identity/role';
import { DataKeys } from '../keys/data-keys';
import { PUBLISHERS } from '../keys/policy';
import { isExpression } from '../plan/reader';
import type { SiteRole } from '../plan/site-role';
import { PartScope } from '../sites/site';
import type { ScopeFacts, Sites } from '../sites/sites';

const SCOPES: Record<SiteRole, PartScope> = { primary: PartScope.PRIMARY, standby: PartScope.STANDBY };

/** Makes a topic, and gives its ARN. */
export function buildTopic(layer: Construct, sites: Sites, plan: MonitoringPlan, topic: TopicPlan): string {
  if (topic.existingArn !== undefined) return topic.existingArn;
  const scope = new Construct(sites.part(layer, topic.partScope), 'Topic');
  const facts = factsFor(sites, topic);
  const made = new SnsTopic(scope, 'Topic', {
    provider: facts.provider,
    name: topic.topicName,
    displayName: `Alarms of ${plan.service}`,
    kmsMasterKeyId: DataKeys.of(sites).arnOf(topic.key!),
    tags: plan.tags,
  });
  const policy = new SnsTopicPolicy(scope, 'Policy', { provider: facts.provider, arn: made.arn, policy: policyText(statements(made.arn, facts)) });
  plan.topics.receivers.forEach((receiver, position) => {
    const endpoint = endpointFor(receiver, topic.role);
    if (endpoint === undefined) return;
    new SnsTopicSubscription(scope, receiverId(receiver, position), {
      provider: facts.provider,
      topicArn: made.arn,
      protocol: { email: 'email', https: 'https', queue: 'sqs', lambda: 'lambda', responsePlan: '' }[receiver.kind],
      endpoint,
      ...(receiver.kind === 'https' ? { endpointAutoConfirms: receiver.autoConfirms } : {}),
      dependsOn: [policy],
    });
  });
  return made.arn;
}

/** Lets topics call the functions that are told, each from the part of the function's region. Topics are named, since they may be in another part. */
export function buildPermissions(layer: Construct, sites: Sites, plan: MonitoringPlan): void {
  if (plan.topics.existing) return;
  plan.topics.receivers.forEach((receiver, position) => {
    if (receiver.kind !== 'lambda') return;
    topicsOf(plan.topics).forEach(topic => {
      const role = roleFor(receiver, topic.role);
      const { provider, region, partition, accountId } = sites._in(SCOPES[role]);
      new LambdaPermission(sites.part(layer, SCOPES[role]), `${receiverId(receiver, position)}-${topic.role}`, {
        provider,
        ...named(receiver.arns[role]!),
        action: 'lambda:InvokeFunction',
        principal: principalFor(topic.region, region),
        sourceArn: `arn:${partition}:sns:${topic.region}:${accountId}:${topic.topicName}`,
      });
    });
  });
}

/** What is made in the region of a topic is made with. */
export function factsFor(sites: Sites, { role, region, partScope }: TopicPlan): ScopeFacts {
  const facts = sites._in(partScope);
  return role === 'health' ? { ...facts, region, provider: sites._providerIn(region, partScope)! } : facts;
}

function endpointFor(receiver: ReceiverPlan, topic: TopicPlan['role']): string | undefined {
  if (receiver.kind === 'responsePlan') return undefined;
  return receiver.endpoint ?? receiver.arns[roleFor(receiver, topic)];
}

// With an alias or version in functionName, Terraform reads the function without it and replaces the permission in every plan.
function named(functionArn: string): { functionName: string; qualifier?: string } {
  const [functionName, qualifier] = /^(arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+):([\w$-]+)$/.exec(functionArn)?.slice(1) ?? [functionArn];
  return { functionName, ...(qualifier === undefined ? {} : { qualifier }) };
}

// By what it is, so that it keeps its address when another receiver goes. A token tells nothing.
function receiverId({ kind, endpoint, arns }: ReceiverPlan, position: number): string {
  const known = endpoint ?? arns.primary!;
  return `${kind}-${isExpression(known) ? position : createHash('sha256').update(known).digest('hex').slice(0, 8)}`;
}

function statements(topicArn: string, { partition, region, accountId }: ScopeFacts): Statement[] {
  const from = (resource: string) => ({ ArnLike: { 'aws:SourceArn': `arn:${partition}:${resource}` } });
  const publish = (service: keyof typeof PUBLISHERS, condition: Statement['Condition']): Statement => ({
    Sid: service, Effect: 'Allow', Principal: { Service: PUBLISHERS[service] }, Action: 'sns:Publish', Resource: topicArn, Condition: condition,
  });
  return [
    publish('CloudWatch', from(`cloudwatch:${region}:${accountId}:alarm:*`)),
    publish('EventBridge', from(`events:${region}:${accountId}:rule/*`)),
    publish('Backup', { StringEquals: { 'aws:SourceAccount': accountId } }),
    publish('Rds', from(`rds:${region}:${accountId}:*`)),
    {
      Sid: 'TlsOnly', Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sns:Publish', Resource: topicArn, Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
}
