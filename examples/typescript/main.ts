// A service with tables and an Aurora database in two regions.

import { App } from 'cdktf';
import { Attribute, DatabaseEngine, GlobalIndex, MultiRegionDr, TableSpec, TaggedStack } from 'cdktf-multi-region-dr';

const app = new App();
const stack = new TaggedStack(app, TaggedStack.stackName('orders'), {
  stateBucket: 'example-terraform-state',
  stateBucketRegion: 'us-west-2', // not the region that may be lost
});

const orders = new TableSpec('orders', {
  partitionKey: Attribute.string('orderId'),
  indexes: [new GlobalIndex('by-customer', { partitionKey: Attribute.string('customerId'), sortKey: Attribute.number('placedAt') })],
});

new MultiRegionDr(stack, 'Dr', {
  serviceName: 'orders',
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  primary: { region: 'us-east-1' },
  standby: { region: 'us-west-2' },
  database: { engine: DatabaseEngine.auroraPostgresql('16.8'), databaseName: 'orders' },
  tables: [orders],
});

app.synth();
