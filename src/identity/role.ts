// An IAM role in Foundation, and its ARN in the words of any scope.

import type { Construct } from 'constructs';
import { IamPolicy } from '#aws/iam-policy';
import { IamRole } from '#aws/iam-role';
import { IamRolePolicy } from '#aws/iam-role-policy';
import { IamRolePolicyAttachment } from '#aws/iam-role-policy-attachment';
import type { RolePlan } from './plan';
import { PartScope } from '../sites/site';
import type { ScopeFacts, Sites } from '../sites/sites';

/** One statement of a policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource?: string | string[];
  readonly Principal?: Record<string, string | string[]>;
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

/** What a role is made from beside its plan. */
export interface RoleContent {
  readonly description: string;
  /** Who may assume it. */
  readonly trust: Statement[];
  /** What it may do; left out where managed policies say so. */
  readonly policy?: { readonly policyName: string; readonly statements: Statement[] };
  /** What it may do beside that, as policies of the account's: each has room of its own, 6144 characters. */
  readonly managedPolicies?: ManagedPolicy[];
  /** Longest session in seconds, 3600 to 43200; 3600 if left out. */
  readonly maxSessionSeconds?: number;
}

/** A policy of the account's that is attached to one role. */
export interface ManagedPolicy {
  readonly constructId: string;
  readonly policyName: string;
  readonly statements: Statement[];
}

/** The ARN of a role, made of its name, so that no part has to read it from Foundation. */
export function roleArn({ existingArn, rolePath, name }: Pick<RolePlan, 'existingArn' | 'rolePath' | 'name'>, { partition, accountId }: Pick<ScopeFacts, 'partition' | 'accountId'>): string {
  return existingArn ?? `arn:${partition}:iam::${accountId}:role${rolePath}${name}`;
}

/** A policy document as JSON. */
export function policyText(statements: Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** A role that was made. */
export interface MadeRole {
  readonly name: string;
  readonly arn: string;
}

/** Makes a role in Foundation with its policy under a construct. What uses the role comes after the construct. */
export function buildRole(scope: Construct, sites: Sites, plan: RolePlan, content: RoleContent, constructId: string = 'Role'): MadeRole {
  const { provider } = sites._in(PartScope.FOUNDATION);
  const role = new IamRole(scope, constructId, {
    provider,
    name: plan.name,
    ...(plan.rolePath === '/' ? {} : { path: plan.rolePath }),
    permissionsBoundary: plan.permissionsBoundaryArn,
    description: content.description,
    maxSessionDuration: content.maxSessionSeconds,
    assumeRolePolicy: policyText(content.trust),
    tags: plan.tags,
  });
  if (content.policy !== undefined) {
    const { policyName, statements } = content.policy;
    new IamRolePolicy(scope, 'Policy', { provider, role: role.name, name: policyName, policy: policyText(statements) });
  }
  for (const { constructId: policyId, policyName, statements } of content.managedPolicies ?? []) {
    const policy = new IamPolicy(scope, policyId, {
      provider, name: policyName, ...(plan.rolePath === '/' ? {} : { path: plan.rolePath }), description: content.description, policy: policyText(statements), tags: plan.tags,
    });
    new IamRolePolicyAttachment(scope, `${policyId}Attachment`, { provider, role: role.name, policyArn: policy.arn });
  }
  return { name: role.name, arn: role.arn };
}
