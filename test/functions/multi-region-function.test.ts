import { TerraformVariable } from 'cdktf';
import { CODE, DATABASE, IMAGE, NETWORKS, ORDERS, plain, roleStatements, SOUND, STREAMS, statementsOf, synthesizedFunction, WITH_DATABASE } from './making';
import {
  Access, Attribute, FunctionArchitecture, FunctionCode, FunctionSpec, FunctionTracing, GlobalIndex, LocalIndex, MultiRegionFunction, TableSpec,
  Trigger,
} from '../../src';
import { newSites, templateOf } from '../support/synth';

const REGIONS = ['us-east-1', 'us-west-2'] as const;
const ROLES = { 'us-east-1': 'primary', 'us-west-2': 'standby' } as const;
const variablesIn = (template: ReturnType<typeof synthesizedFunction>['template'], region: string) => template.only('aws_lambda_function', region).body.environment.variables;
const actionsOf = (statements: Record<string, any>[]) => Object.fromEntries(statements.map(({ Sid, Action, Resource }) => [Sid, [Action, Resource]]));
const TABLE = new TableSpec('orders', {
  partitionKey: Attribute.string('pk'),
  sortKey: Attribute.string('sk'),
  indexes: [new GlobalIndex('by-customer', { partitionKey: Attribute.string('customer') })],
  localIndexes: [new LocalIndex('by-state', { sortKey: Attribute.string('state') })],
});

