// The backup plan of a region: its rules with their copies, and what it takes.

import { Op } from 'cdktf';
import { Construct } from 'constructs';
import { BackupPlan } from '#aws/backup-plan';
import { BackupSelection } from '#aws/backup-selection';
import { resourcesIn } from './backed-up';
import type { BackupSitePlan, BackupsPlan, ResourcePlan } from './plan';
import type { LifecyclePlan } from './plan-rules';
import { OWN_VAULT } from './rules-copies';
import { accountOf, vaultArn } from './vault';
import { roleArn } from '../identity/role';
import { PartScope } from '../sites/site';
import type { ScopeFacts, Sites } from '../sites/sites';

const ARN_NAMES = { table: ['dynamodb', 'table/'], cluster: ['rds', 'cluster:'] } as const;

/** Makes the backup plan of a site, and gives its id. */
export function buildSitePlan(layer: Construct, sites: Sites, plan: BackupsPlan, site: BackupSitePlan): string {
  const scope = new Construct(sites.part(layer, site.partScope), 'Backup');
  const facts = sites._in(site.partScope);
  const { provider } = facts;
  const other = site.role === 'primary' ? plan.standby : plan.primary;
  const made = new BackupPlan(scope, 'Plan', {
    provider,
    name: site.planName!,
    rule: plan.rules.map(rule => ({
      ruleName: rule.ruleName,
      targetVaultName: site.vaultName,
      schedule: rule.schedule,
      startWindow: rule.startWindowMinutes,
      completionWindow: rule.completionWindowMinutes,
      ...(rule.continuous ? { enableContinuousBackup: true } : {}),
      lifecycle: lifecycleOf(rule.backup),
      ...(rule.copy === undefined ? {} : {
        copyAction: destinations(plan, site, other, facts).map(destinationVaultArn => ({ destinationVaultArn, lifecycle: lifecycleOf(rule.copy!) })),
      }),
    })),
    tags: plan.tags,
    ...(plan.otherAccountVaultArn === undefined || site.role === 'standby' ? {} : { lifecycle: { precondition: [inOtherAccount(plan.otherAccountVaultArn, facts)] } }),
  });
  const selected = { provider, planId: made.id, iamRoleArn: roleArn(plan.role, facts) };
  const named = resourcesIn(plan, site.role);
  if (named.length > 0) {
    new BackupSelection(scope, 'Named', { ...selected, name: 'named', resources: named.map(resource => resourceArn(resource, site, facts)) });
  }
  const tags = Object.entries(plan.selectByTags);
  if (tags.length > 0) {
    new BackupSelection(scope, 'Tagged', {
      ...selected,
      name: 'tagged',
      resources: ['*'],
      // All of them at once; a list of tags would take what has one.
      condition: [{ stringEquals: tags.map(([key, value]) => ({ key: `aws:ResourceTag/${key}`, value })) }],
    });
  }
  // The vault and the settings of the region are named, not referred to.
  const { node } = sites.part(layer, site.partScope);
  for (const constructId of ['Vault', 'Settings']) {
    const earlier = node.tryFindChild(constructId);
    if (earlier !== undefined) sites.after(scope, earlier as Construct);
  }
  if (plan.role.existingArn === undefined) sites.after(scope, sites.part(layer, PartScope.FOUNDATION));
  return made.id;
}

function lifecycleOf({ retentionDays, coldStorageAfterDays }: LifecyclePlan) {
  return { deleteAfter: retentionDays, ...(coldStorageAfterDays === undefined ? {} : { coldStorageAfter: coldStorageAfterDays }) };
}

// The third copy is the primary's: Aurora copies to another account within a region alone.
function destinations({ otherAccountVaultArn }: BackupsPlan, { role }: BackupSitePlan, other: BackupSitePlan, facts: ScopeFacts): string[] {
  return [vaultArn(other, facts), ...(otherAccountVaultArn === undefined || role === 'standby' ? [] : [otherAccountVaultArn])];
}

function resourceArn(resource: ResourcePlan, { role, region }: BackupSitePlan, { partition, accountId }: ScopeFacts): string {
  const name = resource[role]!;
  if (!resource.own || resource.kind === 'other') return name;
  const [service, prefix] = ARN_NAMES[resource.kind];
  return `arn:${partition}:${service}:${region}:${accountId}:${prefix}${name}`;
}

// Whose account a token stands for, Terraform alone knows.
function inOtherAccount(arn: string, { accountId }: ScopeFacts) {
  return {
    condition: Op.neq(accountOf(arn), accountId),
    errorMessage: `${OWN_VAULT.code}: the vault for the third copy is in the account of the service. A vault of another account is needed.`,
  };
}
