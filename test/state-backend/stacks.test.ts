import { App, LocalBackend, S3Backend, TerraformStack, Testing } from 'cdktf';
import { backendOf, bucketIn, configured, location, newBackend, REGIONS } from './making';
import { Attribute, GlobalTable, PartScope, Sites, StateBackend, StateStackProps, TableSpec, TaggedStack } from '../../src';
import { quietly, SITES, templateOf, written } from '../support/synth';
import { inEnvironment, newTaggedStack } from '../tagged-stack/environment';

const placeOf = (stack: TerraformStack) => { const { bucket, region } = backendOf(stack).s3; return [bucket, region]; };
const [IN_PRIMARY, IN_STANDBY] = REGIONS.map(region => [bucketIn(region), region]);

test('any stack keeps its state in the standby region, with lock files and with the key of the bucket: literals alone', () => {
  expect(backendOf(configured())).toEqual({
    s3: {
      bucket: bucketIn('us-west-2'),
      key: 'orders/terraform.tfstate',
      region: 'us-west-2',
      encrypt: true,
      kms_key_id: 'alias/platform-prod-tfstate-us-west-2',
      use_lockfile: true,
    },
  });
});

test('the key that a backend names is the alias of the one that is made', () => {
  const { stack } = newBackend();
  expect(templateOf(stack).only('aws_kms_alias', 'us-west-2').body.name).toBe(backendOf(configured()).s3.kms_key_id);
});

test('a key of the user\'s is named by its ARN', () => {
  const kmsKeyArn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  expect(backendOf(configured({}, {}, location({ standby: { region: 'us-west-2', kmsKeyArn } }))).s3.kms_key_id).toBe(kmsKeyArn);
});

test('with lock tables both locks are taken, or the table\'s alone', () => {
  const locks = location({ lockTable: true });
  expect(backendOf(configured({}, {}, locks)).s3).toMatchObject({ dynamodb_table: 'platform-prod-tfstate-lock-us-west-2', use_lockfile: true });
  expect(backendOf(configured({ stateLockFile: false }, {}, locks)).s3).not.toHaveProperty('use_lockfile');
});

test.each([
  [undefined, IN_STANDBY], [PartScope.FOUNDATION, IN_STANDBY], [PartScope.ROUTING, IN_STANDBY], [PartScope.STANDBY, IN_STANDBY],
  [PartScope.PRIMARY, IN_PRIMARY],
])('a stack with %s has its state where it is when the stack is needed', (partScope, place) => {
  expect(placeOf(configured({ partScope }))).toEqual(place);
});

test('of a service with its primary region where the location has its standby, states are in the other region', () => {
  expect(placeOf(configured({ primaryRegion: 'us-west-2' }))).toEqual(IN_PRIMARY);
  expect(placeOf(configured({ primaryRegion: 'us-west-2', partScope: PartScope.PRIMARY }))).toEqual(IN_STANDBY);
  expect(placeOf(configured({ primaryRegion: 'eu-west-1' }))).toEqual(IN_STANDBY);
  expect(placeOf(configured({ primaryRegion: 'eu-west-1', partScope: PartScope.PRIMARY }))).toEqual(IN_STANDBY);
});

test('one variable leads every stack to the bucket that is left, and says so', () => {
  const { made, lines } = written(() => {
    const stack = new TerraformStack(Testing.app(), 'orders');
    inEnvironment({ TERRAFORM_STATE_REGION: 'us-east-1' }, () => StateBackend.configure(stack, location()));
    return stack;
  });
  expect(placeOf(made)).toEqual(IN_PRIMARY);
  expect(backendOf(made).s3.kms_key_id).toBe('alias/platform-prod-tfstate-us-east-1');
  expect(lines.join()).toContain("DR766 stateRegion: 'us-east-1' from TERRAFORM_STATE_REGION given, 'us-west-2' is usual");
  expect(placeOf(configured({ stateRegion: 'us-west-2' }, { TERRAFORM_STATE_REGION: 'us-east-1' }))).toEqual(IN_PRIMARY);
  expect(placeOf(configured({}, { TERRAFORM_STATE_REGION: '' }))).toEqual(IN_STANDBY);
});

