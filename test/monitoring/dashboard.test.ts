// What dashboards show, held against what CloudWatch takes.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html

import { both, EAST, made, plain, TARGETS, WEST } from './making';
import { MonitoringTarget, Strategy } from '../../src';
import { textOf } from '../support/files';
import { SITES } from '../support/synth';
import type { Template } from '../support/template';

interface Namespace {
  readonly source: string;
  readonly metrics: Record<string, string[][]>;
}

const KNOWN: Record<string, Namespace> = JSON.parse(textOf('test/monitoring/metrics.json'));
const STATISTICS = /^(Average|Minimum|Maximum|Sum|SampleCount|p\d{1,2})$/;
const named = (template: Template, region: string) => template.all('aws_cloudwatch_dashboard').filter(({ body }) => body.dashboard_name === `orders-prod-dashboard-${region}`);
const bodyOf = (template: Template, region = EAST) => plain(JSON.parse(named(template, region)[0].body.dashboard_body));

// What is wrong with a metric, in words; empty for one that AWS has.
function wrongMetric(namespace: unknown, metricName: unknown, dimensions: string[]): string[] {
  const metrics = KNOWN[namespace as string]?.metrics;
  if (metrics === undefined) return [`namespace ${namespace}`];
  const sets = metrics[metricName as string];
  if (sets === undefined) return [`metric ${namespace} ${metricName}`];
  return sets.some(set => String([...set].sort()) === String([...dimensions].sort())) ? [] : [`dimensions ${dimensions} of ${namespace} ${metricName}`];
}

function wrongWidget(widget: any): string[] {
  const wrong: string[] = [];
  const need = (fits: boolean, what: string) => { if (!fits) wrong.push(`${what} of ${JSON.stringify(widget).slice(0, 120)}`); };
  const { x, y, width, height, type, properties } = widget;
  need([x, y, width, height].every(Number.isInteger) && x >= 0 && x + width <= 24 && width >= 1 && height >= 1 && height <= 1000 && y >= 0, 'place');
  if (type === 'text') {
    need(typeof properties.markdown === 'string' && String(Object.keys(properties)) === 'markdown', 'text');
  } else if (type === 'alarm') {
    need(typeof properties.title === 'string' && Array.isArray(properties.alarms) && properties.alarms.length >= 1 && properties.alarms.length <= 100, 'alarms');
    properties.alarms.forEach((arn: string) => need(/^arn:aws:cloudwatch:us-\w+-\d:111122223333:alarm:[\w-]+$/.test(arn), 'ARN'));
  } else if (type === 'metric') {
    const known = ['title', 'region', 'view', 'stat', 'period', 'metrics', 'annotations'];
    need(Object.keys(properties).every(key => known.includes(key)), 'keys');
    need(/^[a-z]{2}-[a-z]+-\d$/.test(properties.region) && properties.title.includes(properties.region), 'region');
    need(properties.view === 'timeSeries' && STATISTICS.test(properties.stat) && properties.period % 60 === 0 && properties.period >= 60, 'view');
    need(properties.metrics.length >= 1 && properties.metrics.length <= 500, 'number of metrics');
    for (const entry of properties.metrics as unknown[][]) {
      const options = entry[entry.length - 1];
      const [namespace, metricName, ...pairs] = (typeof options === 'object' ? entry.slice(0, -1) : entry) as string[];
      need(pairs.length % 2 === 0 && [namespace, metricName, ...pairs].every(part => typeof part === 'string' && part !== ''), 'metric array');
      need(Object.keys(options as object).every(key => ['label', 'stat'].includes(key)), 'options');
      wrong.push(...wrongMetric(namespace, metricName, pairs.filter((_, position) => position % 2 === 0)));
      if (namespace === 'AWS/Route53') need(properties.region === EAST, 'region of health checks');
    }
    for (const line of properties.annotations?.horizontal ?? []) need(typeof line.label === 'string' && Number.isFinite(line.value), 'line');
  } else {
    wrong.push(`type ${type}`);
  }
  return wrong;
}

