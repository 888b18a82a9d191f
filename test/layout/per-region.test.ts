import { Testing } from 'cdktf';
import { MultiRegionDr, PerRegionProps, Sites, SiteStacks, TaggedStack } from '../../src';
import { byScope } from '../support/four-stacks';
import { everyLayer } from '../support/layers';
import { quietly, SITES, templateOf, templatesOf, written } from '../support/synth';
import type { Template } from '../support/template';
import { inEnvironment, tagsOf } from '../tagged-stack/environment';

const BUCKET = 'example-state-us-west-2';
const LAYOUT: PerRegionProps = {
  environmentSuffix: 'prod',
  primary: { region: 'us-east-1', stateBucket: 'example-state-us-east-1' },
  acceptedRisks: { DR807: 'Routing can wait' },
  standby: { region: 'us-west-2', stateBucket: BUCKET },
};

const stacksOf = (props: Partial<PerRegionProps> = {}, variables: Record<string, string> = {}): SiteStacks => (
  inEnvironment(variables, () => Sites.perRegion(Testing.app(), 'orders-prod', { ...LAYOUT, ...props }))
);
const backends = (stacks: SiteStacks) => Object.values(byScope(stacks)).map(stack => templateOf(stack).json.terraform.backend);

test('four TaggedStacks lie directly under the app, and each has a name of its own', () => {
  const stacks = stacksOf();
  expect(Object.values(byScope(stacks)).map(stack => stack.node.path)).toEqual(['orders-prod-foundation', 'orders-prod-primary', 'orders-prod-standby', 'orders-prod-routing']);
  expect(Object.values(byScope(stacks)).every(stack => stack instanceof TaggedStack)).toBe(true);
  expect(stacks.scope).toBe(stacks.foundation);
});

test('the state of the primary is in its bucket, every other one in the standby\'s, under keys of their own', () => {
  const s3 = (bucket: string, region: string, scope: string) => ({
    s3: { bucket, region, key: `orders/prod/${scope}/terraform.tfstate`, encrypt: true, use_lockfile: true },
  });
  expect(backends(stacksOf())).toEqual([
    s3(BUCKET, 'us-west-2', 'foundation'), s3('example-state-us-east-1', 'us-east-1', 'primary'), s3(BUCKET, 'us-west-2', 'standby'), s3(BUCKET, 'us-west-2', 'routing'),
  ]);
});

test('a bucket, its region, a lock table and the environment come from the environment, as those of a TaggedStack do', () => {
  const variables = {
    TERRAFORM_STATE_BUCKET: 'from-environment', TERRAFORM_STATE_BUCKET_REGION: 'eu-west-1', TERRAFORM_STATE_LOCK_TABLE: 'locks', ENVIRONMENT_SUFFIX: 'pr42', TEAM: 'payments',
  };
  const stacks = quietly(() => inEnvironment(variables, () => Sites.perRegion(Testing.app(), TaggedStack.stackName('orders'), {
    primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' },
  })));
  expect(backends(stacks).map(({ s3 }) => [s3.bucket, s3.region, s3.key, s3.dynamodb_table])).toEqual(['foundation', 'primary', 'standby', 'routing'].map(scope => (
    ['from-environment', 'eu-west-1', `orders/pr42/${scope}/terraform.tfstate`, 'locks']
  )));
  Object.values(byScope(stacks)).forEach(stack => expect(tagsOf(templateOf(stack))).toEqual([{ Environment: 'pr42', Team: 'payments' }]));
});

test('a primary without a bucket of its own keeps its state beside the standby\'s', () => {
  const stacks = stacksOf({ primary: { region: 'us-east-1' }, standby: { region: 'us-west-2', stateBucket: BUCKET, stateLockTable: 'locks' }, stateKeyPrefix: 'teams/orders' });
  expect(backends(stacks).map(({ s3 }) => [s3.bucket, s3.region, s3.dynamodb_table])).toEqual(Array(4).fill([BUCKET, 'us-west-2', 'locks']));
  expect(backends(stacks).map(({ s3 }) => s3.key)).toEqual(['foundation', 'primary', 'standby', 'routing'].map(scope => `teams/orders/${scope}/terraform.tfstate`));
});

