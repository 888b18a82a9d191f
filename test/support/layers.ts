// Every layer of the library, as a test that is about all of them makes it.

import { Construct } from 'constructs';
import type { BuildLayers } from './four-stacks';
import {
  Access, AlarmReceiver, Attribute, BackupResource, Capacity, CrossRegionBackup, CrossRegionEventBus, DatabaseEngine, DrMonitoring,
  EventReplication, FailoverDns, FunctionCode, FunctionSpec, GlobalDatabase, GlobalIndex, GlobalTable, HostedZone, HttpEntry, LocalIndex,
  MonitoringTarget, MultiRegionFunction, MultiRegionNetwork, MultiRegionParameters, OperatorRoles, OperatorTarget, SecretSpec, SiteParameter,
  Sites, TableConsistency, TableSpec, Trigger,
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

/** A secret of the service. */
export const PAYMENT = SecretSpec.fromVariable('payment');

/** A function with everything that one can have. */
export const API = new FunctionSpec('api', {
  code: FunctionCode.fromS3({ primary: { bucket: 'code-us-east-1', key: 'api.zip' }, standby: { bucket: 'code-us-west-2', key: 'api.zip' } }),
  runtime: 'python3.13',
  handler: 'app.handler',
  access: [Access.readWrite(TABLES[0]), Access.read(TABLES[1]), Access.read(TABLES[2]), Access.database(), Access.publish(), Access.parameters()],
  triggers: [
    Trigger.queue(), Trigger.stream(TABLES[0]), Trigger.schedule('cron(0 3 * * ? *)'), Trigger.events({ sources: ['shop'], detailTypes: ['Placed'], busName: 'shop' }),
  ],
});

/** A function that reads the secret. */
export const PAYER = new FunctionSpec('payer', { code: API.props.code, runtime: 'python3.13', handler: 'pay.handler', access: [Access.secret(PAYMENT)] });

/** A function that answers health checks. */
export const HEALTH = new FunctionSpec('health', { code: API.props.code, runtime: 'python3.13', handler: 'health.handler' });

const buildTables = (scope: Construct, sites: Sites): GlobalTable[] => {
  const tables = new Construct(scope, 'Tables');
  return TABLES.map(table => new GlobalTable(tables, table.tableName, { sites, table }));
};

// The network is made for the database and the functions, and hands them its subnets and security groups.
const buildRest = (scope: Construct, sites: Sites, orders: GlobalTable): void => {
  const { primary, standby } = new MultiRegionNetwork(scope, 'Network', { sites, network: { databasePort: 5432 } });
  const [inPrimary, inStandby] = [primary, standby!].map(network => ({
    subnetIds: network.isolatedSubnetIds, securityGroupIds: [network.databaseSecurityGroupId!],
  }));
  const database = new GlobalDatabase(scope, 'Database', {
    sites,
    database: { engine: DatabaseEngine.auroraPostgresql('16.8'), capacity: Capacity.serverless({ minAcu: 0.5, maxAcu: 8 }) },
    network: { primary: inPrimary, standby: inStandby },
  });
  const [atPrimary, atStandby] = [primary, standby!].map(network => ({
    subnetIds: network.privateSubnetIds, securityGroupIds: [network.functionSecurityGroupId],
  }));
  const bus = new CrossRegionEventBus(scope, 'Events', { sites, events: { replication: EventReplication.forwardBothWays(['orders']) } });
  const streams = orders.streamArns();
  const api = new MultiRegionFunction(scope, 'Api', {
    sites,
    spec: API,
    networks: { primary: atPrimary, standby: atStandby },
    database,
    streams: { primary: { orders: streams.primary }, standby: { orders: streams.standby! } },
  });
  new MultiRegionFunction(scope, 'Payer', { sites, spec: PAYER });
  new MultiRegionFunction(scope, 'Health', { sites, spec: HEALTH });
  const zone = HostedZone.create('example.com');
  const entry = new HttpEntry(scope, 'Http', {
    sites,
    http: { routes: { 'ANY /{proxy+}': API }, healthFunction: HEALTH, hostName: 'orders.example.com', zone },
  });
  const dns = new FailoverDns(scope, 'Dns', {
    sites,
    dns: { zone },
    entry: {
      hostName: entry.hostName!, healthPath: entry.healthPath, targetDomainNames: entry.targetDomainNames!, targetZoneIds: entry.targetZoneIds!,
    },
  });
  const parameters = new MultiRegionParameters(scope, 'Parameters', {
    sites,
    parameters: { values: { 'log-level': 'info' }, entries: { countries: SiteParameter.stringList(['at', 'de']) }, secrets: [PAYMENT] },
    facts: { database, endpoints: entry.endpoints, hostName: entry.hostName, tableNames: { orders: orders.tableName } },
  });
  const backup = new CrossRegionBackup(scope, 'Backup', {
    sites,
    backup: {
      resources: [BackupResource.table(orders.arns), BackupResource.cluster(database.clusterArns)],
      selectByTags: { Backup: 'daily' },
      otherAccountVaultArn: 'arn:aws:backup:us-east-1:444455556666:backup-vault:copies',
      vaultLock: { minRetentionDays: 7 },
      manageRegionSettings: true,
      alarmTopicArns: { primary: 'arn:aws:sns:us-east-1:111122223333:duty', standby: 'arn:aws:sns:us-west-2:111122223333:duty' },
    },
  });
  const monitoring = new DrMonitoring(scope, 'Monitoring', {
    sites,
    monitoring: {
      receivers: [
        AlarmReceiver.email('duty@example.com'),
        AlarmReceiver.lambdaFunction({
          primary: 'arn:aws:lambda:us-east-1:111122223333:function:chat', standby: 'arn:aws:lambda:us-west-2:111122223333:function:chat',
        }),
      ],
    },
    rpoSeconds: 60,
    targets: [
      MonitoringTarget.database({ primary: 'orders-prod-database-us-east-1', standby: 'orders-prod-database-us-west-2' }),
      MonitoringTarget.table('orders', { primary: 'orders-prod-orders', standby: 'orders-prod-orders' }),
      MonitoringTarget.lambdaFunction('api', api.physicalNames, { timeoutSeconds: 30, readsStream: true, idleInStandby: true }),
      MonitoringTarget.deadLetters('events-failed', { primary: 'orders-prod-events-failed-us-east-1', standby: 'orders-prod-events-failed-us-west-2' }),
      MonitoringTarget.rule('events-forward', {
        primary: 'orders-prod-events-forward-us-east-1', standby: 'orders-prod-events-forward-us-west-2',
      }, bus.busName),
      MonitoringTarget.httpApi('http', entry.apiIds),
      MonitoringTarget.certificate('http', entry.certificateArns!),
      MonitoringTarget.endpointChecks(dns.endpointCheckIds!),
      MonitoringTarget.failoverSwitch(dns.switchCheckId!),
    ],
  });
  monitoring._afterDatabase(database);
  new OperatorRoles(scope, 'Operators', {
    sites,
    operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty-officer'] },
    targets: [
      OperatorTarget.consumer(api.physicalNames), OperatorTarget.eventArchive(bus.archiveNames!, bus.busName), OperatorTarget.failoverSwitch(),
      OperatorTarget.activeRegion(parameters.activeRegionName), OperatorTarget.vaults(backup.vaultNames, backup.roleArn),
    ],
  });
};

/** Makes every layer. A layer that comes to the library is added here, and is then held to all checks of layouts and references. */
export const everyLayer: BuildLayers = (scope, sites) => {
  const [orders] = buildTables(scope, sites);
  buildRest(scope, sites, orders);
};
