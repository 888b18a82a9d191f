// Restores on a schedule, where the copies are.

import type { Construct } from 'constructs';
import { BackupRestoreTestingPlan } from '#aws/backup-restore-testing-plan';
import { BackupRestoreTestingSelection } from '#aws/backup-restore-testing-selection';
import type { BackupsPlan } from './plan';
import type { TestingPlan } from './plan-vaults';
import { vaultArn } from './vault';
import { roleArn } from '../identity/role';
import { DataKeys } from '../keys/data-keys';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';

const TYPES = { cluster: 'Aurora', table: 'DynamoDB' };

/** Makes the tests. AWS names what it restores, and deletes it. */
export function buildRestoreTesting(layer: Construct, sites: Sites, plan: BackupsPlan, testing: TestingPlan): void {
  const site = plan[testing.role];
  const scope = sites.part(layer, site.partScope);
  const facts = sites._in(site.partScope);
  const { provider } = facts;
  const tests = new BackupRestoreTestingPlan(scope, 'RestoreTests', {
    provider,
    name: testing.planName,
    scheduleExpression: testing.schedule,
    recoveryPointSelection: [{
      algorithm: 'LATEST_WITHIN_WINDOW',
      includeVaults: [vaultArn(site, facts)],
      // A copy is always a snapshot; a continuous backup is not one.
      recoveryPointTypes: testing.elsewhere ? ['SNAPSHOT'] : ['SNAPSHOT', 'CONTINUOUS'],
      selectionWindowDays: testing.selectionWindowDays,
    }],
    tags: plan.tags,
  });
  for (const kind of testing.kinds) {
    const selection = new BackupRestoreTestingSelection(scope, `RestoreTest-${kind}`, {
      provider,
      name: TYPES[kind],
      restoreTestingPlanName: tests.name,
      protectedResourceType: TYPES[kind],
      // Everything of the vault, which has what other services own by a selection by tags alone (DR645). By its ARN nothing is named: whether a test in one
      // region takes the ARN of what is in another, AWS does not say, and one that finds nothing fails nobody.
      protectedResourceArns: ['*'],
      iamRoleArn: roleArn(plan.role, facts),
      validationWindowHours: testing.retainHours,
      ...overrides(kind, sites, plan, testing),
    });
    if (plan.role.existingArn === undefined) sites.after(selection, sites.part(layer, PartScope.FOUNDATION));
  }
}

// What AWS does not find out by itself: the network of a cluster, and the key of a table that comes from another region.
function overrides(kind: TestingPlan['kinds'][number], sites: Sites, plan: BackupsPlan, { role, subnetGroupName, elsewhere }: TestingPlan): { restoreMetadataOverrides?: Record<string, string> } {
  if (kind === 'cluster') return subnetGroupName === undefined ? {} : { restoreMetadataOverrides: { DBSubnetGroupName: subnetGroupName } };
  if (!elsewhere) return {};
  const keyArn = DataKeys.of(sites).arnOf(plan[role].key);
  return { restoreMetadataOverrides: { encryptionType: 'KMS', ...(keyArn === undefined ? {} : { kmsMasterKeyArn: keyArn }) } };
}
