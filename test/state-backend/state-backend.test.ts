import { TerraformResource, Testing } from 'cdktf';
import { ACCOUNT, bucketIn, location, newBackend, OTHER, REGIONS, synthesized } from './making';
import { Removal, StateBackend, TaggedStack } from '../../src';
import { newStack, quietly, refusal, refusalCodes, templateOf } from '../support/synth';
import { inEnvironment } from '../tagged-stack/environment';

const template = synthesized();
const addressOf = (resourceType: string, region: string) => template.only(resourceType, region).address;

describe.each(REGIONS)('the state bucket in %s', region => {
  const body = (resourceType: string) => template.only(resourceType, region).body;

  test('has a name that every app can write down, and is not destroyed with its stack', () => {
    expect(body('aws_s3_bucket')).toMatchObject({ bucket: bucketIn(region), force_destroy: false, lifecycle: { prevent_destroy: true } });
    expect(body('aws_kms_key').lifecycle).toEqual({ prevent_destroy: true });
  });

  test('is made in the account of its name alone', () => {
    const [{ condition, error_message }] = body('aws_s3_bucket').lifecycle.precondition;
    expect(condition).toMatch(new RegExp(`account_id == "${ACCOUNT}"`));
    expect(error_message).toMatch(/^DR758: /);
  });

  test('keeps versions, and encrypts with a key of its region', () => {
    expect(body('aws_s3_bucket_versioning').versioning_configuration).toEqual({ status: 'Enabled' });
    expect(body('aws_s3_bucket_server_side_encryption_configuration').rule).toEqual([{
      bucket_key_enabled: true,
      apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: `\${${addressOf('aws_kms_key', region)}.arn}` },
    }]);
    expect(body('aws_kms_key').enable_key_rotation).toBe(true);
  });

  test('is closed to the public and to other owners', () => {
    expect(body('aws_s3_bucket_public_access_block')).toMatchObject({
      block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true,
    });
    expect(body('aws_s3_bucket_ownership_controls').rule).toEqual({ object_ownership: 'BucketOwnerEnforced' });
  });

  test('never lets a rule delete a current version, which is a state', () => {
    const [rule] = body('aws_s3_bucket_lifecycle_configuration').rule;
    expect(rule.noncurrent_version_expiration).toEqual([{ noncurrent_days: 90 }]);
    expect(rule.abort_incomplete_multipart_upload).toEqual([{ days_after_initiation: 7 }]);
    expect(rule.expiration).toEqual([{ expired_object_delete_marker: true }]);
    expect(template.references(template.only('aws_s3_bucket_lifecycle_configuration', region))).toContain(addressOf('aws_s3_bucket_versioning', region));
  });

  test('replicates everything to the other one, released locks too, and within 15 minutes', () => {
    const block = template.only('aws_s3_bucket_replication_configuration', region);
    expect(block.scope).toBe('Routing');
    expect(block.body.bucket).toBe(bucketIn(region));
    expect(block.body.role).toMatch(new RegExp(`:role/platform-prod-tfstate-replication-${region}$`));
    const [rule, ...others] = block.body.rule;
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      status: 'Enabled',
      filter: { prefix: '' },
      delete_marker_replication: { status: 'Enabled' },
      source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' }, replica_modifications: { status: 'Enabled' } },
      destination: {
        encryption_configuration: { replica_kms_key_id: `\${${addressOf('aws_kms_key', OTHER[region])}.arn}` },
        replication_time: { status: 'Enabled', time: { minutes: 15 } },
        metrics: { status: 'Enabled', event_threshold: { minutes: 15 } },
      },
    });
    expect(rule.destination.bucket).toMatch(new RegExp(`^arn:\\$\\{.*\\}:s3:::${bucketIn(OTHER[region])}$`));
  });

  test('gets its replication when both buckets keep versions, and its role is there: in one apply', () => {
    const needs = template.references(template.only('aws_s3_bucket_replication_configuration', region));
    expect(needs).toEqual(expect.arrayContaining([
      ...REGIONS.map(one => addressOf('aws_s3_bucket_versioning', one)), ...template.all('aws_iam_role').map(({ address }) => address),
    ]));
  });

  test('alarms where S3 publishes: what comes late or not at all in the region that it comes to, what failed in the one that it comes from', () => {
    const [arrives, leaves] = [
      { SourceBucket: bucketIn(OTHER[region]), DestinationBucket: bucketIn(region), RuleId: `to-${region}` },
      { SourceBucket: bucketIn(region), DestinationBucket: bucketIn(OTHER[region]), RuleId: `to-${OTHER[region]}` },
    ];
    const alarms = template.bodies('aws_cloudwatch_metric_alarm', region);
    expect(alarms.map(alarm => [alarm.metric_name, alarm.dimensions, alarm.threshold, alarm.namespace])).toEqual([
      ['ReplicationLatency', arrives, 900, 'AWS/S3'], ['OperationsPendingReplication', arrives, 0, 'AWS/S3'], ['OperationsFailedReplication', leaves, 0, 'AWS/S3'],
    ]);
    const ruleIds = template.all('aws_s3_bucket_replication_configuration').map(({ body: { bucket, rule } }) => [bucket, rule[0].id]);
    expect(ruleIds).toEqual(expect.arrayContaining(alarms.map(({ dimensions }) => [dimensions.SourceBucket, dimensions.RuleId])));
  });
});

