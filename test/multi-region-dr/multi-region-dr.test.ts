import { TerraformBackend, TerraformOutput, TerraformResource, TerraformStack, Testing, Token } from 'cdktf';
import {
  Attribute, DatabaseEngine, DrilledCall, FunctionCode, FunctionSpec, GlobalTable, MultiRegionDr, MultiRegionDrProps, Sites, Strategy, TableSpec,
} from '../../src';
import { LAYERS, inOrder } from '../../src/multi-region-dr/layers';
import { referencesIn } from '../support/references';
import { newStack, refusal, refusalCodes, SITES, templateOf } from '../support/synth';

const orders = () => new TableSpec('orders', { partitionKey: Attribute.string('pk') });
const props = (more: Partial<MultiRegionDrProps> = {}): MultiRegionDrProps => ({
  ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables: [orders()], ...more,
});

test('the least a service needs is a name, objectives, two regions and a table', () => {
  const stack = newStack();
  const dr = new MultiRegionDr(stack, 'Dr', props());
  const template = templateOf(stack);
  expect(template.addresses.map(address => address.split('.')[0])).toEqual([
    'aws_dynamodb_table', 'aws_dynamodb_table_replica', 'aws_kms_alias', 'aws_kms_alias', 'aws_kms_key', 'aws_kms_key',
  ]);
  expect(dr.table('orders').tableName).toBe('orders-prod-orders');
  expect(dr.problems).toEqual([]);
});

test('a declaration with problems in several sections is refused in one error, and nothing is left in the tree', () => {
  const stack = newStack();
  const make = () => new MultiRegionDr(stack, 'Dr', props({
    standby: { region: 'us-east-1' },
    objectives: { rtoMinutes: 5, rpoSeconds: 0 },
    tables: [new TableSpec('orders', { partitionKey: Attribute.string('pk'), sortKey: Attribute.string('pk') })],
  }));
  expect(refusalCodes(make)).toEqual(['DR012', 'DR202', 'DR251', 'DR260']);
  expect(stack.node.children).toEqual([]);
  expect(refusal(make)).toContain("MultiRegionDr 'orders/Dr' has 4 problems:\n");
});

test('problems are data too, without making anything', () => {
  const problems = MultiRegionDr.check(props({ objectives: { rtoMinutes: 5, rpoSeconds: 60 }, acceptedRisks: { DR260: 'measured in a drill' } }));
  expect(problems.map(({ code, path, acceptedBecause }) => ({ code, path, acceptedBecause }))).toEqual([
    { code: 'DR260', path: 'objectives.rtoMinutes', acceptedBecause: 'measured in a drill' },
  ]);
});

test('a table that is not there is asked for by name', () => {
  const dr = new MultiRegionDr(newStack(), 'Dr', props());
  expect(() => dr.table('customers')).toThrow("'orders/Dr' has no table 'customers'; its tables are orders");
});

test('every resource can be reached and changed, and own ones fit beside it', () => {
  const stack = newStack();
  const dr = new MultiRegionDr(stack, 'Dr', props());
  const table = dr.table('orders').node.findChild('Primary').node.findChild('Table') as TerraformResource;
  table.addOverride('table_class', 'STANDARD_INFREQUENT_ACCESS');
  for (const site of dr.sites) {
    const queue = new TerraformResource(site.scope, 'Jobs', { terraformResourceType: 'aws_sqs_queue', provider: site.provider });
    queue.addOverride('name', site.physicalName('jobs'));
  }
  const template = templateOf(stack);
  expect(template.only('aws_dynamodb_table').body.table_class).toBe('STANDARD_INFREQUENT_ACCESS');
  expect(template.all('aws_sqs_queue').map(block => [block.region, block.body.name])).toEqual([
    ['us-east-1', 'orders-prod-jobs-us-east-1'], ['us-west-2', 'orders-prod-jobs-us-west-2'],
  ]);
});

test('a service makes no output, no backend and no default provider that nobody asked for', () => {
  const stack = newStack();
  const dr = new MultiRegionDr(stack, 'Dr', props({ database: { engine: DatabaseEngine.auroraPostgresql('16.8') } }));
  const unasked = (one: unknown) => TerraformBackend.isBackend(one) || TerraformOutput.isTerraformOutput(one) || TerraformStack.isStack(one);
  expect(dr.node.findAll().filter(unasked)).toEqual([]);
  const { json } = templateOf(stack);
  expect(json.output).toBeUndefined();
  expect(json.provider.aws.map((provider: any) => provider.alias)).toEqual(['us-east-1', 'us-west-2']);
});

