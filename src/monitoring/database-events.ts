// What RDS tells of the clusters: that one fails over, that writes of the old primary were not stopped, that it cannot.

import { Construct } from 'constructs';
import { DbEventSubscription } from '#aws/db-event-subscription';
import type { MonitoringPlan } from './plan';
import type { SiteRole } from '../plan/site-role';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';

// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html#USER_Events.Messages.cluster
const CATEGORIES = ['failover', 'failure', 'global-failover', 'notification'];

const SCOPES: Record<SiteRole, PartScope> = { primary: PartScope.PRIMARY, standby: PartScope.STANDBY };

/** Makes the subscriptions, each in the region of its cluster: which of the two tells depends on who is lost. Gives their constructs. */
export function buildDatabaseEvents(
  layer: Construct, sites: Sites, plan: MonitoringPlan, topicArns: Record<SiteRole, string>,
): Map<SiteRole, Construct> {
  return new Map(plan.databaseEvents.map(({ role, subscriptionName, clusterIdentifier }): [SiteRole, Construct] => {
    const scope = new Construct(sites.part(layer, SCOPES[role]), 'DatabaseEvents');
    new DbEventSubscription(scope, 'Subscription', {
      provider: sites._in(SCOPES[role]).provider,
      name: subscriptionName,
      snsTopic: topicArns[role],
      sourceType: 'db-cluster',
      sourceIds: [clusterIdentifier],
      eventCategories: CATEGORIES,
      enabled: true,
      tags: plan.tags,
    });
    return [role, scope];
  }));
}
