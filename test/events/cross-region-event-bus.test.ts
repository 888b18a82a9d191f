import { TerraformOutput, TerraformVariable } from 'cdktf';
import { CrossRegionEventBus, EventReplication, EventsProps, Sites, SitesProps, Strategy } from '../../src';
import { inOneStack, overFourStacks } from '../support/four-stacks';
import { newSites, quietly, templateOf } from '../support/synth';
import { Block, Template } from '../support/template';

const [EAST, WEST] = ['us-east-1', 'us-west-2'];
const CHECK = 'arn:aws:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef';
const BOTH: EventsProps = { replication: EventReplication.forwardBothWays(['orders', 'stock']) };
const STANDBY: EventsProps = { replication: EventReplication.forwardToStandby(['orders']) };
const ENDPOINT: EventsProps = { replication: EventReplication.globalEndpoint(CHECK) };
const BACKUP = { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'another team copies backups' } };

function synthesized(events: EventsProps = {}, sitesProps: Partial<SitesProps> = {}) {
  const { stack, sites } = newSites(sitesProps);
  const bus = quietly(() => new CrossRegionEventBus(stack, 'Events', { sites, events }));
  for (const name of ['primaryFailedArn', 'standbyFailedArn', 'endpointId', 'endpointUrl'] as const) {
    if (bus[name] !== undefined) new TerraformOutput(stack, name, { value: bus[name] });
  }
  Object.entries(bus.busArns).forEach(([role, value]) => new TerraformOutput(stack, role, { value }));
  return { bus, template: templateOf(stack) };
}

// With the account and the partition of its own scope in place of their data sources.
const plain = (value: unknown): any => JSON.parse(JSON.stringify(value)
  .replace(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, '111122223333').replace(/\$\{data\.aws_partition\.\w+\.partition\}/g, 'aws'));
const policy = (text: string) => plain(JSON.parse(text)).Statement;
const busIn = (region: string) => `arn:aws:events:${region}:111122223333:event-bus/orders-prod-events`;
const ruleIn = (region: string) => `arn:aws:events:${region}:111122223333:rule/orders-prod-events/orders-prod-events-forward-${region}`;
const comesAfter = (template: Template, later: Block, earlier: Block) => template.references(later).includes(earlier.address);