test('nobody is told, there are no logs and no lock tables unless asked for', () => {
  expect(template.bodies('aws_cloudwatch_metric_alarm').filter(alarm => 'alarm_actions' in alarm)).toEqual([]);
  expect(template.all('aws_dynamodb_table')).toEqual([]);
  expect(template.all('aws_s3_bucket_logging')).toEqual([]);
  expect(template.all('aws_s3_bucket')).toHaveLength(2);
});

test('alarms tell what is named for their region, also when it is over', () => {
  const told = synthesized({ alarmActionArns: { primary: `arn:aws:sns:us-east-1:${ACCOUNT}:duty`, standby: '${timestamp()}' } });
  const actions = (region: string) => told.bodies('aws_cloudwatch_metric_alarm', region).map(alarm => [alarm.alarm_actions, alarm.ok_actions]);
  expect(actions('us-east-1')).toEqual(Array(3).fill(Array(2).fill([`arn:aws:sns:us-east-1:${ACCOUNT}:duty`])));
  expect(actions('us-west-2')).toEqual(Array(3).fill(Array(2).fill(['${timestamp()}'])));
});

test('a lock table in each region is of the form that Terraform needs, and protected', () => {
  const locked = synthesized({ location: location({ lockTable: true }) });
  for (const region of REGIONS) {
    const { address } = locked.only('aws_kms_key', region);
    expect(locked.only('aws_dynamodb_table', region).body).toMatchObject({
      name: `platform-prod-tfstate-lock-${region}`,
      hash_key: 'LockID',
      attribute: [{ name: 'LockID', type: 'S' }],
      billing_mode: 'PAY_PER_REQUEST',
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true, kms_key_arn: `\${${address}.arn}` },
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true },
    });
  }
});

test('access logs go to a bucket of the same region, and are cleared away there', () => {
  const logged = synthesized({ accessLogDays: 400 });
  for (const region of REGIONS) {
    const name = `platform-prod-tfstate-logs-${ACCOUNT}-${region}`;
    const logs = logged.all('aws_s3_bucket', region).find(({ body }) => body.bucket === name)!;
    const of = (resourceType: string) => logged.all(resourceType, region).find(({ body }) => body.bucket.includes(logs.address))!.body;
    expect(logged.only('aws_s3_bucket_logging', region).body).toMatchObject({ target_bucket: `\${${logs.address}.bucket}`, target_prefix: `${bucketIn(region)}/` });
    expect(of('aws_s3_bucket_lifecycle_configuration').rule[0].expiration).toEqual([{ days: 400 }]);
    // S3 delivers to no bucket with a key of KMS.
    expect(of('aws_s3_bucket_server_side_encryption_configuration').rule[0].apply_server_side_encryption_by_default).toEqual({ sse_algorithm: 'AES256' });
  }
});

test('ephemeral states go with their stack', () => {
  const { json } = synthesized({ removal: Removal.EPHEMERAL, accessLogDays: 1, location: location({ lockTable: true }) });
  expect(JSON.stringify(json)).not.toContain('"prevent_destroy":true');
  expect(Object.values<any>(json.resource.aws_s3_bucket).map(bucket => bucket.force_destroy)).toEqual(Array(4).fill(true));
  expect(Object.values<any>(json.resource.aws_dynamodb_table).map(table => table.deletion_protection_enabled)).toEqual([false, false]);
});