test('local states are in files of their own', () => {
  const stacks = stacksOf({ localState: true, primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' } }, { TERRAFORM_STATE_BUCKET: 'unused' });
  const files = backends(stacks).map(({ local }) => local.path);
  expect(files.map(file => file.replace(/.*\//, ''))).toEqual(['foundation', 'primary', 'standby', 'routing'].map(scope => `terraform.orders-prod-${scope}.tfstate`));
});

test('tags, the role and the environment reach every provider, and the region without an alias is that of the stack', () => {
  const arn = 'arn:aws:iam::111122223333:role/terraform';
  const stacks = stacksOf({ assumeRoleArn: arn, defaultTags: { Owner: 'payments' } });
  quietly(() => Sites.overStacks(stacks.scope, 'Sites', { ...SITES, environment: undefined }));
  for (const stack of Object.values(byScope(stacks))) {
    const region = stack === stacks.primary ? 'us-east-1' : 'us-west-2';
    const { provider, terraform } = templateOf(stack).json;
    for (const one of provider.aws) {
      expect([one.region, one.assume_role[0].role_arn]).toEqual([region, arn]);
      expect(one.default_tags[0].tags).toEqual({ Environment: 'prod', Owner: 'payments' });
    }
    expect(terraform.required_version).toBe('>= 1.11');
  }
});

test('a name with the environment last gives no warning, one without it does', () => {
  expect(written(() => stacksOf({ primary: { region: 'us-east-1' } })).lines).toEqual([]);
  expect(written(() => inEnvironment({}, () => Sites.perRegion(Testing.app(), 'orders', LAYOUT))).lines.join('')).toContain('DR068');
});

test('Foundation is deployed first and Routing last', () => {
  const { foundation, primary, standby, routing } = stacksOf();
  expect(foundation.dependencies).toEqual([]);
  expect(primary.dependencies).toEqual([foundation]);
  expect(standby.dependencies).toEqual([foundation]);
  expect(routing.dependencies).toEqual([foundation, primary, standby]);
});

describe('a service over four stacks', () => {
  const templates = (): Template[] => quietly(() => {
    const stacks = stacksOf();
    everyLayer(stacks.scope, Sites.overStacks(stacks.scope, 'Sites', { ...SITES, environment: undefined }));
    return templatesOf(stacks.foundation.node.root as ReturnType<typeof Testing.app>);
  });
  const all = templates();
  const [foundation, primary, standby, routing] = all;
  const reads = (template: Template) => template.all('terraform_remote_state').map(({ body: { config } }) => `${config.key} in ${config.bucket} of ${config.region}`);
  const FOUNDATION = `orders/prod/foundation/terraform.tfstate in ${BUCKET} of us-west-2`;

  test('the standby reads Foundation\'s state from the standby region, and nothing of the primary region', () => {
    expect(reads(standby)).toEqual([FOUNDATION]);
    expect(standby.json.terraform.backend.s3.region).toBe('us-west-2');
    expect([...new Set(standby.json.provider.aws.map((provider: any) => provider.region))]).toEqual(['us-west-2']);
    expect(standby.blocks.filter(({ region }) => region !== undefined && region !== 'us-west-2')).toEqual([]);
  });

  test('Foundation reads no state, the primary Foundation\'s alone, and only Routing reads the sites', () => {
    expect(reads(foundation)).toEqual([]);
    expect(reads(primary)).toEqual([FOUNDATION]);
    expect(reads(routing).length).toBeGreaterThan(1);
  });

  test('what one stack hands another is sensitive, and is all that they put out', () => {
    const outputs = all.flatMap(({ json }) => Object.entries<{ sensitive?: boolean }>(json.output ?? {}));
    expect(outputs.filter(([name]) => !name.startsWith('cross-stack-output-'))).toEqual([]);
    expect(outputs.every(([, { sensitive }]) => sensitive)).toBe(true);
  });
});

test('resources of one\'s own beside the service lie in the stack of their site', () => {
  const stacks = stacksOf();
  const dr = quietly(() => new MultiRegionDr(stacks.scope, 'Dr', { ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, events: {} }));
  expect(dr.sites.map(site => site.scope.node.path)).toEqual(['orders-prod-primary/Dr/Sites/Primary', 'orders-prod-standby/Dr/Sites/Standby']);
});
