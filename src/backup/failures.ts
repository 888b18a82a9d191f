// Who is told when a backup, a copy or a restore of the service failed.
//
// By events, not by metrics: an event says what failed and why, and its pattern names the vault and the role, so that nobody is told of the backups of others in
// the region. Metrics of AWS Backup count without a reason, and know nothing of the vault of a restore.

import { Construct } from 'constructs';
import { CloudwatchEventRule } from '#aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '#aws/cloudwatch-event-target';
import type { BackupSitePlan, BackupsPlan } from './plan';
import { vaultArn } from './vault';
import { roleArn } from '../identity/role';
import type { ScopeFacts, Sites } from '../sites/sites';

/** Makes the rule of a site that tells a topic. */
export function buildFailures(layer: Construct, sites: Sites, plan: BackupsPlan, site: BackupSitePlan, topicArn: string | undefined): void {
  if (topicArn === undefined) return;
  const scope = new Construct(sites.part(layer, site.partScope), 'Failures');
  const facts = sites._in(site.partScope);
  const { provider } = facts;
  const rule = new CloudwatchEventRule(scope, 'Rule', {
    provider,
    name: site.failedRuleName!,
    description: `Failed backups, copies and restores of ${plan.service} in ${site.region}`,
    eventPattern: failurePattern(plan, site, facts),
    state: 'ENABLED',
    tags: plan.tags,
  });
  new CloudwatchEventTarget(scope, 'Topic', { provider, rule: rule.name, targetId: 'topic', arn: topicArn });
}

/**
 * The events of a site's failed jobs. Jobs have a `state`, restores a `status`, and a restore that fails early does not tell its vault.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 */
function failurePattern(plan: BackupsPlan, site: BackupSitePlan, facts: ScopeFacts): string {
  return JSON.stringify({
    'source': ['aws.backup'],
    'detail-type': ['Backup Job State Change', 'Copy Job State Change', 'Restore Job State Change'],
    'detail': {
      $or: [
        { backupVaultName: [site.vaultName], state: ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'] },
        { sourceBackupVaultArn: [vaultArn(site, facts)], state: ['FAILED', 'PARTIAL'] },
        { iamRoleArn: [roleArn(plan.role, facts)], status: ['FAILED', 'ABORTED'] },
      ],
    },
  });
}
