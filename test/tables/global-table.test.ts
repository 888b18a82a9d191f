import { Attribute, GlobalIndex, GlobalTable, LocalIndex, Projection, Removal, Strategy, TableConsistency, TableSpec, TableSpecProps, SitesProps } from '../../src';
import { newSites, templateOf } from '../support/synth';

const KEYED: TableSpecProps = { partitionKey: Attribute.string('pk'), sortKey: Attribute.string('sk') };

function synthesized(props: TableSpecProps = KEYED, sitesProps: Partial<SitesProps> = {}) {
  const { stack, sites } = newSites(sitesProps);
  const table = new GlobalTable(stack, 'Orders', { sites, table: new TableSpec('orders', props) });
  return { table, template: templateOf(stack) };
}

test('a table is in the primary region and its replica in the standby, under one name', () => {
  const { template } = synthesized();
  expect(template.only('aws_dynamodb_table').region).toBe('us-east-1');
  expect(template.only('aws_dynamodb_table').body.name).toBe('orders-prod-orders');
  const replica = template.only('aws_dynamodb_table_replica');
  expect(replica.region).toBe('us-west-2');
  expect(replica.body.global_table_arn).toMatch(/:dynamodb:us-east-1:.*:table\/orders-prod-orders$/);
});

test('both replicas have point-in-time recovery, deletion protection and a key of their own region', () => {
  const { template } = synthesized();
  const table = template.only('aws_dynamodb_table');
  const replica = template.only('aws_dynamodb_table_replica');
  const kept = { deletion_protection_enabled: true, lifecycle: { prevent_destroy: true } };
  expect(table.body).toMatchObject({ ...kept, point_in_time_recovery: { enabled: true } });
  expect(replica.body).toMatchObject({ ...kept, point_in_time_recovery: true });
  for (const [block, keyArn] of [[table, table.body.server_side_encryption.kms_key_arn], [replica, replica.body.kms_key_arn]]) {
    const key = template.references({ ...block, body: { keyArn } })[0];
    expect(template.block(key)?.resourceType).toBe('aws_kms_key');
    expect(template.block(key)?.region).toBe(block.region);
  }
});

test('a table ignores the replicas that a resource of their own makes', () => {
  expect(synthesized().template.only('aws_dynamodb_table').body.lifecycle.ignore_changes).toEqual(['replica']);
});

test('the replica is made after the table and reads nothing of it', () => {
  const { template } = synthesized();
  const table = template.only('aws_dynamodb_table').address;
  const replica = template.only('aws_dynamodb_table_replica');
  expect(replica.body.depends_on).toEqual([table]);
  expect(template.references({ ...replica, body: { ...replica.body, depends_on: [] } })).not.toContain(table);
});

test('a table is paid per request and streams what its replication is documented with', () => {
  expect(synthesized().template.only('aws_dynamodb_table').body).toMatchObject({
    billing_mode: 'PAY_PER_REQUEST', stream_enabled: true, stream_view_type: 'NEW_AND_OLD_IMAGES',
  });
});

test('exactly the key attributes of the table and its indexes are declared', () => {
  const { template } = synthesized({
    ...KEYED,
    ttlAttribute: 'expires',
    indexes: [new GlobalIndex('by-customer', { partitionKey: Attribute.string('customer'), sortKey: Attribute.number('placed') })],
    localIndexes: [new LocalIndex('by-state', { sortKey: Attribute.string('state'), projection: Projection.include(['b', 'a']) })],
  });
  const body = template.only('aws_dynamodb_table').body;
  expect(body.attribute).toEqual([
    { name: 'pk', type: 'S' }, { name: 'sk', type: 'S' }, { name: 'customer', type: 'S' }, { name: 'placed', type: 'N' }, { name: 'state', type: 'S' },
  ]);
  expect(body.global_secondary_index).toEqual([{ name: 'by-customer', hash_key: 'customer', range_key: 'placed', projection_type: 'ALL' }]);
  expect(body.ttl).toEqual({ attribute_name: 'expires', enabled: true });
  // In the order in which AWS gives them back: any other would replace the table.
  expect(body.local_secondary_index).toEqual([{ name: 'by-state', range_key: 'state', projection_type: 'INCLUDE', non_key_attributes: ['a', 'b'] }]);
});

test('a strongly consistent table holds its replica and witness itself, each replica with a key of its region', () => {
  const { template } = synthesized({ partitionKey: Attribute.string('pk'), consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' });
  const body = template.only('aws_dynamodb_table').body;
  expect(template.all('aws_dynamodb_table_replica')).toEqual([]);
  expect(body.replica).toEqual([expect.objectContaining({
    region_name: 'us-west-2', consistency_mode: 'STRONG', point_in_time_recovery: true, deletion_protection_enabled: true, propagate_tags: true,
  })]);
  expect(body.global_table_witness).toEqual({ region_name: 'us-east-2' });
  expect(body.lifecycle.ignore_changes).toBeUndefined();
  const replicaKey = template.block(template.references({ ...template.only('aws_dynamodb_table'), body: body.replica[0] })[0]);
  expect(replicaKey).toMatchObject({ resourceType: 'aws_kms_key', region: 'us-west-2', scope: 'Foundation' });
  expect(body.stream_enabled).toBeUndefined();
});

test('an existing table is read in both regions and nothing is made', () => {
  const { table, template } = synthesized({ existingName: 'legacy_Orders' });
  expect(template.addresses).toEqual([]);
  expect(template.all('aws_dynamodb_table').map(block => [block.kind, block.region, block.body.name])).toEqual([
    ['data', 'us-east-1', 'legacy_Orders'], ['data', 'us-west-2', 'legacy_Orders'],
  ]);
  expect(table.arns.standby).toMatch(/:dynamodb:us-west-2:.*:table\/legacy_Orders$/);
});

test('an ephemeral table can be destroyed', () => {
  const { template } = synthesized(KEYED, { removal: Removal.EPHEMERAL });
  for (const block of [template.only('aws_dynamodb_table'), template.only('aws_dynamodb_table_replica')]) {
    expect(block.body.deletion_protection_enabled).toBe(false);
    expect(block.body.lifecycle.prevent_destroy).toBe(false);
  }
});

test('a strategy of backups keeps no replica', () => {
  const { table, template } = synthesized(KEYED, { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'backups are copied by another team' } });
  expect(template.all('aws_dynamodb_table_replica')).toEqual([]);
  expect(table.arns.standby).toBeUndefined();
});

test('a key of the user\'s encrypts in its region, and none is made there', () => {
  const { template } = synthesized(KEYED, { standby: { region: 'us-west-2', kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/own' } });
  expect(template.only('aws_dynamodb_table_replica').body.kms_key_arn).toBe('arn:aws:kms:us-west-2:111122223333:key/own');
  expect(template.all('aws_kms_key', 'us-west-2')).toEqual([]);
});

test('tables of one service share the key of a region', () => {
  const { stack, sites } = newSites();
  for (const name of ['orders', 'customers']) {
    new GlobalTable(stack, name, { sites, table: new TableSpec(name, KEYED) });
  }
  const template = templateOf(stack);
  expect(template.all('aws_kms_key')).toHaveLength(2);
});
