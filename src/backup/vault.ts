// The vault of a region with its lock, and the settings of AWS Backup there.

import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { BackupRegionSettings } from '#aws/backup-region-settings';
import { BackupVault } from '#aws/backup-vault';
import { BackupVaultLockConfiguration } from '#aws/backup-vault-lock-configuration';
import type { BackupSitePlan, BackupsPlan } from './plan';
import { DataKeys } from '../keys/data-keys';
import { isExpression } from '../plan/reader';
import type { ScopeFacts, Sites } from '../sites/sites';

/** The ARN of a site's vault, made of its name. */
export function vaultArn({ region, vaultName }: BackupSitePlan, { partition, accountId }: Pick<ScopeFacts, 'partition' | 'accountId'>): string {
  return `arn:${partition}:backup:${region}:${accountId}:backup-vault:${vaultName}`;
}

/** The account in an ARN, which may be a token. */
export function accountOf(arn: string): string {
  return isExpression(arn) ? Fn.element(Fn.split(':', arn), 4) : arn.split(':')[4];
}

/** Makes the vault of a site, and gives its name as a token. */
export function buildVault(layer: Construct, sites: Sites, plan: BackupsPlan, site: BackupSitePlan): string {
  const scope = sites.part(layer, site.partScope);
  const { provider } = sites._in(site.partScope);
  const vault = new BackupVault(scope, 'Vault', {
    provider,
    name: site.vaultName,
    // Without one the vault has AWS's own key.
    kmsKeyArn: DataKeys.of(sites).arnOf(site.key),
    ...(plan.ephemeral ? { forceDestroy: true } : {}),
    tags: plan.tags,
    lifecycle: { preventDestroy: !plan.ephemeral },
  });
  if (plan.lock !== undefined) {
    const { minRetentionDays, maxRetentionDays, changeableForDays } = plan.lock;
    new BackupVaultLockConfiguration(scope, 'Lock', {
      provider, backupVaultName: vault.name, minRetentionDays, maxRetentionDays, ...(changeableForDays === undefined ? {} : { changeableForDays }),
    });
  }
  if (plan.manageRegionSettings) {
    new BackupRegionSettings(scope, 'Settings', {
      provider,
      resourceTypeOptInPreference: { Aurora: true, DynamoDB: true },
      resourceTypeManagementPreference: { DynamoDB: true },
      // AWS answers with all types that the region has, which no list here could keep up with. So they are set once.
      // https://github.com/hashicorp/terraform-provider-aws/issues/22744
      lifecycle: { ignoreChanges: ['resource_type_opt_in_preference', 'resource_type_management_preference'] },
    });
  }
  return vault.name;
}
