// Monitoring as a section of a service.

import { alarms, EAST, plain, WEST } from './making';
import {
  AlarmReceiver, DatabaseEngine, DnsFailover, EventReplication, FunctionCode, FunctionSpec, HostedZone, MultiRegionDr, MultiRegionDrProps, Strategy,
  Trigger,
} from '../../src';
import { TABLES } from '../support/layers';
import { newStack, quietly, SITES, templateOf, written } from '../support/synth';

const MONITORING = { receivers: [AlarmReceiver.email('duty@example.com')] };
const spec = (name: string, triggers: Trigger[] = [], more: object = {}) => new FunctionSpec(name, {
  code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'a.zip' }, standby: { bucket: 'two', key: 'a.zip' } }), runtime: 'python3.13', handler: 'a.b', triggers, ...more,
});
const API = spec('api', [Trigger.queue({ queueName: 'calls' })], { timeoutSeconds: 10 });
const WORKER = spec('worker', [Trigger.queue(), Trigger.schedule('rate(1 day)'), Trigger.events({ sources: ['orders'] }), Trigger.stream(TABLES[0])]);
const HOST = { hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') };
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:other';

function service(more: Partial<MultiRegionDrProps>) {
  const stack = newStack();
  const dr = quietly(() => new MultiRegionDr(stack, 'Dr', { ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, monitoring: MONITORING, ...more }));
  return { dr, template: templateOf(stack) };
}

const WHOLE: Partial<MultiRegionDrProps> = {
  database: { engine: DatabaseEngine.auroraPostgresql('16.8') },
  tables: TABLES,
  functions: [API, WORKER],
  events: { replication: EventReplication.forwardBothWays(['orders']) },
  http: { routes: { $default: API }, ...HOST },
  dns: {},
};
const whole = service(WHOLE);

test.each([EAST, WEST])('everything that a service has in %s is watched there, by the names that it has', region => {
  const { template } = whole;
  const watched = template.all('aws_cloudwatch_metric_alarm', region).flatMap(({ body }) => {
    const metrics = body.metric_query === undefined ? [body] : body.metric_query.map((query: any) => query.metric).filter(Boolean);
    return metrics.flatMap((metric: any) => Object.values(metric.dimensions) as string[]);
  });
  const names = (type: string, argument: string) => template.bodies(type, region).map(body => body[argument]);
  const expected = [
    ...names('aws_rds_cluster', 'cluster_identifier'), 'orders-prod-orders', 'orders-prod-stock', 'legacy', ...names('aws_lambda_function', 'function_name'),
    ...names('aws_sqs_queue', 'name'), ...names('aws_cloudwatch_event_rule', 'name'),
    ...template.all('aws_apigatewayv2_api', region).map(({ address }) => `\${${address}.id}`),
    ...template.all('aws_acm_certificate_validation', region).map(({ address }) => `\${${address}.certificate_arn}`),
  ];
  expect(expected.filter(name => !watched.includes(name))).toEqual([]);
});

test('every alarm of a service tells somebody: the topic of its region', () => {
  const { template } = whole;
  [EAST, WEST].forEach(region => {
    const topic = `\${${template.only('aws_sns_topic', region).address}.arn}`;
    const all = [...template.all('aws_cloudwatch_metric_alarm', region), ...template.all('aws_cloudwatch_composite_alarm', region)];
    expect(all.filter(({ body }) => String(body.alarm_actions) !== topic)).toEqual([]);
  });
  expect(template.all('aws_sns_topic')).toHaveLength(2);
});

test('no metric of one thing is watched twice', () => {
  const keys = whole.template.all('aws_cloudwatch_metric_alarm').map(({ region, body }) => JSON.stringify([
    region, body.namespace, body.metric_name, body.dimensions, body.metric_query?.map((query: any) => [query.expression, query.metric]),
  ]));
  expect(new Set(keys).size).toBe(keys.length);
});

test('a strongly consistent table has no delay that is watched', () => {
  expect(alarms(whole.template, 'table-replication-latency').map(({ body }) => body.metric_query[1].metric.dimensions.TableName).sort()).toEqual(['legacy', 'legacy', 'orders-prod-orders', 'orders-prod-orders']);
});

test('a consumer must not work in the standby before a failover; what the entry calls does, and says nothing', () => {
  expect(alarms(whole.template, 'consumer-drift').map(({ region, body }) => [region, body.dimensions.FunctionName])).toEqual([[WEST, 'orders-prod-worker-us-west-2']]);
  const active = service({ tables: TABLES, functions: [WORKER], strategy: Strategy.ACTIVE_ACTIVE }).template;
  expect(alarms(active, 'consumer-drift')).toEqual([]);
});

test('alarms of lag follow the objective', () => {
  expect(alarms(service({ ...WHOLE, objectives: { rtoMinutes: 30, rpoSeconds: 20 } }).template, 'database-rpo-lag').map(({ body }) => body.threshold)).toEqual([10_000, 10_000]);
});

test('a function is held against its own time-out', () => {
  expect(alarms(whole.template, 'function-duration-api')[0].body.threshold).toBe(8000);
  expect(alarms(whole.template, 'function-duration-worker')[0].body.threshold).toBe(24_000);
});

test('RDS tells of clusters after they are there', () => {
  [EAST, WEST].forEach(region => {
    const { body } = whole.template.only('aws_db_event_subscription', region);
    expect(body.depends_on).toContain(whole.template.only('aws_rds_cluster', region).address);
  });
});

test('the topic of a lost switch is that in us-east-1, and DR523 is content', () => {
  const { template } = service({ functions: [API], http: { routes: { $default: API }, ...HOST }, dns: { failover: DnsFailover.OPERATOR } });
  expect(alarms(template, 'switch')[0].body.alarm_actions).toEqual([`\${${template.only('aws_sns_topic', EAST).address}.arn}`]);
  const far = service({ primary: { region: 'eu-west-1' }, standby: { region: 'eu-central-1' }, functions: [API], http: { routes: { $default: API }, ...HOST }, dns: {} }).template;
  expect(alarms(far, 'switch')[0].body.alarm_actions).toEqual([`\${${far.only('aws_sns_topic', EAST).address}.arn}`]);
  const { lines } = written(() => new MultiRegionDr(newStack(), 'Dr', {
    ...SITES,
    objectives: { rtoMinutes: 30, rpoSeconds: 60 },
    functions: [API],
    http: { routes: { $default: API }, ...HOST },
    dns: {},
    monitoring: MONITORING,
  }));
  expect(lines).toEqual([]);
});

test('what a user names for the alarms of dns and events is told in place of the topic', () => {
  const { template } = service({
    ...WHOLE, dns: { alarmActionArns: [TOPIC] }, events: { replication: EventReplication.forwardToStandby(['orders']), alarmActionArns: { primary: TOPIC } },
  });
  expect(alarms(template, 'switch')[0].body.alarm_actions).toEqual([TOPIC]);
  expect(alarms(template, 'events-failed')[0].body.alarm_actions).toEqual([TOPIC]);
});

test('without the section there are no topics, and the alarms of events tell nobody', () => {
  const { dr, template } = service({ ...WHOLE, monitoring: undefined });
  expect(dr.monitoring).toBeUndefined();
  expect(['aws_sns_topic', 'aws_cloudwatch_dashboard', 'aws_cloudwatch_composite_alarm'].flatMap(type => template.all(type))).toEqual([]);
  expect(template.all('aws_cloudwatch_metric_alarm').map(({ body }) => [body.alarm_name, body.alarm_actions])).toEqual([
    ['orders-prod-events-failed-us-east-1', undefined], ['orders-prod-events-failed-us-west-2', undefined], ['orders-prod-switch-us-west-2', []],
  ]);
});

test('with BACKUP_RESTORE the standby has a topic, and nothing that is watched', () => {
  const { template } = service({ strategy: Strategy.BACKUP_RESTORE, tables: TABLES.slice(0, 1), objectives: { rtoMinutes: 600, rpoSeconds: 86_400 }, acceptedRisks: { DR018: 'another team' } });
  expect(template.all('aws_sns_topic')).toHaveLength(2);
  expect(template.all('aws_cloudwatch_metric_alarm').map(({ region }) => region)).toEqual([EAST]);
});

test('observers may see alarms and dashboards, in both regions and where health checks are', () => {
  const operators = { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty'] };
  const statements = (more: object) => plain(service({ tables: TABLES.slice(0, 1), operators, ...more }).template.bodies('aws_iam_role_policy'))
    .flatMap((body: any) => JSON.parse(body.policy).Statement).filter((one: any) => /SeeAlarms|SeeDashboards/.test(one.Sid));
  expect(statements({ primary: { region: 'eu-west-1' }, standby: { region: 'eu-central-1' } }).slice(0, 2)).toEqual([
    {
      Sid: 'SeeAlarms',
      Effect: 'Allow',
      Action: ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1', 'us-east-1'] } },
    },
    {
      Sid: 'SeeDashboards',
      Effect: 'Allow',
      Action: 'cloudwatch:GetDashboard',
      Resource: ['eu-west-1', 'eu-central-1'].map(region => `arn:aws:cloudwatch::111122223333:dashboard/orders-prod-dashboard-${region}`),
    },
  ]);
  expect(statements({ monitoring: undefined })).toEqual([]);
  const inChina = statements({
    primary: { region: 'cn-north-1' },
    standby: { region: 'cn-northwest-1' },
    operators: { trustedPrincipalArns: ['arn:aws-cn:iam::111122223333:user/duty'] },
  });
  expect(inChina[0].Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': ['cn-north-1', 'cn-northwest-1'] } });
});
