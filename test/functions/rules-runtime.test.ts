import { Lazy } from 'cdktf';
import { DATABASE, IMAGE, NETWORKS, ORDERS, SOUND, STREAMS } from './making';
import { Case, testRefused, testWarned } from './rule-cases';
import { Access, FunctionCode, FunctionSpec, MultiRegionDr, MultiRegionFunction, SitesProps, Trigger } from '../../src';
import { DEPRECATED_RUNTIMES, SUPPORTED_RUNTIMES } from '../../src/functions/runtimes';
import { newSites, newStack, refusal, refusalCodes, SITES } from '../support/synth';

const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const OF_IMAGE = { code: IMAGE, runtime: undefined, handler: undefined };
const LAYERS = { primary: ['arn:aws:lambda:us-east-1:111122223333:layer:tools:3'], standby: ['arn:aws:lambda:us-west-2:111122223333:layer:tools:3'] };
const runtimes = (blocked: boolean) => [...DEPRECATED_RUNTIMES].filter(([, facts]) => facts.blocked === blocked);
const s3 = (objects: object) => FunctionCode.fromS3(objects as any);
const EAST = { bucket: 'code-east', key: 'api.zip' };
const CHINA: Partial<SitesProps> = { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } };
const IMAGE_URI = '111122223333.dkr.ecr.us-west-2.amazonaws.com/api:1.0';

