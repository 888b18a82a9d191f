import { ACTIVE, BACKUPS, ORDERS, plain, roleStatements, SOUND, STREAMS, statementsOf, synthesizedFunction } from './making';
import { FunctionCode, FunctionSpec, GlobalTable, MultiRegionFunction, Strategy, Trigger } from '../../src';
import { newSites, quietly, templateOf } from '../support/synth';

const REGIONS = ['us-east-1', 'us-west-2'] as const;
const ROLES = { 'us-east-1': 'primary', 'us-west-2': 'standby' } as const;
const actionsOf = (statements: Record<string, any>[]) => Object.fromEntries(statements.map(({ Sid, Action, Resource }) => [Sid, [Action, Resource]]));

const ALL = [Trigger.queue(), Trigger.stream(ORDERS), Trigger.schedule('cron(0 3 * * ? *)'), Trigger.events({ sources: ['shop'], detailTypes: ['Paid'], busName: 'shop' })];
const switches = (props: object, sites: object = {}, region: string = 'us-west-2') => {
  const { template } = quietly(() => synthesizedFunction({ triggers: ALL, ...props }, sites, { streams: STREAMS }));
  const mappings = template.all('aws_lambda_event_source_mapping', region);
  const rules = template.all('aws_cloudwatch_event_rule', region);
  mappings.forEach(({ body }) => expect(body.lifecycle).toEqual({ ignore_changes: ['enabled'] }));
  rules.forEach(({ body }) => expect(body.lifecycle).toEqual({ ignore_changes: ['state'] }));
  expect([mappings.length, rules.length]).toEqual([2, 2]);
  const isOn: Record<string, boolean> = { ENABLED: true, DISABLED: false };
  return [...new Set([...mappings.map(({ body }) => body.enabled), ...rules.map(({ body }) => isOn[body.state])])];
};

test.each<[string, object, object, boolean]>([
  ['off with WARM_STANDBY', {}, { strategy: Strategy.WARM_STANDBY }, false],
  ['off with PILOT_LIGHT', {}, { strategy: Strategy.PILOT_LIGHT }, false],
  ['on with ACTIVE_ACTIVE', {}, ACTIVE, true],
  ['off with ACTIVE_ACTIVE where it is said so', { consumeInStandby: false }, ACTIVE, false],
  ['on with WARM_STANDBY where it is said so', { consumeInStandby: true }, {}, true],
])('triggers are %s in the standby, on in the primary, and stay as they are switched', (_, props, sites, on) => {
  expect(switches(props, sites)).toEqual([on]);
  expect(switches(props, sites, 'us-east-1')).toEqual([true]);
});

test('triggers and everything else are in the primary alone with BACKUP_RESTORE', () => {
  const { template, made } = synthesizedFunction({ code: FunctionCode.fromS3({ primary: { bucket: 'a', key: 'k' } }), triggers: ALL }, BACKUPS, { streams: { primary: STREAMS!.primary } });
  expect(template.blocks.filter(({ kind, region, scope }) => kind === 'resource' && (scope === 'Standby' || (region === 'us-west-2' && scope !== 'Foundation')))).toEqual([]);
  expect(template.only('aws_iam_role').body.name).toBe('orders-prod-api-us-east-1');
  expect(template.only('aws_lambda_function').region).toBe('us-east-1');
  expect([made.physicalNames, made.standbyQueueUrls]).toEqual([{ primary: 'orders-prod-api-us-east-1' }, {}]);
  expect(Object.keys(made.functionArns)).toEqual(['primary']);
});

