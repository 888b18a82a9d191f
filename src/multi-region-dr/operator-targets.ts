// What operators of a service see and change, from the plans of its layers.

import type { LayerPlans } from './layers';
import type { BackupsPlan } from '../backup/plan';
import type { ClusterPlan, DatabasePlan, NewDatabasePlan } from '../database/plan';
import { CANARY_KEY, SWITCH_KEY } from '../dns/plan';
import { EventsPlan, sitesOf } from '../events/plan';
import type { FunctionPlan } from '../functions/plan';
import type { ArchiveTarget, BackupTarget, ClusterTarget, DatabaseTarget, NamedTarget, OperatorTargets, RuleTarget } from '../identity/operator-targets';
import type { TablePlan } from '../tables/plan';

/** The targets of a service. */
export function operatorTargets({ database, tables = [], events, functions = [], dns, parameters, backup, monitoring }: LayerPlans): OperatorTargets {
  return {
    ...(database === undefined ? {} : { database: databaseTarget(database) }),
    tables: tables.flatMap(tableTargets),
    ...functionTargets(functions),
    archives: events === undefined ? [] : archiveTargets(events),
    ...(dns?.failoverSwitch === undefined ? {} : {
      failoverSwitch: { bucketName: dns.failoverSwitch.bucketName, switchKey: SWITCH_KEY, canaryKey: CANARY_KEY },
    }),
    ...(parameters === undefined ? {} : {
      activeRegion: { names: parameters.sites.map(({ role }) => ({ role, physicalName: parameters.activeRegionName })) },
    }),
    ...(backup === undefined ? {} : { backup: backupTarget(backup, database) }),
    ...(monitoring === undefined ? {} : { dashboardNames: monitoring.dashboards.map(({ dashboardName }) => dashboardName) }),
  };
}

/** What of functions is compared before a failover, and switched at one. */
export function functionTargets(functions: FunctionPlan[]): Pick<OperatorTargets, 'functions' | 'consumers' | 'rules'> {
  return {
    functions: functions.filter(({ standby }) => standby !== undefined).flatMap(consumerTargets),
    consumers: functions.filter(({ triggers }) => triggers.some(trigger => trigger.kind !== 'rule')).flatMap(consumerTargets),
    rules: functions.flatMap(ruleTargets),
  };
}

/** The archives of a bus, as operators see them. */
export function archiveTargets(plan: EventsPlan): ArchiveTarget[] {
  const { busName } = plan;
  return sitesOf(plan).flatMap(({ role, archiveName }) => (archiveName === undefined ? [] : [{ role, physicalName: archiveName, busName }]));
}

/** A database, as operators see it. */
export function databaseTarget(plan: DatabasePlan): DatabaseTarget {
  const { globalClusterIdentifier, credentials: { secretName } } = plan;
  if (!plan.existing) {
    const clusters = plan.standby === undefined ? [plan.primary] : [plan.primary, plan.standby];
    return { globalClusterIdentifier, clusters: clusters.map(cluster => clusterTarget(plan, cluster)), secretName };
  }
  const { primaryClusterIdentifier, standbyClusterIdentifier } = plan;
  return {
    globalClusterIdentifier,
    clusters: [
      { role: 'primary', clusterIdentifier: primaryClusterIdentifier },
      ...(standbyClusterIdentifier === undefined ? [] : [{ role: 'standby' as const, clusterIdentifier: standbyClusterIdentifier }]),
    ],
  };
}

/** Backups, as operators see them. A restored cluster needs a subnet group, which the service has where its database has a cluster. */
export function backupTarget({ primary, standby, role }: BackupsPlan, database?: DatabasePlan): BackupTarget {
  return {
    vaults: [primary, standby].map(site => ({
      role: site.role, physicalName: site.vaultName, keyAlias: site.key.alias, keyArn: site.key.existingArn,
    })),
    role,
    ...(database === undefined || database.existing ? {} : {
      restoredClusters: [database.primary, ...(database.standby === undefined ? [] : [database.standby])]
        .map(cluster => restoredCluster(database, cluster)),
    }),
  };
}

/** A table, as operators see it. */
export function tableTargets({ physicalName, replicated }: TablePlan): NamedTarget[] {
  return [{ role: 'primary', physicalName }, ...(replicated ? [{ role: 'standby' as const, physicalName }] : [])];
}

function clusterTarget(plan: NewDatabasePlan, cluster: ClusterPlan): ClusterTarget {
  const { role, clusterIdentifier, instances, missingInstanceIdentifier, key, parameterGroupName, subnetGroupName } = cluster;
  return {
    role,
    clusterIdentifier,
    instanceIdentifiers: instances.map(({ identifier }) => identifier),
    keyAlias: key.alias,
    keyArn: key.existingArn,
    // The group of the initial primary alone has the parameter.
    ...(plan.enforcedRpoSeconds !== undefined && role === 'primary' ? { resetParameterGroupName: parameterGroupName } : {}),
    ...(missingInstanceIdentifier === undefined ? {} : {
      missingInstance: {
        instanceIdentifier: missingInstanceIdentifier,
        subnetGroupName,
        engineName: plan.engine.engineName,
        family: plan.engine.family,
      },
    }),
  };
}

function restoredCluster({ engine }: NewDatabasePlan, { role, clusterIdentifier, subnetGroupName }: ClusterPlan): ClusterTarget {
  const restored = `${clusterIdentifier}-restored`;
  return {
    role,
    clusterIdentifier: restored,
    missingInstance: { instanceIdentifier: `${restored}-1`, subnetGroupName, engineName: engine.engineName, family: engine.family },
  };
}

function consumerTargets({ primary, standby }: FunctionPlan): NamedTarget[] {
  return [primary, ...(standby === undefined ? [] : [standby])].map(({ role, physicalName }) => ({ role, physicalName }));
}

function ruleTargets({ triggers }: FunctionPlan): RuleTarget[] {
  return triggers.filter(trigger => trigger.kind === 'rule').flatMap(({ physicalNames: { primary, standby }, busName }) => {
    const bus = busName === 'default' ? {} : { busName };
    return [
      { role: 'primary' as const, physicalName: primary, ...bus },
      ...(standby === undefined ? [] : [{ role: 'standby' as const, physicalName: standby, ...bus }]),
    ];
  });
}
