import { App, LocalBackend, TerraformResource, Testing } from 'cdktf';
import { inEnvironment, newTaggedStack, synthesized, tagsOf } from './environment';
import { Attribute, MultiRegionDr, Sites, TableSpec, TaggedStack } from '../../src';
import { SITES, templateOf, templatesOf } from '../support/synth';

test('the state is encrypted in the bucket, under the stack and its environment, and locked by a file', () => {
  expect(synthesized().json.terraform.backend).toEqual({
    s3: { bucket: 'example-state', key: 'orders/test/terraform.tfstate', region: 'us-east-1', encrypt: true, use_lockfile: true },
  });
});

test('a lock table is used beside the lock file while migrating, or alone', () => {
  const backend = (stateLockFile?: boolean) => synthesized({ stateLockTable: 'locks', stateLockFile }).json.terraform.backend.s3;
  expect(backend()).toMatchObject({ dynamodb_table: 'locks', use_lockfile: true });
  expect(backend(false)).toMatchObject({ dynamodb_table: 'locks' });
  expect(backend(false)).not.toHaveProperty('use_lockfile');
});

test('the key of the state holds the id of the stack without its environment, and stateKey replaces it', () => {
  const key = (stackId: string, environmentSuffix: string, stateKey?: string) => (
    synthesized({ environmentSuffix, stateKey, acceptedRisks: { DR068: 'tested here' } }, {}, stackId).json.terraform.backend.s3.key
  );
  expect(key('orders-prod', 'prod')).toBe('orders/prod/terraform.tfstate');
  expect(key('orders-prod-prod', 'prod')).toBe('orders-prod/prod/terraform.tfstate');
  expect(key('orders', 'prod')).toBe('orders/prod/terraform.tfstate');
  expect(key('prod', 'prod')).toBe('prod/prod/terraform.tfstate');
  expect(key('ordersprod', 'prod')).toBe('ordersprod/prod/terraform.tfstate');
  expect(key('orders-prod', 'prod', 'legacy/orders.tfstate')).toBe('legacy/orders.tfstate');
});

test('a bucket in a region that Terraform 1.11 does not know by name is not refused by Terraform', () => {
  expect(synthesized({ stateBucketRegion: 'ap-east-2' }).json.terraform.backend.s3.skip_region_validation).toBe(true);
  expect(synthesized({ stateBucketRegion: 'eu-west-1' }).json.terraform.backend.s3).not.toHaveProperty('skip_region_validation');
});

test('a local state is in a file of the working directory, whatever bucket the environment names', () => {
  const stack = newTaggedStack({ localState: true }, { TERRAFORM_STATE_BUCKET: 'example-state' });
  expect(templateOf(stack).json.terraform.backend).toEqual({ local: { path: `${process.cwd()}/terraform.orders-test.tfstate` } });
  expect([stack.stateBucket, stack.stateBucketRegion, stack.stateKey, stack.stateLockTable]).toEqual([undefined, undefined, undefined, undefined]);
  expect(stack.node.findChild('backend')).toBeInstanceOf(LocalBackend);
});

test('the stack says which Terraform and which provider it needs', () => {
  const { required_version, required_providers } = synthesized().json.terraform;
  expect(required_version).toBe('>= 1.11');
  expect(required_providers).toEqual({ aws: { source: 'aws', version: '~> 6.25' } });
});

test('the default provider has no alias, and has the region, the role and the tags', () => {
  const { json } = synthesized({ awsRegion: 'eu-west-1', assumeRoleArn: 'arn:aws:iam::111122223333:role/ci/deploy', defaultTags: { Owner: 'me' } });
  expect(json.provider.aws).toEqual([{
    region: 'eu-west-1',
    assume_role: [{ role_arn: 'arn:aws:iam::111122223333:role/ci/deploy' }],
    default_tags: [{ tags: { Environment: 'test', Owner: 'me' } }],
  }]);
  expect(synthesized().json.provider.aws[0]).not.toHaveProperty('assume_role');
});

