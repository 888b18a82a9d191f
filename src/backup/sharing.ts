// What the other account of a third copy needs: the use of the keys that backups and clusters are encrypted with.

import { backedUpSites } from './backed-up';
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
  for (const site of backedUpSites(plan)) {
    for (const key of [site.key, plan.clusterKeys[site.role]]) {
      if (key === undefined) continue;
      const account = `arn:${sites._in(key.partScope).partition}:iam::${accountOf(arn)}:root`;
      DataKeys.of(sites).allow(key, { roleArn: account, actions: USE });
      DataKeys.of(sites).allow(key, { roleArn: account, actions: ['kms:CreateGrant'], grantsForAws: true });
    }
  }
}
