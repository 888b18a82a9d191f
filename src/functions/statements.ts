// What the role of a function is allowed: exactly what its plan asks for, on resources of its own region.

import type { FunctionPlan, FunctionSitePlan } from './plan';
import type { AccessPlan } from './plan-access';
import type { Statement } from '../identity/role';
import type { KeyPlan } from '../keys/plan';
import { viaService } from '../keys/policy';
import { isExpression } from '../plan/reader';
import type { ScopeFacts } from '../sites/sites';

/** Use of a key that a function needs. */
export interface KeyNeed {
  readonly key: KeyPlan;
  readonly actions: string[];
  /** The service that the key is used through. */
  readonly service?: string;
}

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/api-permissions-reference.html
const READ_ITEMS = ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'];
const READ_INDEX = ['dynamodb:Query', 'dynamodb:Scan'];
const WRITE_ITEMS = ['dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

// DynamoDB decrypts and encrypts with the rights of its caller. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
const READ_KEY = ['kms:Decrypt', 'kms:DescribeKey'];
const WRITE_KEY = [...READ_KEY, 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

// Lambda makes the network interfaces with the function's role. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
const MAKE_INTERFACES = ['ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:UnassignPrivateIpAddresses'];
const LIST_INTERFACES = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];

/** The statements of the role of a function in one region, in the words of Foundation. */
export function roleStatements(plan: FunctionPlan, site: FunctionSitePlan, { partition, accountId, dnsSuffix }: RoleFacts): Statement[] {
  const { region } = site;
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  const allow = (Sid: string, Action: string[], Resource: string[]): Statement => ({ Sid, Effect: 'Allow', Action, Resource });
  const functionArn = arn('lambda', `function:${site.physicalName}`);
  const queueArns = plan.triggers.filter(trigger => trigger.kind === 'queue').map(trigger => arn('sqs', trigger.physicalNames[site.role]!));
  const streamArns = plan.triggers.filter(trigger => trigger.kind === 'stream').map(trigger => arn('dynamodb', `table/${trigger.table.physicalName}/stream/*`));
  const letters = 'queueName' in site.deadLetters ? arn('sqs', site.deadLetters.queueName) : site.deadLetters.existingArn;
  return [
    allow('Logs', ['logs:CreateLogStream', 'logs:PutLogEvents'], [arn('logs', `log-group:${logGroupName(site)}:*`)]),
    // Also where the caller decides: what it decides to record is sent by the function.
    allow('Traces', ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], ['*']),
    allow('DeadLetters', sendActions(site.deadLetters), [letters]),
    ...(plan.inNetwork ? networkStatements(arn('ec2', '*/*'), functionArn) : []),
    ...(queueArns.length > 0 ? [allow('Queues', ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], queueArns)] : []),
    ...(streamArns.length > 0 ? [
      allow('Streams', ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], streamArns),
      allow('ListStreams', ['dynamodb:ListStreams'], ['*']),
    ] : []),
    ...tableStatements(plan.access, arn),
    ...plan.access.flatMap((access, position) => otherStatements(access, position, plan, site, arn)),
    ...ownKeyStatements(plan, site, { region, dnsSuffix }),
  ];
}

// Whether a token is a queue's ARN or a topic's, Terraform alone knows.
function sendActions(to: FunctionSitePlan['deadLetters']): string[] {
  if ('queueName' in to) return ['sqs:SendMessage'];
  if (isExpression(to.existingArn)) return ['sns:Publish', 'sqs:SendMessage'];
  return [/^arn:[^:]+:sns:/.test(to.existingArn) ? 'sns:Publish' : 'sqs:SendMessage'];
}

/** The keys that a function uses in a region, each once. */
export function keyNeeds(plan: FunctionPlan, { role, key }: FunctionSitePlan): KeyNeed[] {
  const tables = plan.access.filter(one => one.kind === 'table');
  const written = tables.filter(({ write }) => write).map(({ table }) => table.keys[role]);
  const read = [...tables, ...plan.triggers.filter(one => one.kind === 'stream')].map(({ table }) => table.keys[role]);
  const writes = new Set(written.map(keyName));
  const tableKeys = distinct(read).map(one => ({ key: one, actions: writes.has(keyName(one)) ? WRITE_KEY : READ_KEY, service: 'dynamodb' }));
  const secretKeys = distinct(plan.access.filter(one => one.kind === 'secret').map(({ secret }) => secret.keys[role]));
  const secretKey = plan.access.some(one => one.kind === 'database') ? plan.database?.keys[role] : undefined;
  return [
    { key, actions: ['kms:Decrypt'] },
    ...tableKeys,
    ...secretKeys.map(one => ({ key: one, actions: ['kms:Decrypt'], service: 'secretsmanager' })),
    ...(secretKey === undefined ? [] : [{ key: secretKey, actions: ['kms:Decrypt'], service: 'secretsmanager' }]),
  ];
}