describe('a function', () => {
  const { template, made } = synthesizedFunction();

  test.each(REGIONS)('has every default in %s', region => {
    expect(template.bodies('aws_lambda_function', region)).toEqual([{
      function_name: `orders-prod-api-${region}`,
      role: expect.stringMatching(new RegExp(`^arn:\\$\\{[^}]+\\}:iam::\\$\\{[^}]+\\}:role/orders-prod-api-${region}$`)),
      package_type: 'Zip',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      s3_bucket: region === 'us-east-1' ? 'code-east' : 'code-west',
      s3_key: 'api.zip',
      architectures: ['x86_64'],
      memory_size: 1024,
      timeout: 30,
      ephemeral_storage: { size: 512 },
      environment: { variables: { SERVICE_NAME: 'orders', SERVICE_ENVIRONMENT: 'prod', SITE_ROLE: ROLES[region] } },
      kms_key_arn: `\${${template.all('aws_kms_key', region).find(key => key.path.includes('functions'))!.address}.arn}`,
      dead_letter_config: { target_arn: `\${${template.only('aws_sqs_queue', region).address}.arn}` },
      tracing_config: { mode: 'Active' },
      logging_config: { log_format: 'Text', log_group: `\${${template.only('aws_cloudwatch_log_group', region).address}.name}` },
      tags: {},
    }]);
  });

  test.each(REGIONS)('keeps its logs for 30 days under a key of %s', region => {
    expect(template.bodies('aws_cloudwatch_log_group', region)).toEqual([{
      name: `/aws/lambda/orders-prod-api-${region}`,
      retention_in_days: 30,
      kms_key_id: `\${${template.all('aws_kms_key', region).find(key => key.path.includes('logs'))!.address}.arn}`,
      tags: {},
    }]);
  });

  test.each(REGIONS)('keeps what it could not work on for 14 days in %s, where nobody sends over anything but TLS', region => {
    const queue = template.only('aws_sqs_queue', region);
    expect(queue.body).toMatchObject({ name: `orders-prod-api-dead-letters-${region}`, message_retention_seconds: 1_209_600, sqs_managed_sse_enabled: true });
    expect(statementsOf(template.only('aws_sqs_queue_policy', region))).toEqual([
      { Sid: 'TlsOnly', Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sqs:*', Resource: `\${${queue.address}.arn}`, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  });

  test.each(REGIONS)('has a role of its own for %s, which may do no more than it must', region => {
    expect(plain(actionsOf(roleStatements(template, ROLES[region])))).toEqual({
      Logs: [['logs:CreateLogStream', 'logs:PutLogEvents'], [`arn:P:logs:${region}:A:log-group:/aws/lambda/orders-prod-api-${region}:*`]],
      Traces: [['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], ['*']],
      DeadLetters: [['sqs:SendMessage'], [`arn:P:sqs:${region}:A:orders-prod-api-dead-letters-${region}`]],
    });
    const role = template.all('aws_iam_role').find(({ body }) => body.name === `orders-prod-api-${region}`)!;
    expect(role.scope).toBe('Foundation');
    expect(statementsOf(role, 'assume_role_policy')).toEqual([{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }]);
  });

  test.each(REGIONS)('comes after its role and the policy of it in %s', region => {
    const { body } = template.only('aws_lambda_function', region);
    const roleParts = ['aws_iam_role', 'aws_iam_role_policy'].map(resource => template.all(resource).find(({ path }) => path.includes(`/${ROLES[region]}/`))!.address);
    expect(body.depends_on).toEqual(expect.arrayContaining(roleParts));
  });

  test('tells its names and ARNs', () => {
    expect(made.physicalNames).toEqual({ primary: 'orders-prod-api-us-east-1', standby: 'orders-prod-api-us-west-2' });
    expect(Object.keys(made.functionArns)).toEqual(['primary', 'standby']);
    expect(Object.keys(made.deadLetterArns)).toEqual(['primary', 'standby']);
    expect(made.roleArns.standby).toMatch(/:role\/orders-prod-api-us-west-2$/);
    expect([made.primaryQueueUrls, made.standbyQueueUrls, made.primaryQueueArns, made.standbyQueueArns]).toEqual([{}, {}, {}, {}]);
  });
});

test('every setting reaches both regions', () => {
  const { template } = synthesizedFunction({
    runtime: 'python3.13',
    handler: 'app.handler',
    architecture: FunctionArchitecture.ARM_64,
    memoryMb: 256,
    timeoutSeconds: 900,
    ephemeralStorageMb: 2048,
    reservedConcurrency: 0,
    tracing: FunctionTracing.PASS_THROUGH,
    logRetentionDays: 7,
    environment: { LEVEL: 'debug' },
    layers: { primary: ['arn:aws:lambda:us-east-1:111122223333:layer:tools:3'], standby: ['arn:aws:lambda:us-west-2:111122223333:layer:tools:4'] },
  }, { tags: { Team: 'shop' } });
  for (const region of REGIONS) {
    expect(template.only('aws_lambda_function', region).body).toMatchObject({
      runtime: 'python3.13',
      handler: 'app.handler',
      architectures: ['arm64'],
      memory_size: 256,
      timeout: 900,
      ephemeral_storage: { size: 2048 },
      reserved_concurrent_executions: 0,
      tracing_config: { mode: 'PassThrough' },
      tags: { Team: 'shop' },
      layers: [`arn:aws:lambda:${region}:111122223333:layer:tools:${region === 'us-east-1' ? 3 : 4}`],
    });
    expect(variablesIn(template, region)).toEqual({ SERVICE_NAME: 'orders', SERVICE_ENVIRONMENT: 'prod', SITE_ROLE: ROLES[region], LEVEL: 'debug' });
    expect(template.only('aws_cloudwatch_log_group', region).body.retention_in_days).toBe(7);
    expect(actionsOf(roleStatements(template, ROLES[region])).Traces).toBeDefined();
    ['aws_sqs_queue', 'aws_cloudwatch_log_group'].forEach(resource => expect(template.only(resource, region).body.tags).toEqual({ Team: 'shop' }));
  }
  template.all('aws_iam_role').forEach(({ body }) => expect(body.tags).toEqual({ Team: 'shop' }));
});

describe('code', () => {
  test('in S3 has the version that is given, in each region', () => {
    const { template } = synthesizedFunction({
      code: FunctionCode.fromS3({ primary: { bucket: 'a', key: 'x', objectVersion: '1' }, standby: { bucket: 'b', key: 'y' } }),
    });
    expect(template.only('aws_lambda_function', 'us-east-1').body).toMatchObject({ s3_bucket: 'a', s3_key: 'x', s3_object_version: '1' });
    expect(template.only('aws_lambda_function', 'us-west-2').body).toMatchObject({ s3_bucket: 'b', s3_key: 'y' });
    expect(template.only('aws_lambda_function', 'us-west-2').body).not.toHaveProperty('s3_object_version');
  });

  test('in an image is that of the region, without a runtime or handler', () => {
    const { template } = synthesizedFunction({ code: IMAGE, runtime: undefined, handler: undefined });
    for (const region of REGIONS) {
      const { body } = template.only('aws_lambda_function', region);
      expect(body).toMatchObject({ package_type: 'Image', image_uri: expect.stringContaining(`.ecr.${region}.amazonaws.com/team/api`) });
      ['runtime', 'handler', 's3_bucket', 'filename', 'image_config'].forEach(name => expect(body).not.toHaveProperty(name));
    }
  });
});

describe('access', () => {
  const statementsFor = (access: Access[], more: object = {}) => {
    const { template } = synthesizedFunction({ access, ...more }, {}, WITH_DATABASE.around);
    return { template, inStandby: plain(actionsOf(roleStatements(template, 'standby'))), variables: variablesIn(template, 'us-west-2') };
  };
  const READ = ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'];
  const WRITE = [...READ, 'dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
  const table = 'arn:P:dynamodb:us-west-2:A:table/orders-prod-orders';
  const READ_INDEXES = [['dynamodb:Query', 'dynamodb:Scan'], [`${table}/index/by-customer`, `${table}/index/by-state`]];

  test('to read a table is for it and its indexes, in the own region', () => {
    const { inStandby, variables } = statementsFor([Access.read(TABLE)]);
    expect(inStandby.ReadTables).toEqual([READ, [table]]);
    expect(inStandby.ReadIndexes).toEqual(READ_INDEXES);
    expect(inStandby.ReadAndWriteTables).toBeUndefined();
    expect(variables.TABLE_ORDERS).toBe('orders-prod-orders');
  });

  test('to write a table contains reading it, once', () => {
    const { inStandby } = statementsFor([Access.read(TABLE), Access.readWrite(TABLE)]);
    expect(inStandby.ReadAndWriteTables).toEqual([WRITE, [table]]);
    expect(inStandby.ReadIndexes).toEqual(READ_INDEXES);
    expect(inStandby.ReadTables).toBeUndefined();
  });

  test('to a table that is there already is for all of its indexes', () => {
    const { inStandby, variables } = statementsFor([Access.readWrite(new TableSpec('old-orders', { existingName: 'Legacy' }))]);
    expect(inStandby.ReadAndWriteTables).toEqual([WRITE, ['arn:P:dynamodb:us-west-2:A:table/Legacy']]);
    expect(inStandby.ReadIndexes[1]).toEqual(['arn:P:dynamodb:us-west-2:A:table/Legacy/index/*']);
    expect(variables.TABLE_OLD_ORDERS).toBe('Legacy');
  });

  test('to publish is for the bus of the own region', () => {
    const one = statementsFor([Access.publish()]);
    expect(one.inStandby.Access1).toEqual([['events:PutEvents'], ['arn:P:events:us-west-2:A:event-bus/default']]);
    expect(one.variables.EVENT_BUS_NAME).toBe('default');
    const other = statementsFor([Access.publish('shop')]);
    expect(other.inStandby.Access1).toEqual([['events:PutEvents'], ['arn:P:events:us-west-2:A:event-bus/shop']]);
    expect(other.variables.EVENT_BUS_NAME).toBe('shop');
  });

  test('to parameters is for those of the service', () => {
    const { inStandby, variables } = statementsFor([Access.parameters()]);
    const parameters = 'arn:P:ssm:us-west-2:A:parameter/orders/prod';
    expect(inStandby.Access1).toEqual([['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'], [parameters, `${parameters}/*`]]);
    expect(variables.PARAMETER_PREFIX).toBe('/orders/prod/');
  });

  test('that is stated is for the resources of the region', () => {
    const queueIn = (region: string) => `arn:aws:sqs:${region}:111122223333:jobs`;
    const { template } = synthesizedFunction({ access: [Access.statement(['sqs:SendMessage'], { primary: [queueIn('us-east-1')], standby: [queueIn('us-west-2')] })] });
    REGIONS.forEach(region => expect(actionsOf(roleStatements(template, ROLES[region])).Access1).toEqual([['sqs:SendMessage'], [queueIn(region)]]));
  });

  test('to the database is for the secret of the region, and tells where it is', () => {
    const { inStandby, variables } = statementsFor([Access.database()]);
    expect(inStandby.Access1).toEqual([['secretsmanager:GetSecretValue'], ['arn:aws:secretsmanager:us-west-2:111122223333:secret:own-d4e5f6']]);
    expect(variables).toMatchObject({
      DATABASE_WRITER_ENDPOINT: 'writer.example',
      DATABASE_READER_ENDPOINT: 'reader-west.example',
      DATABASE_PORT: '5432',
      DATABASE_SECRET_ID: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:own-d4e5f6',
    });
    expect(variables).not.toHaveProperty('DATABASE_NAME');
  });

  test('to a database of the library names its secret, and the writer where there is no reader', () => {
    const { template } = synthesizedFunction(WITH_DATABASE.props, {}, {
      networks: NETWORKS, database: { ...DATABASE!, secretName: 'orders-prod-database', databaseName: 'orders', readerEndpoints: { primary: 'reader-east.example' } },
    });
    expect(variablesIn(template, 'us-west-2')).toMatchObject({ DATABASE_READER_ENDPOINT: 'writer.example', DATABASE_NAME: 'orders', DATABASE_SECRET_ID: 'orders-prod-database' });
    for (const region of REGIONS) {
      const statements = roleStatements(template, ROLES[region]);
      expect(plain(actionsOf(statements)).Access1).toEqual([['secretsmanager:GetSecretValue'], [`arn:P:secretsmanager:${region}:A:secret:orders-prod-database-??????`]]);
      const key = template.all('aws_kms_key', region).find(({ path }) => path.includes('database'))!;
      expect(plain(statementsOf(key)).find(({ Action }) => Action.includes('kms:Decrypt'))).toMatchObject({
        Principal: { AWS: [`arn:P:iam::A:role/orders-prod-api-${region}`] }, Condition: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.S` } },
      });
    }
  });

  test('to the database attaches the function to the network, with rights that its code does not get', () => {
    const { template, inStandby } = statementsFor([Access.database()]);
    expect(template.only('aws_lambda_function', 'us-west-2').body.vpc_config).toEqual({ subnet_ids: ['subnet-c', 'subnet-d'], security_group_ids: ['sg-west'] });
    expect(inStandby.Network[1]).toEqual(['arn:P:ec2:us-west-2:A:*/*']);
    expect(inStandby.ListNetwork[1]).toEqual(['*']);
    expect(plain(roleStatements(template, 'standby')).find(({ Effect }) => Effect === 'Deny')).toEqual({
      Sid: 'NetworkNotFromCode',
      Effect: 'Deny',
      Action: [...inStandby.Network[0], ...inStandby.ListNetwork[0]],
      Resource: ['*'],
      Condition: { ArnEquals: { 'lambda:SourceFunctionArn': 'arn:P:lambda:us-west-2:A:function:orders-prod-api-us-west-2' } },
    });
    const outside = synthesizedFunction().template;
    expect(outside.only('aws_lambda_function', 'us-west-2').body).not.toHaveProperty('vpc_config');
  });
});

test('a function is attached to the network on request', () => {
  const { template } = synthesizedFunction({ inNetwork: true }, {}, { networks: NETWORKS });
  expect(REGIONS.map(region => template.only('aws_lambda_function', region).body.vpc_config.security_group_ids)).toEqual([['sg-east'], ['sg-west']]);
});

test('roles of the user\'s are used as they are, and admitted by the keys that are made', () => {
  const roleArns = { primary: 'arn:aws:iam::111122223333:role/east', standby: 'arn:aws:iam::111122223333:role/west' };
  const { template, made } = synthesizedFunction({ roleArns, access: [Access.read(ORDERS)] });
  expect(template.all('aws_iam_role')).toEqual([]);
  expect(template.all('aws_iam_role_policy')).toEqual([]);
  expect(REGIONS.map(region => template.only('aws_lambda_function', region).body.role)).toEqual([roleArns.primary, roleArns.standby]);
  expect(made.roleArns).toEqual(roleArns);
  for (const region of REGIONS) {
    const keys = template.all('aws_kms_key', region).filter(({ path }) => !path.includes('logs'));
    expect(keys).toHaveLength(2);
    keys.forEach(key => expect(statementsOf(key).slice(1).flatMap(({ Principal }) => Principal.AWS)).toEqual([roleArns[ROLES[region]]]));
  }
});

describe('dead letters of the user\'s', () => {
  const arns = (service: string) => ({ primary: `arn:aws:${service}:us-east-1:111122223333:letters`, standby: `arn:aws:${service}:us-west-2:111122223333:letters` });

  test.each([['sqs', 'sqs:SendMessage'], ['sns', 'sns:Publish']])('go to a target of %s with %s', (service, action) => {
    const { template, made } = synthesizedFunction({ deadLetterArns: arns(service), triggers: [Trigger.schedule('rate(1 day)'), Trigger.stream(ORDERS)] }, {}, { streams: STREAMS });
    expect(template.all('aws_sqs_queue')).toEqual([]);
    expect(template.all('aws_sqs_queue_policy')).toEqual([]);
    expect(made.deadLetterArns).toEqual(arns(service));
    for (const region of REGIONS) {
      const arn = arns(service)[ROLES[region]];
      expect(template.only('aws_lambda_function', region).body.dead_letter_config).toEqual({ target_arn: arn });
      expect(template.only('aws_lambda_event_source_mapping', region).body.destination_config).toEqual({ on_failure: { destination_arn: arn } });
      expect(template.only('aws_cloudwatch_event_target', region).body).not.toHaveProperty('dead_letter_config');
      expect(actionsOf(roleStatements(template, ROLES[region])).DeadLetters).toEqual([[action], [arn]]);
    }
  });

  test('may be sent either way where only Terraform knows to what', () => {
    const { stack, sites } = newSites();
    const [primary, standby] = ['east', 'west'].map(name => new TerraformVariable(stack, name, { type: 'string' }).stringValue);
    new MultiRegionFunction(stack, 'Function', { sites, spec: new FunctionSpec('api', { ...SOUND, deadLetterArns: { primary, standby } }) });
    const template = templateOf(stack);
    expect(actionsOf(roleStatements(template, 'standby')).DeadLetters).toEqual([['sns:Publish', 'sqs:SendMessage'], ['${var.west}']]);
  });
});

test('a function of China has ARNs of China, in Terraform', () => {
  const { template } = synthesizedFunction({ code: CODE, access: [Access.publish()] }, { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } });
  expect(template.only('aws_lambda_function', 'cn-north-1').body.function_name).toBe('orders-prod-api-cn-north-1');
  expect(JSON.stringify(template.json)).not.toContain('arn:aws');
});
