// What observers and operators may do with backups: to see those of the service's vaults, and to make, copy and restore them with the role that AWS Backup works with.

import type { BackupTarget, ClusterTarget, NamedTarget } from './operator-targets';
import type { Statement } from './role';

/** ARNs as these statements need them. */
export interface BackupArns {
  in(target: Pick<NamedTarget, 'role'>, service: string, resource: string): string;
  rds(target: Pick<NamedTarget, 'role'>, kind: string, name: string): string;
  cluster(target: ClusterTarget): string;
}

/** What observers may do. */
export function observeBackups({ vaults, restoredClusters: restored = [] }: BackupTarget, arns: BackupArns, inBothRegions: Statement['Condition']): Statement[] {
  return [
    {
      Sid: 'SeeVaults',
      Effect: 'Allow',
      Action: ['backup:DescribeBackupVault', 'backup:ListRecoveryPointsByBackupVault'],
      Resource: vaults.map(vault => vaultArn(vault, arns)),
    },
    {
      Sid: 'SeeBackups',
      Effect: 'Allow',
      Action: ['backup:DescribeRecoveryPoint', 'backup:GetRecoveryPointRestoreMetadata'],
      Resource: recoveryPoints(vaults, arns),
    },
    {
      Sid: 'SeeBackupJobs',
      Effect: 'Allow',
      Action: ['backup:DescribeBackupJob', 'backup:DescribeCopyJob', 'backup:DescribeRegionSettings', 'backup:DescribeRestoreJob'],
      Resource: '*',
      Condition: inBothRegions,
    },
    ...(restored.length === 0 ? [] : [
      { Sid: 'SeeRestored', Effect: 'Allow' as const, Action: 'rds:DescribeDBClusters', Resource: restored.map(arns.cluster) },
      {
        Sid: 'SeeRestoredInstances',
        Effect: 'Allow' as const,
        Action: 'rds:DescribeDBInstances',
        Resource: restored.map(cluster => arns.rds(cluster, 'db', cluster.missingInstance!.instanceIdentifier)),
      },
    ]),
  ];
}

/** What operators may do beside that. */
export function restoreBackups({ vaults }: BackupTarget, arns: BackupArns, serviceRoleArn: string): Statement[] {
  return [
    { Sid: 'MakeBackups', Effect: 'Allow', Action: 'backup:StartBackupJob', Resource: vaults.map(vault => vaultArn(vault, arns)) },
    { Sid: 'RestoreBackups', Effect: 'Allow', Action: ['backup:StartCopyJob', 'backup:StartRestoreJob'], Resource: recoveryPoints(vaults, arns) },
    {
      Sid: 'LetAwsBackupWork',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: serviceRoleArn,
      Condition: { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
    },
  ];
}

function vaultArn(vault: NamedTarget, arns: BackupArns): string {
  return arns.in(vault, 'backup', `backup-vault:${vault.physicalName}`);
}

// AWS gives recovery points their ids. Those of Aurora are snapshots of clusters.
function recoveryPoints(vaults: NamedTarget[], arns: BackupArns): string[] {
  return vaults.flatMap(vault => [arns.in(vault, 'backup', 'recovery-point:*'), arns.rds(vault, 'cluster-snapshot', 'awsbackup:*')]);
}
