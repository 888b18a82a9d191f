// What the policies of the buckets, of replication and of those who plan and apply allow, asked of a simulation of IAM.

import { ACCOUNT, bucketIn, location, OTHER, REGIONS, synthesized } from './making';
import { allows, literalPolicy, policyOfRole, PolicyDocument, Request, trustOfRole } from '../identity/simulate';

const template = synthesized({ accessLogDays: 90 });
const arnOf = (bucket: string, object: string = '') => `arn:aws:s3:::${bucket}${object}`;
const EVERYTHING: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const NOTHING: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::nothing' }] };
const keyArn = (region: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const bucketPolicy = (bucket: string, region: string) => {
  const block = template.all('aws_s3_bucket_policy', region).find(({ body }) => (
    body.bucket.includes(template.all('aws_s3_bucket', region).find(one => one.body.bucket === bucket)!.address)
  ))!;
  return literalPolicy(block.body.policy, { [`${template.only('aws_kms_key', region).address}.arn`]: keyArn(region) });
};

const CONTEXT = 'kms:EncryptionContext:aws:s3:arn';

// The simulator knows no keys of an encryption context, so this condition is decided here: a statement that it does not meet is left out.
function forContext({ Statement, ...rest }: PolicyDocument, bucket: string): PolicyDocument {
  const met = Statement.flatMap(statement => {
    const { [CONTEXT]: wanted, ...others } = statement.Condition?.StringLike ?? {};
    if (wanted === undefined) return [statement];
    const fits = [wanted].flat().some(pattern => new RegExp(`^${pattern.replace(/\*/g, '.*')}$`).test(arnOf(bucket)));
    return fits ? [{ ...statement, Condition: { ...statement.Condition, StringLike: others } }] : [];
  });
  return { ...rest, Statement: met.map(statement => ({ ...statement, Condition: withoutEmpty(statement.Condition ?? {}) })) };
}

function withoutEmpty(condition: Record<string, Record<string, string | string[]>>) {
  return Object.fromEntries(Object.entries(condition).filter(([, keys]) => Object.keys(keys).length > 0));
}

describe.each(REGIONS)('the policy of the state bucket in %s', region => {
  const resourcePolicy = bucketPolicy(bucketIn(region), region);
  const tls = { 'aws:SecureTransport': 'true' };
  const asAdministrator = (action: string, context: Request['context'] = {}) => allows(EVERYTHING, {
    action, resource: arnOf(bucketIn(region), '/orders/prod/terraform.tfstate'), resourcePolicy, context: { ...tls, ...context },
  });
  const put = (algorithm?: string, key?: string, more: Request['context'] = {}) => asAdministrator('s3:PutObject', {
    ...(algorithm === undefined ? {} : { 's3:x-amz-server-side-encryption': algorithm }),
    ...(key === undefined ? {} : { 's3:x-amz-server-side-encryption-aws-kms-key-id': key }),
    ...more,
  });

  test('lets nobody in without TLS', async () => {
    expect(await asAdministrator('s3:GetObject')).toBe(true);
    expect(await asAdministrator('s3:GetObject', { 'aws:SecureTransport': 'false' })).toBe(false);
  });

  test('takes an object that says nothing of encryption, or that names its own key in the way that backends do', async () => {
    expect(await put()).toBe(true);
    expect(await put('aws:kms', `alias/platform-prod-tfstate-${region}`)).toBe(true);
    expect(await put('aws:kms', `arn:aws:kms:${region}:${ACCOUNT}:alias/platform-prod-tfstate-${region}`)).toBe(true);
    expect(await put('aws:kms', keyArn(region))).toBe(true);
  });

  test('takes no object that is encrypted in another way, or with another key', async () => {
    expect(await put('AES256')).toBe(false);
    expect(await put('aws:kms:dsse')).toBe(false);
    expect(await put('aws:kms')).toBe(false); // S3 would take the key that AWS keeps
    expect(await put('aws:kms', keyArn(OTHER[region]))).toBe(false);
    expect(await put('aws:kms', 'alias/aws/s3')).toBe(false);
    expect(await put(undefined, undefined, { 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' })).toBe(false);
  });

  test('does not stand in the way of replicas', async () => {
    expect(await asAdministrator('s3:ReplicateObject', { 's3:x-amz-server-side-encryption': 'aws:kms' })).toBe(true);
  });

  test('the log bucket takes logs of this bucket from S3, and its policy admits nobody else', () => {
    const logs = `platform-prod-tfstate-logs-${ACCOUNT}-${region}`;
    const allowed = bucketPolicy(logs, region).Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual([{
      Sid: 'Logs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: arnOf(logs, `/${bucketIn(region)}/*`),
      Condition: { ArnEquals: { 'aws:SourceArn': arnOf(bucketIn(region)) }, StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    }]);
  });
});

describe.each(REGIONS)('the role that replicates the bucket in %s', region => {
  const name = `platform-prod-tfstate-replication-${region}`;
  const policy = policyOfRole([template], name);
  const [from, to] = [bucketIn(region), bucketIn(OTHER[region])];
  const may = (action: string, resource: string) => allows(policy, { action, resource });

  test('reads versions here and writes replicas there', async () => {
    expect(await may('s3:GetReplicationConfiguration', arnOf(from))).toBe(true);
    expect(await may('s3:ListBucket', arnOf(from))).toBe(true);
    for (const action of ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging']) expect(await may(action, arnOf(from, '/x'))).toBe(true);
    for (const action of ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags']) expect(await may(action, arnOf(to, '/x'))).toBe(true);
  });

  test('writes nothing here, and reads nothing there', async () => {
    for (const action of ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:PutObject', 's3:DeleteObject']) expect(await may(action, arnOf(from, '/x'))).toBe(false);
    for (const action of ['s3:GetObjectVersionForReplication', 's3:GetObject', 's3:DeleteObjectVersion']) expect(await may(action, arnOf(to, '/x'))).toBe(false);
  });

  test('decrypts with the key here and encrypts with the one there, through S3 alone', async () => {
    const withKey = (action: string, where: string, via: string = `s3.${where}.amazonaws.com`) => allows(NOTHING, {
      action,
      resource: keyArn(where),
      resourcePolicy: literalPolicy(template.only('aws_kms_key', where).body.policy),
      context: { 'kms:ViaService': via },
      roleName: name,
    });
    expect(await withKey('kms:Decrypt', region)).toBe(true);
    expect(await withKey('kms:Encrypt', OTHER[region])).toBe(true);
    expect(await withKey('kms:GenerateDataKey', OTHER[region])).toBe(true);
    expect(await withKey('kms:Decrypt', OTHER[region])).toBe(false);
    expect(await withKey('kms:Encrypt', region)).toBe(false);
    expect(await withKey('kms:Decrypt', region, `dynamodb.${region}.amazonaws.com`)).toBe(false);
  });

  test('is taken on by S3', () => {
    expect(trustOfRole([template], name).Statement).toEqual([{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' }]);
  });
});

test('with keys of the user\'s the roles are allowed to use them, since their policies are not ours', async () => {
  const keys = { primary: { region: 'us-east-1', kmsKeyArn: keyArn('us-east-1') }, standby: { region: 'us-west-2', kmsKeyArn: keyArn('us-west-2') } };
  const policy = policyOfRole([synthesized({ location: location(keys) })], 'platform-prod-tfstate-replication-us-east-1');
  const may = (action: string, region: string, bucket = bucketIn(region)) => allows(forContext(policy, bucket), {
    action, resource: keyArn(region), context: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
  });
  expect(await may('kms:Decrypt', 'us-east-1')).toBe(true);
  expect(await may('kms:GenerateDataKey', 'us-west-2')).toBe(true);
  expect(await may('kms:Decrypt', 'us-west-2')).toBe(false);
  expect(await may('kms:Decrypt', 'us-east-1', 'other')).toBe(false);
});

describe.each([['plan', false], ['apply', true]] as const)('the policy of those who %s', (phase, writes) => {
  const where = location({ lockTable: true });
  const policy = JSON.parse(phase === 'plan' ? where.planPolicy('orders/prod/') : where.applyPolicy('orders/prod/')) as PolicyDocument;
  const STATE = '/orders/prod/terraform.tfstate';
  const LOCK = `${STATE}.tflock`;
  const may = (action: string, resource: string, context: Request['context'] = {}) => allows(policy, { action, resource, context });

  test.each(REGIONS)('reads the state in %s, locks it and releases the lock', async region => {
    expect(await may('s3:GetObject', arnOf(bucketIn(region), STATE))).toBe(true);
    for (const action of ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']) expect(await may(action, arnOf(bucketIn(region), LOCK))).toBe(true);
  });

  test.each(REGIONS)(`${writes ? 'writes' : 'does not write'} the state in %s, and never deletes it`, async region => {
    expect(await may('s3:PutObject', arnOf(bucketIn(region), STATE))).toBe(writes);
    expect(await may('s3:DeleteObject', arnOf(bucketIn(region), STATE))).toBe(false);
    for (const object of [STATE, LOCK]) expect(await may('s3:DeleteObjectVersion', arnOf(bucketIn(region), object))).toBe(false);
  });

  test('knows no other state, no other bucket and nothing of the buckets themselves', async () => {
    const [bucket] = REGIONS.map(bucketIn);
    for (const action of ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']) {
      for (const other of ['/payments/prod/terraform.tfstate', '/orders/dev/terraform.tfstate.tflock']) expect(await may(action, arnOf(bucket, other))).toBe(false);
      expect(await may(action, arnOf('other', LOCK))).toBe(false);
    }
    for (const action of ['s3:PutBucketPolicy', 's3:DeleteBucket', 's3:PutReplicationConfiguration', 's3:PutBucketVersioning']) expect(await may(action, arnOf(bucket))).toBe(false);
  });

  test('lists what begins as its states do, and the workspaces, which Terraform asks for', async () => {
    const list = (prefix: string) => may('s3:ListBucket', arnOf(bucketIn('us-west-2')), { 's3:prefix': prefix });
    for (const prefix of ['orders/prod/', STATE.slice(1), 'env:/']) expect(await list(prefix)).toBe(true);
    for (const prefix of ['', 'orders/', 'payments/prod/', 'env:/x']) expect(await list(prefix)).toBe(false);
  });

  test.each(REGIONS)('uses the key in %s for the bucket and for locks, and no other key', async region => {
    const context = { 'kms:ViaService': `s3.${region}.amazonaws.com`, 'kms:ResourceAliases': [`alias/platform-prod-tfstate-${region}`] };
    const use = (action: string, more: Request['context'] = {}, bucket: string = bucketIn(region)) => (
      allows(forContext(policy, bucket), { action, resource: keyArn(region), context: { ...context, ...more } })
    );
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
      expect(await use(action)).toBe(true);
      expect(await use(action, {}, `${bucketIn(region)}/orders/prod/terraform.tfstate`)).toBe(true);
      expect(await use(action, { 'kms:ResourceAliases': ['alias/other'] })).toBe(false);
      expect(await use(action, {}, 'other')).toBe(false);
      expect(await use(action, { 'kms:ViaService': `sqs.${region}.amazonaws.com` })).toBe(false);
    }
    expect(await use('kms:Decrypt', { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` })).toBe(true);
    for (const action of ['kms:ScheduleKeyDeletion', 'kms:CreateGrant', 'kms:PutKeyPolicy']) expect(await use(action)).toBe(false);
  });

  test('locks in the table what begins as its states do', async () => {
    const table = (name: string) => `arn:aws:dynamodb:us-west-2:${ACCOUNT}:table/${name}`;
    const item = (action: string, key: string, name = 'platform-prod-tfstate-lock-us-west-2') => may(action, table(name), { 'dynamodb:LeadingKeys': [key] });
    const key = `${bucketIn('us-west-2')}${STATE}`;
    expect(await may('dynamodb:DescribeTable', table('platform-prod-tfstate-lock-us-west-2'))).toBe(true);
    for (const action of ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem']) {
      expect(await item(action, key)).toBe(true);
      // The checksum of the state: with a wrong one nobody could read it.
      expect(await item(action, `${key}-md5`)).toBe(writes || action === 'dynamodb:GetItem');
      expect(await item(action, `${bucketIn('us-west-2')}/payments/prod/terraform.tfstate`)).toBe(false);
      expect(await item(action, key, 'orders')).toBe(false);
    }
    expect(await may('dynamodb:Scan', table('platform-prod-tfstate-lock-us-west-2'))).toBe(false);
  });

  test('has no rights on tables where there are none, and names a key of the user\'s by its ARN', () => {
    const own = location({ primary: { region: 'us-east-1', kmsKeyArn: keyArn('us-east-1') } });
    const text = phase === 'plan' ? own.planPolicy('orders/') : own.applyPolicy('orders/');
    expect(text).not.toContain('dynamodb');
    expect((JSON.parse(text) as PolicyDocument).Statement.filter(({ Action }) => String(Action).includes('kms:')).map(({ Resource }) => Resource))
      .toEqual([keyArn('us-east-1'), `arn:aws:kms:us-west-2:${ACCOUNT}:key/*`]);
  });

  test('is of the partition of the regions', () => {
    const china = location({ primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' }, lockTable: true });
    const text = phase === 'plan' ? china.planPolicy('orders/') : china.applyPolicy('orders/');
    expect(text).toContain('arn:aws-cn:s3:::platform-prod-tfstate-');
    expect(text).not.toContain('arn:aws:');
  });
});

describe('the policy of whoever follows the runbook', () => {
  const policy = JSON.parse(location().recoveryPolicy('orders/prod/')) as PolicyDocument;
  const may = (action: string, resource: string, context: Request['context'] = {}) => allows(policy, { action, resource, context });

  test.each(REGIONS)('puts a fence around the bucket in %s, and does nothing else to it', async region => {
    for (const action of ['s3:GetBucketPolicy', 's3:PutBucketPolicy']) {
      expect(await may(action, arnOf(bucketIn(region)))).toBe(true);
      expect(await may(action, arnOf('other'))).toBe(false);
    }
    for (const action of ['s3:DeleteBucketPolicy', 's3:PutReplicationConfiguration', 's3:DeleteBucket']) expect(await may(action, arnOf(bucketIn(region)))).toBe(false);
  });

  test.each(REGIONS)('finds and reads old versions of these states in %s, and deletes none', async region => {
    const [own, other] = ['/orders/prod/terraform.tfstate', '/payments/prod/terraform.tfstate'].map(object => arnOf(bucketIn(region), object));
    const list = (prefix: string) => may('s3:ListBucketVersions', arnOf(bucketIn(region)), { 's3:prefix': prefix });
    expect([await list('orders/prod/terraform.tfstate'), await list('payments/')]).toEqual([true, false]);
    expect([await may('s3:GetObjectVersion', own), await may('s3:GetObjectVersion', other)]).toEqual([true, false]);
    for (const action of ['s3:DeleteObjectVersion', 's3:PutObject', 's3:GetObject']) expect(await may(action, own)).toBe(false);
  });

  test('is of the partition of the regions, and refuses what no key begins with (DR753)', () => {
    const china = location({ primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } });
    expect(china.recoveryPolicy('orders/')).toContain('arn:aws-cn:s3:::platform-prod-tfstate-');
    expect(() => location().recoveryPolicy('*')).toThrow('DR753');
  });
});
