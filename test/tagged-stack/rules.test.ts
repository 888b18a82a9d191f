import { readFileSync } from 'fs';
import { join } from 'path';
import { Testing, Token } from 'cdktf';
import { inEnvironment, newTaggedStack } from './environment';
import { TaggedStack, TaggedStackProps } from '../../src';
import { otherTaggedStackRules, taggedStackRules } from '../../src/tagged-stack/rules';
import { refusal, refusalCodes, validationErrors, written } from '../support/synth';

type Variables = Record<string, string>;
const refused = (props: TaggedStackProps, variables: Variables = {}, stackId = 'orders-test') => refusal(() => newTaggedStack(props, variables, stackId));
const codes = (props: TaggedStackProps, variables: Variables = {}, stackId = 'orders-test') => refusalCodes(() => newTaggedStack(props, variables, stackId));
const accepted = (acceptedRisks: Record<string, string>) => ({ acceptedRisks });

test('all problems are in one error, and nothing is left in the tree', () => {
  const app = Testing.app();
  const make = () => inEnvironment({ AWS_REGION: 'us-east-1a', TERRAFORM_STATE_BUCKET: '' }, () => (
    new TaggedStack(app, 'orders?', { environmentSuffix: 'Prod', stateLockFile: false, defaultTags: { 'aws:owner': 'me', 'tags': { Owner: 'me' } } })
  ));
  expect(refusalCodes(make)).toEqual(['DR062', 'DR050', 'DR051', 'DR052', 'DR058', 'DR059', 'DR063']);
  expect(refusal(make)).toContain("TaggedStack 'orders?' has 7 problems:\n");
  expect(app.node.children).toEqual([]);
});

test('DR050 refuses an environment that cannot be part of a name, and says where it comes from', () => {
  for (const suffix of ['Prod', 'a--b', '-a', 'a-', 'a_b', 'ümlaut', 'x'.repeat(21), ' ', 'prod\n']) {
    expect(codes({ environmentSuffix: suffix, ...accepted({ DR068: 'tested here' }) })).toEqual(['DR050']);
  }
  expect(refused({ environmentSuffix: 'PR_42' })).toContain("DR050 environmentSuffix: 'PR_42' given, 1 to 20 lower-case letters");
  expect(refused({}, { ENVIRONMENT_SUFFIX: 'PR_42' }))
    .toMatch(/DR050 environmentSuffix: 'PR_42' from ENVIRONMENT_SUFFIX given, .*Correct ENVIRONMENT_SUFFIX, or give environmentSuffix in code\.$/m);
});

test('DR051 refuses what has not the form of a region', () => {
  expect(refused({ awsRegion: 'us-east-1a' })).toContain("DR051 awsRegion: 'us-east-1a' given, a region like 'us-east-1' needed");
  expect(refused({}, { TERRAFORM_STATE_BUCKET_REGION: 'Ireland' })).toContain("DR051 stateBucketRegion: 'Ireland' from TERRAFORM_STATE_BUCKET_REGION given");
  expect(codes({ localState: true }, { TERRAFORM_STATE_BUCKET_REGION: 'Ireland' })).toEqual([]);
  for (const awsRegion of ['us-gov-west-1', 'cn-north-1', 'eusc-de-east-1', 'ap-southeast-7']) {
    expect(codes({ awsRegion, stateBucketRegion: awsRegion })).toEqual([]);
  }
});

test('DR052 refuses a stack whose state has no place', () => {
  const make = (variables: Variables) => () => inEnvironment(variables, () => new TaggedStack(Testing.app(), 'orders-test'));
  expect(refusal(make({}))).toContain('DR052 stateBucket: nothing given, neither here nor in TERRAFORM_STATE_BUCKET');
  expect(refusalCodes(make({ TERRAFORM_STATE_BUCKET: '' }))).toEqual(['DR052']);
  expect(refusalCodes(make({ TERRAFORM_STATE_BUCKET: 'example-state' }))).toEqual([]);
});

