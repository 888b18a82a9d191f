// The cluster of one region, with its instances, groups and logs.

import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import { DataAwsKmsKey } from '#aws/data-aws-kms-key';
import { DbSubnetGroup } from '#aws/db-subnet-group';
import { RdsCluster } from '#aws/rds-cluster';
import { RdsClusterInstance } from '#aws/rds-cluster-instance';
import { RdsClusterParameterGroup } from '#aws/rds-cluster-parameter-group';
import type { FoundationParts } from './foundation';
import type { ClusterPlan, NewDatabasePlan } from './plan';
import type { DatabaseNetworkProps } from './props';
import { DataKeys } from '../keys/data-keys';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';

/** What a cluster is built with beside its plan. */
export interface ClusterSurroundings {
  readonly foundation: FoundationParts;
  readonly network: DatabaseNetworkProps;
  /** An expression with the password. The primary alone has one: a secondary takes over everything of the primary's users. */
  readonly password?: string;
}

/**
 * What AWS changes when the roles of the members change, or when the engine is upgraded through the global cluster. Acting on any of it
 * would detach, promote or replace a cluster.
 */
const CHANGED_BY_AWS = [
  'replication_source_identifier', 'global_cluster_identifier', 'snapshot_identifier', 'source_region', 'engine_version',
  'database_name', 'master_username', 'master_password_wo', 'master_password_wo_version',
];

/** A cluster that was made. */
export interface ClusterParts {
  readonly cluster: Construct;
  readonly instances: Construct[];
  readonly readerEndpoint: string;
}

const MONITORING_INTERVAL_SECONDS = 60;
const PERFORMANCE_INSIGHTS_DAYS = 7;

/** Makes the cluster of one region. */
export function buildCluster(layer: Construct, sites: Sites, plan: NewDatabasePlan, cluster: ClusterPlan, around: ClusterSurroundings): ClusterParts {
  const partScope = cluster.role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY;
  const scope = sites.part(layer, partScope);
  const { provider } = sites._in(partScope);
  const keys = DataKeys.of(sites);
  const kmsKeyId = keys.arnOf(cluster.key) ?? keyOfAws(scope, provider);
  const { acu } = cluster.capacity;

  const subnets = new DbSubnetGroup(scope, 'Subnets', {
    provider, name: cluster.subnetGroupName, description: `Subnets of ${cluster.clusterIdentifier}`, subnetIds: around.network.subnetIds, tags: plan.tags,
  });
  const parameters = new RdsClusterParameterGroup(scope, 'Parameters', {
    provider,
    name: cluster.parameterGroupName,
    family: plan.engine.family,
    description: `Parameters of ${cluster.clusterIdentifier}`,
    parameter: cluster.parameters.map(({ parameterName, value, applyMethod }) => ({ name: parameterName, value, applyMethod })),
    tags: plan.tags,
    // Terraform does the same with all that this comes after, so it comes after nothing: clusters and instances have fixed names.
    lifecycle: { createBeforeDestroy: true },
  });
  // Made before the cluster, since Aurora would make them without retention and key.
  const logs = plan.exportedLogs.map(log => new CloudwatchLogGroup(scope, `Log-${log}`, {
    provider,
    name: `/aws/rds/cluster/${cluster.clusterIdentifier}/${log}`,
    retentionInDays: plan.logRetentionDays,
    kmsKeyId: keys.arnOf(cluster.logsKey),
    tags: plan.tags,
  }));
  const made = new RdsCluster(scope, 'Cluster', {
    provider,
    clusterIdentifier: cluster.clusterIdentifier,
    globalClusterIdentifier: around.foundation.globalClusterId,
    engine: plan.engine.engineName,
    engineVersion: plan.engine.version,
    port: plan.engine.port,
    ...(around.password === undefined ? { sourceRegion: plan.primaryRegion } : {
      databaseName: plan.databaseName,
      masterUsername: plan.credentials.username,
      masterPasswordWo: around.password,
      masterPasswordWoVersion: 1,
    }),
    dbSubnetGroupName: subnets.name,
    dbClusterParameterGroupName: parameters.name,
    vpcSecurityGroupIds: around.network.securityGroupIds,
    storageEncrypted: true,
    kmsKeyId,
    ...(acu === undefined ? {} : { serverlessv2ScalingConfiguration: { minCapacity: acu.least, maxCapacity: acu.most } }),
    ...(plan.writeForwarding ? { enableGlobalWriteForwarding: true } : {}),
    backupRetentionPeriod: plan.backupRetentionDays,
    copyTagsToSnapshot: true,
    enabledCloudwatchLogsExports: plan.exportedLogs,
    deletionProtection: plan.protected,
    ...(plan.protected
      ? { skipFinalSnapshot: false, finalSnapshotIdentifier: cluster.finalSnapshotIdentifier }
      : { skipFinalSnapshot: true, applyImmediately: true }),
    tags: plan.tags,
    timeouts: { create: '120m', update: '180m', delete: '120m' },
    dependsOn: logs,
    lifecycle: { preventDestroy: plan.protected, ignoreChanges: CHANGED_BY_AWS },
  });
  const instances = cluster.instances.map(({ identifier, promotionTier }, index) => new RdsClusterInstance(scope, `Instance${index + 1}`, {
    provider,
    identifier,
    clusterIdentifier: made.id,
    engine: plan.engine.engineName,
    instanceClass: cluster.capacity.instanceClass,
    dbSubnetGroupName: subnets.name,
    promotionTier,
    publiclyAccessible: false,
    autoMinorVersionUpgrade: false,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: kmsKeyId,
    performanceInsightsRetentionPeriod: PERFORMANCE_INSIGHTS_DAYS,
    monitoringInterval: MONITORING_INTERVAL_SECONDS,
    monitoringRoleArn: around.foundation.monitoringRoleArn,
    ...(plan.protected ? {} : { applyImmediately: true }),
    tags: plan.tags,
    timeouts: { create: '90m', update: '120m', delete: '90m' },
  }));
  const { monitoringPolicy } = around.foundation;
  if (monitoringPolicy !== undefined) instances.forEach(instance => sites.after(instance, monitoringPolicy));
  return { cluster: made, instances, readerEndpoint: made.readerEndpoint };
}

// A member in another region than the primary's must name the key of its region.
function keyOfAws(scope: Construct, provider: TerraformProvider): string {
  return new DataAwsKmsKey(scope, 'KeyOfAws', { provider, keyId: 'alias/aws/rds' }).arn;
}