test('sites in the stack have its tags and its role in both regions, and its environment in their names', () => {
  const stack = newTaggedStack({ environmentSuffix: 'prod', assumeRoleArn: 'arn:aws:iam::111122223333:role/deploy', defaultTags: { Owner: 'me' } }, {}, 'orders-prod');
  const { environment: _, ...sites } = SITES;
  new MultiRegionDr(stack, 'Dr', {
    ...sites, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables: [new TableSpec('orders', { partitionKey: Attribute.string('pk') })],
  });
  const template = templateOf(stack);
  expect(template.json.provider.aws.map((provider: any) => provider.alias)).toEqual([undefined, 'us-east-1', 'us-west-2']);
  expect(template.json.provider.aws.map((provider: any) => provider.assume_role)).toEqual(Array(3).fill([{ role_arn: 'arn:aws:iam::111122223333:role/deploy' }]));
  expect(tagsOf(template)).toEqual(Array(3).fill({ Environment: 'prod', Owner: 'me' }));
  expect(template.only('aws_dynamodb_table').body.name).toBe('orders-prod-orders');
});

test('resources of the user can name the default provider beside sites', () => {
  const stack = newTaggedStack({ awsRegion: 'eu-west-1' });
  Sites.inOneStack(stack, 'Sites', SITES);
  new TerraformResource(stack, 'Queue', { terraformResourceType: 'aws_sqs_queue', provider: stack.defaultProvider });
  expect(JSON.parse(Testing.synth(stack)).resource.aws_sqs_queue.Queue.provider).toBe('aws');
});

test('what the stack was made from can be read', () => {
  const stack = newTaggedStack({ stateLockTable: 'locks', assumeRoleArn: 'arn:aws:iam::111122223333:role/deploy' });
  const { environmentSuffix, awsRegion, stateBucket, stateBucketRegion, stateKey, stateLockTable, assumeRoleArn, defaultTags } = stack;
  expect({ environmentSuffix, awsRegion, stateBucket, stateBucketRegion, stateKey, stateLockTable, assumeRoleArn, defaultTags }).toEqual({
    environmentSuffix: 'test',
    awsRegion: 'us-east-1',
    stateBucket: 'example-state',
    stateBucketRegion: 'us-east-1',
    stateKey: 'orders/test/terraform.tfstate',
    stateLockTable: 'locks',
    assumeRoleArn: 'arn:aws:iam::111122223333:role/deploy',
    defaultTags: { Environment: 'test' },
  });
});

test('the name of a stack ends in the environment: the one given, else the environment\'s, else test', () => {
  inEnvironment({ ENVIRONMENT_SUFFIX: 'pr42' }, () => {
    expect(TaggedStack.stackName('orders', 'prod')).toBe('orders-prod');
    expect(TaggedStack.stackName('orders')).toBe('orders-pr42');
    expect(TaggedStack.stackName('orders', '')).toBe('orders-pr42');
  });
  inEnvironment({ ENVIRONMENT_SUFFIX: '' }, () => expect(TaggedStack.stackName('orders')).toBe('orders-test'));
});

test('the environment is read when a stack is made', () => {
  const app = Testing.app();
  const stacks = ['one', 'two'].map(environment => inEnvironment({ ENVIRONMENT_SUFFIX: environment, TEAM: environment }, () => (
    new TaggedStack(app, TaggedStack.stackName('orders'), { stateBucket: 'example-state' })
  )));
  expect(stacks.map(stack => [stack.node.id, stack.stateKey, stack.defaultTags])).toEqual([
    ['orders-one', 'orders/one/terraform.tfstate', { Environment: 'one', Team: 'one' }],
    ['orders-two', 'orders/two/terraform.tfstate', { Environment: 'two', Team: 'two' }],
  ]);
});

test('stacks of one app with states of their own stand side by side', () => {
  const app = new App({ outdir: Testing.app().outdir });
  newTaggedStack({}, {}, 'orders-test', app);
  newTaggedStack({}, {}, 'stock-test', app);
  newTaggedStack({ stateBucket: 'other-state' }, {}, 'orders-orders-test', app);
  newTaggedStack({ localState: true }, {}, 'local-test', app);
  expect(templatesOf(app)).toHaveLength(4);
});

test('the backend can be changed through the escape hatch of cdktf', () => {
  const stack = newTaggedStack();
  (stack.node.findChild('backend') as TerraformResource).addOverride('kms_key_id', 'alias/state');
  expect(templateOf(stack).json.terraform.backend.s3.kms_key_id).toBe('alias/state');
});

test('nothing but a backend and a provider is made', () => {
  const { json } = synthesized();
  expect(Object.keys(json).sort()).toEqual(['//', 'provider', 'terraform']);
});