test.each([
  ['arn:aws:s3:::example-state', 'the name of the bucket alone'],
  ['s3://example-state', 'the name of the bucket alone'],
  ['ab', '3 to 63 characters'],
  ['x'.repeat(64), '3 to 63 characters'],
  ['My_Bucket', 'lower-case letters'],
  ['example/state', 'lower-case letters'],
  ['example-', 'a letter or digit first and last'],
  ['.example', 'a letter or digit first and last'],
  ['exa..mple', 'no two dots in a row'],
  ['192.168.5.4', 'not formed like an IP address'],
  ['xn--example', 'which AWS reserves'],
  ['sthree-example', 'which AWS reserves'],
  ['amzn-s3-demo-bucket', 'which AWS reserves'],
  ['example-s3alias', 'which AWS reserves'],
  ['example--ol-s3', 'which AWS reserves'],
  ['example.mrap', 'which AWS reserves'],
  ['example--x-s3', 'which AWS reserves'],
  ['example--table-s3', 'which AWS reserves'],
  ['example-an', '-an last in <prefix>-<account>-<region>-an alone'],
])('DR053 refuses %s as the name of a bucket', (stateBucket, needed) => {
  expect(refused({ stateBucket })).toMatch(/DR053 stateBucket: '.*' given, /);
  expect(refused({ stateBucket })).toContain(needed);
});

test.each(['abc', 'x'.repeat(63), 'example.state', '0example0', 'state-111122223333-us-east-1-an', '1.2.3'])('%s is the name of a bucket', stateBucket => {
  expect(codes({ stateBucket })).toEqual([]);
});

test.each([
  ['/orders', 'slash'], ['orders/', 'slash'], ['a//b', 'slash'], ['a/../b', '. or ..'], ['./a', '. or ..'],
  ['x'.repeat(1018), '1017 bytes'], ['ü'.repeat(509), '1017 bytes'], ['a\nb', 'control characters'], ['%{ if true }x%{ endif }', 'template'],
  ['env:/prod/orders', 'workspaces'], ['orders.tflock', '.tflock'],
])('DR054 refuses %j as the key of a state', (stateKey, needed) => {
  expect(refused({ stateKey })).toMatch(/DR054 stateKey: '[^]*' given, /);
  expect(refused({ stateKey })).toContain(needed);
});

test.each(['terraform.tfstate', 'team a/env=prod/orders.tfstate', 'x'.repeat(1017), 'Großkunden/orders'])('%s is a key of a state', stateKey => {
  expect(codes({ stateKey })).toEqual([]);
});

test('DR055 refuses two stacks of one app with one state', () => {
  const app = Testing.app();
  newTaggedStack({ stateKey: 'one' }, {}, 'orders-test', app);
  const make = () => newTaggedStack({ stateKey: 'one' }, {}, 'stock-test', app);
  expect(refusal(make)).toContain("DR055 stateKey: 'one' in the bucket 'example-state' is the state of the stack 'orders-test' too");
  expect(app.node.children.map(child => child.node.id)).toEqual(['orders-test']);
  expect(refusalCodes(() => newTaggedStack({ stateKey: 'one', stateBucket: 'other-state' }, {}, 'stock-test', app))).toEqual([]);
  expect(refusalCodes(() => newTaggedStack({ stateKey: 'one' }, {}, 'orders-test', Testing.app()))).toEqual([]);
});

test('DR056 refuses a local state together with a place in S3 given in code, not with one of the environment', () => {
  const given = { stateBucket: 'example-state', stateKey: 'key', stateLockTable: 'locks' };
  expect(codes({ localState: true, ...given })).toEqual(['DR056', 'DR056', 'DR056']);
  expect(refused({ localState: true, stateBucket: 'example-state' })).toContain('DR056 stateBucket: given together with localState');
  expect(codes({ localState: true, stateBucket: '' }, { TERRAFORM_STATE_BUCKET: 'MALFORMED', TERRAFORM_STATE_LOCK_TABLE: '?' })).toEqual([]);
});