test('a stack is bootstrapped with its state in a file while a variable names it, and other stacks are not', () => {
  const variables = { TERRAFORM_STATE_BOOTSTRAP: 'states' };
  const app = Testing.app();
  expect(Object.keys(backendOf(configured({}, variables, location(), 'states', app)))).toEqual(['local']);
  expect(Object.keys(backendOf(configured({}, variables, location(), 'orders', app)))).toEqual(['s3']);
});

test('the stack of the buckets keeps its state in the bucket that it makes, and makes the same resources while it is bootstrapped', () => {
  const made = (variables: Record<string, string>) => {
    const { stack, backend } = newBackend({}, new TerraformStack(Testing.app(), 'states'));
    inEnvironment(variables, () => quietly(() => backend.attachTo(stack)));
    return templateOf(stack).json;
  };
  const [before, after] = [made({ TERRAFORM_STATE_BOOTSTRAP: 'states' }), made({})];
  expect(Object.keys(before.terraform.backend)).toEqual(['local']);
  expect(after.terraform.backend.s3).toMatchObject({ bucket: bucketIn('us-west-2'), key: 'states/terraform.tfstate' });
  expect(before.resource).toEqual(after.resource);
});

test('whatever else a backend can have is added to it, such as the endpoints of an emulator', () => {
  const stack = new TerraformStack(Testing.app(), 'orders');
  const backend = inEnvironment({}, () => StateBackend.configure(stack, location()));
  backend.addOverride('endpoints', { s3: 'http://127.0.0.1:4566' });
  stack.node.findChild('backend');
  (stack.node.findChild('backend') as S3Backend).addOverride('use_path_style', true);
  expect(backendOf(stack).s3).toMatchObject({ endpoints: { s3: 'http://127.0.0.1:4566' }, use_path_style: true, bucket: bucketIn('us-west-2') });
});

test('sites in the stack know the region of its state', () => {
  const stack = new TerraformStack(Testing.app(), 'orders');
  inEnvironment({}, () => quietly(() => StateBackend.configure(stack, location(), { primaryRegion: 'us-west-2' })));
  expect(written(() => Sites.inOneStack(stack, 'Sites', SITES)).lines.join()).toContain("DR041 stateBucketRegion: 'us-east-1' of the stack given, which is the primary region");
});

test('sites in the stack judge the usual region of its state, and not the one of the emergency', () => {
  const says = (props: StateStackProps, variables: Record<string, string>) => {
    const stack = configured({ acceptedRisks: { DR764: 'a sandbox' }, ...props }, variables);
    return written(() => Sites.inOneStack(stack, 'Sites', { ...SITES, failOnRisks: false })).lines.join();
  };
  expect(says({}, { TERRAFORM_STATE_REGION: 'us-east-1' })).not.toContain('DR041');
  expect(says({ stateRegion: 'us-east-1' }, { TERRAFORM_STATE_REGION: 'us-west-2' })).toContain("DR041 stateBucketRegion: 'us-east-1'");
  const tagged = quietly(() => newTaggedStack({ stateLocation: location(), failOnRisks: true }, { TERRAFORM_STATE_REGION: 'us-east-1' }));
  expect(written(() => Sites.inOneStack(tagged, 'Sites', { ...SITES, environment: undefined, failOnRisks: true })).lines.join()).not.toContain('DR041');
});

