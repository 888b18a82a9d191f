// What the other account of a third copy needs: the use of the keys that backups and clusters are encrypted with.

import type { BackupsPlan } from './plan';
import { accountOf } from './vault';
import { DataKeys } from '../keys/data-keys';
import type { Sites } from '../sites/sites';

// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
const USE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** Lets the other account use the keys of what is copied to it. Keys that are there already have policies of their own. */
export function shareKeys(sites: Sites, plan: BackupsPlan): void {
  const { otherAccountVaultArn: arn } = plan;
  if (arn === undefined) return;
  for (const key of [plan.primary.key, plan.clusterKey]) {
    if (key === undefined) continue;
    const account = `arn:${sites._in(key.partScope).partition}:iam::${accountOf(arn)}:root`;
    DataKeys.of(sites).allow(key, { roleArn: account, actions: USE });
    DataKeys.of(sites).allow(key, { roleArn: account, actions: ['kms:CreateGrant'], grantsForAws: true });
  }
}