testRefused({
  DR001: [
    { what: 'a function without code', props: { code: undefined }, says: 'api.code: nothing given, and there is no default' },
    { what: 'a function without a runtime', props: { runtime: undefined }, says: 'api.runtime: nothing given', fits: OF_IMAGE },
    { what: 'a function without a handler', props: { handler: undefined }, says: 'api.handler: nothing given' },
    { what: 'a function without a name', functionName: null, says: 'functionName: nothing given' },
    { what: 'code in the primary\'s bucket alone', props: { code: s3({ primary: EAST }) }, says: 'api.code.objects.standby: nothing given', fits: {} },
    { what: 'code without a key', props: { code: s3({ primary: { bucket: 'x' }, standby: EAST }) }, says: 'api.code.objects.primary.key: nothing given' },
    { what: 'an image of the primary alone', props: { ...OF_IMAGE, code: FunctionCode.fromImage({ primary: IMAGE_URI }) }, says: 'api.code.uris.standby: nothing given' },
    { what: 'layers of the primary alone', props: { layers: { primary: LAYERS.primary } }, says: 'api.layers.standby: nothing given', fits: { layers: LAYERS } },
    { what: 'layers of the standby alone', props: { layers: { standby: LAYERS.standby } }, says: 'api.layers.primary: nothing given' },
    { what: 'a role of one region', props: { roleArns: { primary: 'arn:aws:iam::111122223333:role/x' } }, says: 'api.roleArns.standby: nothing given' },
    { what: 'a queue for one region\'s dead letters', props: { deadLetterArns: { standby: 'arn:aws:sqs:us-west-2:111122223333:x' } }, says: 'api.deadLetterArns.primary: nothing given' },
    { what: 'resources of one region', props: { access: [Access.statement(['s3:GetObject'], { primary: ['arn:aws:s3:::x'] })] }, says: 'api.access[0].resources.standby: nothing given' },
    { what: 'a schedule without an expression', props: { triggers: [Trigger.schedule(undefined as any)] }, says: 'api.triggers[0].expression: nothing given' },
    { what: 'events without sources', props: { triggers: [Trigger.events({} as any)] }, says: 'api.triggers[0].sources: nothing given' },
    { what: 'a network that is not known', props: { inNetwork: true }, says: 'networks: nothing given', fits: { inNetwork: false } },
    { what: 'a network of the standby that is not known', props: { inNetwork: true }, around: { networks: { primary: NETWORKS!.primary } }, says: 'networks.standby: nothing given' },
    { what: 'a stream that is not known', props: { triggers: [Trigger.stream(ORDERS)] }, around: { streams: { ...STREAMS, standby: {} } }, says: 'streams.standby.orders: nothing given' },
  ],
  DR002: [
    { what: 'a runtime that is a token', props: { runtime: TOKEN }, says: 'api.runtime: a token given' },
    { what: 'a name that is a token', functionName: TOKEN, says: 'functionName: a token given' },
    { what: 'an expression of a schedule that is a token', props: { triggers: [Trigger.schedule(TOKEN)] }, says: 'api.triggers[0].expression: a token given' },
    { what: 'an action that is a token', props: { access: [Access.statement([TOKEN], { primary: ['arn:aws:s3:::x'], standby: ['arn:aws:s3:::y'] })] }, says: 'api.access[0].actions[0]: a token given' },
  ],
  DR003: [
    { what: 'code that is none', props: { code: 'dist' }, says: "api.code: 'dist' given, a FunctionCode needed" },
    { what: 'access that is none', props: { access: ['s3:GetObject'] }, says: "api.access[0]: 's3:GetObject' given, an Access needed" },
    { what: 'a trigger that is none', props: { triggers: [{}] }, says: 'api.triggers[0]: an object given, a Trigger needed' },
    { what: 'a processor that there is not', props: { architecture: 'RISC_V' }, says: "api.architecture: 'RISC_V' given, one of X86_64, ARM_64 needed" },
    { what: 'half a MB', props: { memoryMb: 128.5 }, says: 'api.memoryMb: 128.5 given, a whole number needed' },
    { what: 'a port that is an object', props: { access: [Access.database()] }, around: { networks: NETWORKS, database: { ...DATABASE, port: {} } }, says: 'database.port: an object given, a whole number needed' },
    { what: 'a stream that is a number', props: { triggers: [Trigger.stream(ORDERS)] }, around: { streams: { ...STREAMS, standby: { orders: 5 } } }, says: 'streams.standby.orders: 5 given, a string needed' },
    {
      what: 'an address of a database that is a number',
      props: { access: [Access.database()] },
      around: { networks: NETWORKS, database: { writerEndpoint: 5, readerEndpoints: { primary: 'x' }, port: 5432, secretName: 'x', secretArns: { primary: 'x', standby: 'y' } } },
      says: 'database.writerEndpoint: 5 given, a string needed',
    },
  ],
  DR004: [
    { what: 'a property that there is not', props: { memorySize: 128 }, says: 'api.memorySize: no such property; known are code, runtime, handler' },
    { what: 'a property of a queue that there is not', props: { triggers: [Trigger.queue({ fifo: true } as any)] }, says: 'api.triggers[0].fifo: no such property' },
  ],
  DR300: [
    ...['Api', 'a_pi', '-api', 'a--pi', 'api-', '1api', 'x'.repeat(41), 'constructor', 'api\n'].map((functionName): Case => ({
      what: `the name ${JSON.stringify(functionName)}`, functionName, says: `${functionName}.functionName: '${functionName}' given, 1 to 40 lower-case letters, digits and single hyphens needed, a letter first`,
    })),
    { what: 'an empty name', functionName: '', says: "functionName: '' given, 1 to 40" },
  ],
  DR302: ['Node22', '', 'nodejs 22', 'python3.13 ', 'NODEJS22.X', 'rust'].map((runtime): Case => ({
    what: `the runtime '${runtime}'`, props: { runtime }, says: `api.runtime: '${runtime}' given, a runtime like nodejs22.x, nodejs24.x, python3.11, python3.12 needed`, fits: { runtime: 'nodejs24.x' },
  })),
  DR304: runtimes(true).map(([runtime, { deprecated }]): Case => ({
    what: `the runtime ${runtime}`, props: { runtime }, says: `api.runtime: '${runtime}' given, deprecated on ${deprecated} and blocked since. Use one of nodejs22.x`,
  })),
  DR306: [
    { what: 'an image with a runtime', props: { ...OF_IMAGE, runtime: 'nodejs22.x' }, says: 'api.code: an image given together with runtime, which it has of its own', fits: OF_IMAGE },
    { what: 'an image with a handler and layers', props: { ...OF_IMAGE, handler: 'x', layers: LAYERS }, says: 'api.code: an image given together with handler, layers, which' },
    { what: 'an image with layers in the standby', props: { ...OF_IMAGE, layers: { primary: [], standby: LAYERS.standby } }, says: 'api.code: an image given together with layers, which', fits: { layers: { primary: [], standby: LAYERS.standby } } },
  ],
  DR307: [['', ''], ['index. handler', 'index. handler'], ['x'.repeat(129), `${'x'.repeat(57)}...`]].map(([handler, shown]): Case => ({
    what: `the handler '${shown}'`, props: { handler }, says: `api.handler: '${shown}' given, 1 to 128 characters without spaces needed`, fits: { handler: 'x'.repeat(128) },
  })),
  DR337: [
    {
      what: 'code of both regions in one bucket',
      props: { code: s3({ primary: EAST, standby: { ...EAST, key: 'other.zip' } }) },
      says: "api.code.standby.bucket: 'code-east' given, which is the primary's bucket too; a bucket in each region needed",
      fits: { code: s3({ primary: { bucket: '${var.code}', key: 'x' }, standby: { bucket: '${var.code}', key: 'x' } }) },
    },
  ],
  DR339: [
    'api:1.0', 'public.ecr.aws/team/api:1', '111122223333.dkr.ecr.us-east-1.amazonaws.com/api:1.0', '111122223333.dkr.ecr.us-west-2.amazonaws.com/api@sha256:12',
    '1111222233334.dkr.ecr.us-west-2.amazonaws.com/api',
  ].map((standby): Case => ({
    what: `the image ${standby}`,
    props: { ...OF_IMAGE, code: FunctionCode.fromImage({ primary: IMAGE_URI.replace('us-west-2', 'us-east-1'), standby }) },
    says: `api.code.standby: '${standby.length > 60 ? `${standby.slice(0, 57)}...` : standby}' given, an image in a repository of us-west-2 needed, like '111122223333.dkr.ecr.us-west-2.amazonaws.com/api:1.0'`,
    fits: { ...OF_IMAGE, code: FunctionCode.fromImage({ primary: TOKEN, standby: IMAGE_URI }) },
  })),
});