describe('a bus', () => {
  test('has one name in both regions, and an archive of each', () => {
    const { bus, template } = synthesized();
    expect([EAST, WEST].map(region => template.only('aws_cloudwatch_event_bus', region).body.name)).toEqual(['orders-prod-events', 'orders-prod-events']);
    expect([EAST, WEST].map(region => plain(template.only('aws_cloudwatch_event_archive', region).body))).toEqual([EAST, WEST].map(region => expect.objectContaining({
      name: `orders-prod-events-${region}`, event_source_arn: busIn(region), retention_days: 7,
    })));
    expect([bus.busName, bus.archiveNames]).toEqual(['orders-prod-events', { primary: `orders-prod-events-${EAST}`, standby: `orders-prod-events-${WEST}` }]);
    expect(plain([template.json.output.primary.value, template.json.output.standby.value])).toEqual([busIn(EAST), busIn(WEST)]);
  });

  test('of the standby is in Foundation, since the primary\'s rule comes after it; the archive is in its own part', () => {
    const { template } = synthesized();
    expect(['aws_cloudwatch_event_bus', 'aws_cloudwatch_event_archive'].map(type => [EAST, WEST].map(region => template.only(type, region).scope)))
      .toEqual([['Primary', 'Foundation'], ['Primary', 'Standby']]);
    [EAST, WEST].forEach(region => expect(comesAfter(template, template.only('aws_cloudwatch_event_archive', region), template.only('aws_cloudwatch_event_bus', region))).toBe(true));
  });

  test('by itself lets nothing cross', () => {
    const { bus, template } = synthesized();
    expect(new Set(template.blocks.filter(({ kind }) => kind === 'resource').map(({ resourceType }) => resourceType)))
      .toEqual(new Set(['aws_cloudwatch_event_bus', 'aws_cloudwatch_event_archive']));
    expect([bus.primaryFailedArn, bus.standbyFailedArn, bus.endpointId, bus.endpointUrl]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('is the same whichever way events cross, so that changing the way does not lose it', () => {
    const addresses = [{}, BOTH, STANDBY, ENDPOINT].map(events => synthesized(events).template.all('aws_cloudwatch_event_bus').map(({ address }) => address).sort());
    expect(new Set(addresses.map(String)).size).toBe(1);
  });

  test('has no archive on request', () => {
    const { bus, template } = synthesized({ archiveDays: 0 });
    expect(template.all('aws_cloudwatch_event_archive')).toEqual([]);
    expect(bus.archiveNames).toBeUndefined();
    expect(synthesized({ archiveDays: 30 }).template.bodies('aws_cloudwatch_event_archive').map(body => body.retention_days)).toEqual([30, 30]);
  });

  test('is in the primary alone with BACKUP_RESTORE', () => {
    const { bus, template } = synthesized({}, BACKUP);
    expect(template.only('aws_cloudwatch_event_bus').region).toBe(EAST);
    expect(template.only('aws_cloudwatch_event_archive').region).toBe(EAST);
    expect(bus.busArns.standby).toBeUndefined();
  });

  test('is called as nameOverrides say, by all that name it', () => {
    const { template } = synthesized(BOTH, { nameOverrides: { 'orders-prod-events': 'shop' } });
    expect(template.bodies('aws_cloudwatch_event_bus').map(body => body.name)).toEqual(['shop', 'shop']);
    expect(new Set(['aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target'].flatMap(type => template.bodies(type).map(body => body.event_bus_name)))).toEqual(new Set(['shop']));
    expect(plain(template.only('aws_cloudwatch_event_target', EAST).body.arn)).toBe('arn:aws:events:us-west-2:111122223333:event-bus/shop');
  });

  test('names the partition and the DNS suffix of no other one', () => {
    const { template } = synthesized(BOTH, { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' }, acceptedRisks: { DR554: 'tried' } });
    expect(JSON.stringify(template.json.resource)).not.toContain('arn:aws');
  });
});

describe.each([['primary', EAST, WEST, 'Primary'], ['standby', WEST, EAST, 'Standby']])('forwarding both ways, from the %s', (_, region, other, part) => {
  const { template } = synthesized({ ...BOTH, alarmActionArns: { primary: `arn:aws:sns:${EAST}:111122223333:duty`, standby: `arn:aws:sns:${WEST}:111122223333:duty` } });
  const rule = template.only('aws_cloudwatch_event_rule', region);
  const target = template.only('aws_cloudwatch_event_target', region);
  const queue = template.only('aws_sqs_queue', region);

  test('a rule on the bus of the region sends to the bus of the other one, through the provider of its own', () => {
    expect([rule.scope, target.scope]).toEqual([part, part]);
    expect(rule.body).toMatchObject({ name: `orders-prod-events-forward-${region}`, event_bus_name: 'orders-prod-events', state: 'ENABLED' });
    expect(plain(target.body)).toMatchObject({
      arn: busIn(other), event_bus_name: 'orders-prod-events', role_arn: `arn:aws:iam::111122223333:role/orders-prod-events-forward-${region}`,
    });
  });

  test('the pattern names the region itself and the declared sources', () => {
    expect(JSON.parse(rule.body.event_pattern)).toEqual({
      'source': ['orders', 'stock'],
      'region': [region],
      'replay-name': [{ exists: false }],
      'detail': { originRegion: [{ exists: false }, region] },
    });
  });

  test('the target changes nothing in events, and sets no retries', () => {
    expect(Object.keys(target.body).filter(key => /^(input|input_path|input_transformer|retry_policy)$/.test(key))).toEqual([]);
  });

  test('what could not be forwarded waits in a queue of the region for 14 days, which the rule alone may send to', () => {
    expect(target.body.dead_letter_config.arn).toBe(`\${${queue.address}.arn}`);
    expect(queue.body).toMatchObject({ name: `orders-prod-events-failed-${region}`, message_retention_seconds: 1_209_600, sqs_managed_sse_enabled: true });
    const statements = policy(template.only('aws_sqs_queue_policy', region).body.policy);
    expect(statements.filter((one: any) => one.Effect === 'Allow')).toEqual([expect.objectContaining({
      Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Condition: { ArnEquals: { 'aws:SourceArn': ruleIn(region) } },
    })]);
  });

  test('the queue takes what fails from the first event on: its policy is there before the target', () => {
    expect(comesAfter(template, target, template.only('aws_sqs_queue_policy', region))).toBe(true);
  });

  test('an alarm in the region of the queue tells of it', () => {
    expect(template.only('aws_cloudwatch_metric_alarm', region).body).toMatchObject({
      alarm_name: `orders-prod-events-failed-${region}`,
      namespace: 'AWS/SQS',
      metric_name: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: `orders-prod-events-failed-${region}` },
      statistic: 'Maximum',
      period: 60,
      evaluation_periods: 1,
      comparison_operator: 'GreaterThanThreshold',
      threshold: 0,
      treat_missing_data: 'notBreaching',
      alarm_actions: [`arn:aws:sns:${region}:111122223333:duty`],
    });
  });

  test('the policy of the other bus admits this rule alone, and is there before the target', () => {
    const admitting = template.only('aws_cloudwatch_event_bus_policy', other);
    expect(policy(admitting.body.policy)).toEqual([{
      Sid: 'ForwardedFromOtherRegion',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'events:PutEvents',
      Resource: busIn(other),
      Condition: { ArnEquals: { 'aws:SourceArn': ruleIn(region) } },
    }]);
    expect(comesAfter(template, target, admitting)).toBe(true);
    expect(comesAfter(template, target, template.only('aws_cloudwatch_event_bus', other))).toBe(true);
    expect(comesAfter(template, rule, template.only('aws_cloudwatch_event_bus', region))).toBe(true);
  });

  test('the role is there before the target, with what it may do', () => {
    const made = template.all('aws_iam_role').find(({ body }) => body.name === `orders-prod-events-forward-${region}`)!;
    const may = template.all('aws_iam_role_policy').find(({ body }) => body.role.includes(`{${made.address}.`))!;
    expect([made, may].map(earlier => comesAfter(template, target, earlier))).toEqual([true, true]);
  });
});

describe('forwarding to the standby', () => {
  test('makes a rule in the primary alone, and admits nothing to its bus', () => {
    const { bus, template } = synthesized(STANDBY);
    expect(template.all('aws_cloudwatch_event_rule').map(({ region }) => region)).toEqual([EAST]);
    expect(template.all('aws_cloudwatch_event_bus_policy').map(({ region }) => region)).toEqual([WEST]);
    expect(template.all('aws_sqs_queue').map(({ region }) => region)).toEqual([EAST]);
    expect(template.all('aws_iam_role')).toHaveLength(1);
    expect([typeof bus.primaryFailedArn, bus.standbyFailedArn]).toEqual(['string', undefined]);
  });

  test('has an alarm without actions where none is given', () => {
    expect(synthesized(STANDBY).template.only('aws_cloudwatch_metric_alarm').body.alarm_actions).toBeUndefined();
  });
});

describe('a global endpoint', () => {
  const { template } = synthesized(ENDPOINT);
  const endpoint = template.only('aws_cloudwatch_event_endpoint');

  test('is in front of both buses, with replication, and follows the health check', () => {
    expect(plain(endpoint.body)).toMatchObject({
      name: 'orders-prod-events',
      event_bus: [{ event_bus_arn: busIn(EAST) }, { event_bus_arn: busIn(WEST) }],
      replication_config: { state: 'ENABLED' },
      role_arn: 'arn:aws:iam::111122223333:role/orders-prod-events-endpoint',
      routing_config: { failover_config: { primary: { health_check: CHECK }, secondary: { route: WEST } } },
    });
  });

  test('is in Routing, made through the region that is its home, after both buses and its role', () => {
    expect([endpoint.scope, endpoint.region]).toEqual(['Routing', EAST]);
    [...template.all('aws_cloudwatch_event_bus'), template.only('aws_iam_role'), template.only('aws_iam_role_policy')]
      .forEach(earlier => expect(comesAfter(template, endpoint, earlier)).toBe(true));
  });

  test('has no rule of ours beside it: that would bring every event twice', () => {
    expect(template.all('aws_cloudwatch_event_rule')).toEqual([]);
    expect(template.all('aws_cloudwatch_event_bus_policy')).toEqual([]);
    expect(template.all('aws_sqs_queue')).toEqual([]);
  });

  test('takes a health check that Terraform knows', () => {
    const { stack, sites } = newSites();
    const check = new TerraformVariable(stack, 'check', { type: 'string' }).stringValue;
    new CrossRegionEventBus(stack, 'Events', { sites, events: { replication: EventReplication.globalEndpoint(check) } });
    expect(templateOf(stack).only('aws_cloudwatch_event_endpoint').body.routing_config.failover_config.primary.health_check).toBe('${var.check}');
  });

  test('tells publishers its id, which its address begins with', () => {
    expect(template.json.output.endpointUrl.value).toBe(`\${${endpoint.address}.endpoint_url}`);
    expect(template.json.output.endpointId.value).toBe(`\${join(".", slice(split(".", trimprefix(${endpoint.address}.endpoint_url, "https://")), 0, 2))}`);
  });
});

describe('roles that are there already', () => {
  const role = (name: string) => `arn:aws:iam::111122223333:role/team/${name}`;

  test('are named by the rules, and none is made; the rules still wait for the bus that they forward to', () => {
    const eventForwardArns = { primary: role('from-east'), standby: role('from-west') };
    const { template } = synthesized(BOTH, { iam: { existingRoles: { eventForwardArns } } });
    expect(template.all('aws_iam_role')).toEqual([]);
    expect(template.all('aws_iam_role_policy')).toEqual([]);
    [[EAST, WEST, eventForwardArns.primary], [WEST, EAST, eventForwardArns.standby]].forEach(([region, other, arn]) => {
      const target = template.only('aws_cloudwatch_event_target', region);
      expect(target.body.role_arn).toBe(arn);
      expect(comesAfter(template, target, template.only('aws_cloudwatch_event_bus_policy', other))).toBe(true);
    });
  });

  test('may be there for one region alone', () => {
    const { template } = synthesized(BOTH, { iam: { existingRoles: { eventForwardArns: { primary: role('from-east') } } } });
    expect(template.only('aws_iam_role').body.name).toBe(`orders-prod-events-forward-${WEST}`);
    expect(plain(template.only('aws_cloudwatch_event_target', WEST).body.role_arn)).toBe(`arn:aws:iam::111122223333:role/orders-prod-events-forward-${WEST}`);
  });

  test('are named by the endpoint', () => {
    const { template } = synthesized(ENDPOINT, { iam: { existingRoles: { eventEndpointArn: role('endpoint') } } });
    expect(template.all('aws_iam_role')).toEqual([]);
    expect(template.only('aws_cloudwatch_event_endpoint').body.role_arn).toBe(role('endpoint'));
  });
});

test('with an endpoint and in four stacks, addresses are the same as in one, and references keep their directions', () => {
  for (const events of [BOTH, ENDPOINT]) {
    const build = (scope: any, sites: Sites) => { new CrossRegionEventBus(scope, 'Events', { sites, events }); };
    const { templates } = overFourStacks(build);
    expect(templates.flatMap(template => template.addresses).sort()).toEqual(inOneStack(build).addresses);
  }
});

test('alarms tell the topics that are handed over beside, unless the bus names others', () => {
  const topic = (region: string) => `arn:aws:sns:${region}:111122223333:alerts`;
  const actions = (events: EventsProps) => {
    const { stack, sites } = newSites();
    new CrossRegionEventBus(stack, 'Events', { sites, events, alarmTopicArns: { primary: topic(EAST), standby: topic(WEST) } });
    return templateOf(stack).bodies('aws_cloudwatch_metric_alarm').map(body => body.alarm_actions);
  };
  expect(actions(BOTH)).toEqual([[topic(EAST)], [topic(WEST)]]);
  expect(actions({ ...BOTH, alarmActionArns: { primary: `arn:aws:sns:${EAST}:111122223333:duty` } })).toEqual([[`arn:aws:sns:${EAST}:111122223333:duty`], [topic(WEST)]]);
});
