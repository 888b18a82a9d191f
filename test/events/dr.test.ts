// The bus as a section of a service, and what functions make of it.

import {
  Access, DnsFailover, EventReplication, FunctionCode, FunctionSpec, HostedZone, MultiRegionDr, MultiRegionDrProps, OperatorProps, Strategy, Trigger,
} from '../../src';
import { newStack, quietly, refusalCodes, SITES, templateOf } from '../support/synth';

const REGIONS = ['us-east-1', 'us-west-2'];
const BOTH = { replication: EventReplication.forwardBothWays(['orders']) };
const functionWith = (props: object) => new FunctionSpec('api', {
  code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'api.zip' }, standby: { bucket: 'two', key: 'api.zip' } }), runtime: 'python3.13', handler: 'app.handler', ...props,
});
const LISTENER = functionWith({ access: [Access.publish()], triggers: [Trigger.events({ sources: ['orders'] }), Trigger.schedule('rate(1 day)')] });

function service(more: Partial<MultiRegionDrProps>) {
  const stack = newStack();
  const dr = quietly(() => new MultiRegionDr(stack, 'Dr', { ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, ...more }));
  return { dr, template: templateOf(stack) };
}

const ruleOf = (template: ReturnType<typeof templateOf>, region: string, name: string) =>
  template.all('aws_cloudwatch_event_rule', region).find(({ body }) => body.name === `orders-prod-${name}-${region}`)!;

test('events alone are a service', () => {
  const { dr, template } = service({ events: BOTH });
  expect(dr.events?.busName).toBe('orders-prod-events');
  expect(template.all('aws_cloudwatch_event_bus')).toHaveLength(2);
});

test('a service without the section has no bus, and its functions use the default one', () => {
  const { dr, template } = service({ functions: [LISTENER] });
  expect(dr.events).toBeUndefined();
  expect(template.all('aws_cloudwatch_event_bus')).toEqual([]);
  expect(ruleOf(template, 'us-east-1', 'api-events').body.event_bus_name).toBeUndefined();
  expect(template.bodies('aws_lambda_function').map(body => body.environment.variables.EVENT_BUS_NAME)).toEqual(['default', 'default']);
});

describe('functions of a service with a bus', () => {
  const { template } = service({ events: BOTH, functions: [LISTENER] });

  test('publish to it', () => {
    expect(template.bodies('aws_lambda_function').map(body => body.environment.variables.EVENT_BUS_NAME)).toEqual(['orders-prod-events', 'orders-prod-events']);
    const put = template.bodies('aws_iam_role_policy').flatMap(body => JSON.parse(body.policy).Statement).filter(one => [one.Action].flat().includes('events:PutEvents'));
    expect(put.flatMap(one => one.Resource)).toEqual(Array(4).fill(expect.stringMatching(/event-bus\/orders-prod-events$/)));
  });

  test.each(REGIONS)('listen to it in %s, after it', region => {
    const rule = ruleOf(template, region, 'api-events');
    expect(rule.body.event_bus_name).toBe('orders-prod-events');
    expect(rule.body.depends_on).toContain(template.only('aws_cloudwatch_event_bus', region).address);
  });

  test('have their schedules on the default bus all the same', () => {
    REGIONS.forEach(region => expect(ruleOf(template, region, 'api-schedule').body.event_bus_name).toBeUndefined());
  });

  test('are off in the standby, where events arrive twice otherwise; with both regions active they are on', () => {
    expect(ruleOf(template, 'us-west-2', 'api-events').body.state).toBe('DISABLED');
    const active = service({ events: BOTH, functions: [LISTENER], strategy: Strategy.ACTIVE_ACTIVE }).template;
    expect(ruleOf(active, 'us-west-2', 'api-events').body.state).toBe('ENABLED');
  });
});

test('functions may name another bus, and then do not wait for this one', () => {
  const { template } = service({ events: BOTH, functions: [functionWith({ triggers: [Trigger.events({ sources: ['orders'], busName: 'shop' })] })] });
  const rule = ruleOf(template, 'us-east-1', 'api-events');
  expect(rule.body.event_bus_name).toBe('shop');
  expect(rule.body.depends_on ?? []).not.toContain(template.only('aws_cloudwatch_event_bus', 'us-east-1').address);
});

test('operators may switch the rules of functions on the bus, and cannot touch those that forward', () => {
  const operators: OperatorProps = { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty-officer'] };
  const { template } = service({ events: BOTH, functions: [LISTENER], operators });
  const policies = template.bodies('aws_iam_role_policy').filter(body => /OperatorRoles|Operators/.test(body.role) || /EnableRule/.test(body.policy)).map(body => body.policy).join();
  expect(policies).toMatch(/rule\/orders-prod-events\/orders-prod-api-events-us-west-2/);
  expect(policies).not.toMatch(/orders-prod-events-forward/);
});

test('DR557 refuses an endpoint in a service that has no failover switch', () => {
  const making = (replication: EventReplication) => () => new MultiRegionDr(newStack(), 'Dr', {
    ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, events: { replication },
  });
  expect(refusalCodes(making(EventReplication.globalEndpoint()))).toContain('DR557');
  expect(refusalCodes(making(EventReplication.globalEndpoint('arn:aws:route53:::healthcheck/01234567-89ab')))).not.toContain('DR557');
});

test('DR007 tells of a bus name that is too long, and no function tells of it again', () => {
  const naming = { physicalName: ({ what, region }: { what: string; region?: string }) => [what, region].join('-').padEnd(what === 'events' && region === undefined ? 300 : 1, 'x') };
  expect(new Set(refusalCodes(() => service({ naming, events: { archiveDays: 0 }, functions: [LISTENER] })))).toEqual(new Set(['DR007']));
});

test.each(Object.values(DnsFailover))('an endpoint follows what users are led by with %s, so that events and users move together', failover => {
  const http = { routes: { $default: LISTENER }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') };
  const events = { replication: EventReplication.globalEndpoint() };
  const { template } = service({ events, functions: [LISTENER], http, dns: { failover } });
  const { health_check: arn } = template.only('aws_cloudwatch_event_endpoint').body.routing_config.failover_config.primary;
  const { health_check_id: followed } = template.bodies('aws_route53_record').find(({ failover_routing_policy: policy }) => policy?.type === 'PRIMARY')!;
  expect(arn).toMatch(/^arn:\$\{data\.aws_partition\.\w+\.partition\}:route53:::healthcheck\//);
  expect(arn.endsWith(followed)).toBe(true);
});
