import { App, TerraformStack, Testing } from 'cdktf';
import { AwsProvider } from '#aws/provider';
import { MultiRegionDr, PerRegionProps, Sites, SitesProps } from '../../src';
import { layoutRules, otherLayoutRules } from '../../src/layout/rules';
import { fourStacks } from '../support/four-stacks';
import { newStack, quietly, refusal, refusalCodes, SITES, written } from '../support/synth';
import { inEnvironment } from '../tagged-stack/environment';

const PRIMARY = { region: 'us-east-1' };
const STANDBY = { region: 'us-west-2' };

interface Around {
  readonly app?: App;
  readonly variables?: Record<string, string>;
}

const make = (props: object, { app = Testing.app(), variables = {} }: Around = {}) => () => inEnvironment(variables, () => (
  Sites.perRegion(app, 'orders-test', { primary: PRIMARY, standby: { ...STANDBY, stateBucket: 'example-state' }, ...props } as PerRegionProps)
));
const sites = (props: object) => () => quietly(() => Sites.overStacks(fourStacks(Testing.app(), 'orders').scope, 'Sites', { ...SITES, ...props } as SitesProps));

test('all problems are in one error, each told once and where it was written, and nothing is left in the tree', () => {
  const app = Testing.app();
  const attempt = make({
    environmentSuffix: 'Test',
    primary: { ...PRIMARY, stateBucket: 'Primary' },
    standby: { region: 'us-west', stateLockTable: 'x' },
    stateKeyPrefix: '/orders',
    defaultTags: { 'aws:owner': 'me' },
    acceptedRisks: { DR068: 'tested here' },
  }, { app });
  const message = refusal(attempt);
  expect(message).toContain("Sites.perRegion 'orders-test' has 7 problems:\n");
  expect([...message.matchAll(/^ {2}(DR\d{3} \S+):/gm)].map(match => match[1]).sort()).toEqual([
    'DR050 environmentSuffix', 'DR051 standby.region', 'DR052 standby.stateBucket', 'DR053 primary.stateBucket', 'DR054 stateKeyPrefix',
    'DR057 standby.stateLockTable', 'DR063 defaultTags.aws:owner',
  ]);
  expect(app.node.children).toEqual([]);
});

test('DR001 names a region that is missing, and a name', () => {
  expect(refusal(make({ standby: {} }))).toContain("DR001 standby.region: nothing given, and there is no default. Set it, for example to 'us-west-2'.");
  expect(refusalCodes(make({ primary: undefined, standby: undefined }))).toEqual(['DR001', 'DR001']);
  expect(refusal(() => Sites.perRegion(Testing.app(), undefined as unknown as string, { primary: PRIMARY, standby: STANDBY, localState: true }))).toContain('DR001 layoutName');
});

test('DR004 refuses what there is not', () => {
  expect(refusal(make({ stateBucket: 'example-state' }))).toContain('DR004 stateBucket: no such property; known are primary, standby');
  expect(refusal(make({ primary: { ...PRIMARY, bucket: 'one' } }))).toContain('DR004 primary.bucket: no such property; known are region, stateBucket');
});

test('DR800 refuses one region, and regions of two partitions', () => {
  expect(refusal(make({ primary: STANDBY }))).toContain("DR800 standby.region: 'us-west-2' given, the primary is in 'us-west-2'; two regions of one partition needed");
  expect(refusalCodes(make({ primary: { region: 'cn-north-1' }, localState: true, standby: STANDBY }))).toEqual(['DR800']);
  expect(refusalCodes(make({ primary: { region: 'cn-north-1' }, localState: true, standby: { region: 'cn-northwest-1' } }))).toEqual([]);
});

test('DR801 refuses to keep what recovery needs in the region that may be lost', () => {
  const inPrimary = { standby: { ...STANDBY, stateBucket: 'example-state', stateBucketRegion: 'us-east-1' } };
  expect(refusal(make(inPrimary))).toContain("DR801 standby.stateBucketRegion: 'us-east-1' is the region of the bucket 'example-state' and the primary region; while it is down, "
    + "the stacks of 'us-west-2' cannot be planned. Name a bucket of the standby region or of a third one; if this one is, say so in stateBucketRegion. To go ahead all the same: acceptedRisks: { DR801: '<why>' }.");
  expect(refusalCodes(make({ ...inPrimary, acceptedRisks: { DR801: 'a sandbox' } }))).toEqual([]);
  expect(refusalCodes(make({ standby: { ...STANDBY, stateBucket: 'example-state', stateBucketRegion: 'eu-west-1' } }))).toEqual([]);
  // The environment has a default region too.
  expect(refusalCodes(make({ standby: STANDBY }, { variables: { TERRAFORM_STATE_BUCKET: 'example-state' } }))).toEqual(['DR801']);
  expect(refusalCodes(make({ standby: STANDBY }, { variables: { TERRAFORM_STATE_BUCKET: 'example-state', TERRAFORM_STATE_BUCKET_REGION: 'us-west-2' } }))).toEqual([]);
});

