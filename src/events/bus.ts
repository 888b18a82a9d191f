// A bus in one region: who may put events on it from the other one, and its archive.

import { Construct } from 'constructs';
import { CloudwatchEventArchive } from '#aws/cloudwatch-event-archive';
import { CloudwatchEventBus } from '#aws/cloudwatch-event-bus';
import { CloudwatchEventBusPolicy } from '#aws/cloudwatch-event-bus-policy';
import type { EventSitePlan, EventsPlan } from './plan';
import { policyText } from '../identity/role';
import type { ScopeFacts, Sites } from '../sites/sites';

type ArnFacts = Pick<ScopeFacts, 'partition' | 'accountId'>;

/** The ARN of the bus in a region, made of its name. */
export function busArn({ busName }: EventsPlan, region: string, { partition, accountId }: ArnFacts): string {
  return `arn:${partition}:events:${region}:${accountId}:event-bus/${busName}`;
}

/** The ARN of a rule on the bus. */
export function busRuleArn({ busName }: EventsPlan, region: string, ruleName: string, { partition, accountId }: ArnFacts): string {
  return `arn:${partition}:events:${region}:${accountId}:rule/${busName}/${ruleName}`;
}

/** The construct of a region's bus. What is on the bus comes after it. */
export function busOf(layer: Construct, sites: Sites, { busScope }: EventSitePlan): Construct {
  return sites.part(layer, busScope).node.findChild('Bus') as Construct;
}

/** Makes the bus of a region. `sender` is the site whose rule forwards to it, if one does. */
export function buildBus(layer: Construct, sites: Sites, plan: EventsPlan, site: EventSitePlan, sender: EventSitePlan | undefined): void {
  const scope = new Construct(sites.part(layer, site.busScope), 'Bus');
  const facts = sites._in(site.busScope);
  const { provider } = facts;
  const bus = new CloudwatchEventBus(scope, 'Bus', { provider, name: plan.busName, description: plan.description, tags: plan.tags });
  const forward = sender?.forward;
  if (sender === undefined || forward === undefined) return;
  new CloudwatchEventBusPolicy(scope, 'Policy', {
    provider,
    eventBusName: bus.name,
    policy: policyText([{
      Sid: 'ForwardedFromOtherRegion',
      Effect: 'Allow',
      Principal: { AWS: `arn:${facts.partition}:iam::${facts.accountId}:root` },
      Action: 'events:PutEvents',
      Resource: busArn(plan, site.region, facts),
      Condition: { ArnEquals: { 'aws:SourceArn': busRuleArn(plan, sender.region, forward.ruleName, facts) } },
    }]),
  });
}

/** Makes the archive of a region's bus. */
export function buildArchive(layer: Construct, sites: Sites, plan: EventsPlan, site: EventSitePlan): void {
  if (site.archiveName === undefined) return;
  const facts = sites._in(site.partScope);
  const archive = new CloudwatchEventArchive(sites.part(layer, site.partScope), 'Archive', {
    provider: facts.provider,
    name: site.archiveName,
    description: plan.description,
    eventSourceArn: busArn(plan, site.region, facts),
    retentionDays: plan.archiveDays,
  });
  sites.after(archive, busOf(layer, sites, site));
}
