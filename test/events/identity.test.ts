// The roles of the bus, and what its policies admit, asked of a simulation of IAM.

import { CrossRegionEventBus, EventReplication } from '../../src';
import { ACCOUNT, allows, literalPolicy, policyOfRole, trustOfRole, trusts } from '../identity/simulate';
import { newSites, templateOf } from '../support/synth';

const REGIONS = ['us-east-1', 'us-west-2'];
const OTHER: Record<string, string> = { 'us-east-1': 'us-west-2', 'us-west-2': 'us-east-1' };
const synthesized = (replication: EventReplication) => {
  const { stack, sites } = newSites();
  new CrossRegionEventBus(stack, 'Events', { sites, events: { replication } });
  return templateOf(stack);
};
const forwarding = synthesized(EventReplication.forwardBothWays(['orders']));
const endpoint = synthesized(EventReplication.globalEndpoint('arn:aws:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef'));
const busIn = (region: string, name = 'orders-prod-events') => `arn:aws:events:${region}:${ACCOUNT}:event-bus/${name}`;
const ruleIn = (region: string, name = `orders-prod-events-forward-${region}`) => `arn:aws:events:${region}:${ACCOUNT}:rule/orders-prod-events/${name}`;

describe.each(REGIONS)('the role of the rule in %s', region => {
  const name = `orders-prod-events-forward-${region}`;
  const put = (resource: string) => allows(policyOfRole([forwarding], name), { action: 'events:PutEvents', resource });

  test('puts events on the bus of the other region, and on no other', async () => {
    expect(await put(busIn(OTHER[region]))).toBe(true);
    expect(await put(busIn(region))).toBe(false);
    expect(await put(busIn(OTHER[region], 'default'))).toBe(false);
    expect(await allows(policyOfRole([forwarding], name), { action: 'events:PutRule', resource: ruleIn(OTHER[region]) })).toBe(false);
  });

  test('is taken on by EventBridge for this rule alone', async () => {
    const [statement] = trustOfRole([forwarding], name).Statement;
    expect(statement).toMatchObject({
      Principal: { Service: 'events.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnEquals: { 'aws:SourceArn': ruleIn(region) } },
    });
    expect(await trusts(trustOfRole([forwarding], name), { principal: `arn:aws:iam::${ACCOUNT}:role/anybody` })).toBe(false);
  });

  test('is admitted by the other bus when it comes from this rule', async () => {
    const resourcePolicy = literalPolicy(forwarding.only('aws_cloudwatch_event_bus_policy', OTHER[region]).body.policy);
    const nothing = { Version: '2012-10-17', Statement: [{ Effect: 'Deny' as const, Action: 's3:*', Resource: '*' }] };
    const from = (arn: string) => allows(nothing, {
      action: 'events:PutEvents', resource: busIn(OTHER[region]), resourcePolicy, context: { 'aws:SourceArn': arn }, roleName: name,
    });
    // The policy hands the decision to the account: without a policy of its own nobody puts anything.
    expect(await from(ruleIn(region))).toBe(false);
    const own = (arn: string) => allows(policyOfRole([forwarding], name), {
      action: 'events:PutEvents', resource: busIn(OTHER[region]), resourcePolicy, context: { 'aws:SourceArn': arn }, roleName: name,
    });
    expect(await own(ruleIn(region))).toBe(true);
  });
});

describe('the role of a global endpoint', () => {
  const policy = policyOfRole([endpoint], 'orders-prod-events-endpoint');
  const role = `arn:aws:iam::${ACCOUNT}:role/orders-prod-events-endpoint`;

  test.each(REGIONS)('makes its rules on the bus in %s and puts events on it', async region => {
    const managed = ruleIn(region, 'GlobalEndpointManagedRule-x1');
    for (const action of ['events:PutRule', 'events:PutTargets', 'events:RemoveTargets', 'events:DeleteRule']) {
      expect(await allows(policy, { action, resource: managed })).toBe(true);
      expect(await allows(policy, { action, resource: ruleIn(region, 'mine') })).toBe(false);
    }
    expect(await allows(policy, { action: 'events:PutEvents', resource: busIn(region) })).toBe(true);
    expect(await allows(policy, { action: 'events:PutEvents', resource: busIn(region, 'default') })).toBe(false);
    expect(await allows(policy, { action: 'events:PutEvents', resource: busIn('eu-west-1') })).toBe(false);
  });

  test('is passed to EventBridge and to nothing else', async () => {
    const pass = (resource: string, service: string) => allows(policy, { action: 'iam:PassRole', resource, context: { 'iam:PassedToService': service } });
    expect(await pass(role, 'events.amazonaws.com')).toBe(true);
    expect(await pass(role, 'lambda.amazonaws.com')).toBe(false);
    expect(await pass(`${role}-other`, 'events.amazonaws.com')).toBe(false);
  });
});
