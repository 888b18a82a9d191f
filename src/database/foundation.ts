// What both clusters rest on: the global cluster and the role with which RDS reports on the instances.

import type { Construct } from 'constructs';
import { IamRolePolicyAttachment } from '#aws/iam-role-policy-attachment';
import { RdsGlobalCluster } from '#aws/rds-global-cluster';
import type { NewDatabasePlan } from './plan';
import { buildRole, roleArn } from '../identity/role';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';

/** What clusters need of the foundation. */
export interface FoundationParts {
  readonly globalClusterId: string;
  /** The address that follows the writer. */
  readonly writerEndpoint: string;
  readonly monitoringRoleArn: string;
  /** What the role may do. Instances come after it, and name the role alone. Missing for a role that is there already. */
  readonly monitoringPolicy?: Construct;
}

/** Makes the foundation of a database. */
export function buildFoundation(layer: Construct, sites: Sites, plan: NewDatabasePlan): FoundationParts {
  const scope = sites.part(layer, PartScope.FOUNDATION);
  const globalCluster = new RdsGlobalCluster(scope, 'GlobalCluster', {
    // AWS documents that a global cluster is made in the region of its first primary, and no other region.
    provider: sites._providerOf('primary', PartScope.FOUNDATION),
    globalClusterIdentifier: plan.globalClusterIdentifier,
    engine: plan.engine.engineName,
    engineVersion: plan.engine.version,
    storageEncrypted: true,
    deletionProtection: plan.protected,
    tags: plan.tags,
    // An upgrade goes through all members, and is tried again until this runs out.
    timeouts: { create: '60m', update: '180m', delete: '60m' },
    lifecycle: { preventDestroy: plan.protected },
  });
  return {
    globalClusterId: globalCluster.id,
    writerEndpoint: globalCluster.endpoint,
    ...buildMonitoringRole(scope, sites, plan),
  };
}

function buildMonitoringRole(scope: Construct, sites: Sites, plan: NewDatabasePlan): Pick<FoundationParts, 'monitoringRoleArn' | 'monitoringPolicy'> {
  const facts = sites._in(PartScope.FOUNDATION);
  const { provider, partition, accountId } = facts;
  const monitoringRoleArn = roleArn(plan.monitoringRole, facts);
  if (plan.monitoringRole.existingArn !== undefined) return { monitoringRoleArn };
  const role = buildRole(scope, sites, plan.monitoringRole, {
    description: `Enhanced monitoring of the database ${plan.globalClusterIdentifier}`,
    trust: [{
      Effect: 'Allow',
      Principal: { Service: 'monitoring.rds.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': accountId },
        ArnLike: { 'aws:SourceArn': [plan.primaryRegion, plan.standbyRegion].map(region => `arn:${partition}:rds:${region}:${accountId}:db:*`) },
      },
    }],
  }, 'MonitoringRole');
  const monitoringPolicy = new IamRolePolicyAttachment(scope, 'MonitoringPolicy', {
    provider,
    role: role.name,
    policyArn: `arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
  });
  return { monitoringRoleArn: role.arn, monitoringPolicy };
}