test('DR057 refuses what is not the name of a table', () => {
  expect(refused({ stateLockTable: 'no' })).toContain("DR057 stateLockTable: 'no' given, 3 to 255 letters");
  expect(refused({}, { TERRAFORM_STATE_LOCK_TABLE: 'state locks' })).toContain("'state locks' from TERRAFORM_STATE_LOCK_TABLE given");
});

test('DR058 refuses a state without any lock, unless that is accepted', () => {
  expect(refused({ stateLockFile: false })).toMatch(/DR058 stateLockFile: false given without a stateLockTable.*acceptedRisks: \{ DR058: '<why>' \}/);
  expect(codes({ stateLockFile: false, ...accepted({ DR058: 'one person applies this' }) })).toEqual([]);
  expect(codes({ stateLockFile: false, ...accepted({ DR058: ' ' }) })).toEqual(['DR006', 'DR058']);
});

test('DR059 refuses a stack id that is no directory', () => {
  for (const stackId of ['', '-test', 'a b-test', 'orders*-test', 'a/b-test', `${'x'.repeat(124)}-test`]) {
    expect(codes({}, {}, stackId)).toEqual(['DR059']);
  }
  expect(refused({}, {}, 'orders*-test')).toContain("DR059 stackId: 'orders*-test' given, 1 to 128 letters, digits and _.- needed");
});

test('DR060 refuses a role that is not an IAM role of the partition, and leaves a token alone', () => {
  for (const assumeRoleArn of ['deploy', 'arn:aws:sts::111122223333:assumed-role/deploy/me', 'arn:aws:iam::1111:role/deploy', 'arn:aws:iam::111122223333:user/me']) {
    expect(codes({ assumeRoleArn })).toEqual(['DR060']);
  }
  expect(refused({ awsRegion: 'cn-north-1', stateBucketRegion: 'cn-north-1', assumeRoleArn: 'arn:aws:iam::111122223333:role/deploy' }))
    .toContain("the ARN of an IAM role needed, like 'arn:aws-cn:iam::111122223333:role/deploy', for cn-north-1");
  expect(codes({ assumeRoleArn: Token.asString({ resolve: () => 'later' }) })).toEqual([]);
});

test('DR061 refuses a state in another partition, unless that is accepted', () => {
  expect(refused({ awsRegion: 'cn-north-1' })).toContain("DR061 stateBucketRegion: 'us-east-1' is in the partition aws, awsRegion 'cn-north-1' in aws-cn");
  expect(codes({ awsRegion: 'cn-north-1', ...accepted({ DR061: 'the backend has a profile of its own' }) })).toEqual([]);
});

test('DR062 refuses a nested tag value', () => {
  expect(refused({ defaultTags: { tags: { Owner: 'me' } } })).toContain(
    "DR062 defaultTags.tags: a map given, a nested tag value; a tag's value is a string. Give the map in it as defaultTags, without tags around it.",
  );
  expect(refused({ defaultTags: { Owners: ['me', 'you'] } })).toContain('DR062 defaultTags.Owners: a list given, a nested tag value');
});

test('DR063 refuses keys that AWS refuses', () => {
  for (const key of ['aws:owner', 'AWS:owner', 'rds:owner', '', 'x'.repeat(129), 'owner?', 'tab\t']) {
    expect(codes({ defaultTags: { [key]: 'me' } })).toEqual(['DR063']);
  }
  expect(refused({ defaultTags: { 'aws:owner': 'me' } })).toContain("DR063 defaultTags.aws:owner: 'aws:owner' given as the key of a tag, aws: and rds: are reserved");
  expect(codes({ defaultTags: { ['x'.repeat(128)]: 'me', 'awsome': 'me', 'k8s.io/Größe_1:+=@-': 'me' } })).toEqual([]);
});

