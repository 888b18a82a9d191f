// What the other account of a third copy needs: the use of the keys that backups and clusters are encrypted with, and a way back for the copy.

import { Construct } from 'constructs';
import { BackupVaultPolicy } from '#aws/backup-vault-policy';
import type { BackupsPlan } from './plan';
import { accountOf } from './vault';
import { policyText } from '../identity/role';
import { DataKeys } from '../keys/data-keys';
import type { ScopeFacts, Sites } from '../sites/sites';

// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
const USE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** Lets the other account use the keys of what is copied to it. Keys that are there already have policies of their own. */
export function shareKeys(sites: Sites, plan: BackupsPlan): void {
  const { otherAccountVaultArn: arn } = plan;
  if (arn === undefined) return;
  for (const key of [plan.primary.key, plan.clusterKey]) {
    if (key === undefined) continue;
    const account = principalOf(arn, sites._in(key.partScope));
    DataKeys.of(sites).allow(key, { roleArn: account, actions: USE });
    DataKeys.of(sites).allow(key, { roleArn: account, actions: ['kms:CreateGrant'], grantsForAws: true });
  }
}

/**
 * Lets the other account copy into the vault of the primary, from where a third copy is restored. Whatever a policy says, AWS admits no other account to anything else.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
 */
export function admitCopies(layer: Construct, sites: Sites, plan: BackupsPlan, vaultName: string): void {
  const { otherAccountVaultArn: arn, primary } = plan;
  if (arn === undefined) return;
  const facts = sites._in(primary.partScope);
  new BackupVaultPolicy(sites.part(layer, primary.partScope), 'VaultPolicy', {
    provider: facts.provider,
    backupVaultName: vaultName,
    policy: policyText([{ Effect: 'Allow', Principal: { AWS: principalOf(arn, facts) }, Action: 'backup:CopyIntoBackupVault', Resource: '*' }]),
  });
}

function principalOf(vaultArn: string, { partition }: ScopeFacts): string {
  return `arn:${partition}:iam::${accountOf(vaultArn)}:root`;
}
