// The Terraform resources of a table: the table in Primary, its replica in Standby.

import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { DataAwsDynamodbTable } from '#aws/data-aws-dynamodb-table';
import { DynamodbTable, DynamodbTableConfig, DynamodbTableReplica } from '#aws/dynamodb-table';
import { DynamodbTableReplicaA } from '#aws/dynamodb-table-replica';
import type { AttributePlan, ExistingTablePlan, NewTablePlan, TablePlan } from './plan';
import { TableConsistency } from './props';
import { DataKeys } from '../keys/data-keys';
import { PartScope, SiteValues } from '../sites/site';
import type { Sites } from '../sites/sites';

/** What reading the streams of a table needs. */
export interface TableParts {
  readonly primaryStreamArn: string;
  /** The name of the table as the standby region's replica knows it; undefined where that is not a resource of its own. */
  readonly replicaName?: string;
  readonly standbyStreamArn?: string;
}

/** Makes a table and its replica under a layer. */
export function buildTable(layer: Construct, sites: Sites, table: NewTablePlan): TableParts {
  const keyArn = (role: 'primary' | 'standby') => DataKeys.of(sites).arnOf(table.keys[role]!);
  const strong = table.consistency === TableConsistency.STRONG;
  const primary = sites.part(layer, PartScope.PRIMARY);
  const made = new DynamodbTable(primary, 'Table', {
    provider: sites._in(PartScope.PRIMARY).provider,
    ...tableConfig(table, keyArn('primary')),
    // A strongly consistent table and its replicas are one resource; any other's replica is one of its own, beside which
    // the table must not claim to know all replicas.
    ...(strong ? { replica: [strongReplica(table, keyArn('standby'))], globalTableWitness: { regionName: table.witnessRegion! } } : {}),
    lifecycle: { preventDestroy: table.protected, ...(strong ? {} : { ignoreChanges: ['replica'] }) },
  });
  const primaryStreamArn = made.streamArn;
  if (strong || !table.replicated) return { primaryStreamArn };

  const standby = sites.part(layer, PartScope.STANDBY);
  const replica = new DynamodbTableReplicaA(standby, 'Replica', {
    provider: sites._in(PartScope.STANDBY).provider,
    globalTableArn: tableArn(sites, table.physicalName, PartScope.STANDBY, table.primaryRegion),
    kmsKeyArn: keyArn('standby'),
    pointInTimeRecovery: true,
    deletionProtectionEnabled: table.protected,
    tags: table.tags,
    timeouts: { create: '120m', update: '60m', delete: '60m' },
    lifecycle: { preventDestroy: table.protected },
  });
  sites.after(standby, primary);
  // Its id is `<table>:<region of the table>`. Read of it, the name waits for the replica once, and not at each change of it as with
  // `depends_on`.
  return { primaryStreamArn, replicaName: Fn.element(Fn.split(':', replica.id), 0) };
}

/** Reads the streams of a table in both regions. */
export function readStream(layer: Construct, sites: Sites, table: TablePlan, parts: TableParts): SiteValues {
  const { primaryStreamArn, standbyStreamArn, replicaName } = parts;
  const isRead = standbyStreamArn !== undefined || replicaName === undefined || !table.replicated;
  if (isRead) return { primary: primaryStreamArn, standby: standbyStreamArn };
  const { provider } = sites._in(PartScope.STANDBY);
  const read = new DataAwsDynamodbTable(sites.part(layer, PartScope.STANDBY), 'Stream', { provider, name: replicaName });
  return { primary: primaryStreamArn, standby: read.streamArn };
}

/** Reads a table that is there already in each region that should have it, so that a plan fails where it is missing. */
export function readTable(layer: Construct, sites: Sites, table: ExistingTablePlan): TableParts {
  const read = (partScope: PartScope) =>
    new DataAwsDynamodbTable(sites.part(layer, partScope), 'Table', { provider: sites._in(partScope).provider, name: table.physicalName }).streamArn;
  return { primaryStreamArn: read(PartScope.PRIMARY), ...(table.replicated ? { standbyStreamArn: read(PartScope.STANDBY) } : {}) };
}

/** The ARN of a table in a region, in the words of a scope. */
export function tableArn(sites: Sites, name: string, partScope: PartScope, region: string): string {
  const { partition, accountId } = sites._in(partScope);
  return `arn:${partition}:dynamodb:${region}:${accountId}:table/${name}`;
}

function tableConfig(table: NewTablePlan, kmsKeyArn: string | undefined): DynamodbTableConfig {
  return {
    name: table.physicalName,
    billingMode: 'PAY_PER_REQUEST',
    hashKey: table.partitionKey.attributeName,
    rangeKey: table.sortKey?.attributeName,
    attribute: declaredAttributes(table),
    globalSecondaryIndex: table.indexes.filter(index => !index.local).map(index => ({
      name: index.indexName,
      hashKey: index.partitionKey.attributeName,
      rangeKey: index.sortKey?.attributeName,
      ...projectionOf(index),
    })),
    localSecondaryIndex: table.indexes.filter(index => index.local).map(index => ({
      name: index.indexName,
      rangeKey: index.sortKey!.attributeName,
      ...projectionOf(index),
    })),
    ...(table.ttlAttribute === undefined ? {} : { ttl: { attributeName: table.ttlAttribute, enabled: true } }),
    ...(table.stream === undefined ? {} : { streamEnabled: true, streamViewType: table.stream }),
    pointInTimeRecovery: { enabled: true },
    serverSideEncryption: { enabled: true, kmsKeyArn },
    deletionProtectionEnabled: table.protected,
    tags: table.tags,
    timeouts: { create: '60m', update: '120m', delete: '60m' },
  };
}

function strongReplica(table: NewTablePlan, kmsKeyArn: string | undefined): DynamodbTableReplica {
  return {
    regionName: table.standbyRegion,
    consistencyMode: 'STRONG',
    kmsKeyArn,
    pointInTimeRecovery: true,
    deletionProtectionEnabled: table.protected,
    propagateTags: true,
  };
}

// DynamoDB wants exactly the attributes that are part of a key.
function declaredAttributes(table: NewTablePlan): { name: string; type: string }[] {
  const keys = [table, ...table.indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
  const byName = new Map(keys.filter((key): key is AttributePlan => key !== undefined).map(key => [key.attributeName, key.attributeType]));
  return [...byName].map(([name, type]) => ({ name, type }));
}

function projectionOf({ projectionType, nonKeyAttributes }: { projectionType: string; nonKeyAttributes: string[] }) {
  return { projectionType, ...(nonKeyAttributes.length > 0 ? { nonKeyAttributes } : {}) };
}
