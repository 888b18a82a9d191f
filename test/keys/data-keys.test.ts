import { inOneStack } from '../support/four-stacks';
import { everyLayer } from '../support/layers';
import { referencesIn } from '../support/references';
import { quietly } from '../support/synth';
import { Block, Template } from '../support/template';

const REGIONS = ['us-east-1', 'us-west-2'];
const template = quietly(() => inOneStack(everyLayer));
const keys = template.all('aws_kms_key');
const keysOfLogs = template.all('aws_cloudwatch_log_group').map(group => template.block(referencesIn(group.body.kms_key_id)[0])!);

test('every purpose has a key in each region, logs among them', () => {
  const purposes = new Set(keys.map(key => key.body.description.split(' ')[0]));
  expect([...purposes].sort()).toEqual(['alerts', 'backup', 'database', 'functions', 'logs', 'secrets', 'tables']);
  for (const region of REGIONS) {
    expect(new Set(template.all('aws_kms_key', region).map(key => key.body.description.split(' ')[0]))).toEqual(purposes);
    expect(keysOfLogs.some(key => key.region === region)).toBe(true);
  }
});

test('the account keeps control of every key', () => {
  for (const key of keys) {
    const { partition, accountId } = askedBy(template, key);
    expect(statementsOf(key)[0]).toEqual({
      Sid: 'Account', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${accountId}:root` }, Action: 'kms:*', Resource: '*',
    });
  }
});

test('a key of logs admits CloudWatch Logs of its region alone, for log groups of this account and region alone', () => {
  for (const key of keysOfLogs) {
    const { partition, accountId, dnsSuffix } = askedBy(template, key);
    expect(statementsOf(key)).toHaveLength(2);
    expect(statementsOf(key)[1]).toEqual({
      Sid: 'Logs',
      Effect: 'Allow',
      Principal: { Service: `logs.${key.region}.${dnsSuffix}` },
      Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      Resource: '*',
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${key.region}:${accountId}:log-group:*` } },
    });
  }
});

test('a key of alerts admits the services that publish, to encrypt and decrypt alone', () => {
  const ofAlerts = keys.filter(key => key.body.description.startsWith('alerts'));
  expect(ofAlerts.map(({ region }) => region)).toEqual(REGIONS);
  ofAlerts.forEach(key => expect(statementsOf(key).slice(1)).toEqual([{
    Sid: 'Publishers',
    Effect: 'Allow',
    Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com', 'backup.amazonaws.com', 'events.rds.amazonaws.com'] },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
  }]));
});

test('a key that encrypts neither logs nor alerts admits no service, and beside the account the roles that use it', () => {
  const others = keys.filter(key => !keysOfLogs.includes(key) && !key.body.description.startsWith('alerts'));
  expect(others.length).toBeGreaterThan(0);
  for (const key of others) {
    const { partition, accountId } = askedBy(template, key);
    const roles = statementsOf(key).slice(1).flatMap(statement => (statement.Principal as { AWS: string[] }).AWS);
    // The account of the third copy uses the key of the primary's vault.
    const isOwn = (role: string) => role.startsWith(`arn:${partition}:iam::${accountId}:role/orders-prod-`);
    expect(roles.filter(role => !isOwn(role) && !(key.body.description.startsWith('backup of') && role === `arn:${partition}:iam::444455556666:root`))).toEqual([]);
    expect(JSON.stringify(statementsOf(key))).not.toContain('"Service"');
  }
});

test('a key rotates, and can be brought back for 30 days', () => {
  for (const key of keys) {
    expect(key.body).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
  }
});

test('every key has an alias of its own, in its region, with its purpose and region in the name', () => {
  const aliases = template.all('aws_kms_alias');
  expect(aliases.map(alias => alias.body.target_key_id).sort()).toEqual(keys.map(key => `\${${key.address}.key_id}`).sort());
  for (const alias of aliases) {
    const key = template.block(referencesIn(alias.body.target_key_id)[0])!;
    expect(alias.region).toBe(key.region);
    expect(alias.body.name).toMatch(new RegExp(`^alias/orders-prod-${key.body.description.split(' ')[0]}(-strong)?-${key.region}$`));
  }
});

function statementsOf(key: Block): Record<string, unknown>[] {
  return JSON.parse(key.body.policy).Statement;
}

/** What the scope of a key says of its account, in expressions. */
function askedBy(from: Template, key: Block) {
  const asked = (resourceType: string) => from.all(resourceType, key.region).find(block => block.scope === key.scope)!.address;
  const partition = asked('aws_partition');
  return {
    partition: `\${${partition}.partition}`, dnsSuffix: `\${${partition}.dns_suffix}`, accountId: `\${${asked('aws_caller_identity')}.account_id}`,
  };
}
