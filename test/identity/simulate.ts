// Asks IAM's rules what a policy of a synthesized stack allows. IAM itself is not asked: the rules are those of a simulator that
// knows AWS's Service Authorization Reference, and refuses requests that cannot be (an action on a resource of another kind).

import { runSimulation, Simulation } from '@cloud-copilot/iam-simulate';
import { Template } from '../support/template';

/** The account that tokens stand for. */
export const ACCOUNT = '111122223333';

/** A request, made by a principal that has one policy. */
export interface Request {
  /** Such as `rds:FailoverGlobalCluster`. */
  readonly action: string;
  /** The ARN of what is acted on; `*` for actions that know no resource. */
  readonly resource?: string;
  /** What conditions look at, such as `{ 'aws:MultiFactorAuthPresent': 'true' }`. */
  readonly context?: Record<string, string | string[]>;
  /** The policy of what is acted on. Without it a KMS key has the statement that hands the decision to the policies of the account. */
  readonly resourcePolicy?: PolicyDocument;
  /** The name of the role that asks; `under-test` if left out. */
  readonly roleName?: string;
}

/** Who wants to assume a role. */
export interface Assumption {
  /** The ARN of the IAM role, user or role session. */
  readonly principal: string;
  /** `sts:AssumeRole` if left out. */
  readonly action?: string;
  readonly context?: Record<string, string | string[]>;
}

/** A policy document. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: PolicyStatement[];
}

/** One statement of it, as it was written. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Principal?: string | Record<string, string | string[]>;
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

// A key without it is closed, whatever the policies of the account say.
const OPEN_TO_ACCOUNT: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

/** A policy of a stack, with what Terraform would know only later. Throws on an expression that it has no value for. */
export function literalPolicy(policy: string, values: Record<string, string> = {}): PolicyDocument {
  return JSON.parse(literalText(policy, values));
}

/** A text of a stack with values in place of its expressions. `values` are for expressions of the user's, such as `var.role`. */
export function literalText(text: string, values: Record<string, string> = {}): string {
  return text.replace(/\$\{([^}]*)\}/g, (whole, expression: string) => {
    const value = values[expression] ?? knownValue(expression);
    if (value === undefined) throw new Error(`nothing known of ${whole}`);
    return value;
  });
}

/** Whether a policy of a role allows a request. Throws when the request could not be made. */
export async function allows(policy: PolicyDocument | string, request: Request): Promise<boolean> {
  const { action, resource = '*', context = {}, roleName = 'under-test', resourcePolicy = action.startsWith('kms:') ? OPEN_TO_ACCOUNT : undefined } = request;
  return isAllowed({
    request: {
      action,
      principal: `arn:aws:iam::${ACCOUNT}:role/${roleName}`,
      resource: { resource, accountId: ACCOUNT },
      contextVariables: { ...regionOf(resource), ...context },
    },
    identityPolicies: [{ name: 'policy', policy: documentOf(policy) }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy,
  });
}

/** Whether a trust policy lets somebody in who may assume every role as far as his own policies go. */
export async function trusts(trust: PolicyDocument | string, { principal, action = 'sts:AssumeRole', context = {} }: Assumption): Promise<boolean> {
  return isAllowed({
    request: {
      action,
      principal,
      resource: { resource: `arn:aws:iam::${ACCOUNT}:role/under-test`, accountId: ACCOUNT },
      contextVariables: context,
    },
    identityPolicies: [{ name: 'everything', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: documentOf(trust),
  });
}

/** All that the policies of a role allow, inline ones and those of the account, as one document. `role` is the role's physical name. */
export function policyOfRole(templates: Template[], role: string): PolicyDocument {
  const statements = templates.flatMap(template => template.all('aws_iam_role')
    .filter(({ body }) => body.name === role)
    .flatMap(({ address }) => [
      ...template.all('aws_iam_role_policy').filter(({ body }) => body.role.includes(`{${address}.`)),
      ...template.all('aws_iam_role_policy_attachment').filter(({ body }) => body.role.includes(`{${address}.`))
        .flatMap(attachment => template.all('aws_iam_policy').filter(policy => attachment.body.policy_arn.includes(`{${policy.address}.`))),
    ])
    .flatMap(({ body }) => literalPolicy(body.policy).Statement));
  if (statements.length === 0) throw new Error(`no role '${role}' with a policy`);
  return { Version: '2012-10-17', Statement: statements };
}

/** The trust policy of a role. */
export function trustOfRole(templates: Template[], role: string): PolicyDocument {
  const [found] = templates.flatMap(template => template.all('aws_iam_role')).filter(({ body }) => body.name === role);
  if (found === undefined) throw new Error(`no role '${role}'`);
  return literalPolicy(found.body.assume_role_policy);
}

async function isAllowed(simulation: Simulation): Promise<boolean> {
  const outcome = await runSimulation(simulation, {});
  if (outcome.resultType === 'error') throw new Error(`${simulation.request.action}: ${JSON.stringify(outcome.errors)}`);
  return outcome.overallResult === 'Allowed';
}

function documentOf(policy: PolicyDocument | string): PolicyDocument {
  return typeof policy === 'string' ? literalPolicy(policy) : policy;
}

/** What an expression of the library stands for; undefined for others. */
export function knownValue(expression: string): string | undefined {
  if (/^data\.aws_caller_identity\.\w+\.account_id$/.test(expression)) return ACCOUNT;
  if (/^data\.aws_partition\.\w+\.partition$/.test(expression)) return 'aws';
  if (/^data\.aws_partition\.\w+\.dns_suffix$/.test(expression)) return 'amazonaws.com';
  // A list in the midst of a policy.
  if (/^jsonencode\(data\.aws_ip_ranges\.\w+\.cidr_blocks\)$/.test(expression)) return '["192.0.2.0/24"]';
  return undefined;
}

// A request is made in the region of what it is about.
function regionOf(resource: string): Record<string, string> {
  const region = resource.split(':')[3];
  return region ? { 'aws:RequestedRegion': region } : {};
}