describe.each(REGIONS)('a queue in %s', region => {
  const { template, made } = synthesizedFunction({
    timeoutSeconds: 100,
    triggers: [Trigger.queue({ queueName: 'jobs', batchSize: 500, batchingWindowSeconds: 5, maxReceiveCount: 7, retentionDays: 2, maxConcurrency: 20 })],
  });
  const queue = template.all('aws_sqs_queue', region).find(({ path }) => path.endsWith('/Queue'))!;
  const failed = template.all('aws_sqs_queue', region).find(({ path }) => path.endsWith('/Failed'))!;

  test('hides messages six times as long as a call may take, beside the time for a batch', () => {
    expect(queue.body).toMatchObject({ name: `orders-prod-jobs-${region}`, visibility_timeout_seconds: 605, message_retention_seconds: 172_800, sqs_managed_sse_enabled: true });
  });

  test('hands on what failed as often as that', () => {
    expect(JSON.parse(queue.body.redrive_policy)).toEqual({ deadLetterTargetArn: `\${${failed.address}.arn}`, maxReceiveCount: 7 });
    expect(failed.body).toMatchObject({ name: `orders-prod-jobs-failed-${region}`, message_retention_seconds: 1_209_600 });
    const allow = template.only('aws_sqs_queue_redrive_allow_policy', region).body;
    expect(allow.queue_url).toBe(`\${${failed.address}.url}`);
    expect(JSON.parse(allow.redrive_allow_policy)).toEqual({ redrivePermission: 'byQueue', sourceQueueArns: [`\${${queue.address}.arn}`] });
  });

  test('and its queue of failed messages take nothing but TLS', () => {
    for (const one of [queue, failed]) {
      const policy = template.all('aws_sqs_queue_policy', region).find(({ body }) => body.queue_url === `\${${one.address}.url}`)!;
      expect(statementsOf(policy)).toEqual([expect.objectContaining({ Effect: 'Deny', Resource: `\${${one.address}.arn}`, Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]);
    }
  });

  test('is read in batches, of which single messages can fail', () => {
    expect(template.bodies('aws_lambda_event_source_mapping', region)).toEqual([{
      event_source_arn: `\${${queue.address}.arn}`,
      function_name: `\${${template.only('aws_lambda_function', region).address}.arn}`,
      enabled: region === 'us-east-1',
      tags: {},
      batch_size: 500,
      maximum_batching_window_in_seconds: 5,
      function_response_types: ['ReportBatchItemFailures'],
      scaling_config: { maximum_concurrency: 20 },
    }]);
    expect(plain(actionsOf(roleStatements(template, ROLES[region]))).Queues).toEqual([
      ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], [`arn:P:sqs:${region}:A:orders-prod-jobs-${region}`],
    ]);
  });

  test('is told by its name', () => {
    const [urls, arns] = region === 'us-east-1' ? [made.primaryQueueUrls, made.primaryQueueArns] : [made.standbyQueueUrls, made.standbyQueueArns];
    expect([Object.keys(urls), Object.keys(arns)]).toEqual([['jobs'], ['jobs']]);
  });
});

test('a queue without settings has the defaults', () => {
  const { template } = synthesizedFunction({ triggers: [Trigger.queue()] });
  const queue = template.all('aws_sqs_queue', 'us-east-1').find(({ path }) => path.endsWith('/Queue'))!;
  expect(queue.body).toMatchObject({ name: 'orders-prod-api-us-east-1', visibility_timeout_seconds: 180, message_retention_seconds: 345_600 });
  expect(JSON.parse(queue.body.redrive_policy).maxReceiveCount).toBe(5);
  const { body } = template.only('aws_lambda_event_source_mapping', 'us-east-1');
  expect(body).toMatchObject({ batch_size: 10, maximum_batching_window_in_seconds: 0 });
  expect(body).not.toHaveProperty('scaling_config');
});

test('a stream is the one of the region\'s own replica', () => {
  const { stack, sites } = newSites();
  const table = new GlobalTable(stack, 'Orders', { sites, table: ORDERS });
  const { primary, standby } = table.streamArns();
  new MultiRegionFunction(stack, 'Function', {
    sites, spec: new FunctionSpec('api', { ...SOUND, triggers: [Trigger.stream(ORDERS)] }), streams: { primary: { orders: primary }, standby: { orders: standby! } },
  });
  const template = templateOf(stack);
  const [east, west] = REGIONS.map(region => template.only('aws_lambda_event_source_mapping', region));
  const inPrimary = template.all('aws_dynamodb_table', 'us-east-1').find(({ kind }) => kind === 'resource')!;
  expect(east.body.event_source_arn).toBe(`\${${inPrimary.address}.stream_arn}`);
  const read = template.only('aws_dynamodb_table', 'us-west-2');
  expect(read).toMatchObject({ kind: 'data', scope: 'Standby' });
  expect(template.references(read)).toContain(template.only('aws_dynamodb_table_replica').address);
  expect(west.body.event_source_arn).toBe(`\${${read.address}.stream_arn}`);
  for (const { region, body } of [east, west]) {
    expect(body).toMatchObject({
      starting_position: 'TRIM_HORIZON',
      batch_size: 100,
      maximum_batching_window_in_seconds: 0,
      maximum_retry_attempts: 10,
      bisect_batch_on_function_error: true,
      parallelization_factor: 1,
      destination_config: { on_failure: { destination_arn: `\${${template.only('aws_sqs_queue', region).address}.arn}` } },
    });
    const statements = plain(roleStatements(template, ROLES[region as keyof typeof ROLES]));
    expect(actionsOf(statements)).toMatchObject({
      Streams: [['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [`arn:P:dynamodb:${region}:A:table/orders-prod-orders/stream/*`]],
      ListStreams: [['dynamodb:ListStreams'], ['*']],
    });
    const key = template.all('aws_kms_key', region).find(({ path }) => path.includes('tables'))!;
    expect(plain(statementsOf(key)).slice(1)).toEqual([{
      Sid: 'Roles1',
      Effect: 'Allow',
      Principal: { AWS: [`arn:P:iam::A:role/orders-prod-api-${region}`] },
      Action: ['kms:Decrypt', 'kms:DescribeKey'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.S` } },
    }]);
  }
});

test('settings of a stream reach both regions', () => {
  const props = { batchSize: 7, batchingWindowSeconds: 3, maxRetryAttempts: 0, parallelizationFactor: 10 };
  const { template } = synthesizedFunction({ triggers: [Trigger.stream(ORDERS, props)] }, {}, { streams: STREAMS });
  REGIONS.forEach(region => expect(template.only('aws_lambda_event_source_mapping', region).body).toMatchObject({
    event_source_arn: STREAMS![ROLES[region]]!.orders,
    batch_size: 7,
    maximum_batching_window_in_seconds: 3,
    maximum_retry_attempts: 0,
    parallelization_factor: 10,
  }));
});

describe.each(REGIONS)('rules in %s', region => {
  const { template } = synthesizedFunction({
    triggers: [
      Trigger.schedule('rate(5 minutes)'), Trigger.schedule('rate(1 day)', { ruleName: 'a-b' }), Trigger.events({ sources: ['shop'], ruleName: 'ab' }),
      Trigger.events({ sources: ['shop', 'cart'], detailTypes: ['Paid'], busName: 'shop' }),
    ],
  });
  const rules = template.all('aws_cloudwatch_event_rule', region);
  const { address: functionAddress } = template.only('aws_lambda_function', region);
  const { address: letters } = template.only('aws_sqs_queue', region);

  test('have their names, expressions and patterns', () => {
    expect(rules.map(({ body }) => [body.name, body.event_bus_name, body.schedule_expression, body.event_pattern])).toEqual([
      [`orders-prod-api-schedule-${region}`, undefined, 'rate(5 minutes)', undefined],
      [`orders-prod-api-a-b-${region}`, undefined, 'rate(1 day)', undefined],
      [`orders-prod-api-ab-${region}`, undefined, undefined, '{"source":["shop"]}'],
      [`orders-prod-api-events-${region}`, 'shop', undefined, '{"source":["shop","cart"],"detail-type":["Paid"]}'],
    ]);
  });

  test('call the function, and hand what it did not get to its dead letters', () => {
    expect(template.bodies('aws_cloudwatch_event_target', region)).toEqual(rules.map(({ address, body }) => ({
      rule: `\${${address}.name}`,
      ...(body.event_bus_name === undefined ? {} : { event_bus_name: 'shop' }),
      target_id: 'function',
      arn: `\${${functionAddress}.arn}`,
      dead_letter_config: { arn: `\${${letters}.arn}` },
    })));
  });

  test('alone may call the function, each by itself', () => {
    expect(template.bodies('aws_lambda_permission', region)).toEqual(rules.map(({ address, path }) => ({
      statement_id: `rule-${/Rule-([\w-]+)/.exec(path)![1]}`,
      action: 'lambda:InvokeFunction',
      function_name: `\${${functionAddress}.arn}`,
      principal: 'events.amazonaws.com',
      source_arn: `\${${address}.arn}`,
    })));
  });

  test('alone may send to the dead letters, with no statement called like another', () => {
    const statements = statementsOf(template.only('aws_sqs_queue_policy', region));
    expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    allowed.forEach(one => expect(one).toMatchObject({ Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: `\${${letters}.arn}` }));
    expect(allowed.flatMap(({ Condition }) => Condition.ArnEquals['aws:SourceArn'])).toEqual(rules.map(({ address }) => `\${${address}.arn}`));
  });
});
