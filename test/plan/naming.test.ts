import { NAME_LIMITS, NameLimit } from '../../src/plan/name-limits';
import { defaultNaming, INamingStrategy, Namer, Naming, TakenNames } from '../../src/plan/naming';
import { ProblemList } from '../../src/plan/rule';
import { NAME_TAKEN } from '../../src/sites/rules';

const SERVICE = { serviceName: 'orders', environment: 'prod', regions: ['us-east-1', 'us-west-2'], account: '' };
const TABLE: Naming = { what: 'orders', limit: NAME_LIMITS.dynamodbTable, path: 'tables.orders.tableName' };

const NONE: TakenNames = { rule: NAME_TAKEN, holderOf: () => undefined };

function naming(asked: Naming[], strategy: INamingStrategy = defaultNaming, overrides: Record<string, string> = {}, taken: TakenNames = NONE) {
  const list = new ProblemList();
  const namer = new Namer(SERVICE, strategy, overrides, taken);
  const names = asked.map(one => namer.name(one, list));
  namer.checkOverrides(list);
  return { names, problems: list.problems.map(({ code, path, message }) => `${code} ${path}: ${message}`) };
}

const fixed = (name: unknown): INamingStrategy => ({ physicalName: () => name as string });

test('a name has the service, the environment, what it is and, unless both regions share it, the region', () => {
  const { names, problems } = naming([TABLE, { ...TABLE, region: 'us-west-2' }]);
  expect(names).toEqual(['orders-prod-orders', 'orders-prod-orders-us-west-2']);
  expect(problems).toEqual([]);
});

test('a naming strategy is asked for each name', () => {
  const strategy: INamingStrategy = { physicalName: ({ serviceName, environment, what, region }) => `${environment}.${serviceName}.${what}.${region}` };
  expect(naming([{ ...TABLE, region: 'us-west-2' }], strategy).names).toEqual(['prod.orders.orders.us-west-2']);
});

test('an override replaces one name and leaves the others', () => {
  const { names, problems } = naming([TABLE, { ...TABLE, what: 'stock' }], defaultNaming, { 'orders-prod-orders': 'Legacy_Orders' });
  expect(names).toEqual(['Legacy_Orders', 'orders-prod-stock']);
  expect(problems).toEqual([]);
});

test('an override of what every object has is one like any other', () => {
  expect(naming([{ ...TABLE }], fixed('constructor')).names).toEqual(['constructor']);
});

test('names of the user\'s own resources follow the strategy and the overrides, unchecked', () => {
  const namer = new Namer(SERVICE, defaultNaming, { 'orders-prod-jobs-us-east-1': 'jobs' }, NONE);
  expect(namer.uncheckedName('jobs', 'us-east-1')).toBe('jobs');
  expect(namer.uncheckedName('x'.repeat(300), 'us-east-1')).toHaveLength(322);
});

test('DR007 refuses a name that is too long, with its length and the limit, and cuts nothing', () => {
  const what = 'x'.repeat(250);
  const { names, problems } = naming([{ ...TABLE, what }]);
  expect(names).toEqual([`orders-prod-${what}`]);
  expect(problems).toEqual([
    `DR007 tables.orders.tableName: 'orders-prod-${what}' of 262 characters given, 3 to 255 allowed for DynamoDB table names`,
  ]);
});

test('DR007 refuses a name that is too short', () => {
  expect(naming([TABLE], fixed('ab')).problems).toEqual(["DR007 tables.orders.tableName: 'ab' of 2 characters given, 3 to 255 allowed for DynamoDB table names"]);
});

test('DR007 refuses an override that the service does not allow', () => {
  expect(naming([TABLE], defaultNaming, { 'orders-prod-orders': 'my table' }).problems).toEqual([
    "DR007 tables.orders.tableName: 'my table' given, DynamoDB table names have letters, digits and _.-",
  ]);
});

test.each<[string, NameLimit, string[], string[]]>([
  ['an IAM role', NAME_LIMITS.iamRole, ['a', 'App_1+=,.@-', 'x'.repeat(64)], ['', 'x'.repeat(65), 'a/b', 'a b']],
  ['an Aurora global cluster', NAME_LIMITS.auroraGlobalCluster, ['a', 'orders-prod', 'x'.repeat(63)], ['1a', 'a--b', 'a-', 'A', 'a_b', 'x'.repeat(64)]],
  ['an Aurora cluster', NAME_LIMITS.auroraCluster, ['orders-prod-us-east-1'], ['-a', 'a.b']],
  ['an Aurora instance', NAME_LIMITS.auroraInstance, ['orders-1'], ['a--1']],
  ['a parameter group', NAME_LIMITS.parameterGroup, ['x'.repeat(255)], ['x'.repeat(256), 'a.b']],
  ['a DB subnet group', NAME_LIMITS.dbSubnetGroup, ['a b_.-'], ['default', 'A']],
  ['a security group', NAME_LIMITS.securityGroup, ['web (1)'], ['sg-1', 'é']],
  ['a DynamoDB table', NAME_LIMITS.dynamodbTable, ['a-b_C.1'], ['ab', 'a/b']],
  ['a KMS alias', NAME_LIMITS.kmsAlias, ['orders/data'], ['aws/dynamodb', 'a.b']],
  ['a log group', NAME_LIMITS.logGroup, ['/aws/rds/#1'], ['a b']],
  ['a secret', NAME_LIMITS.secret, ['orders/master'], ['orders-abc123', 'a b']],
  ['a Name tag', NAME_LIMITS.tag, ['', 'Öffentlich 1/2'], ['a#b', 'x'.repeat(257)]],
])('DR007 refuses names that AWS would refuse for %s, and no others', (_, limit, good, bad) => {
  const refused = (name: string) => naming([{ ...TABLE, limit }], fixed(name)).problems.filter(problem => problem.startsWith('DR007')).length;
  expect(good.map(refused)).toEqual(good.map(() => 0));
  expect(bad.map(refused)).toEqual(bad.map(() => 1));
});

