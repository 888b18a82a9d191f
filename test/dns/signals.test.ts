import { CloudwatchMetricAlarm } from '#aws/cloudwatch-metric-alarm';
import {
  DnsFailover, Endpoint, FailoverDns, HealthSignal, HostedZone, MissingSignal, PartScope, SignalComparison, SignalStatistic, SitesProps, Strategy,
} from '../../src';
import { overFourStacks } from '../support/four-stacks';
import { newSites, quietly, templateOf } from '../support/synth';
import { Template } from '../support/template';

const signal = (more: object = {}) => HealthSignal.metric({
  namespace: 'Orders/Probe',
  metricName: 'Answered',
  dimensions: { Watched: 'orders' },
  statistic: SignalStatistic.MINIMUM,
  comparison: SignalComparison.LESS_THAN_THRESHOLD,
  threshold: 0.5,
  whenMissing: MissingSignal.HEALTHY,
  ...more,
});
const PRIVATE = { primary: Endpoint.ip(['10.0.0.7'], { healthSignal: signal() }), standby: Endpoint.ip(['10.1.0.7'], { healthSignal: signal({ dimensions: undefined }) }) };
const DNS = { hostName: 'orders.example.com', zone: HostedZone.fromId('Z0EXAMPLE', 'example.com'), siteEndpoints: PRIVATE };

const built = (dns: object = {}, sites: Partial<SitesProps> = {}) => {
  const { stack, sites: both } = newSites(sites);
  const layer = quietly(() => new FailoverDns(stack, 'Dns', { sites: both, dns: { ...DNS, ...dns } }));
  return { stack, sites: both, layer };
};
const made = (dns: object = {}, sites: Partial<SitesProps> = {}): Template => templateOf(built(dns, sites).stack);
const checkOf = (template: Template, role: string) => template.all('aws_route53_health_check').find(({ path }) => path.endsWith(`EndpointCheck-${role}`))!.body;
const alarmsOf = (template: Template) => template.all('aws_cloudwatch_metric_alarm').filter(({ path }) => path.endsWith('HealthAlarm'));

test('what watches a region is in the other one, with its name', () => {
  expect(alarmsOf(made()).map(({ scope, region, body }) => [scope, region, body.alarm_name])).toEqual(expect.arrayContaining([
    ['Standby', 'us-west-2', 'orders-prod-health-of-us-east-1-us-west-2'],
    ['Primary', 'us-east-1', 'orders-prod-health-of-us-west-2-us-east-1'],
  ]));
});

test('a health check follows the alarm of its region, and says what missing values mean', () => {
  const template = made();
  const [alarm] = template.all('aws_cloudwatch_metric_alarm', 'us-west-2');
  expect(checkOf(template, 'primary')).toMatchObject({
    type: 'CLOUDWATCH_METRIC', cloudwatch_alarm_name: `\${${alarm.address}.alarm_name}`, cloudwatch_alarm_region: 'us-west-2', insufficient_data_health_status: 'Healthy',
  });
  expect(checkOf(template, 'standby').cloudwatch_alarm_region).toBe('us-east-1');
});

test.each(Object.values(MissingSignal))('missing values that mean %s are stated so', whenMissing => {
  const siteEndpoints = { ...PRIVATE, primary: Endpoint.ip(['10.0.0.7'], { healthSignal: signal({ whenMissing, publishedEveryPeriod: true }) }) };
  expect(checkOf(made({ siteEndpoints }), 'primary').insufficient_data_health_status).toBe(whenMissing);
});

test('an alarm has what a health check copies, and nothing that it cannot', () => {
  const { '//': _, provider: __, ...body } = alarmsOf(made()).find(({ scope }) => scope === 'Standby')!.body;
  expect(body).toEqual({
    alarm_name: expect.any(String),
    alarm_description: expect.any(String),
    namespace: 'Orders/Probe',
    metric_name: 'Answered',
    dimensions: { Watched: 'orders' },
    statistic: 'Minimum',
    period: 60,
    evaluation_periods: 3,
    threshold: 0.5,
    comparison_operator: 'LessThanThreshold',
    tags: {},
  });
});