testRefused({
  DR339: [{
    what: 'an image of another partition\'s region',
    sites: CHINA,
    props: { ...OF_IMAGE, code: IMAGE },
    says: 'api.code.primary: \'111122223333.dkr.ecr.us-east-1.amazonaws.com/team/api:1.0\' given, an image in a repository of cn-north-1 needed',
    fits: {
      ...OF_IMAGE,
      code: FunctionCode.fromImage({ primary: '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/api:1', standby: '111122223333.dkr.ecr.cn-northwest-1.amazonaws.com.cn/api' }),
    },
  }],
});

testWarned({
  DR303: runtimes(false).map(([runtime, { deprecated }]): Case => ({
    what: `the runtime ${runtime}`, props: { runtime }, says: `api.runtime: '${runtime}' given, deprecated on ${deprecated}; AWS will refuse new functions`,
  })),
  DR305: ['nodejs99.x', 'python3', 'dotnet99'].map((runtime): Case => ({
    what: `the runtime ${runtime}`, props: { runtime }, says: `api.runtime: '${runtime}' given, known are nodejs22.x`,
  })),
});

test.each(SUPPORTED_RUNTIMES)('nothing is said of the runtime %s', runtime => {
  const { stack, sites } = newSites();
  expect(refusal(() => new MultiRegionFunction(stack, 'Function', { sites, spec: new FunctionSpec('api', { ...SOUND, runtime }) }))).toBe('');
});

test('DR301 refuses two functions of one name', () => {
  const dr = (...names: string[]) => () => new MultiRegionDr(newStack(), 'Dr', {
    ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, functions: names.map(name => new FunctionSpec(name, SOUND)),
  });
  expect(refusal(dr('api', 'api'))).toContain("  DR301 functions[1].functionName: 'api' given, which another function of the service is called");
  expect(refusal(dr('api', 'jobs'))).toBe('');
});

test.each([[Symbol('api')], [Object.create(null)]])('DR003 refuses two functions whose names cannot even be written (%#)', name => {
  const spec = new FunctionSpec(name, SOUND);
  const problems = MultiRegionDr.check({ ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, functions: [spec, spec] });
  expect([...new Set(problems.map(problem => problem.code))]).toContain('DR003');
});

test('DR003 refuses what is no function', () => {
  const { stack, sites } = newSites();
  expect(refusalCodes(() => new MultiRegionFunction(stack, 'Function', { sites, spec: {} as any }))).toEqual(['DR003']);
});

test('DR001 refuses a function that was left out', () => {
  const { stack, sites } = newSites();
  expect(refusalCodes(() => new MultiRegionFunction(stack, 'Function', { sites, spec: undefined as any }))).toEqual(['DR001']);
});

test('a refused function leaves nothing in the tree', () => {
  const { stack, sites } = newSites();
  const before = stack.node.findAll().length;
  expect(refusalCodes(() => new MultiRegionFunction(stack, 'Function', { sites, spec: new FunctionSpec('api', { ...SOUND, memoryMb: 1 }) }))).toEqual(['DR308']);
  expect(stack.node.findAll()).toHaveLength(before);
});

test('code that both regions need is needed of one where the strategy deploys one', () => {
  const { stack, sites } = newSites({ strategy: 'BACKUP_RESTORE' as any, acceptedRisks: { DR018: 'another team copies them' } });
  const spec = new FunctionSpec('api', { ...SOUND, code: FunctionCode.fromS3({ primary: EAST }), layers: { primary: LAYERS.primary } });
  expect(refusal(() => new MultiRegionFunction(stack, 'Function', { sites, spec }))).toBe('');
});