describe('a TaggedStack with a location', () => {
  const backend = (props: object = {}, variables = {}) => (
    backendOf(quietly(() => newTaggedStack({ stateLocation: location(), ...props }, variables)))
  );

  test('keeps its state in the standby region, under the key that it always has', () => {
    expect(backend()).toEqual({
      s3: {
        bucket: bucketIn('us-west-2'), key: 'orders/test/terraform.tfstate', region: 'us-west-2', encrypt: true, kms_key_id: 'alias/platform-prod-tfstate-us-west-2', use_lockfile: true,
      },
    });
  });

  test('takes the bucket of the other region where code or the emergency says so', () => {
    expect(backend({ stateBucketRegion: 'us-east-1' }).s3.bucket).toBe(bucketIn('us-east-1'));
    expect(backend({ stateBucketRegion: 'us-west-2' }, { TERRAFORM_STATE_REGION: 'us-east-1' }).s3.bucket).toBe(bucketIn('us-east-1'));
  });

  test('does not look at the variables that name a bucket, its region and a lock table', () => {
    const others = { TERRAFORM_STATE_BUCKET: 'other', TERRAFORM_STATE_BUCKET_REGION: 'eu-west-1', TERRAFORM_STATE_LOCK_TABLE: 'other' };
    expect(backend({}, others)).toEqual(backend());
  });

  test('locks in the table of its location', () => {
    expect(backend({ stateLocation: location({ lockTable: true }) }).s3.dynamodb_table).toBe('platform-prod-tfstate-lock-us-west-2');
    expect(backend({ stateLocation: location({ lockTable: true }) }, { TERRAFORM_STATE_REGION: 'us-east-1' }).s3.dynamodb_table).toBe('platform-prod-tfstate-lock-us-east-1');
  });

  test('tells where its state is', () => {
    const stack = newTaggedStack({ stateLocation: location({ lockTable: true }) });
    expect([stack.stateBucket, stack.stateBucketRegion, stack.stateKey, stack.stateLockTable])
      .toEqual([bucketIn('us-west-2'), 'us-west-2', 'orders/test/terraform.tfstate', 'platform-prod-tfstate-lock-us-west-2']);
  });

  test('is bootstrapped with its state in a file while a variable names it', () => {
    const stack = quietly(() => newTaggedStack({ stateLocation: location() }, { TERRAFORM_STATE_BOOTSTRAP: 'orders-test' }));
    expect(stack.node.findChild('backend')).toBeInstanceOf(LocalBackend);
    expect(stack.stateBucket).toBeUndefined();
    expect(Object.keys(backend({}, { TERRAFORM_STATE_BOOTSTRAP: 'other-test' }))).toEqual(['s3']);
  });
});

test('an app keeps the states of services in what another app has made, by names alone', () => {
  const app: App = Testing.app();
  const stack = inEnvironment({}, () => new TaggedStack(app, 'orders-prod', { environmentSuffix: 'prod', stateLocation: location() }));
  const sites = quietly(() => Sites.inOneStack(stack, 'Sites', { serviceName: 'orders', primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' } }));
  new GlobalTable(stack, 'Orders', { sites, table: new TableSpec('orders', { partitionKey: Attribute.string('pk') }) });
  const template = templateOf(stack);
  expect(template.json.terraform.backend.s3.bucket).toBe(location().bucketIn('us-west-2'));
  expect(template.all('aws_s3_bucket')).toEqual([]);
});

test('a location tells its names', () => {
  const where = location({ lockTable: true, nameOverrides: { [bucketIn('us-east-1')]: 'legacy-states' } });
  expect(REGIONS.map(region => where.bucketIn(region))).toEqual(['legacy-states', bucketIn('us-west-2')]);
  expect(where.lockTableIn('us-east-1')).toBe('platform-prod-tfstate-lock-us-east-1');
  expect(location().lockTableIn('us-east-1')).toBeUndefined();
  expect(() => where.bucketIn('eu-west-1')).toThrow("StateLocation has no bucket in 'eu-west-1'; its regions are us-east-1 and us-west-2");
});

test('a location tells the region for a part of a service as configure chooses it, and so the bucket of a TaggedStack', () => {
  for (const partScope of Object.values(PartScope)) {
    for (const primaryRegion of [undefined, ...REGIONS, 'eu-west-1']) {
      const region = location().regionFor(partScope, primaryRegion);
      expect(placeOf(configured({ partScope, primaryRegion }))).toEqual([bucketIn(region), region]);
      expect(newTaggedStack({ stateLocation: location(), stateBucketRegion: region }).stateBucket).toBe(bucketIn(region));
    }
  }
});

test('names follow a naming strategy, in backends and in what is made', () => {
  const naming = { physicalName: ({ serviceName, what, region }: { serviceName: string; what: string; region?: string }) => ['acme', what, serviceName, region].join('-') };
  const where = location({ naming });
  const bucket = 'acme-tfstate-111122223333-platform-us-west-2';
  expect(backendOf(configured({}, {}, where)).s3).toMatchObject({ bucket, kms_key_id: 'alias/acme-tfstate-platform-us-west-2' });
  const template = templateOf(newBackend({ location: where }).stack);
  expect(template.only('aws_s3_bucket', 'us-west-2').body.bucket).toBe(bucket);
  expect(template.only('aws_kms_alias', 'us-west-2').body.name).toBe('alias/acme-tfstate-platform-us-west-2');
});
