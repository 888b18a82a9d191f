// The table of locks of one region, for teams whose Terraform knows no lock files.

import type { Construct } from 'constructs';
import { DynamodbTable } from '#aws/dynamodb-table';
import type { StateBackendPlan, StateSitePlan } from './plan';
import type { Sites } from '../sites/sites';

/** Makes the table of locks of a region, if one is asked for. It is not replicated: its items name the bucket. */
export function buildLockTable(scope: Construct, sites: Sites, plan: StateBackendPlan, site: StateSitePlan, keyArn: string): void {
  if (site.lockTableName === undefined) return;
  new DynamodbTable(scope, 'LockTable', {
    provider: sites._in(site.partScope).provider,
    name: site.lockTableName,
    billingMode: 'PAY_PER_REQUEST',
    hashKey: 'LockID',
    attribute: [{ name: 'LockID', type: 'S' }],
    pointInTimeRecovery: { enabled: true },
    serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    deletionProtectionEnabled: plan.protected,
    tags: plan.tags,
    lifecycle: { preventDestroy: plan.protected },
  });
}
