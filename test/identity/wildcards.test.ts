import { policiesOf } from './policies';
import { AcceptedWildcard, staleWildcards, wildcardFindings } from './wildcards';
import { ARCHITECTURES } from '../e2e/architectures';
import { newStack, quietly, templateOf } from '../support/synth';
import { Template } from '../support/template';

const [STACK, ...OTHERS]: Template[] = [
  'functions, HTTP entry and operators', 'events, global endpoint', 'events, forwarded both ways', 'state buckets',
  'backups of everything, locked, copied three times and tested', 'monitoring of everything',
].map(name => {
  const stack = newStack();
  quietly(() => ARCHITECTURES[name](stack));
  return templateOf(stack);
});

function withPolicy(...statements: object[]): Template {
  return new Template('seeded', { resource: { aws_iam_role_policy: { P: { role: 'x', policy: JSON.stringify({ Statement: statements }) } } } });
}

const allow = (Action: string | string[], Resource: string | string[], Condition?: object) => ({ Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) });
const TABLE = 'arn:aws:dynamodb:us-east-1:111122223333:table/orders';

test('policies of every layer name what they allow, as far as AWS can name it', async () => {
  expect(policiesOf([STACK]).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['identity', 'trust', 'resource']));
  expect(await wildcardFindings([STACK])).toEqual([]);
});

test.each(Object.keys(ARCHITECTURES))('policies name what they allow in an architecture: %s', async name => {
  const template = quietly(() => {
    const stack = newStack();
    ARCHITECTURES[name](stack);
    return templateOf(stack);
  });
  expect(await wildcardFindings([template])).toEqual([]);
});

test('no wildcard is accepted that is not there', async () => {
  expect(await staleWildcards([STACK, ...OTHERS])).toEqual([]);
});

test.each([
  ['everything', allow('dynamodb:GetItem', '*'), 'dynamodb:GetItem on *, and AWS lets it be limited to a name'],
  ['every name', allow('dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:111122223333:table/*'), 'dynamodb:GetItem on arn:aws:dynamodb:us-east-1:111122223333:table/*'],
  ['every region', allow('dynamodb:GetItem', TABLE.replace('us-east-1', '*')), 'dynamodb:GetItem on arn:aws:dynamodb:*:'],
  ['names that differ in a character', allow('dynamodb:GetItem', `${TABLE}?`), 'orders?, and AWS'],
  ['one of two resources', allow('dynamodb:GetItem', [TABLE, `${TABLE}*`]), 'orders*, and AWS'],
  ['every action of a service', allow('dynamodb:*', TABLE), 'dynamodb:* is not an action of AWS'],
  ['every action', allow('*', TABLE), '* is not an action of AWS'],
  ['an action that there is not', allow('dynamodb:GetItems', TABLE), 'dynamodb:GetItems is not an action of AWS'],
  ['a service that there is not', allow('dinamo:GetItem', TABLE), 'dinamo:GetItem is not an action of AWS'],
  ['all but one action', { Effect: 'Allow', NotAction: 'iam:*', Resource: TABLE }, 'allows everything but what it names'],
  ['all but one resource', { Effect: 'Allow', Action: 'dynamodb:GetItem', NotResource: TABLE }, 'allows everything but what it names'],
  ['an accepted resource without its condition', allow('kms:DescribeKey', 'arn:aws:kms:us-east-1:111122223333:key/*'), 'kms:DescribeKey on'],
  ['an accepted resource with another action', allow('kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/*', { StringEquals: { 'kms:ResourceAliases': 'alias/x' } }), 'kms:Decrypt on'],
])('a policy that allows %s is found', async (_, statement, says) => {
  const findings = await wildcardFindings([withPolicy(allow('dynamodb:GetItem', TABLE), statement)]);
  expect(findings.map(({ at }) => at)).toEqual(['seeded/aws_iam_role_policy.P.policy, statement 2']);
  expect(findings[0].message).toContain(says);
});

test.each([
  ['an action that AWS cannot limit', allow('cloudwatch:GetMetricStatistics', '*')],
  ['a resource by its name', allow(['dynamodb:GetItem', 'dynamodb:Query'], [TABLE, `${TABLE}/index/by-customer`])],
  ['a wildcard in what is denied', { Effect: 'Deny', Action: '*', Resource: '*' }],
])('a policy with %s is let through', async (_, statement) => {
  expect(await wildcardFindings([withPolicy(statement)])).toEqual([]);
});

test('a wildcard that is accepted and not there is stale', async () => {
  const accepted: AcceptedWildcard[] = [{ actions: ['dynamodb:Query', 'dynamodb:Scan'], resource: 'index/\\*$', reason: 'a test' }];
  const policy = withPolicy(allow('dynamodb:Query', `${TABLE}/index/*`));
  expect(await wildcardFindings([policy], accepted)).toEqual([]);
  expect(await staleWildcards([policy], accepted)).toEqual(['dynamodb:Scan on index/\\*$']);
});