test('a database is in the isolated subnets of its network, and its group lets in the functions on its port', () => {
  const stack = newStack();
  new MultiRegionDr(stack, 'Dr', props({ database: { engine: DatabaseEngine.auroraMysql('8.0.mysql_aurora.3.08.0') } }));
  const template = templateOf(stack);
  for (const region of ['us-east-1', 'us-west-2']) {
    const subnets = referencesIn(template.only('aws_db_subnet_group', region).body.subnet_ids).map(address => template.block(address)!);
    expect(subnets).toHaveLength(3);
    subnets.forEach(subnet => expect(subnet).toMatchObject({ resourceType: 'aws_subnet', region, path: expect.stringMatching(/Isolated\d/) }));
    expect(template.bodies('aws_vpc_security_group_ingress_rule', region)).toContainEqual(expect.objectContaining({ from_port: 3306, to_port: 3306 }));
  }
});

test('two services of one stack share the provider of a region', () => {
  const stack = newStack();
  new MultiRegionDr(stack, 'Orders', props());
  new MultiRegionDr(stack, 'Stock', props({ serviceName: 'stock' }));
  expect(templateOf(stack).json.provider.aws).toHaveLength(2);
});

test('layers come after what they need, and a cycle is an error', () => {
  const order = inOrder(LAYERS).map(layer => layer.layerName);
  for (const layer of LAYERS) {
    layer.needs.forEach(need => expect(order.indexOf(need)).toBeLessThan(order.indexOf(layer.layerName)));
  }
  const plan = () => ({ problems: [] });
  const circular = [{ layerName: 'one', needs: ['other'], plan }, { layerName: 'other', needs: ['one'], plan }] as unknown as typeof LAYERS;
  expect(() => inOrder(circular)).toThrow('The layers one, other need each other');
});

test('DR250 refuses objectives that are not times', () => {
  expect(refusal(() => new MultiRegionDr(newStack(), 'Dr', props({ objectives: { rtoMinutes: -1, rpoSeconds: 60, decisionMinutes: 5000 } }))))
    .toMatch(/DR250 objectives\.rtoMinutes: -1 given, 1 to 525600 minutes needed[^]*DR250 objectives\.decisionMinutes: 5000 given, 0 to 1440/);
});

test('DR251 refuses to promise that nothing is lost with asynchronous replication', () => {
  expect(refusal(() => new MultiRegionDr(newStack(), 'Dr', props({ objectives: { rtoMinutes: 30, rpoSeconds: 0 } }))))
    .toContain('DR251 objectives.rpoSeconds: 0 given, and replication is asynchronous for tables.orders');
});

test('DR253 refuses minutes that no strategy can promise, also where planning values keep them', () => {
  const make = (rtoMinutes: number) => () => new MultiRegionDr(newStack(), 'Dr', props({
    objectives: { rtoMinutes, rpoSeconds: 60, decisionMinutes: 1 },
    measurements: { source: 'drill of October', call: DrilledCall.FAILOVER, detectSeconds: 60, executeSeconds: 60, validateSeconds: 60 },
  }));
  expect(refusal(make(5))).toContain('DR253 objectives.rtoMinutes: 5 given, at least 10');
  expect(refusalCodes(make(3))).toEqual(['DR260']);
  expect(refusal(make(10))).toBe('');
});

test('DR005 refuses to accept what is no rule or cannot be valid', () => {
  expect(refusal(() => new MultiRegionDr(newStack(), 'Dr', props({ acceptedRisks: { DR999: 'why not', DR012: 'one region is cheaper' } }))))
    .toMatch(/DR005 acceptedRisks\.DR999: DR999 given, which is not the code of a rule[^]*DR005 acceptedRisks\.DR012: DR012 given, which is IMPOSSIBLE/);
});

test('DR002 refuses a token where a literal shapes the architecture', () => {
  expect(refusal(() => new MultiRegionDr(newStack(), 'Dr', props({ objectives: { rtoMinutes: Token.asNumber('${var.rto}'), rpoSeconds: 60 } }))))
    .toContain('DR002 objectives.rtoMinutes: a token given');
});

test('DR254 warns that a table which is there already may not keep an RPO of 0', () => {
  const problems = MultiRegionDr.check(props({ objectives: { rtoMinutes: 30, rpoSeconds: 0 }, tables: [new TableSpec('legacy', { existingName: 'legacy' })] }));
  expect(problems.map(({ text }) => text)).toEqual([
    'DR254 objectives.rpoSeconds: 0 given, which tables.legacy can keep only with strong consistency. Make sure that they have it, or allow some seconds.',
  ]);
});