test('a key of the user\'s takes the place of the one that is made, in the buckets and in the replication', () => {
  const key = (region: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/own`;
  const own = synthesized({ location: location({ primary: { region: 'us-east-1', kmsKeyArn: key('us-east-1') }, standby: { region: 'us-west-2', kmsKeyArn: key('us-west-2') } }) });
  expect(own.all('aws_kms_key')).toEqual([]);
  for (const region of REGIONS) {
    expect(own.only('aws_s3_bucket_server_side_encryption_configuration', region).body.rule[0].apply_server_side_encryption_by_default.kms_master_key_id).toBe(key(region));
    expect(own.only('aws_s3_bucket_replication_configuration', region).body.rule[0].destination.encryption_configuration.replica_kms_key_id).toBe(key(OTHER[region]));
  }
});

test('what was made can be read: names as literals, the rest as tokens', () => {
  const { backend, stack } = newBackend({ accessLogDays: 90, location: location({ lockTable: true }) });
  expect(backend.bucketNames).toEqual({ primary: bucketIn('us-east-1'), standby: bucketIn('us-west-2') });
  expect(backend.lockTableNames).toEqual({ primary: 'platform-prod-tfstate-lock-us-east-1', standby: 'platform-prod-tfstate-lock-us-west-2' });
  expect(backend.logBucketNames?.standby).toBe(`platform-prod-tfstate-logs-${ACCOUNT}-us-west-2`);
  expect([backend.primary.region, backend.standby.region]).toEqual(REGIONS);
  new TerraformResource(stack, 'Reader', { terraformResourceType: 'aws_x', provider: backend.standby.provider });
  stack.addOverride('output.both', { value: [backend.bucketArns.primary, backend.keyArns.standby, backend.replicationRoleArns.primary] });
  const [bucket, key, role] = templateOf(stack).json.output.both.value;
  expect([bucket, role]).toEqual([expect.stringMatching(/:s3:::platform-prod-tfstate-/), expect.stringMatching(/:role\/platform-prod-tfstate-replication-us-east-1$/)]);
  expect(key).toMatch(/aws_kms_key\..*\.arn/);
  expect(newBackend().backend.lockTableNames).toBeUndefined();
});

test('tags, a boundary, endpoints and a role are those that were given', () => {
  const role = `arn:aws:iam::${ACCOUNT}:role/deploy`;
  const site = { assumeRoleArn: role, endpoints: { s3: 'http://127.0.0.1:4566' } };
  const { json } = synthesized({ primary: site, standby: site, tags: { Owner: 'platform' }, iam: { permissionsBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/limit` } });
  expect(json.provider.aws.map((one: any) => [one.alias, one.assume_role, one.endpoints])).toEqual(REGIONS.map(region => [region, [{ role_arn: role }], [{ s3: 'http://127.0.0.1:4566' }]]));
  expect(Object.values<any>(json.resource.aws_iam_role).map(one => one.permissions_boundary)).toEqual(Array(2).fill(`arn:aws:iam::${ACCOUNT}:policy/limit`));
  expect(Object.values<any>(json.resource.aws_s3_bucket).map(one => one.tags)).toEqual(Array(2).fill({ Owner: 'platform' }));
});

test('in a TaggedStack it takes over tags and role, and keeps the environment of its location', () => {
  const stack = inEnvironment({}, () => new TaggedStack(Testing.app(), 'states-prod', {
    environmentSuffix: 'prod', stateLocation: location(), defaultTags: { Owner: 'platform' }, assumeRoleArn: `arn:aws:iam::${ACCOUNT}:role/deploy`,
  }));
  newBackend({}, stack);
  const { json } = templateOf(stack);
  expect(json.terraform.backend.s3.bucket).toBe(bucketIn('us-west-2'));
  expect(json.provider.aws.map((one: any) => one.default_tags[0].tags)).toEqual(Array(3).fill({ Environment: 'prod', Owner: 'platform' }));
});

test('a second one with the same names is refused, another environment is not', () => {
  const stack = newStack();
  newBackend({}, stack);
  expect(refusalCodes(() => new StateBackend(stack, 'Other', { location: location() }))).toContain('DR042');
  expect(refusal(() => quietly(() => new StateBackend(stack, 'Dev', { location: location({ environment: 'dev' }) })))).toBe('');
});

test('a failed one leaves nothing in the tree', () => {
  const stack = newStack();
  expect(refusal(() => new StateBackend(stack, 'State', { location: location({ accountId: '1' }) }))).toMatch(/^StateBackend 'orders\/State' has 1 problem:/);
  expect(stack.node.children).toEqual([]);
});