test('DR802 refuses one bucket in two regions', () => {
  const same = { primary: { ...PRIMARY, stateBucket: 'example-state' } };
  expect(refusal(make(same))).toContain("DR802 primary.stateBucketRegion: 'us-east-1' is the region of the bucket 'example-state' here, 'us-west-2' that of the standby's");
  expect(refusalCodes(make({ primary: { ...PRIMARY, stateBucketRegion: 'us-east-1' } }))).toEqual(['DR802']);
  expect(refusalCodes(make({ primary: { ...PRIMARY, stateBucket: 'example-state', stateBucketRegion: 'us-west-2' } }))).toEqual([]);
});

test('DR803 refuses stacks that are there already', () => {
  const app = Testing.app();
  new TerraformStack(app, 'orders-test-standby');
  expect(refusal(make({}, { app }))).toContain("DR803 layoutName: the app has a 'orders-test-standby' already");
  expect(app.node.children.length).toBe(1);
  expect(refusalCodes(make({}))).toEqual([]);
});

test('DR804 refuses a service in other regions than its stacks', () => {
  expect(refusal(sites({ standby: { region: 'eu-west-1' } }))).toContain("DR804 standby.region: 'eu-west-1' given, the stack of the standby is for 'us-west-2'");
  expect(refusalCodes(sites({ primary: STANDBY, standby: PRIMARY }))).toEqual(['DR804', 'DR804']);
  expect(refusalCodes(sites({}))).toEqual([]);
  const dr = () => new MultiRegionDr(fourStacks(Testing.app(), 'orders').scope, 'Dr', {
    ...SITES, standby: { region: 'eu-west-1' }, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, events: {},
  });
  expect(quietly(() => refusalCodes(dr))).toEqual(['DR804']);
});

test('DR805 refuses a provider of one stack for a service over four', () => {
  const { scope, standby } = fourStacks(Testing.app(), 'orders');
  const provider = new AwsProvider(standby, 'Own', { alias: 'own', region: 'us-west-2' });
  const attempt = () => Sites.overStacks(scope, 'Sites', { ...SITES, standby: { ...STANDBY, provider } });
  expect(refusal(attempt)).toContain("DR805 standby.provider: a provider given, which belongs to one stack; Foundation and Routing need one for 'us-west-2' too");
  expect(refusalCodes(sites({ standby: { ...STANDBY, assumeRoleArn: 'arn:aws:iam::111122223333:role/terraform' } }))).toEqual([]);
});

test('DR806 refuses sites of the other layout', () => {
  const { scope } = fourStacks(Testing.app(), 'orders');
  expect(refusal(() => Sites.inOneStack(scope, 'Sites', SITES))).toContain("DR806 scope: the stack 'orders-foundation' given, which is one of four; a stack that stands alone needed. Use Sites.overStacks here.");
  expect(refusal(() => Sites.overStacks(newStack(), 'Sites', SITES))).toContain("DR806 scope: the stack 'orders' given, which stands alone; one of the four of Sites.perRegion needed. Use Sites.inOneStack here.");
  expect(refusalCodes(() => Sites.inOneStack(newStack(), 'Sites', SITES))).toEqual([]);
});

test('DR807 warns of a primary that keeps its state in its own region', () => {
  const own = { primary: { ...PRIMARY, stateBucket: 'example-state-primary' } };
  const { made, lines } = written(make(own));
  expect(lines).toEqual([expect.stringContaining("Sites.perRegion 'orders-test': DR807 primary.stateBucket: the bucket 'example-state-primary' is in the primary region 'us-east-1'")]);
  expect(made.foundation.node.metadata.map(entry => String(entry.data))).toEqual(expect.arrayContaining([expect.stringContaining('DR807')]));
  expect(refusalCodes(make({ ...own, failOnRisks: true }))).toEqual(['DR807']);
  expect(written(make({ ...own, acceptedRisks: { DR807: 'Routing can wait' } })).lines).toEqual([]);
  expect(written(make({ primary: { ...PRIMARY, stateBucket: 'example-state-third', stateBucketRegion: 'eu-west-1' } })).lines).toEqual([]);
  expect(written(make({})).lines).toEqual([]);
});

test('every rule of the layout has a test', () => {
  const codes = [...layoutRules, ...otherLayoutRules].map(rule => rule.code);
  expect(codes).toEqual(['DR800', 'DR801', 'DR802', 'DR803', 'DR807', 'DR804', 'DR805', 'DR806']);
});
