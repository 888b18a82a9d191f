import { Testing } from 'cdktf';
import { PerRegionProps, Sites, SiteStacks, StateLocation, TaggedStack } from '../../src';
import { bucketIn, location } from '../state-backend/making';
import { byScope } from '../support/four-stacks';
import { everyLayer } from '../support/layers';
import { quietly, refusal, refusalCodes, SITES, templateOf, templatesOf, written } from '../support/synth';
import type { Template } from '../support/template';
import { inEnvironment } from '../tagged-stack/environment';

const SCOPES = ['foundation', 'primary', 'standby', 'routing'];
const [ONE, OTHER] = ['us-east-1', 'us-west-2'];
const PRIMARY = { region: ONE };
const STANDBY = { region: OTHER };

const make = (props: object = {}, variables: Record<string, string> = {}) => (): SiteStacks => inEnvironment(variables, () => (
  Sites.perRegion(Testing.app(), 'orders-prod', { environmentSuffix: 'prod', primary: PRIMARY, standby: STANDBY, stateLocation: location(), ...props } as PerRegionProps)
));

/** The four stacks with every layer in them. */
const service = (props: object = {}, variables: Record<string, string> = {}): Template[] => quietly(() => {
  const stacks = make(props, variables)();
  everyLayer(stacks.scope, Sites.overStacks(stacks.scope, 'Sites', { ...SITES, environment: undefined }));
  return templatesOf(stacks.foundation.node.root as ReturnType<typeof Testing.app>);
});
const stateIn = (region: string, scope: string, more: object = {}) => ({
  bucket: bucketIn(region), key: `orders/prod/${scope}/terraform.tfstate`, region, encrypt: true, kms_key_id: `alias/platform-prod-tfstate-${region}`, ...more,
});
const backends = (templates: Template[]) => templates.map(({ json }) => json.terraform.backend.s3);
const reads = (template: Template) => template.all('terraform_remote_state').map(({ body: { config } }) => config);
const regionsOf = (stacks: SiteStacks) => Object.values(byScope(stacks)).map(stack => (stack as TaggedStack).stateBucketRegion);
const allReads = (templates: Template[]) => templates.flatMap(reads).map(({ bucket, region, kms_key_id: key }) => [bucket, region, key]);
const LOCKED = { use_lockfile: true };

describe('four stacks with a location', () => {
  const [foundation, primary, standby, routing] = service();

  test('keep all states in the bucket of the standby region, encrypted with its key, each under a key of its own', () => {
    expect(backends([foundation, primary, standby, routing])).toEqual(SCOPES.map(scope => stateIn(OTHER, scope, LOCKED)));
  });

  test('read each other\'s states where they are kept', () => {
    expect(reads(foundation)).toEqual([]);
    for (const site of [primary, standby]) expect(reads(site)).toEqual([stateIn(OTHER, 'foundation')]);
    expect(new Set(reads(routing).map(({ key }) => key))).toEqual(new Set(['foundation', 'primary', 'standby'].map(scope => `orders/prod/${scope}/terraform.tfstate`)));
    expect(new Set(allReads([routing]).map(String))).toEqual(new Set([`${bucketIn(OTHER)},${OTHER},alias/platform-prod-tfstate-${OTHER}`]));
  });
});

test('in the emergency one variable leads all four to the other bucket, with what they read of each other, and each says so', () => {
  const templates = service({}, { TERRAFORM_STATE_REGION: ONE });
  expect(backends(templates)).toEqual(SCOPES.map(scope => stateIn(ONE, scope, LOCKED)));
  expect(allReads(templates).length).toBeGreaterThan(3);
  expect(new Set(allReads(templates).map(String))).toEqual(new Set([`${bucketIn(ONE)},${ONE},alias/platform-prod-tfstate-${ONE}`]));
  const { lines } = written(make({}, { TERRAFORM_STATE_REGION: ONE }));
  expect(lines.map(line => line.replace(/:.*/s, ''))).toEqual(SCOPES.map(scope => `TaggedStack 'orders-prod-${scope}'`));
  expect(lines.every(line => line.includes('DR072'))).toBe(true);
});