describe('a dashboard', () => {
  const { monitoring, template } = made({}, { rpoSeconds: 60 });

  test('is made for each region, under a name with it: names are one for the whole account', () => {
    expect([EAST, WEST].map(region => named(template, region).map(({ scope }) => scope))).toEqual([['Routing'], ['Routing']]);
    expect(monitoring.dashboardNames).toEqual({ primary: `orders-prod-dashboard-${EAST}`, standby: `orders-prod-dashboard-${WEST}` });
  });

  test('is made through the standby, so that a plan without the primary can read it', () => {
    expect(template.all('aws_cloudwatch_dashboard').map(({ region }) => region)).toEqual([WEST, WEST]);
  });

  test('shows the same for both regions', () => {
    expect(bodyOf(template, EAST)).toEqual(bodyOf(template, WEST));
  });

  test('has the structure that CloudWatch takes, and metrics that AWS has', () => {
    const { widgets, ...rest } = bodyOf(template);
    expect(rest).toEqual({});
    expect(widgets.length).toBeGreaterThan(10);
    expect(widgets.length).toBeLessThanOrEqual(500);
    expect(widgets.flatMap(wrongWidget)).toEqual([]);
  });

  test('has no widget over another', () => {
    const cells = bodyOf(template).widgets.flatMap(({ x, y, width, height }: any) =>
      Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`));
    expect(new Set(cells).size).toBe(cells.length);
  });

  test('names the region of each graph in its title, the primary on the left', () => {
    const graphs = bodyOf(template).widgets.filter(({ type }: any) => type === 'metric');
    graphs.forEach(({ properties }: any) => expect(properties.title).toContain(properties.region));
    graphs.filter(({ properties }: any) => !/switch|Checkers/.test(properties.title)).forEach(({ x, properties }: any) => expect(x).toBe(properties.region === EAST ? 0 : 12));
  });

  test('shows replication with the objective and the alarm as lines', () => {
    const titled = (title: string) => bodyOf(template).widgets.find(({ properties }: any) => properties.title === title);
    const lines = (title: string) => titled(title).properties.annotations.horizontal;
    const expected = [{ label: 'objective (RPO)', value: 60_000 }, { label: 'alarm', value: 30_000 }];
    expect(lines(`Lag of the database, ${WEST}`)).toEqual(expected);
    expect(lines(`Replication of tables, ${EAST} to ${WEST}`)).toEqual(expected);
  });

  test('shows which region is active by the switch', () => {
    const { region, metrics, annotations } = bodyOf(template).widgets.find(({ properties }: any) => /^Active site/.test(properties.title)).properties;
    expect([region, metrics[0].slice(0, 4)]).toEqual([EAST, ['AWS/Route53', 'HealthCheckStatus', 'HealthCheckId', 'switch-check']]);
    expect(annotations.horizontal).toEqual([{ label: `open: ${EAST} is answered`, value: 1 }, { label: `thrown: ${WEST} is answered`, value: 0 }]);
  });

  test('shows traffic, errors and alarms', () => {
    const titles = bodyOf(template).widgets.map(({ properties }: any) => properties.title);
    expect(titles).toEqual(expect.arrayContaining([EAST, WEST].flatMap(region => [`Alarms, ${region}`, `Requests, ${region}`, `Calls and errors of functions, ${region}`])));
  });

  test('of little shows little, and of many alarms the first hundred', () => {
    const little = bodyOf(made({}, { targets: [MonitoringTarget.rule('nightly', both('rule'))] }).template).widgets;
    expect(little.map(({ type }: any) => type)).toEqual(['text', 'alarm', 'alarm']);
    const rules = [...Array(120).keys()].map(number => MonitoringTarget.rule(`rule-${number}`, { primary: `rule-${number}` }));
    expect(bodyOf(made({}, { targets: rules }).template).widgets.find(({ type }: any) => type === 'alarm').properties.alarms).toHaveLength(100);
  });
});

test('the checks of widgets notice what is wrong', () => {
  const widget = (more: object) => ({ type: 'metric', x: 0, y: 0, width: 12, height: 6, properties: { title: EAST, region: EAST, view: 'timeSeries', stat: 'Sum', period: 60, metrics: [['AWS/Lambda', 'Errors', 'FunctionName', 'a', {}]], ...more } });
  expect(wrongWidget(widget({}))).toEqual([]);
  expect(wrongWidget(widget({ title: 'nowhere' }))).toHaveLength(1);
  expect(wrongWidget(widget({ metrics: [['AWS/Lambda', 'Errors', 'FunctionName', {}]] })).length).toBeGreaterThan(0);
  expect(wrongWidget(widget({ metrics: [['AWS/Lambda', 'Mistakes', 'FunctionName', 'a', {}]] }))).toEqual(['metric AWS/Lambda Mistakes']);
  expect(wrongWidget(widget({ metrics: [['AWS/Lambda', 'Errors', 'Function', 'a', {}]] }))).toEqual(['dimensions Function of AWS/Lambda Errors']);
  expect(wrongWidget({ ...widget({}), x: 13 })).toHaveLength(1);
});

test.each([['everything', TARGETS], ['a database', TARGETS.slice(0, 1)]])('alarms on %s are on metrics that AWS has', (_, targets) => {
  const { template } = made({}, { targets }, { ...SITES, strategy: Strategy.WARM_STANDBY });
  const metrics = template.bodies('aws_cloudwatch_metric_alarm').flatMap(body => (
    body.metric_query === undefined ? [body] : body.metric_query.flatMap((query: any) => (query.metric === undefined ? [] : [query.metric]))));
  expect(metrics.flatMap(metric => wrongMetric(metric.namespace, metric.metric_name, Object.keys(metric.dimensions)))).toEqual([]);
});
