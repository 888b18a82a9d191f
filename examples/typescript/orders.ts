// The service: an HTTP API, a function, a table, a database, events, settings, backups and alarms, in two regions.

import * as path from 'path';
import { TerraformStack } from 'cdktf';
import {
  Access, AlarmReceiver, Attribute, BackupRule, Capacity, DatabaseEngine, EventReplication, FunctionCode, FunctionSpec, GlobalIndex, HostedZone,
  MultiRegionDr, Strategy, TableSpec,
} from 'cdktf-multi-region-dr';
import { Settings } from './environments';

const orders = new TableSpec('orders', {
  partitionKey: Attribute.string('orderId'),
  indexes: [new GlobalIndex('by-customer', { partitionKey: Attribute.string('customerId'), sortKey: Attribute.number('placedAt') })],
});

/** Declares the service in a stack, for one environment. */
export function declareOrders(stack: TerraformStack, { hostName, dutyMail, maxAcu, logLevel }: Settings): MultiRegionDr {
  // Its role in each region may do what `access` says, and no more. Each entry sets variables: the names of tables, bus and database.
  const api = new FunctionSpec('api', {
    code: FunctionCode.fromDirectory(path.join(__dirname, 'api')),
    runtime: 'python3.13',
    handler: 'app.handler',
    memoryMb: 1024,
    environment: { LOG_LEVEL: logLevel },
    access: [Access.readWrite(orders), Access.database(), Access.publish(), Access.parameters()],
  });

  return new MultiRegionDr(stack, 'Dr', {
    serviceName: 'orders',
    strategy: Strategy.WARM_STANDBY,
    objectives: { rtoMinutes: 30, rpoSeconds: 60 },
    primary: { region: 'us-east-1' },
    standby: { region: 'us-west-2' },

    network: { primaryCidr: '10.0.0.0/16', standbyCidr: '10.1.0.0/16', zoneCount: 3 },
    database: {
      engine: DatabaseEngine.auroraPostgresql('16.8'),
      databaseName: 'orders',
      capacity: Capacity.serverless({ minAcu: 0.5, maxAcu }),
    },
    tables: [orders],
    events: { replication: EventReplication.forwardBothWays(['orders']) },
    functions: [api],
    http: {
      routes: { 'POST /orders': api, 'GET /orders/{orderId}': api },
      hostName,
      zone: HostedZone.fromName('example.com'),
    },
    dns: {}, // a record that fails over, health checks, and the switch

    parameters: { values: { 'support-mail': 'support@example.com' } },
    backup: {
      rules: [
        new BackupRule('daily', { schedule: 'cron(0 3 * * ? *)', retentionDays: 35, copyRetentionDays: 35 }),
        new BackupRule('monthly', { schedule: 'cron(0 5 1 * ? *)', retentionDays: 365, copyRetentionDays: 365 }),
      ],
      manageRegionSettings: true, // AWS copies backups of tables with these alone
    },
    monitoring: { receivers: [AlarmReceiver.email(dutyMail)] },
    operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty-officer'] },
    acceptedRisks: { DR617: 'no other stack changes the settings of AWS Backup in this account' },
  });
}