test('the emergency is refused neither with failOnRisks of the stacks nor with that of the sites', () => {
  const stacks = quietly(make({ failOnRisks: true }, { TERRAFORM_STATE_REGION: ONE }));
  expect(refusal(() => quietly(() => Sites.overStacks(stacks.scope, 'Sites', { ...SITES, environment: undefined, failOnRisks: true })))).toBe('');
});

test('of a service with its primary where the location has its standby, all states are in the other region', () => {
  expect(regionsOf(make({ primary: STANDBY, standby: PRIMARY })())).toEqual([ONE, ONE, ONE, ONE]);
});

test('a location in two other regions keeps them in its standby region', () => {
  const elsewhere = location({ primary: { region: 'eu-west-1' }, standby: { region: 'eu-central-1' } });
  expect(regionsOf(make({ stateLocation: elsewhere })())).toEqual(Array(4).fill('eu-central-1'));
});

test('what code says of a region, a prefix and locks holds with a location too, and variables that name a bucket do not', () => {
  const variables = { TERRAFORM_STATE_BUCKET: 'other', TERRAFORM_STATE_BUCKET_REGION: 'eu-west-1', TERRAFORM_STATE_LOCK_TABLE: 'other' };
  const stacks = make({ stateLocation: location({ lockTable: true }), stateKeyPrefix: 'teams/orders', stateLockFile: false }, variables)();
  expect(backends(Object.values(byScope(stacks)).map(templateOf))).toEqual(SCOPES.map(scope => (
    stateIn(OTHER, scope, { key: `teams/orders/${scope}/terraform.tfstate`, dynamodb_table: `platform-prod-tfstate-lock-${OTHER}` })
  )));
});

test('DR807 warns of a primary whose state is in its own region by code', () => {
  const own = { primary: { ...PRIMARY, stateBucketRegion: ONE } };
  const { made, lines } = written(make(own));
  expect(lines.join()).toContain(`DR807 primary.stateBucket: the bucket '${bucketIn(ONE)}' is in the primary region 'us-east-1'`);
  expect(regionsOf(made)).toEqual([OTHER, ONE, OTHER, OTHER]);
});

test('DR801 refuses the primary region by code, and lets the emergency pass', () => {
  expect(refusalCodes(make({ standby: { ...STANDBY, stateBucketRegion: ONE } }))).toEqual(['DR801']);
  expect(refusalCodes(() => quietly(make({}, { TERRAFORM_STATE_REGION: ONE })))).toEqual([]);
  expect(refusalCodes(() => quietly(make({ standby: { ...STANDBY, stateBucketRegion: ONE } }, { TERRAFORM_STATE_REGION: OTHER })))).toEqual(['DR801']);
});

test('DR069 refuses buckets beside a location, where they are written', () => {
  const message = refusal(make({ primary: { ...PRIMARY, stateBucket: 'one' }, standby: { ...STANDBY, stateBucket: 'other' } }));
  expect([...message.matchAll(/^ {2}(DR\d{3} \S+):/gm)].map(match => match[1])).toEqual(['DR069 standby.stateBucket', 'DR069 primary.stateBucket']);
  expect(refusal(make({ standby: { ...STANDBY, stateBucket: 'other' } }))).toContain('DR069 standby.stateBucket: given together with stateLocation');
  expect(refusal(make({ primary: { ...PRIMARY, stateLockTable: 'locks' } }))).toContain('DR069 primary.stateLockTable: given together with stateLocation');
});

test('DR070 refuses a region that is none of the location\'s', () => {
  expect(refusal(make({ standby: { ...STANDBY, stateBucketRegion: 'eu-west-1' } }))).toContain("DR070 standby.stateBucketRegion: 'eu-west-1' given, us-east-1 or us-west-2 needed");
});

test('DR056 refuses a location beside local states', () => {
  expect(refusalCodes(make({ localState: true }))).toEqual(['DR056']);
});

test('what is wrong with a location is told once', () => {
  expect(refusal(make({ stateLocation: location({ accountId: 'x' }) }))).toContain("DR750 stateLocation.accountId: 'x' given, 12 digits needed");
  expect(refusalCodes(make({ stateLocation: location({ accountId: 'x' }) }))).toEqual(['DR750']);
  expect(refusalCodes(make({ stateLocation: { bucket: 'x' } as unknown as StateLocation }))).toEqual(['DR003']);
});
