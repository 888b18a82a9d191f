import * as fc from 'fast-check';
import { CODE, NETWORKS, ORDERS, STRONG } from './making';
import {
  Access, Attribute, FunctionArchitecture, FunctionCode, FunctionSpec, FunctionSpecProps, FunctionTracing, GlobalTable, MultiRegionFunction, Strategy,
  TableSpec, Trigger,
} from '../../src';
import { planFunction, planFunctions } from '../../src/functions/plan';
import { planSurroundings } from '../../src/functions/plan-alone';
import { LOG_RETENTION_DAYS } from '../../src/plan/log-retention';
import { NAME_LIMITS } from '../../src/plan/name-limits';
import { planSites } from '../../src/sites/plan';
import { isToken } from '../../src/sites/sites';
import { anything } from '../support/arbitraries';
import { BuildLayers, inOneStack, overFourStacks } from '../support/four-stacks';
import { checkGraph } from '../support/graph-check';
import { newSites, quietly, refusalCodes, SITES, templateOf } from '../support/synth';

const symbol = fc.constant(Symbol('odd'));
// What is nearly right gets further than what is all wrong.
const near = fc.constantFrom<unknown>(
  'orders', '', '${var.x}', 0, -1, 1.5, NaN, Infinity, [], {}, null, undefined, [undefined], [null], { primary: [], standby: [] }, { primary: 'x' }, { primary: null, standby: 5 }, ORDERS, STRONG,
  new TableSpec(undefined as any, undefined as any), new TableSpec('x', { existingName: 5 } as any), new TableSpec('x', { indexes: [null, 5] } as any), 'constructor', '__proto__',
);
const odd: fc.Arbitrary<any> = fc.oneof(anything, near, symbol);
const oddRecord = (...names: string[]) => fc.oneof(odd, fc.record(Object.fromEntries(names.map(name => [name, odd])), { requiredKeys: [] }));

const sites = fc.constantFrom(...Object.values(Strategy)).map(strategy => planSites({ ...SITES, strategy }, {}, isToken).plan!);
const oddAccess: fc.Arbitrary<unknown> = fc.oneof(
  odd, odd.map(Access.read), odd.map(Access.readWrite), odd.map(bus => Access.publish(bus)), fc.constantFrom(Access.database(), Access.parameters()),
  fc.tuple(odd, oddRecord('primary', 'standby')).map(([actions, resources]) => Access.statement(actions, resources)),
);
const oddTrigger: fc.Arbitrary<unknown> = fc.oneof(
  odd,
  oddRecord('queueName', 'batchSize', 'batchingWindowSeconds', 'maxReceiveCount', 'visibilityTimeoutSeconds', 'retentionDays', 'maxConcurrency').map(Trigger.queue),
  fc.tuple(odd, oddRecord('batchSize', 'batchingWindowSeconds', 'maxRetryAttempts', 'parallelizationFactor')).map(([table, props]) => Trigger.stream(table, props)),
  fc.tuple(odd, oddRecord('ruleName')).map(([expression, props]) => Trigger.schedule(expression, props)),
  oddRecord('sources', 'detailTypes', 'busName', 'ruleName').map(Trigger.events),
);
const object = oddRecord('bucket', 'key', 'objectVersion');
// Folders are named that are not there: nothing of this computer is packed.
const oddFolder = odd.filter(path => typeof path !== 'string').chain(path => fc.constantFrom(path, 'no/such/folder', 'no\0folder'));
const oddCode: fc.Arbitrary<unknown> = fc.oneof(
  odd, fc.constant(CODE),
  fc.tuple(oddFolder, oddRecord('excludes')).map(([path, props]) => FunctionCode.fromDirectory(path, props)),
  oddFolder.map(path => FunctionCode.fromZip(path)),
  fc.oneof(odd, fc.record({ primary: object, standby: object }, { requiredKeys: [] })).map(objects => FunctionCode.fromS3(objects as any)),
  oddRecord('primary', 'standby').map(FunctionCode.fromImage),
);
const list = (one: fc.Arbitrary<unknown>) => fc.oneof(odd, fc.array(one, { maxLength: 4 }));
const oddProps = fc.oneof(odd, fc.record({
  code: oddCode,
  runtime: fc.oneof(odd, fc.constantFrom('nodejs22.x', 'constructor', '__proto__')),
  handler: fc.oneof(odd, fc.constant('index.handler')),
  architecture: odd,
  memoryMb: odd,
  timeoutSeconds: odd,
  ephemeralStorageMb: odd,
  environment: fc.oneof(odd, fc.dictionary(fc.string(), odd)),
  access: list(oddAccess),
  triggers: list(oddTrigger),
  consumeInStandby: odd,
  inNetwork: odd,
  layers: oddRecord('primary', 'standby'),
  reservedConcurrency: odd,
  tracing: odd,
  logRetentionDays: odd,
  deadLetterArns: oddRecord('primary', 'standby'),
  roleArns: oddRecord('primary', 'standby'),
}, { requiredKeys: [] }));
const oddSpec = fc.tuple(fc.oneof(odd, fc.constantFrom('api', 'jobs')), oddProps).map(([name, props]) => new FunctionSpec(name, props as any));