/** The log group of a function. */
export function logGroupName({ physicalName }: FunctionSitePlan): string {
  return `/aws/lambda/${physicalName}`;
}

type TableAccess = Extract<AccessPlan, { kind: 'table' }>;
type RoleFacts = Pick<ScopeFacts, 'partition' | 'accountId' | 'dnsSuffix'>;
type ArnOf = (service: string, resource: string) => string;

// Lambda needs these for itself; code in the function does not get them. https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
function networkStatements(interfaces: string, functionArn: string): Statement[] {
  return [
    { Sid: 'Network', Effect: 'Allow', Action: MAKE_INTERFACES, Resource: [interfaces] },
    { Sid: 'ListNetwork', Effect: 'Allow', Action: LIST_INTERFACES, Resource: ['*'] },
    {
      Sid: 'NetworkNotFromCode',
      Effect: 'Deny',
      Action: [...MAKE_INTERFACES, ...LIST_INTERFACES],
      Resource: ['*'],
      Condition: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
    },
  ];
}

function tableStatements(access: AccessPlan[], arn: ArnOf): Statement[] {
  const tables = mostOf(access.filter(one => one.kind === 'table'));
  const tableArns = (write: boolean) => tables.filter(one => one.write === write).map(({ table }) => arn('dynamodb', `table/${table.physicalName}`));
  const indexArns = tables.flatMap(({ table }) => (table.indexNames ?? ['*']).map(index => arn('dynamodb', `table/${table.physicalName}/index/${index}`)));
  const allow = (Sid: string, Action: string[], Resource: string[]): Statement[] => (Resource.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action, Resource }]);
  return [
    ...allow('ReadTables', READ_ITEMS, tableArns(false)),
    ...allow('ReadAndWriteTables', [...READ_ITEMS, ...WRITE_ITEMS], tableArns(true)),
    ...allow('ReadIndexes', READ_INDEX, indexArns),
  ];
}

function otherStatements(access: AccessPlan, position: number, { database }: FunctionPlan, { role }: FunctionSitePlan, arn: ArnOf): Statement[] {
  const allow = (Action: string[], Resource: string[]): Statement[] => [{ Sid: `Access${position + 1}`, Effect: 'Allow', Action, Resource }];
  switch (access.kind) {
    case 'database': {
      // Secrets Manager ends the ARN of a secret with six characters of its own.
      const secret = database?.secretName === undefined ? database?.ownSecretArns?.[role] : arn('secretsmanager', `secret:${database.secretName}-??????`);
      return secret === undefined ? [] : allow(['secretsmanager:GetSecretValue'], [secret]);
    }
    case 'publish': return allow(['events:PutEvents'], [arn('events', `event-bus/${access.busName}`)]);
    case 'parameters': {
      const path = arn('ssm', `parameter${access.prefix}`);
      return allow(['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'], [path.replace(/\/$/, ''), `${path}*`]);
    }
    case 'secret': {
      const { physicalName, ownArns } = access.secret;
      const secret = physicalName === undefined ? ownArns?.[role] : arn('secretsmanager', `secret:${physicalName}-??????`);
      return secret === undefined ? [] : allow(['secretsmanager:GetSecretValue'], [secret]);
    }
    case 'statement': return allow(access.actions, access.resources[role] ?? []);
    default: return [];
  }
}

// A key of the user's has a policy of its own; there it is the role that says what the function may do with it.
function ownKeyStatements(plan: FunctionPlan, site: FunctionSitePlan, facts: Pick<ScopeFacts, 'region' | 'dnsSuffix'>): Statement[] {
  const needs = keyNeeds(plan, site).filter(({ key }) => key.existingArn !== undefined);
  const kinds = new Map(needs.map(need => [JSON.stringify([need.actions, need.service, need.key.existingArn]), need]));
  return [...kinds.values()].map(({ key, actions, service }, position) => ({
    Sid: `Key${position + 1}`,
    Effect: 'Allow',
    Action: actions,
    Resource: [key.existingArn!],
    ...(service === undefined ? {} : { Condition: viaService(service, facts) }),
  }));
}

// Tables share the key of their purpose; a strongly consistent one has another in the standby region.
function keyName(key: KeyPlan | undefined): string {
  return `${key?.partScope} ${key?.purpose} ${key?.existingArn}`;
}

function distinct(keys: (KeyPlan | undefined)[]): KeyPlan[] {
  const known = keys.filter((key): key is KeyPlan => key !== undefined);
  return [...new Map(known.map(key => [keyName(key), key])).values()];
}

// Reading is part of writing: each table once.
function mostOf(tables: TableAccess[]): TableAccess[] {
  const names = [...new Set(tables.map(({ table }) => table.physicalName))];
  return names.map(name => {
    const same = tables.filter(({ table }) => table.physicalName === name);
    return same.find(({ write }) => write) ?? same[0];
  });
}