test('DR255 refuses a decision that outlasts the RTO', () => {
  const objectives = (decisionMinutes: number) => () => new MultiRegionDr(newStack(), 'Dr', props({ objectives: { rtoMinutes: 30, rpoSeconds: 60, decisionMinutes } }));
  expect(refusal(objectives(30))).toContain('DR255 objectives.decisionMinutes: 30 given, and the service is to be back after 30 minutes');
  expect(refusalCodes(objectives(29))).toEqual(['DR260']);
});

test('DR042 refuses two services of one name and environment in one app, unless they are in different accounts', () => {
  const app = Testing.app();
  const make = (id: string, role?: string) => new MultiRegionDr(new TerraformStack(app, id), 'Dr', props({
    primary: { region: 'us-east-1', assumeRoleArn: role }, standby: { region: 'us-west-2', assumeRoleArn: role }, tables: [orders()],
  }));
  make('one');
  expect(refusal(() => make('two'))).toContain("DR042 serviceName: 'orders-prod-orders' would be the DynamoDB table 'orders', and is one of MultiRegionDr 'one/Dr'");
  make('three', 'arn:aws:iam::111122223333:role/terraform');
  expect(refusalCodes(() => make('four', 'arn:aws:iam::111122223333:role/other'))).toEqual(['DR042']);
});

test('the names of a service that was removed, or that could not be made, are free again', () => {
  const stack = newStack();
  new MultiRegionDr(stack, 'Dr', props());
  expect(refusalCodes(() => new MultiRegionDr(stack, 'Again', props()))).toEqual(['DR042']);
  expect(() => new MultiRegionDr(stack, 'Dr', props())).toThrow();
  stack.node.tryRemoveChild('Dr');
  new MultiRegionDr(stack, 'Again', props());
});

test('layers over Sites of their own, with keys of the user, take no names that nothing has', () => {
  const keyed = (region: string) => ({ region, kmsKeyArn: `arn:aws:kms:${region}:111122223333:key/own` });
  const stack = newStack();
  for (const name of ['orders', 'stock']) {
    const sites = Sites.inOneStack(stack, `Sites-${name}`, { ...SITES, primary: keyed('us-east-1'), standby: keyed('us-west-2') });
    new GlobalTable(stack, name, { sites, table: new TableSpec(name, { partitionKey: Attribute.string('pk') }) });
  }
  expect(templateOf(stack).all('aws_dynamodb_table')).toHaveLength(2);
});

test('null sections are left out', () => {
  const template = newStack();
  new MultiRegionDr(template, 'Dr', { ...props(), database: null, network: null } as any);
  expect(templateOf(template).all('aws_vpc')).toEqual([]);
});

test('DR256 warns of a service that declares nothing', () => {
  expect(MultiRegionDr.check(props({ tables: undefined })).map(problem => problem.code)).toEqual(['DR256']);
  expect(MultiRegionDr.check(props({ tables: [] })).map(problem => problem.code)).toEqual(['DR256']);
  expect(MultiRegionDr.check(props({ tables: undefined, network: {} })).map(problem => problem.code)).toEqual([]);
});

test('a service without an environment is told of its other problems too', () => {
  const problems = MultiRegionDr.check({ ...props({ objectives: { rtoMinutes: 5, rpoSeconds: 60 } }), environment: undefined });
  expect(problems.map(problem => `${problem.code} ${problem.path}`)).toEqual(['DR001 environment', 'DR260 objectives.rtoMinutes']);
});

test('the source of a problem is an address', () => {
  const [problem] = MultiRegionDr.check({ ...props(), environment: undefined });
  expect(problem.source).toBe('https://github.com/cdktf-multi-region-dr/cdktf-multi-region-dr/blob/main/API.md');
});

test('an accepted risk stays accepted where objectives are missing', () => {
  const problems = MultiRegionDr.check({
    ...props({ strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'another team copies them' } }), objectives: undefined,
  } as any);
  expect(problems.map(problem => [problem.code, problem.acceptedBecause])).toEqual([['DR018', 'another team copies them'], ['DR001', undefined]]);
});

const api = (functionName: string = 'api') => new FunctionSpec(functionName, {
  code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'api.zip' }, standby: { bucket: 'two', key: 'api.zip' } }), runtime: 'python3.13', handler: 'app.handler',
});

