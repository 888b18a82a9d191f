// What of a service is backed up by itself.

import type { LayerPlans } from './layers';
import type { BackupNeeds, OwnResource } from '../backup/plan';
import type { DatabasePlan } from '../database/plan';
import type { TablePlan } from '../tables/plan';

/** The database and the tables of a service, as backups refer to them. */
export function backupNeeds({ database, tables = [] }: Pick<LayerPlans, 'database' | 'tables'>): BackupNeeds {
  return {
    resources: [...(database === undefined ? [] : [ofDatabase(database)]), ...tables.map(ofTable)],
    ...(database === undefined || database.existing ? {} : {
      databaseRetentionDays: database.backupRetentionDays,
      subnetGroupNames: { primary: database.primary.subnetGroupName, standby: database.standby?.subnetGroupName },
      clusterKey: database.primary.key,
    }),
  };
}

function ofDatabase(plan: DatabasePlan): OwnResource {
  const [primaryName, standbyName] = plan.existing
    ? [plan.primaryClusterIdentifier, plan.standbyClusterIdentifier]
    : [plan.primary.clusterIdentifier, plan.standby?.clusterIdentifier];
  return { kind: 'cluster', path: plan.path, primaryName, standbyName };
}

// All replicas of a table have one name.
function ofTable({ path, physicalName, replicated }: TablePlan): OwnResource {
  return { kind: 'table', path, primaryName: physicalName, ...(replicated ? { standbyName: physicalName } : {}) };
}
