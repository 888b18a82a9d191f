// The role that AWS Backup works with in both regions: for backups, copies, restores, and the tests of them.

import { Construct } from 'constructs';
import { IamRolePolicyAttachment } from '#aws/iam-role-policy-attachment';
import type { BackupsPlan } from './plan';
import { buildRole } from '../identity/role';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';

// AWS keeps these up to date with what each service needs of a backup, and its guides build on them.
// https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
const POLICIES = { Backup: 'AWSBackupServiceRolePolicyForBackup', Restore: 'AWSBackupServiceRolePolicyForRestores' };

/** Makes the role, unless there is one already. AWS tells of no condition that AWS Backup fulfils when it takes a role on, so the trust asks for none. */
export function buildServiceRole(layer: Construct, sites: Sites, plan: BackupsPlan): void {
  if (plan.role.existingArn !== undefined) return;
  const scope = sites.part(layer, PartScope.FOUNDATION);
  const { provider, partition } = sites._in(PartScope.FOUNDATION);
  const role = buildRole(scope, sites, plan.role, {
    description: `Backups of ${plan.service}`,
    trust: [{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  for (const [constructId, policyName] of Object.entries(POLICIES)) {
    new IamRolePolicyAttachment(scope, constructId, {
      provider, role: role.name, policyArn: `arn:${partition}:iam::aws:policy/service-role/${policyName}`,
    });
  }
}