test('DR064 refuses values that AWS refuses', () => {
  for (const value of ['', 'x'.repeat(257), 'a,b', '<me>']) {
    expect(codes({ defaultTags: { Owner: value } })).toEqual(['DR064']);
  }
  expect(refused({ defaultTags: { Owner: 'a,b' } })).toContain("DR064 defaultTags.Owner: 'a,b' given as the value of a tag, letters, digits, spaces and _.:/=+-@ allowed");
  expect(codes({ defaultTags: { Owner: 'x'.repeat(256), Mail: 'me@example.com', Name: 'Jürgen' } })).toEqual([]);
});

test('DR065 refuses keys that differ in upper and lower case alone', () => {
  expect(refused({ defaultTags: { Owner: 'me', owner: 'you' } })).toContain("DR065 defaultTags.owner: 'owner' and 'Owner' given, which differ in upper and lower case alone");
});

test('DR066 refuses more than 50 tags, those of the environment included', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, position) => [`tag${position}`, 'x']));
  expect(codes({ defaultTags: many(49) })).toEqual([]);
  expect(refused({ defaultTags: many(49) }, { TEAM: 'core' })).toContain('DR066 defaultTags: 49 given, which makes 51 with those of the environment; at most 50 possible');
});

test('DR067 warns of a tag of the environment that is left out', () => {
  const variables = { TEAM: 'x'.repeat(257) };
  const { made, lines } = written(() => newTaggedStack({}, variables));
  expect(lines.join()).toContain("TaggedStack 'orders-test': DR067 defaultTags.Team: 257 characters from TEAM, at most 256 possible");
  expect(made.node.metadata.some(entry => String(entry.data).startsWith('DR067 '))).toBe(true);
  expect(validationErrors(made)).toEqual([]);
  expect(codes({ failOnRisks: true }, variables)).toEqual(['DR067']);
  expect(codes({ failOnRisks: true, defaultTags: { team: 'core' } }, variables)).toEqual([]);
});

test('DR068 warns of a stack whose id ends in another environment', () => {
  const { lines } = written(() => newTaggedStack({ environmentSuffix: 'prod' }));
  expect(lines.join()).toContain("DR068 environmentSuffix: 'prod' is the environment of the stack 'orders-test', which does not end in it");
  expect(written(() => newTaggedStack({ environmentSuffix: 'prod', ...accepted({ DR068: 'old id' }) })).lines).toEqual([]);
});

test('DR001 refuses a stack without an id', () => {
  expect(codes({}, {}, null as any)).toEqual(['DR001']);
});

test('DR002 refuses tokens where a literal is needed', () => {
  const token = Token.asString({ resolve: () => 'later' });
  expect(codes({ stateBucket: token, stateKey: token, defaultTags: { Owner: token } })).toEqual(['DR002', 'DR002', 'DR002']);
  expect(codes({ stateKey: '${var.key}', defaultTags: { Built: '${timestamp()}' } })).toEqual(['DR002', 'DR002']);
});

test('DR003 refuses values of a wrong kind, in tags beside all other problems', () => {
  expect(refused({ defaultTags: { Size: 3 }, environmentSuffix: 'Prod' })).toMatch(/DR003 defaultTags\.Size: 3 given, a string needed[^]*DR050/);
  expect(codes({ localState: 'yes', defaultTags: 'Owner' } as any)).toEqual(['DR003', 'DR003']);
});

test('DR004 refuses properties that do not exist', () => {
  expect(refused({ region: 'us-east-1' } as any)).toContain('DR004 region: no such property; known are environmentSuffix, awsRegion');
});

test('the page on the stack names every rule about it', () => {
  const page = readFileSync(join(__dirname, '../../docs/tagged-stack.md'), 'utf8');
  for (const { code } of [...taggedStackRules, ...otherTaggedStackRules]) {
    expect(page).toMatch(new RegExp(`^\\| .*${code}.* \\|`, 'm'));
  }
});
