// A service with an HTTP API, a function, tables, events and an Aurora database in two regions.

import * as path from 'path';
import { App } from 'cdktf';
import {
  Access, Attribute, DatabaseEngine, EventReplication, FunctionCode, FunctionSpec, GlobalIndex, HostedZone, MultiRegionDr, TableSpec, TaggedStack,
} from 'cdktf-multi-region-dr';

const app = new App();
const stack = new TaggedStack(app, TaggedStack.stackName('orders'), {
  stateBucket: 'example-terraform-state',
  stateBucketRegion: 'us-west-2', // not the region that may be lost
});

const orders = new TableSpec('orders', {
  partitionKey: Attribute.string('orderId'),
  indexes: [new GlobalIndex('by-customer', { partitionKey: Attribute.string('customerId'), sortKey: Attribute.number('placedAt') })],
});

const api = new FunctionSpec('api', {
  code: FunctionCode.fromDirectory(path.join(__dirname, 'api')),
  runtime: 'python3.13',
  handler: 'app.handler',
  access: [Access.readWrite(orders), Access.database(), Access.publish(), Access.parameters()],
});

new MultiRegionDr(stack, 'Dr', {
  serviceName: 'orders',
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  primary: { region: 'us-east-1' },
  standby: { region: 'us-west-2' },
  database: { engine: DatabaseEngine.auroraPostgresql('16.8'), databaseName: 'orders' },
  tables: [orders],
  events: {
    replication: EventReplication.forwardBothWays(['orders']),
    alarmActionArns: { primary: 'arn:aws:sns:us-east-1:111122223333:duty', standby: 'arn:aws:sns:us-west-2:111122223333:duty' },
  },
  functions: [api],
  http: {
    routes: { 'POST /orders': api, 'GET /orders/{orderId}': api },
    hostName: 'orders.example.com',
    zone: HostedZone.fromName('example.com'),
  },
  dns: { alarmActionArns: ['arn:aws:sns:us-east-1:111122223333:duty'] },
  operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty-officer'] },
});

app.synth();