test('DR008 refuses a naming strategy that throws, with its message, and goes on with the default', () => {
  const { names, problems } = naming([TABLE], { physicalName: () => { throw new Error('no such team'); } });
  expect(problems).toEqual(["DR008 naming: physicalName failed for 'orders': no such team"]);
  expect(names).toEqual(['orders-prod-orders']);
});

test.each([[undefined, 'undefined'], [5, '5'], [null, 'null'], [{}, 'an object']])('DR008 refuses %p as a name', (given, shown) => {
  expect(naming([TABLE], fixed(given)).problems).toEqual([`DR008 naming: ${shown} given as the name of 'orders', a string needed`]);
});

test('DR008 refuses a naming strategy that throws something that is no error', () => {
  expect(naming([TABLE], { physicalName: () => { throw 'text'; } }).problems).toEqual(["DR008 naming: physicalName failed for 'orders': 'text'"]);
});

const twice = (...asked: Partial<Naming>[]) => naming(asked.map(one => ({ ...TABLE, ...one })), fixed('same')).problems;
const STOCK = { what: 'stock', path: 'tables.stock.tableName' };
const ROLE = { limit: NAME_LIMITS.iamRole };

test('DR009 refuses one name for two resources of a kind and region', () => {
  expect(twice({}, STOCK)).toEqual([
    "DR009 tables.stock.tableName: 'same' would be the DynamoDB table of tables.stock.tableName, and is of tables.orders.tableName",
  ]);
});

test('DR009 refuses a name that both regions share where one of them has it', () => {
  expect(twice({ region: 'us-west-2' }, STOCK)).toHaveLength(1);
});

test('DR009 refuses one name in two regions for what is known to the whole account', () => {
  expect(twice({ ...ROLE, region: 'us-east-1' }, { ...ROLE, region: 'us-west-2' })).toHaveLength(1);
});

test('DR009 refuses one name for two security groups of a plan', () => {
  const group = { limit: NAME_LIMITS.securityGroup, region: 'us-east-1' };
  expect(twice(group, { ...group, ...STOCK })).toHaveLength(1);
});

const takenBy = (...keys: string[]): TakenNames => ({ ...NONE, holderOf: key => (keys.includes(key) ? "GlobalTable 'other/Orders'" : undefined) });

test('DR042 refuses a name that another construct of the app has', () => {
  expect(naming([TABLE], defaultNaming, {}, takenBy('/DynamoDB table/us-west-2/orders-prod-orders')).problems).toEqual([
    "DR042 serviceName: 'orders-prod-orders' would be the DynamoDB table 'orders', and is one of GlobalTable 'other/Orders'",
  ]);
});

test('a security group may be called like one of another plan: the VPC may be another', () => {
  const group = { what: 'functions', limit: NAME_LIMITS.securityGroup, region: 'us-east-1', path: 'network' };
  expect(naming([group], defaultNaming, {}, takenBy('/security group/us-east-1/orders-prod-functions-us-east-1')).problems).toEqual([]);
});

test('one name for two kinds, in two regions, for tags, or for what layers share, is no problem', () => {
  const tag = { limit: NAME_LIMITS.tag };
  const key = { limit: NAME_LIMITS.kmsAlias, region: 'us-east-1', shared: true };
  expect(twice({ region: 'us-east-1' }, { ...STOCK, region: 'us-west-2' }, ROLE, tag, tag, key, key)).toEqual([]);
});

test('the names of a plan that was refused are free again, those of an accepted one are given', () => {
  const namer = new Namer(SERVICE, defaultNaming, {}, NONE);
  const problemsOf = () => {
    const list = new ProblemList();
    namer.begin();
    namer.name(TABLE, list);
    return list.problems.length;
  };
  expect([problemsOf(), problemsOf()]).toEqual([0, 0]);
  expect(namer.accept()).toEqual(['/DynamoDB table/us-east-1/orders-prod-orders', '/DynamoDB table/us-west-2/orders-prod-orders']);
  expect(namer.accept()).toEqual([]);
});

test('what layers share is not held against the layer that shares it', () => {
  const key: Naming = { ...TABLE, limit: NAME_LIMITS.kmsAlias, region: 'us-east-1', shared: true };
  const namer = new Namer(SERVICE, defaultNaming, {}, takenBy('/KMS alias/us-east-1/orders-prod-orders-us-east-1'));
  const codesOf = () => {
    const list = new ProblemList();
    namer.name(key, list);
    return list.problems.map(problem => problem.code);
  };
  expect(codesOf()).toEqual(['DR042']);
  namer.accept();
  namer.begin();
  expect(codesOf()).toEqual([]);
});

test('an override can be meant for one kind', () => {
  const overrides = { 'DynamoDB table:orders-prod-orders': 'Legacy' };
  expect(naming([TABLE, { ...TABLE, ...ROLE }], defaultNaming, overrides).names).toEqual(['Legacy', 'orders-prod-orders']);
});

test('DR010 refuses an override of a name that nothing has', () => {
  expect(naming([TABLE], defaultNaming, { 'orders-prod-ordres': 'x' }).problems).toEqual([
    "DR010 nameOverrides.orders-prod-ordres: 'orders-prod-ordres' given, which nothing is called",
  ]);
});
