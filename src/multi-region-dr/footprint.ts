// What runs in the standby region, as far as it is paid for by the hour or by size: counts, no prices.

import type { LayerPlans } from './layers';
import type { ClusterPlan } from '../database/plan';
import type { SiteNetworkPlan } from '../network/plan';
import { Strategy } from '../plan/strategy';

/** How much of a standby region is paid for while nothing happens. */
export enum StandbyCost {
  /** Nothing but copies of backups. */
  COPIES = 'COPIES',
  /** Replicas of data, paid for by size and writes; nothing by the hour. */
  REPLICAS = 'REPLICAS',
  /** Something by the hour, and less than in the primary region. */
  REDUCED = 'REDUCED',
  /** As much by the hour as in the primary region. */
  FULL = 'FULL',
}

/** What runs in the standby region, as planned. What is there already is not counted. */
export interface FootprintPlan {
  readonly cost: StandbyCost;
  readonly natGateways: number;
  readonly interfaceEndpoints: number;
  readonly databaseInstances: number;
  readonly leastAcu: number;
  readonly databaseMember: boolean;
  readonly tableReplicas: number;
  readonly functions: number;
  readonly backupCopies: boolean;
}

/** Counts what the plans make in the standby region. What is there already is its owner's, and not counted. */
export function footprintOf({ network, database, tables = [], functions = [], backup }: LayerPlans, strategy: Strategy): FootprintPlan {
  const clusters = database === undefined || database.existing ? undefined : database;
  const standby = { ...ofNetwork(network?.standby), ...ofCluster(clusters?.standby) };
  const primary = { ...ofNetwork(network?.primary), ...ofCluster(clusters?.primary) };
  const counts = {
    databaseMember: clusters?.standby !== undefined,
    tableReplicas: tables.filter(({ replicated, existing }) => replicated && !existing).length,
    functions: functions.filter(one => one.standby !== undefined).length,
    backupCopies: backup?.rules.some(({ copy }) => copy !== undefined) ?? false,
  };
  const byTheHour = Object.values(standby).some(count => count > 0);
  const asMuch = Object.keys(primary).every(name => standby[name as keyof typeof standby] >= primary[name as keyof typeof primary]);
  const hourly = asMuch ? StandbyCost.FULL : StandbyCost.REDUCED;
  const cost = byTheHour ? hourly : StandbyCost.REPLICAS;
  return { cost: strategy === Strategy.BACKUP_RESTORE ? StandbyCost.COPIES : cost, ...standby, ...counts };
}

function ofNetwork(network: SiteNetworkPlan | undefined) {
  const made = network === undefined || network.existing ? undefined : network;
  // An endpoint is paid for in each of its zones.
  return { natGateways: made?.gateways.length ?? 0, interfaceEndpoints: (made?.interfaceEndpoints.length ?? 0) * (made?.zoneCount ?? 0) };
}

function ofCluster(cluster: ClusterPlan | undefined) {
  const databaseInstances = cluster?.instances.length ?? 0;
  return { databaseInstances, leastAcu: databaseInstances * (cluster?.capacity.acu?.least ?? 0) };
}