test('the health check is written anew when anything changes that it copied, by an escape hatch too', () => {
  const template = made();
  const [{ address }] = template.all('aws_cloudwatch_metric_alarm', 'us-west-2');
  // The members of CloudWatchAlarmConfiguration.
  const copied = ['comparison_operator', 'evaluation_periods', 'metric_name', 'namespace', 'period', 'statistic', 'threshold'];
  expect(checkOf(template, 'primary').triggers).toEqual({
    ...Object.fromEntries(copied.map(argument => [argument, `\${${address}.${argument}}`])), dimensions: `\${jsonencode(${address}.dimensions)}`,
  });
});

test('private addresses are answered, and asked by nobody', () => {
  const template = made();
  expect(template.bodies('aws_route53_record').map(({ records }) => records)).toEqual([['10.0.0.7'], ['10.1.0.7']]);
  const asking = template.bodies('aws_route53_health_check').filter(({ type }) => /^HTTPS/.test(type));
  expect(asking.map(({ resource_path }) => resource_path).sort()).toEqual(['/canary', '/switch']);
});

test('AUTOMATIC asks for the switch and the metric both', () => {
  const template = made({ failover: DnsFailover.AUTOMATIC });
  const [check] = template.all('aws_route53_health_check').filter(({ path }) => path.endsWith('EndpointCheck-primary'));
  const [primary] = template.all('aws_route53_health_check').filter(({ path }) => path.endsWith('PrimaryCheck'));
  expect(primary.body).toMatchObject({ type: 'CALCULATED', child_health_threshold: 2 });
  expect(primary.body.child_healthchecks).toContain(`\${${check.address}.id}`);
});

test('one region can be told of by a metric, and the other be asked', () => {
  const template = made({ siteEndpoints: { primary: PRIVATE.primary, standby: Endpoint.ip(['198.51.100.7']) } });
  expect(alarmsOf(template).map(({ scope }) => scope)).toEqual(['Standby']);
  expect(checkOf(template, 'standby')).toMatchObject({ type: 'HTTPS', ip_address: '198.51.100.7' });
});

test('an internal load balancer is an alias like any other', () => {
  const alias = (name: string) => Endpoint.alias(name, 'Z1', { healthSignal: signal() });
  const template = made({ siteEndpoints: { primary: alias('internal-one-1.us-east-1.elb.amazonaws.com'), standby: alias('internal-two-2.us-west-2.elb.amazonaws.com') } }, { strategy: Strategy.ACTIVE_ACTIVE });
  expect(template.bodies('aws_route53_record').map(({ alias: { name } }) => name)).toEqual(['internal-one-1.us-east-1.elb.amazonaws.com', 'internal-two-2.us-west-2.elb.amazonaws.com']);
});

test('over four stacks each alarm is in the stack of the other region', () => {
  const { templates } = quietly(() => overFourStacks((scope, sites) => { new FailoverDns(scope, 'Dns', { sites, dns: DNS }); }));
  expect(templates.flatMap(alarmsOf).map(({ scope, region }) => [scope, region]).sort()).toEqual([['Primary', 'us-east-1'], ['Standby', 'us-west-2']]);
  const routing = templates.find(template => template.stackName === 'orders-routing')!;
  expect(Object.keys(checkOf(routing, 'primary').triggers)).toHaveLength(8);
});

test('an alarm is reached like everything else', () => {
  const { stack, sites, layer } = built();
  const alarm = sites.part(layer, PartScope.STANDBY).node.findChild('HealthAlarm') as CloudwatchMetricAlarm;
  alarm.addOverride('threshold', 2);
  expect(templateOf(stack).all('aws_cloudwatch_metric_alarm', 'us-west-2')[0].body.threshold).toBe(2);
});
