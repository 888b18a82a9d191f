import { ACCOUNT, allows, literalPolicy, policyOfRole, PolicyDocument, trustOfRole, trusts } from './simulate';
import { Template } from '../support/template';

const TABLE = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/orders`;
const READ: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: TABLE }] };

describe('a policy', () => {
  test('allows what it says, and nothing else', async () => {
    expect(await allows(READ, { action: 'dynamodb:GetItem', resource: TABLE })).toBe(true);
    expect(await allows(READ, { action: 'dynamodb:PutItem', resource: TABLE })).toBe(false);
    expect(await allows(READ, { action: 'dynamodb:GetItem', resource: TABLE.replace('us-east-1', 'us-west-2') })).toBe(false);
    expect(await allows(READ, { action: 'dynamodb:GetItem', resource: `${TABLE}-other` })).toBe(false);
  });

  test('denies what one of its statements denies', async () => {
    const denied = { ...READ, Statement: [...READ.Statement, { Effect: 'Deny' as const, Action: 'dynamodb:*', Resource: '*' }] };
    expect(await allows(denied, { action: 'dynamodb:GetItem', resource: TABLE })).toBe(false);
  });

  test('is held to its conditions', async () => {
    const Condition = { StringEquals: { 'lambda:FunctionArn': `arn:aws:lambda:us-east-1:${ACCOUNT}:function:consume` } };
    const policy: PolicyDocument = { Statement: [{ Effect: 'Allow', Action: 'lambda:UpdateEventSourceMapping', Resource: '*', Condition }] };
    const request = { action: 'lambda:UpdateEventSourceMapping', resource: `arn:aws:lambda:us-east-1:${ACCOUNT}:event-source-mapping:x` };
    const of = (name: string) => ({ 'lambda:FunctionArn': `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}` });
    expect(await allows(policy, { ...request, context: of('consume') })).toBe(true);
    expect(await allows(policy, { ...request, context: of('other') })).toBe(false);
    expect(await allows(policy, request)).toBe(false);
  });

  test('opens a KMS key only as far as the policy of the key lets it', async () => {
    const resource = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const policy: PolicyDocument = { Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: resource }] };
    expect(await allows(policy, { action: 'kms:Decrypt', resource })).toBe(true);
    expect(await allows(policy, { action: 'kms:Encrypt', resource })).toBe(false);
    expect(await allows(policy, { action: 'kms:Decrypt', resource, resourcePolicy: { Statement: [] } })).toBe(false);
  });

  test('is not asked about what cannot be requested', async () => {
    await expect(allows(READ, { action: 'dynamodb:GetItems', resource: TABLE })).rejects.toThrow('dynamodb:GetItems');
    await expect(allows(READ, { action: 'dynamodb:GetItem', resource: `arn:aws:s3:::${ACCOUNT}` })).rejects.toThrow('dynamodb:GetItem');
  });
});

describe('a trust policy', () => {
  const role = `arn:aws:iam::${ACCOUNT}:role/sre`;
  const trust: PolicyDocument = {
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: role }, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
  };

  test('lets in whom it names, under its conditions', async () => {
    const mfa = { 'aws:MultiFactorAuthPresent': 'true' };
    expect(await trusts(trust, { principal: role, context: mfa })).toBe(true);
    expect(await trusts(trust, { principal: role, context: { 'aws:MultiFactorAuthPresent': 'false' } })).toBe(false);
    expect(await trusts(trust, { principal: role })).toBe(false);
    expect(await trusts(trust, { principal: `${role}-other`, context: mfa })).toBe(false);
    expect(await trusts(trust, { principal: 'arn:aws:iam::444455556666:role/sre', context: mfa })).toBe(false);
  });
});

describe('policies of a stack', () => {
  const template = new Template('orders', {
    provider: { aws: [{ alias: 'us-west-2', region: 'us-west-2' }] },
    resource: {
      aws_iam_role: { R: { provider: 'aws.us-west-2', name: 'reader', assume_role_policy: JSON.stringify({ Statement: [] }) } },
      aws_iam_role_policy: {
        P: {
          role: '${aws_iam_role.R.name}',
          policy: JSON.stringify(READ).replace(ACCOUNT, '${data.aws_caller_identity.I.account_id}').replace('arn:aws:', 'arn:${data.aws_partition.P.partition}:'),
        },
      },
    },
  });

  test('are those of a role by its name, with literals in place of tokens', () => {
    expect(policyOfRole([template], 'reader')).toEqual(READ);
    expect(trustOfRole([template], 'reader')).toEqual({ Statement: [] });
    expect(() => policyOfRole([template], 'writer')).toThrow('writer');
    expect(() => trustOfRole([template], 'writer')).toThrow('writer');
  });

  test('with expressions of which nothing is known are refused, unless a value is given', () => {
    const policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '${var.bucket}' }] });
    expect(() => literalPolicy(policy)).toThrow('${var.bucket}');
    expect(literalPolicy(policy, { 'var.bucket': 'arn:aws:s3:::b/*' }).Statement[0].Resource).toBe('arn:aws:s3:::b/*');
  });
});
