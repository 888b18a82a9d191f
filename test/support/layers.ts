// Every layer of the library, as a test that is about all of them makes it.

import { Construct } from 'constructs';
import type { BuildLayers } from './four-stacks';
import {
  Attribute, Capacity, DatabaseEngine, GlobalDatabase, GlobalIndex, GlobalTable, LocalIndex, MultiRegionNetwork, TableConsistency, TableSpec,
} from '../../src';

/** Tables of every form. */
export const TABLES = [
  new TableSpec('orders', {
    partitionKey: Attribute.string('pk'),
    sortKey: Attribute.number('sk'),
    indexes: [new GlobalIndex('by-customer', { partitionKey: Attribute.string('customer') })],
    localIndexes: [new LocalIndex('by-state', { sortKey: Attribute.string('state') })],
    ttlAttribute: 'expires',
  }),
  new TableSpec('stock', { partitionKey: Attribute.string('pk'), consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' }),
  new TableSpec('legacy', { existingName: 'legacy' }),
];

const buildTables: BuildLayers = (scope, sites) => {
  const tables = new Construct(scope, 'Tables');
  TABLES.forEach(table => new GlobalTable(tables, table.tableName, { sites, table }));
};

// The network is made for the database, and hands it its subnets and security groups.
const buildDatabase: BuildLayers = (scope, sites) => {
  const { primary, standby } = new MultiRegionNetwork(scope, 'Network', { sites, network: { databasePort: 5432 } });
  const [inPrimary, inStandby] = [primary, standby!].map(network => ({
    subnetIds: network.isolatedSubnetIds, securityGroupIds: [network.databaseSecurityGroupId!],
  }));
  new GlobalDatabase(scope, 'Database', {
    sites,
    database: { engine: DatabaseEngine.auroraPostgresql('16.8'), capacity: Capacity.serverless({ minAcu: 0.5, maxAcu: 8 }) },
    network: { primary: inPrimary, standby: inStandby },
  });
};

/** Makes every layer. A layer that comes to the library is added here, and is then held to all checks of layouts and references. */
export const everyLayer: BuildLayers = (scope, sites) => {
  buildTables(scope, sites);
  buildDatabase(scope, sites);
};
