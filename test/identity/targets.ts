// What operators of a service act on, from the plans of its layers.

import type { DatabasePlan } from '../../src/database/plan';
import type { ClusterTarget, DatabaseTarget, NamedTarget } from '../../src/identity/operator-targets';
import type { TablePlan } from '../../src/tables/plan';

/** A database, as operators see it. */
export function databaseTarget(plan: DatabasePlan): DatabaseTarget {
  const { globalClusterIdentifier, credentials: { secretName } } = plan;
  if (plan.existing) {
    const { primaryClusterIdentifier, standbyClusterIdentifier } = plan;
    return {
      globalClusterIdentifier,
      clusters: [
        { role: 'primary', clusterIdentifier: primaryClusterIdentifier },
        ...(standbyClusterIdentifier === undefined ? [] : [{ role: 'standby' as const, clusterIdentifier: standbyClusterIdentifier }]),
      ],
    };
  }
  const clusters = [plan.primary, ...(plan.standby === undefined ? [] : [plan.standby])].map((cluster): ClusterTarget => ({
    role: cluster.role,
    clusterIdentifier: cluster.clusterIdentifier,
    instanceIdentifiers: cluster.instances.map(({ identifier }) => identifier),
    keyAlias: cluster.key.alias,
    keyArn: cluster.key.existingArn,
    ...(plan.enforcedRpoSeconds !== undefined && cluster.role === 'primary' ? { resetParameterGroupName: cluster.parameterGroupName } : {}),
    ...(cluster.missingInstanceIdentifier === undefined ? {} : {
      missingInstance: {
        instanceIdentifier: cluster.missingInstanceIdentifier,
        subnetGroupName: cluster.subnetGroupName,
        engineName: plan.engine.engineName,
        family: plan.engine.family,
      },
    }),
  }));
  return { globalClusterIdentifier, clusters, secretName };
}

/** Tables, as operators see them. */
export function tableTargets(plans: TablePlan[]): NamedTarget[] {
  return plans.flatMap(({ physicalName, replicated }) => [
    { role: 'primary' as const, physicalName }, ...(replicated ? [{ role: 'standby' as const, physicalName }] : []),
  ]);
}