test('DR257 refuses routes and health checks to functions that are not the service\'s, also of the same name', () => {
  const [one, other] = [api(), api()];
  const make = (http: MultiRegionDrProps['http']) => () => new MultiRegionDr(newStack(), 'Dr', props({ functions: [one], http }));
  expect(refusalCodes(make({ routes: { $default: other } }))).toEqual(['DR257']);
  expect(refusal(make({ routes: { $default: one }, healthFunction: other }))).toContain(
    "DR257 http.healthFunction: the function 'api' given, which is not among the functions of the service. Add the same FunctionSpec to functions.",
  );
  expect(refusalCodes(make({ routes: { $default: one }, healthFunction: one }))).toEqual([]);
});

test('an entry without a function for health checks gets one in each region, which may do nothing but log', () => {
  const stack = newStack();
  const one = api();
  const dr = new MultiRegionDr(stack, 'Dr', props({ functions: [one], http: { routes: { $default: one } } }));
  const template = templateOf(stack);
  for (const region of ['us-east-1', 'us-west-2']) {
    const health = template.all('aws_lambda_function', region).find(({ body }) => body.function_name === `orders-prod-http-health-${region}`)!;
    expect(health.body).toMatchObject({ runtime: 'python3.13', handler: 'health.handler', memory_size: 128, timeout: 3 });
    expect(health.body.vpc_config).toBeUndefined();
    const route = template.all('aws_apigatewayv2_route', region).find(({ body }) => body.route_key === 'GET /health')!;
    const integration = template.block(referencesIn(route.body.target)[0])!;
    expect(integration.body.integration_uri).toContain(`function:orders-prod-http-health-${region}/`);
  }
  const policies = template.all('aws_iam_role_policy').filter(({ path }) => path.includes('http-health')).map(({ body }) => JSON.parse(body.policy));
  expect(policies.map(({ Statement }) => Statement.map(({ Sid }: { Sid: string }) => Sid))).toEqual([['Logs', 'Traces', 'DeadLetters'], ['Logs', 'Traces', 'DeadLetters']]);
  expect(dr.function('http-health').physicalNames.primary).toBe('orders-prod-http-health-us-east-1');
});

test('the entry is made after the functions that it calls, in each region', () => {
  const stack = newStack();
  const one = api();
  new MultiRegionDr(stack, 'Dr', props({ functions: [one], http: { routes: { $default: one } } }));
  const template = templateOf(stack);
  const functions = template.all('aws_lambda_function');
  for (const permission of template.all('aws_lambda_permission')) {
    const own = functions.filter(({ region }) => region === permission.region).map(({ address }) => address);
    expect(permission.body.depends_on).toEqual(expect.arrayContaining(own));
  }
});

test('DR258 refuses a function with the name of the one for health checks, and for that alone', () => {
  const [one, twin] = [api(), api('http-health')];
  const make = (http: MultiRegionDrProps['http']) => () => new MultiRegionDr(newStack(), 'Dr', props({ functions: [one, twin], http }));
  expect(refusalCodes(make({ routes: { $default: one } }))).toEqual(['DR258']);
  expect(refusal(make({ routes: { $default: one } }))).toContain("DR258 functions.http-health: 'http-health' given, which the function for health checks is called");
  expect(refusalCodes(make({ routes: { $default: one }, healthFunction: twin }))).toEqual([]);
});

test.each([['folder', FunctionCode.fromDirectory('')], ['zip file', FunctionCode.fromZip('')]])('DR340 refuses a %s without a path, and no function is left out in silence', (_, code) => {
  const nameless = new FunctionSpec('bad', { code, runtime: 'python3.13', handler: 'app.handler' });
  expect(refusalCodes(() => new MultiRegionDr(newStack(), 'Dr', props({ functions: [nameless, api()] })))).toEqual(['DR340']);
});

test('functions are made under their own names, whatever their order', () => {
  const dr = new MultiRegionDr(newStack(), 'Dr', props({ functions: [api('one'), api('two')] }));
  expect(['one', 'two'].map(name => dr.function(name).physicalNames.primary)).toEqual(['orders-prod-one-us-east-1', 'orders-prod-two-us-east-1']);
  expect(() => dr.function('three')).toThrow("'orders/Dr' has no function 'three'; its functions are one, two");
});

test('a function whose name is no text is refused, and not thrown over, where an entry calls it', () => {
  const odd = api(Object.create(null));
  expect(MultiRegionDr.check(props({ http: { routes: { $default: odd } } })).map(({ code }) => code)).toEqual(expect.arrayContaining(['DR003', 'DR257']));
});