test('planning functions never throws, whatever they are made from', () => {
  fc.assert(fc.property(fc.array(oddSpec, { minLength: 1, maxLength: 3 }), sites, (specs, context) => {
    const { plan, problems } = planFunctions([...specs, specs[0]], 'functions', context, { tables: [ORDERS] });
    expect(plan).toBeDefined();
    problems.forEach(problem => expect(problem.text).toMatch(/^DR\d{3} /));
  }), { numRuns: 1500 });
});

test('planning what is no function never throws', () => {
  fc.assert(fc.property(odd, sites, (spec, context) => {
    expect(planFunction(spec as any, '', context, {}).problems.length).toBeGreaterThan(0);
  }), { numRuns: 200 });
});

test('planning what a function is told of its service never throws', () => {
  const network = oddRecord('subnetIds', 'securityGroupIds');
  const around = fc.record({
    networks: fc.oneof(odd, fc.record({ primary: network, standby: network }, { requiredKeys: [] })),
    database: oddRecord('writerEndpoint', 'readerEndpoints', 'port', 'secretArns', 'secretName', 'databaseName'),
    streams: fc.oneof(odd, fc.record({ primary: oddRecord('orders'), standby: oddRecord('orders') }, { requiredKeys: [] })),
  }, { requiredKeys: [] });
  fc.assert(fc.property(around, sites, (given, context) => {
    const spec = new FunctionSpec('api', { code: CODE, runtime: 'nodejs22.x', handler: 'x', access: [Access.database()], triggers: [Trigger.stream(ORDERS)] });
    const { surroundings, check } = planSurroundings(given, context);
    check(planFunction(spec, '', context, surroundings).plan).forEach(problem => expect(problem.text).toMatch(/^DR\d{3} /));
  }), { numRuns: 500 });
});

const name = (longest: number) => fc.stringMatching(new RegExp(`^[a-z][a-z0-9]{0,${longest - 1}}$`));
const sometimes = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const TABLES = [ORDERS, STRONG, new TableSpec('carts', { partitionKey: Attribute.string('pk') })];
const queueIn = (region: string) => `arn:aws:sqs:${region}:111122223333:jobs`;

const access = fc.oneof(
  fc.constantFrom(...TABLES).map(Access.read), fc.constantFrom(...TABLES).map(Access.readWrite), fc.constant(Access.publish('shop')), fc.constant(Access.parameters()),
  fc.constant(Access.statement(['sqs:SendMessage'], { primary: [queueIn('us-east-1')], standby: [queueIn('us-west-2')] })),
);
const queue = (queueName: string) => fc.record({
  batchSize: sometimes(fc.integer({ min: 1, max: 10 })),
  batchingWindowSeconds: sometimes(fc.integer({ min: 0, max: 300 })),
  maxReceiveCount: sometimes(fc.integer({ min: 1, max: 1000 })),
  retentionDays: sometimes(fc.integer({ min: 1, max: 14 })),
  maxConcurrency: sometimes(fc.integer({ min: 2, max: 1000 })),
}).map(props => Trigger.queue({ queueName: `${queueName}-queue`, ...props }));
const streamProps = fc.record({
  batchSize: sometimes(fc.integer({ min: 1, max: 10_000 })),
  parallelizationFactor: sometimes(fc.integer({ min: 1, max: 10 })),
});
const stream = fc.tuple(fc.constantFrom(TABLES[0], TABLES[2]), streamProps).map(([table, props]) => Trigger.stream(table, props));
const rule = (ruleName: string) => fc.oneof(
  fc.constantFrom('rate(1 day)', 'cron(0 3 * * ? *)').map(expression => Trigger.schedule(expression, { ruleName })),
  fc.record({ sources: fc.array(name(5), { minLength: 1, maxLength: 3 }), busName: sometimes(fc.constant('shop')) }).map(props => Trigger.events({ ...props, ruleName })),
);
const triggers = fc.tuple(
  fc.uniqueArray(name(6), { maxLength: 2 }).chain(names => fc.tuple(...names.map(queue))),
  fc.array(stream, { maxLength: 1 }),
  fc.uniqueArray(name(6), { maxLength: 3 }).chain(names => fc.tuple(...names.map(rule))),
).map(lists => lists.flat());

