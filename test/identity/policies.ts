// Every policy of synthesized stacks, whatever it belongs to.

import { knownValue, PolicyDocument } from './simulate';
import { Template } from '../support/template';

/** Whose policy it is: an identity's, a role's trust, or that of something that is used. */
export type PolicyKind = 'identity' | 'trust' | 'resource';

/** A policy of a stack. */
export interface StatedPolicy {
  /** The stack, the address and the attribute. */
  readonly at: string;
  readonly resourceType: string;
  readonly kind: PolicyKind;
  /** With literals in place of what Terraform would know only later. */
  readonly document: PolicyDocument;
}

const IDENTITY = ['aws_iam_role_policy', 'aws_iam_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'];

/** Every policy, in the order of the stacks and blocks. */
export function policiesOf(templates: Template[]): StatedPolicy[] {
  return templates.flatMap(({ stackName, blocks }) => blocks.flatMap(({ address, resourceType, body }) =>
    Object.entries(body).flatMap(([attribute, value]) => {
      const document = documentOf(value);
      return document === undefined ? [] : [{ at: `${stackName}/${address}.${attribute}`, resourceType, kind: kindOf(resourceType, attribute), document }];
    })));
}

function documentOf(value: unknown): PolicyDocument | undefined {
  if (typeof value !== 'string' || !value.startsWith('{') || !value.includes('"Statement"')) return undefined;
  const { Statement, ...rest } = JSON.parse(value.replace(/\$\{([^}]*)\}/g, (_, expression: string) => knownValue(expression) ?? laterValue(expression)));
  return { ...rest, Statement: Array.isArray(Statement) ? Statement : [Statement] };
}

function kindOf(resourceType: string, attribute: string): PolicyKind {
  if (attribute === 'assume_role_policy') return 'trust';
  return IDENTITY.includes(resourceType) ? 'identity' : 'resource';
}

const KINDS: Record<string, [service: string, resource: string]> = {
  aws_kms_key: ['kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab'],
  aws_sns_topic: ['sns', 'made-later'],
  aws_sqs_queue: ['sqs', 'made-later'],
  aws_lambda_function: ['lambda', 'function:made-later'],
  aws_cloudwatch_log_group: ['logs', 'log-group:made-later'],
  aws_secretsmanager_secret: ['secretsmanager', 'secret:made-later-a1b2c3'],
  aws_dynamodb_table: ['dynamodb', 'table/made-later'],
};

// What is known after an apply only: an ARN of its kind, or a name.
function laterValue(expression: string): string {
  const [, resourceType, attribute] = /^(?:data\.)?(\w+)\.\w+\.(\w+)/.exec(expression) ?? [];
  if (attribute === 'arn' && resourceType === 'aws_iam_role') return 'arn:aws:iam::111122223333:role/made-later';
  const kind = KINDS[resourceType];
  return attribute === 'arn' && kind !== undefined ? `arn:aws:${kind[0]}:us-east-1:111122223333:${kind[1]}` : 'made-later';
}
