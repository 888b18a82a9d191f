// A database that is there already: read in each region, so that a plan fails where it is missing.

import type { Construct } from 'constructs';
import { DataAwsRdsCluster } from '#aws/data-aws-rds-cluster';
import { DataAwsRdsGlobalCluster } from '#aws/data-aws-rds-global-cluster';
import type { ExistingDatabasePlan } from './plan';
import { PartScope, SiteValues } from '../sites/site';
import type { Sites } from '../sites/sites';

/** Where an existing database is reached. */
export interface ExistingParts {
  readonly writerEndpoint: string;
  readonly readerEndpoints: SiteValues;
  readonly port: number;
  /** As the cluster of the standby region says, so that the standby need not read the primary. */
  readonly standbyPort?: number;
}

/** Reads an existing database. Global clusters are the same in every region, so the standby's tells of this one too. */
export function readDatabase(layer: Construct, sites: Sites, plan: ExistingDatabasePlan): ExistingParts {
  const globalCluster = new DataAwsRdsGlobalCluster(sites.part(layer, PartScope.FOUNDATION), 'GlobalCluster', {
    provider: sites._in(PartScope.FOUNDATION).provider,
    identifier: plan.globalClusterIdentifier,
  });
  const read = (partScope: PartScope, clusterIdentifier: string): DataAwsRdsCluster =>
    new DataAwsRdsCluster(sites.part(layer, partScope), 'Cluster', { provider: sites._in(partScope).provider, clusterIdentifier });
  const primary = read(PartScope.PRIMARY, plan.primaryClusterIdentifier);
  const parts = { writerEndpoint: globalCluster.endpoint, readerEndpoints: { primary: primary.readerEndpoint }, port: primary.port };
  if (plan.standbyClusterIdentifier === undefined) return parts;
  const standby = read(PartScope.STANDBY, plan.standbyClusterIdentifier);
  return { ...parts, readerEndpoints: { ...parts.readerEndpoints, standby: standby.readerEndpoint }, standbyPort: standby.port };
}
