import { TerraformOutput, TerraformVariable } from 'cdktf';
import { alarms, both, EAST, MAIL, made, plain, TARGETS, WEST } from './making';
import {
  AlarmActionRequest, AlarmKind, AlarmNameRequest, AlarmOverride, AlarmReceiver, AlarmSeverity, DrMonitoring, MonitoringTarget, Removal, Sites,
} from '../../src';
import { KINDS } from '../../src/monitoring/kinds';
import { inOneStack, overFourStacks } from '../support/four-stacks';
import { newSites, quietly, templateOf } from '../support/synth';

const EUROPE = { primary: { region: 'eu-west-1' }, standby: { region: 'eu-central-1' } };
const policy = (text: string) => plain(JSON.parse(text)).Statement;
const values = (block: { body: Record<string, any> }) => [block.body.threshold, block.body.evaluation_periods, block.body.datapoints_to_alarm];

describe.each([['primary', EAST, 'Primary'], ['standby', WEST, 'Standby']])('the topic of the %s', (_, region, part) => {
  const { template } = made();
  const topic = template.only('aws_sns_topic', region);

  test('is in the part of its region, and encrypted with a key of its own', () => {
    const key = template.all('aws_kms_key', region).find(({ body }) => body.description.startsWith('alerts'))!;
    expect([topic.scope, topic.body.name, topic.body.kms_master_key_id]).toEqual([part, `orders-prod-alerts-${region}`, `\${${key.address}.arn}`]);
    expect(policy(key.body.policy).find((one: any) => one.Sid === 'Publishers')).toMatchObject({
      Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com', 'backup.amazonaws.com', 'events.rds.amazonaws.com'] },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    });
  });

  test('lets AWS\'s services publish for this account and region alone, over TLS', () => {
    const statements = policy(template.only('aws_sns_topic_policy', region).body.policy);
    expect(Object.fromEntries(statements.filter((one: any) => one.Effect === 'Allow').map((one: any) => [one.Principal.Service, one.Condition]))).toEqual({
      'cloudwatch.amazonaws.com': { ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:111122223333:alarm:*` } },
      'events.amazonaws.com': { ArnLike: { 'aws:SourceArn': `arn:aws:events:${region}:111122223333:rule/*` } },
      'backup.amazonaws.com': { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      'events.rds.amazonaws.com': { ArnLike: { 'aws:SourceArn': `arn:aws:rds:${region}:111122223333:*` } },
    });
    expect(statements.filter((one: any) => one.Effect === 'Deny')).toEqual([expect.objectContaining({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]);
  });
});

describe('receivers', () => {
  const arns = (kind: string) => ({ primary: `arn:aws:${kind.replace(':', `:${EAST}:111122223333:`)}duty`, standby: `arn:aws:${kind.replace(':', `:${WEST}:111122223333:`)}duty` });
  const receivers = [
    MAIL, AlarmReceiver.https('https://alerts.example.com/sns', { autoConfirms: true }), AlarmReceiver.queue(arns('sqs:')), AlarmReceiver.lambdaFunction(arns('lambda:function:')),
    AlarmReceiver.responsePlan('arn:aws:ssm-incidents::111122223333:response-plan/orders'),
  ];
  const { template } = made({ receivers });

  test.each([EAST, WEST])('are subscribed in %s, each to what is in that region', region => {
    expect(template.bodies('aws_sns_topic_subscription', region).map(({ protocol, endpoint, endpoint_auto_confirms: confirms }) => [protocol, endpoint, confirms])).toEqual([
      ['email', 'duty@example.com', undefined],
      ['https', 'https://alerts.example.com/sns', true],
      ['sqs', `arn:aws:sqs:${region}:111122223333:duty`, undefined],
      ['lambda', `arn:aws:lambda:${region}:111122223333:function:duty`, undefined],
    ]);
  });

  test('that are functions let the topic of their region call them', () => {
    expect(plain(template.bodies('aws_lambda_permission')).map((one: any) => [one.function_name, one.principal, one.source_arn])).toEqual([EAST, WEST].map(region => [
      `arn:aws:lambda:${region}:111122223333:function:duty`, 'sns.amazonaws.com', `arn:aws:sns:${region}:111122223333:orders-prod-alerts-${region}`,
    ]));
  });

  test('that are an alias of a function let the topic call that alias', () => {
    const functions = arns('lambda:function:');
    const aliased = made({ receivers: [AlarmReceiver.lambdaFunction({ primary: `${functions.primary}:live`, standby: `${functions.standby}:7` })] }).template;
    expect(aliased.bodies('aws_sns_topic_subscription').map(({ endpoint }) => endpoint)).toEqual([`${functions.primary}:live`, `${functions.standby}:7`]);
    expect(aliased.bodies('aws_lambda_permission').map(one => [one.function_name, one.qualifier])).toEqual([[functions.primary, 'live'], [functions.standby, '7']]);
    expect(template.bodies('aws_lambda_permission').map(({ qualifier }) => qualifier)).toEqual([undefined, undefined]);
  });

  test('of the primary alone are told by both topics, and let both call them', () => {
    const alone = made({ receivers: [AlarmReceiver.lambdaFunction({ primary: arns('lambda:function:').primary })] }).template;
    expect(alone.bodies('aws_sns_topic_subscription').map(({ endpoint }) => endpoint)).toEqual([arns('lambda:function:').primary, arns('lambda:function:').primary]);
    const permissions = alone.all('aws_lambda_permission');
    expect(permissions.map(({ scope }) => scope)).toEqual(['Primary', 'Primary']);
    expect(plain(permissions.map(({ body }) => body.source_arn))).toEqual([EAST, WEST].map(region => `arn:aws:sns:${region}:111122223333:orders-prod-alerts-${region}`));
  });

  test.each([
    ['eu-south-1', 'eu-west-1', ['sns.amazonaws.com', 'sns.eu-south-1.amazonaws.com']],
    ['eu-west-1', 'eu-south-1', ['sns.amazonaws.com', 'sns.eu-south-1.amazonaws.com']],
    ['eu-south-1', 'eu-south-2', ['sns.amazonaws.com', 'sns.eu-south-1.amazonaws.com']],
    ['us-gov-west-1', 'us-gov-east-1', ['sns.amazonaws.com', 'sns.amazonaws.com']],
  ])('of the primary %s alone let %s call them by the name that SNS has there', (primary, standby, principals) => {
    const lambda = `arn:${primary.startsWith('us-gov') ? 'aws-us-gov' : 'aws'}:lambda:${primary}:111122223333:function:duty`;
    const regions = { primary: { region: primary }, standby: { region: standby } };
    const { template: found } = made({ receivers: [AlarmReceiver.lambdaFunction({ primary: lambda })] }, { targets: TARGETS.slice(0, 3) }, regions);
    expect(found.bodies('aws_lambda_permission').map(({ principal }) => principal)).toEqual(principals);
  });

  test('keep their addresses when others go', () => {
    const addresses = (given: AlarmReceiver[]) => made({ receivers: given }).template.all('aws_sns_topic_subscription').map(({ address }) => address);
    expect(addresses(receivers)).toEqual(expect.arrayContaining(addresses(receivers.slice(1))));
  });

  test('may be known to Terraform alone', () => {
    const { stack, sites } = newSites();
    const url = new TerraformVariable(stack, 'url', { type: 'string' }).stringValue;
    new DrMonitoring(stack, 'Monitoring', { sites, monitoring: { receivers: [AlarmReceiver.https(url)] }, targets: TARGETS });
    expect(templateOf(stack).bodies('aws_sns_topic_subscription').map(({ endpoint }) => endpoint)).toEqual(['${var.url}', '${var.url}']);
  });

  test('that are response plans are started by pages, and by notices not', () => {
    const plan = 'arn:aws:ssm-incidents::111122223333:response-plan/orders';
    const starting = [...template.all('aws_cloudwatch_metric_alarm'), ...template.all('aws_cloudwatch_composite_alarm')].filter(({ body }) => body.alarm_actions.includes(plan));
    expect(new Set(starting.map(({ body }) => body.alarm_name.replace(/^orders-prod-|-(one|two|primary|standby)?-?us-\w+-\d$/g, ''))))
      .toEqual(new Set(['database-rpo-lag', 'endpoint-health-primary', 'endpoint-health-standby', 'site-unwell'].map(name => name.replace(/-(primary|standby)$/, ''))));
    starting.forEach(({ body }) => expect(body.ok_actions).not.toContain(plan));
  });
});

test('topics that are there already are told, and nothing is made beside them', () => {
  const existingTopics = { primary: `arn:aws:sns:${EAST}:111122223333:duty`, standby: `arn:aws:sns:${WEST}:111122223333:duty` };
  const { monitoring, template } = made({ existingTopics });
  expect(['aws_sns_topic', 'aws_sns_topic_policy', 'aws_sns_topic_subscription', 'aws_kms_key'].flatMap(type => template.all(type))).toEqual([]);
  expect(monitoring.topicArns).toEqual(existingTopics);
  [EAST, WEST].forEach(region => template.bodies('aws_cloudwatch_metric_alarm', region).forEach(({ alarm_actions: actions }) => expect(actions[0]).toContain(`:${region}:`)));
});

describe('alarms', () => {
  const { monitoring, template } = made({}, { rpoSeconds: 60 });

  test('are in both regions, each with the topic of its own', () => {
    [EAST, WEST].forEach(region => {
      const topic = template.only('aws_sns_topic', region);
      template.all('aws_cloudwatch_metric_alarm', region).forEach(({ body }) => {
        expect([body.alarm_actions, body.ok_actions]).toEqual([[`\${${topic.address}.arn}`], [`\${${topic.address}.arn}`]]);
      });
    });
  });

  test('of lag are in both regions, since the metric changes sides at a failover, and missing data is no alarm', () => {
    for (const name of ['database-replication-lag', 'database-rpo-lag']) {
      expect(alarms(template, name).map(({ region, body }) => [region, body.threshold, body.treat_missing_data])).toEqual([[EAST, 30_000, 'notBreaching'], [WEST, 30_000, 'notBreaching']]);
    }
    expect(alarms(template, 'table-replication-latency').map(({ body }) => body.metric_query[1].metric.dimensions)).toEqual([
      { TableName: 'table-one', ReceivingRegion: WEST }, { TableName: 'table-two', ReceivingRegion: EAST },
    ]);
  });

  test('of lag ask for the metric with and without the region that it comes from', () => {
    const [{ body }] = alarms(template, 'database-rpo-lag');
    expect(body.metric_query.map((query: any) => query.expression ?? query.metric.dimensions)).toEqual([
      'MAX([cluster, source])', { DBClusterIdentifier: 'cluster-one' }, { DBClusterIdentifier: 'cluster-one', SourceRegion: WEST },
    ]);
  });

  test.each([[undefined, 60_000], [60, 30_000], [3600, 60_000], [1, 1000]])('of lag with an objective of %s ring at %s milliseconds', (rpoSeconds, threshold) => {
    const found = made({}, { rpoSeconds }).template;
    expect(new Set([...alarms(found, 'database-rpo-lag'), ...alarms(found, 'table-replication-latency')].map(({ body }) => body.threshold))).toEqual(new Set([threshold]));
  });

  test('of a function are held against its time-out', () => {
    expect(alarms(template, 'function-duration')[0].body).toMatchObject({ threshold: 24_000, statistic: 'Maximum', dimensions: { FunctionName: 'function-one' } });
    const without = made({}, { targets: [MonitoringTarget.lambdaFunction('api', both('function'))] }).template;
    expect([alarms(without, 'function-duration'), alarms(without, 'stream-age'), alarms(without, 'consumer-drift')]).toEqual([[], [], []]);
  });

  test('of a consumer that works are in the standby alone', () => {
    expect(alarms(template, 'consumer-drift').map(({ region, body }) => [region, body.metric_name, body.threshold])).toEqual([[WEST, 'Invocations', 0]]);
  });

  test('of rules name a bus of one\'s own, and the default one not', () => {
    expect(alarms(template, 'rule-failures-nightly')[0].body.dimensions).toEqual({ RuleName: 'rule-one' });
    expect(alarms(template, 'rule-failures-placed')[0].body.dimensions).toEqual({ RuleName: 'custom-one', EventBusName: 'shop' });
  });

  test('of percentiles have an extended statistic', () => {
    expect(alarms(template, 'api-latency')[0].body).toMatchObject({ extended_statistic: 'p99', threshold: 3000 });
    expect(alarms(template, 'api-latency')[0].body.statistic).toBeUndefined();
  });

  test('on DynamoDB say what AWS does anyway: missing data changes nothing', () => {
    template.all('aws_cloudwatch_metric_alarm').filter(({ body }) => JSON.stringify(body).includes('AWS/DynamoDB')).forEach(({ body }) => expect(body.treat_missing_data).toBe('ignore'));
  });

  test('on DynamoDB end when nothing is measured any more: 0 stands for it', () => {
    const expressions = (name: string) => alarms(template, name).map(({ body }) => body.metric_query[0].expression);
    expect([expressions('table-replication-latency'), expressions('table-throttles')])
      .toEqual([Array(2).fill('FILL(latency, 0)'), Array(2).fill('FILL(reads, 0) + FILL(writes, 0)')]);
    expect(alarms(template, 'table-replication-latency')[0].body.metric_query[1].metric)
      .toMatchObject({ metric_name: 'ReplicationLatency', stat: 'Average' });
  });

  test('on backups ring for jobs that failed, were cancelled or never began', () => {
    const [value, ...metrics] = alarms(template, 'backup-failures')[0].body.metric_query;
    expect(value.expression).toBe('FILL(failed, 0) + FILL(aborted, 0) + FILL(expired, 0)');
    expect(metrics.map(({ id, metric }: any) => [id, metric.metric_name, metric.stat, metric.dimensions.BackupVaultName]))
      .toEqual(['Failed', 'Aborted', 'Expired'].map(end => [end.toLowerCase(), `NumberOfBackupJobs${end}`, 'Sum', 'vault-one']));
  });

  test('on health checks are in us-east-1, in Routing', () => {
    expect([...alarms(template, 'endpoint-health'), ...alarms(template, 'switch-thrown')].map(({ region, scope, body }) => [region, scope, body.dimensions.HealthCheckId]))
      .toEqual([[EAST, 'Routing', 'check-one'], [EAST, 'Routing', 'check-two'], [EAST, 'Routing', 'switch-check']]);
    expect(monitoring.healthAlarmNames).toEqual(['orders-prod-endpoint-health-primary-us-east-1', 'orders-prod-endpoint-health-standby-us-east-1', 'orders-prod-switch-thrown-us-east-1']);
  });

  test('have names that tell what is watched and where, and a description for who is woken by them', () => {
    expect(monitoring.primaryAlarmNames).toContain('orders-prod-function-errors-api-us-east-1');
    expect(alarms(template, 'function-errors')[1].body.alarm_description).toBe('Calls of the function api fail (us-west-2)');
    template.all('aws_cloudwatch_metric_alarm').forEach(({ region, body }) => expect(body.alarm_description).toContain(`(${region})`));
  });

  test('know no missing period: none looks at more than a day', () => {
    for (const { body } of template.all('aws_cloudwatch_metric_alarm')) {
      const period: number = body.period ?? body.metric_query.find((query: any) => query.metric !== undefined).metric.period;
      expect(period * body.evaluation_periods).toBeLessThanOrEqual(86_400);
    }
  });

  test('of every kind are made where everything is watched', () => {
    const names = template.all('aws_cloudwatch_metric_alarm').map(({ body }) => body.alarm_name);
    expect(KINDS.filter(({ kind }) => !names.some(name => name.includes(kind.toLowerCase().replace(/_/g, '-'))))).toEqual([]);
  });
});

describe('where neither site is in us-east-1', () => {
  const { monitoring, template } = made({}, {}, EUROPE);

  test('health checks have a topic of their own there, encrypted, with the same receivers', () => {
    const topic = template.only('aws_sns_topic', EAST);
    const key = template.only('aws_kms_key', EAST);
    expect([topic.scope, topic.body.name, topic.body.kms_master_key_id, key.scope]).toEqual(['Routing', 'orders-prod-alerts-us-east-1', `\${${key.address}.arn}`, 'Routing']);
    expect(template.only('aws_sns_topic_subscription', EAST).body.endpoint).toBe('duty@example.com');
    alarms(template, 'endpoint-health').forEach(({ region, body }) => expect([region, body.alarm_actions]).toEqual([EAST, [`\${${topic.address}.arn}`]]));
    expect(monitoring.healthTopicArn).toBeDefined();
    expect(policy(template.only('aws_sns_topic_policy', EAST).body.policy)[0].Condition).toEqual({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:*' } });
  });

  test('nothing is made there without health checks', () => {
    const without = made({}, { targets: TARGETS.slice(0, 3) }, EUROPE);
    expect(without.template.blocks.filter(({ region }) => region === EAST)).toEqual([]);
    expect(without.monitoring.healthTopicArn).toBeUndefined();
  });

  test('that topic tells the function of the standby', () => {
    const lambda = (region: string) => `arn:aws:lambda:${region}:111122223333:function:duty`;
    const found = made({ receivers: [AlarmReceiver.lambdaFunction({ primary: lambda('eu-west-1'), standby: lambda('eu-central-1') })] }, {}, EUROPE).template;
    expect(found.only('aws_sns_topic_subscription', EAST).body.endpoint).toBe(lambda('eu-central-1'));
    expect(plain(found.bodies('aws_lambda_permission', 'eu-central-1').map(({ source_arn: arn }) => arn)).sort())
      .toEqual(['arn:aws:sns:eu-central-1:111122223333:orders-prod-alerts-eu-central-1', 'arn:aws:sns:us-east-1:111122223333:orders-prod-alerts-us-east-1']);
  });
});

describe('the alarm that a site is unwell', () => {
  const { monitoring, template } = made();

  test('actions that Terraform alone knows hear of the end too, a response plan apart', () => {
    const { stack, sites } = newSites();
    const [night, plan] = ['night', 'plan'].map(name => new TerraformVariable(stack, name, { type: 'string' }).stringValue);
    quietly(() => new DrMonitoring(stack, 'Monitoring', {
      sites, monitoring: { receivers: [AlarmReceiver.responsePlan(plan)], actions: { actionArns: () => [night, plan] } }, targets: [MonitoringTarget.database(both('cluster'))],
    }));
    expect(alarms(templateOf(stack), 'database-rpo-lag').map(({ body }) => [body.alarm_actions, body.ok_actions])).toEqual(Array(2).fill([['${var.night}', '${var.plan}'], ['${var.night}']]));
  });

  test.each([['primary', EAST, 'Primary'], ['standby', WEST, 'Standby']])('of the %s joins signals of its region alone', (role, region, part) => {
    const alarm = template.only('aws_cloudwatch_composite_alarm', region);
    const named = [...alarm.body.alarm_rule.matchAll(/ALARM\("([^"]+)"\)/g)].map(match => match[1]);
    expect([alarm.scope, alarm.body.alarm_name, monitoring.unwellAlarmNames[role]]).toEqual([part, `orders-prod-site-unwell-${region}`, `orders-prod-site-unwell-${region}`]);
    const there = template.all('aws_cloudwatch_metric_alarm', region).filter(({ scope }) => scope === part).map(({ body }) => body.alarm_name);
    expect(named.filter(name => !there.includes(name))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
    expect(alarm.body.depends_on).toHaveLength(named.length);
  });

  test('rings where users see it, or where work and data are in trouble together', () => {
    const { alarm_rule: rule } = template.only('aws_cloudwatch_composite_alarm', EAST).body;
    const short = rule.replace(/ALARM\("orders-prod-([a-z-]+?)-us-east-1"\)/g, '$1');
    expect(short).toBe('(api-errors-http OR api-latency-http) OR ((function-errors-api OR function-throttles-api OR stream-age-api OR queue-age-jobs) AND '
      + '(database-replication-lag OR database-rpo-lag OR table-replication-latency-orders OR table-throttles-orders))');
  });

  test('rings with either where there is no entry that users see', () => {
    const { alarm_rule: rule } = made({}, { targets: TARGETS.slice(0, 3) }).template.only('aws_cloudwatch_composite_alarm', EAST).body;
    expect(rule).toMatch(/^\(ALARM\([^()]+\)( OR ALARM\([^()]+\))*\) OR \(ALARM\([^()]+\)( OR ALARM\([^()]+\))*\)$/);
  });

  test('is not made without signals, nor when it is off', () => {
    expect(made({}, { targets: [MonitoringTarget.rule('nightly', both('rule'))] }).template.all('aws_cloudwatch_composite_alarm')).toEqual([]);
    expect(made({ overrides: { SITE_UNWELL: AlarmOverride.off() } }).template.all('aws_cloudwatch_composite_alarm')).toEqual([]);
  });
});

describe('thresholds and overrides', () => {
  test('of all alarms of a kind', () => {
    const thresholds = { functionErrorPercent: 1, databaseRpoLagSeconds: 5, certificateDays: 14, functionDurationPercent: 50 };
    const { template } = made({ thresholds });
    const threshold = (name: string) => alarms(template, name)[0].body.threshold;
    expect(['function-errors', 'database-rpo-lag', 'certificate-expiry', 'function-duration'].map(threshold)).toEqual([1, 5000, 14, 15_000]);
  });

  test('of a single alarm win over those of its kind, which win over thresholds', () => {
    const targets = ['api', 'web'].map(name => MonitoringTarget.lambdaFunction(name, both(name)));
    const { template } = made({
      thresholds: { functionErrorPercent: 1 },
      overrides: { 'FUNCTION_ERRORS': AlarmOverride.of({ threshold: 2, evaluationPeriods: 10 }), 'FUNCTION_ERRORS/api': AlarmOverride.of({ threshold: 3 }) },
    }, { targets });
    expect([alarms(template, 'function-errors-api')[0], alarms(template, 'function-errors-web')[0]].map(values)).toEqual([[3, 10, 10], [2, 10, 10]]);
  });

  test('switch alarms off, all of a kind or one', () => {
    const { template } = made({ overrides: { 'CERTIFICATE_EXPIRY': AlarmOverride.off(), 'RULE_FAILURES/nightly': AlarmOverride.off() } });
    expect([alarms(template, 'certificate-expiry').length, alarms(template, 'rule-failures-nightly').length, alarms(template, 'rule-failures-placed').length]).toEqual([0, 0, 2]);
  });
});

describe('what a user may implement', () => {
  test('names alarms, and the alarm that joins them names them so', () => {
    const asked: AlarmNameRequest[] = [];
    const naming = { alarmName: (request: AlarmNameRequest) => { asked.push(request); return ['acme', request.kind, request.targetName, request.region].join('/'); } };
    const { template } = made({ naming });
    expect(alarms(template, 'acme/FUNCTION_ERRORS/api/us-east-1')).toHaveLength(1);
    expect(template.only('aws_cloudwatch_composite_alarm', WEST).body.alarm_rule).toContain('ALARM("acme/API_ERRORS/http/us-west-2")');
    expect(asked[0]).toEqual({ serviceName: 'orders', environment: 'prod', region: EAST, kind: AlarmKind.DATABASE_REPLICATION_LAG, targetName: undefined });
  });

  test('says what alarms tell: the topic, something else, or nothing', () => {
    const actions = {
      actionArns: ({ severity, region, topicArn, kind }: AlarmActionRequest) => (kind === AlarmKind.CONSUMER_DRIFT ? []
        : severity === AlarmSeverity.PAGE ? [topicArn, `arn:aws:sns:${region}:111122223333:night`] : [`arn:aws:lambda:${region}:111122223333:function:chat`]),
    };
    const { template } = made({ actions });
    const topic = template.only('aws_sns_topic', EAST);
    expect(alarms(template, 'database-rpo-lag')[0].body).toMatchObject({
      alarm_actions: [`\${${topic.address}.arn}`, 'arn:aws:sns:us-east-1:111122223333:night'], ok_actions: [`\${${topic.address}.arn}`, 'arn:aws:sns:us-east-1:111122223333:night'],
    });
    expect([alarms(template, 'function-errors')[0].body.alarm_actions, alarms(template, 'function-errors')[0].body.ok_actions]).toEqual([['arn:aws:lambda:us-east-1:111122223333:function:chat'], undefined]);
    expect([alarms(template, 'consumer-drift')[0].body.alarm_actions, alarms(template, 'consumer-drift')[0].body.ok_actions]).toEqual([undefined, undefined]);
  });
});

test.each([['primary', EAST, 'Primary'], ['standby', WEST, 'Standby']])('RDS tells the topic of the %s of failovers and fencing of its cluster', (role, region, part) => {
  const { template } = made();
  const subscription = template.only('aws_db_event_subscription', region);
  expect(subscription.scope).toBe(part);
  expect(subscription.body).toMatchObject({
    name: `orders-prod-database-events-${region}`,
    sns_topic: `\${${template.only('aws_sns_topic', region).address}.arn}`,
    source_type: 'db-cluster',
    source_ids: [`cluster-${role === 'primary' ? 'one' : 'two'}`],
    event_categories: ['failover', 'failure', 'global-failover', 'notification'],
  });
});

test('ids that Terraform knows come to alarms and dashboards', () => {
  const { stack, sites } = newSites();
  const id = new TerraformVariable(stack, 'api', { type: 'string' }).stringValue;
  const monitoring = new DrMonitoring(stack, 'Monitoring', { sites, monitoring: { receivers: [MAIL] }, targets: [MonitoringTarget.httpApi('http', { primary: id })] });
  new TerraformOutput(stack, 'topic', { value: monitoring.topicArns.primary });
  const template = templateOf(stack);
  expect(template.all('aws_cloudwatch_metric_alarm', EAST).map(({ body }) => JSON.stringify(body)).every(text => text.includes('${var.api}'))).toBe(true);
  expect(template.all('aws_cloudwatch_metric_alarm', WEST)).toEqual([]);
  template.bodies('aws_cloudwatch_dashboard').forEach(({ dashboard_body: body }) => {
    expect(body).toContain('${var.api}');
    expect(body).not.toContain('<');
  });
});

test('keys of topics are guarded, unless everything is ephemeral', () => {
  const guards = (removal: Removal) => made({}, {}, { removal }).template.all('aws_kms_key').map(({ body }) => body.lifecycle?.prevent_destroy ?? false);
  expect([guards(Removal.PROTECTED), guards(Removal.EPHEMERAL)]).toEqual([[true, true], [false, false]]);
});

test('in four stacks addresses are the same as in one, and references keep their directions', () => {
  const build = (scope: any, sites: Sites) => {
    quietly(() => new DrMonitoring(scope, 'Monitoring', { sites, monitoring: { receivers: [MAIL] }, targets: TARGETS }));
  };
  expect(overFourStacks(build).templates.flatMap(template => template.addresses).sort()).toEqual(inOneStack(build).addresses);
});