const soundProps: fc.Arbitrary<FunctionSpecProps> = fc.record({
  code: fc.constant(CODE),
  runtime: fc.constantFrom('nodejs22.x', 'python3.13', 'java21', 'provided.al2023'),
  handler: fc.constant('app.handler'),
  architecture: sometimes(fc.constantFrom(...Object.values(FunctionArchitecture))),
  memoryMb: sometimes(fc.integer({ min: 128, max: 10_240 })),
  timeoutSeconds: sometimes(fc.integer({ min: 1, max: 900 })),
  ephemeralStorageMb: sometimes(fc.integer({ min: 512, max: 10_240 })),
  environment: sometimes(fc.dictionary(name(5).map(one => `MY_${one}`), fc.string({ maxLength: 20 }).filter(value => !/[$%]\{/.test(value)), { maxKeys: 3 })),
  access: sometimes(fc.array(access, { maxLength: 4 })),
  triggers: sometimes(triggers),
  consumeInStandby: sometimes(fc.boolean()),
  inNetwork: sometimes(fc.boolean()),
  reservedConcurrency: sometimes(fc.integer({ min: 0, max: 1000 })),
  tracing: sometimes(fc.constantFrom(...Object.values(FunctionTracing))),
  logRetentionDays: sometimes(fc.constantFrom(...LOG_RETENTION_DAYS)),
});
const soundSites = fc.record({ strategy: fc.constantFrom(Strategy.PILOT_LIGHT, Strategy.WARM_STANDBY, Strategy.ACTIVE_ACTIVE) });

/** The tables, and a function on them. */
const layersOf = (props: FunctionSpecProps): BuildLayers => (scope, made) => {
  const arns = TABLES.filter(table => table !== STRONG).map(table => {
    const { primary, standby } = new GlobalTable(scope, table.tableName, { sites: made, table }).streamArns();
    return { tableName: table.tableName, primary, standby };
  });
  const streams = {
    primary: Object.fromEntries(arns.map(({ tableName, primary }) => [tableName, primary])),
    standby: Object.fromEntries(arns.map(({ tableName, standby }) => [tableName, standby!])),
  };
  new GlobalTable(scope, 'stock', { sites: made, table: STRONG });
  new MultiRegionFunction(scope, 'Function', { sites: made, spec: new FunctionSpec('api', props), networks: NETWORKS, streams });
};

test('a sound function has no defect in one stack and in four, where it has the same addresses', () => {
  fc.assert(fc.property(soundProps, soundSites, (props, sitesProps) => {
    const one = quietly(() => inOneStack(layersOf(props), sitesProps));
    const { templates } = quietly(() => overFourStacks(layersOf(props), sitesProps));
    expect(checkGraph([one])).toEqual([]);
    expect(checkGraph(templates)).toEqual([]);
    expect(templates.flatMap(({ addresses }) => addresses).sort()).toEqual(one.addresses);
    expect(one.all('aws_lambda_function').map(({ region }) => region).sort()).toEqual(['us-east-1', 'us-west-2']);
  }), { numRuns: 20 });
});

test('names are within the limits of AWS, or refused', () => {
  const kinds = [
    ['aws_lambda_function', 'function_name', NAME_LIMITS.lambdaFunction], ['aws_iam_role', 'name', NAME_LIMITS.iamRole], ['aws_sqs_queue', 'name', NAME_LIMITS.sqsQueue],
    ['aws_cloudwatch_event_rule', 'name', NAME_LIMITS.eventRule], ['aws_cloudwatch_log_group', 'name', NAME_LIMITS.logGroup], ['aws_lambda_permission', 'statement_id', { longest: 100, pattern: /^[\w-]+$/ }],
  ] as const;
  const names = fc.record({
    serviceName: name(40).filter(one => one.length > 1), environment: name(20), functionName: name(40), queueName: name(40), ruleName: name(40),
  });
  let made = 0;
  fc.assert(fc.property(names, ({ functionName, queueName, ruleName, ...sitesProps }) => {
    const { stack, sites: given } = newSites(sitesProps);
    const spec = new FunctionSpec(functionName, {
      code: CODE, runtime: 'nodejs22.x', handler: 'x', triggers: [Trigger.queue({ queueName: `q-${queueName}`.slice(0, 40) }), Trigger.schedule('rate(1 day)', { ruleName })],
    });
    const codes = new Set(refusalCodes(() => new MultiRegionFunction(stack, 'Function', { sites: given, spec })));
    if (functionName === 'constructor' || ruleName === 'constructor') return;
    if (codes.size > 0) {
      expect([...codes]).toEqual(['DR007']);
      return;
    }
    made += 1;
    const template = templateOf(stack);
    for (const [resource, attribute, { longest, pattern }] of kinds) {
      for (const { body } of template.all(resource)) {
        expect(body[attribute].length).toBeLessThanOrEqual(longest);
        expect(body[attribute]).toMatch(pattern);
      }
    }
  }), { numRuns: 40 });
  expect(made).toBeGreaterThan(0);
});
