// The global endpoint in front of both buses, in Routing, and the role that EventBridge replicates with.

import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { CloudwatchEventEndpoint } from '#aws/cloudwatch-event-endpoint';
import { busArn, busOf, busRuleArn } from './bus';
import { EndpointPlan, EventsPlan, sitesOf } from './plan';
import { buildRole, roleArn } from '../identity/role';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';

/** A global endpoint that was made. Both are tokens. */
export interface MadeEndpoint {
  readonly endpointId: string;
  readonly endpointUrl: string;
}

/** Makes the global endpoint. EventBridge keeps it in the region that is primary for it, so it is made through that one. */
export function buildEndpoint(layer: Construct, sites: Sites, plan: EventsPlan, endpoint: EndpointPlan, healthCheckArn: string): MadeEndpoint {
  buildEndpointRole(layer, sites, plan, endpoint);
  const scope = sites.part(layer, PartScope.ROUTING);
  const facts = sites._in(PartScope.ROUTING);
  const made = new CloudwatchEventEndpoint(scope, 'Endpoint', {
    provider: sites._providerOf('primary', PartScope.ROUTING),
    name: endpoint.endpointName,
    description: plan.description,
    eventBus: sitesOf(plan).map(({ region }) => ({ eventBusArn: busArn(plan, region, facts) })),
    replicationConfig: { state: 'ENABLED' },
    roleArn: roleArn(endpoint.role, facts),
    routingConfig: { failoverConfig: { primary: { healthCheck: healthCheckArn }, secondary: { route: plan.standby!.region } } },
  });
  sites.after(made, sites.part(layer, PartScope.FOUNDATION));
  sitesOf(plan).forEach(site => sites.after(made, busOf(layer, sites, site)));
  // The address begins with the id, which has two labels.
  const labels = Fn.split('.', Fn.trimprefix(made.endpointUrl, 'https://'));
  return { endpointUrl: made.endpointUrl, endpointId: Fn.join('.', Fn.slice(labels, 0, 2)) };
}

// EventBridge makes rules of its own on both buses with this role. Nothing tells which source it names when it takes the role on, so none is asked for.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-ge-create-endpoint.html
function buildEndpointRole(layer: Construct, sites: Sites, plan: EventsPlan, endpoint: EndpointPlan): void {
  if (endpoint.role.existingArn !== undefined) return;
  const facts = sites._in(PartScope.FOUNDATION);
  buildRole(new Construct(sites.part(layer, PartScope.FOUNDATION), 'Endpoint'), sites, endpoint.role, {
    description: `Replication of ${plan.busName}`,
    trust: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    policy: {
      policyName: 'replicate',
      statements: [
        {
          Sid: 'ManagedRules',
          Effect: 'Allow',
          Action: ['events:DeleteRule', 'events:PutRule', 'events:PutTargets', 'events:RemoveTargets'],
          Resource: sitesOf(plan).map(({ region }) => busRuleArn(plan, region, 'GlobalEndpointManagedRule-*', facts)),
        },
        { Sid: 'PutEvents', Effect: 'Allow', Action: 'events:PutEvents', Resource: sitesOf(plan).map(({ region }) => busArn(plan, region, facts)) },
        {
          Sid: 'PassItself',
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: roleArn(endpoint.role, facts),
          Condition: { StringEquals: { 'iam:PassedToService': 'events.amazonaws.com' } },
        },
      ],
    },
  });
}
