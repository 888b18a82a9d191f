// A whole report, as a warm standby with everything would have it. Written by hand: what it says is looked for on the page.

import { everyRule } from './fixture-rules';
import { RUNBOOK } from './fixture-runbook';
import { time, TERMS } from './fixture-terms';
import { StandbyCost } from '../../src/multi-region-dr/footprint';
import { Severity } from '../../src/plan/problem';
import { Strategy } from '../../src/plan/strategy';
import { FlowDirection, Report, ReportedProblem, ReportedStrategy } from '../../src/report/report';

const PROBLEM: ReportedProblem = {
  code: 'DR260',
  severity: Severity.UNSAFE,
  path: 'objectives.rtoMinutes',
  message: '30 given, and 2 h 53 min planned, most of it backup.restore 1 h 30 min, standby.build 30 min, people.notice 10 min',
  mend: 'Choose another strategy; or raise rtoMinutes to 173 or more',
  source: 'docs/estimate.md',
};

export const FULL: Report = {
  $schema: './report.schema.json',
  writtenBy: 'cdktf-multi-region-dr 0.1.0',
  service: {
    serviceName: 'orders',
    environment: 'prod',
    strategy: Strategy.WARM_STANDBY,
    primaryRegion: 'us-east-1',
    standbyRegion: 'us-west-2',
    account: '111122223333',
    stacks: ['orders-foundation-prod', 'orders-primary-prod', 'orders-standby-prod', 'orders-routing-prod'],
  },
  objectives: { rtoMinutes: 30, rpoSeconds: 60, decisionMinutes: 10, meetsRto: true, meetsRpo: true },
  estimate: {
    disclaimer: 'Planning values, not promises of AWS: replace them with the measurements of your drill.',
    detect: time(306, 366, 426),
    decide: time(600, 600, 600),
    execute: time(121, 341, 586),
    validate: time(60, 120, 600),
    rtoTotal: time(1087, 1427, 2212),
    rpo: time(1, 5, 30),
    rpoFromBackup: time(90000, 97200, 729000),
    terms: TERMS,
    notes: [
      'Going back to two regions is not counted, nor is making more instances where the standby has fewer',
      'The drill measured a switchover, which is another call than the failover of a disaster.',
    ],
  },
  strategies: [
    {
      ...strategy(Strategy.BACKUP_RESTORE, 10386, false),
      rpo: time(90000, 97200, 729000),
      standby: { ...none(), cost: StandbyCost.COPIES, backupCopies: true },
      refusals: [PROBLEM, { ...PROBLEM, code: 'DR261', path: 'objectives.rpoSeconds', message: '60 given, and a loss of 27 h planned, of backup.lag 27 h' }],
    },
    {
      ...strategy(Strategy.PILOT_LIGHT, 1847, false),
      standby: { ...none(), cost: StandbyCost.REPLICAS, databaseMember: true, tableReplicas: 1, functions: 2, backupCopies: true },
      refusals: [PROBLEM],
    },
    {
      ...strategy(Strategy.WARM_STANDBY, 1427, true),
      chosen: true,
      standby: {
        ...warm(),
        databaseInstances: 1,
        leastAcu: 1,
        cost: StandbyCost.REDUCED,
      },
    },
    { ...strategy(Strategy.ACTIVE_ACTIVE, 1097, true), standby: { ...warm(), cost: StandbyCost.FULL } },
  ],
  architecture: [
    {
      path: 'dns',
      what: 'Route 53 failover records for orders.example.com',
      primary: { name: 'us-east-1.orders.example.com', details: ['answered while the switch is not thrown'] },
      standby: { name: 'us-west-2.orders.example.com', details: ['answered once the switch is thrown'] },
    },
    {
      path: 'http',
      what: 'HTTP API',
      primary: { name: 'orders-prod-http-us-east-1', details: ['3 routes'] },
      standby: { name: 'orders-prod-http-us-west-2', details: ['3 routes'] },
    },
    {
      path: 'functions.worker',
      what: 'Lambda function `worker`',
      primary: { name: 'orders-prod-worker-us-east-1', details: ['consumers on'] },
      standby: { name: 'orders-prod-worker-us-west-2', details: ['consumers off until a failover'] },
    },
    {
      path: 'events',
      what: 'EventBridge bus',
      primary: { name: 'orders-prod-events', details: ['archive of 14 days'] },
      standby: { name: 'orders-prod-events', details: ['archive of 14 days'] },
      flow: { direction: FlowDirection.BOTH_WAYS, what: 'events, through the global endpoint' },
    },
    {
      path: 'database',
      what: 'Aurora PostgreSQL 16.8',
      primary: { name: 'orders-prod-database-us-east-1', details: ['writer, 2 instances', 'serverless, 0.5 to 16 ACU'] },
      standby: { name: 'orders-prod-database-us-west-2', details: ['reader, 1 instance'] },
      flow: { direction: FlowDirection.TO_STANDBY, what: 'storage replication, 5 s behind as planned' },
    },
    {
      path: 'tables.orders',
      what: 'DynamoDB global table',
      primary: { name: 'orders-prod-orders', details: ['takes writes'] },
      standby: { name: 'orders-prod-orders', details: ['takes writes'] },
      flow: { direction: FlowDirection.BOTH_WAYS, what: 'writes, 5 s behind as planned' },
    },
    {
      path: 'backup',
      what: 'AWS Backup, daily',
      primary: { name: 'orders-prod-backup-us-east-1', details: ['35 days'] },
      standby: { name: 'orders-prod-backup-us-west-2', details: ['copies, 90 days, locked'] },
      flow: { direction: FlowDirection.TO_STANDBY, what: 'copies of backups' },
    },
    { path: 'monitoring', what: 'Alarms of health checks', primary: { name: 'orders-prod-endpoint-health', details: ['pages the receiver'] } },
  ],
  acceptedRisks: [{
    code: 'DR221',
    severity: Severity.UNSAFE,
    path: 'tables.orders.capacity',
    message: '5 write units given, which one customer can use up',
    mend: 'Use on-demand capacity',
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html',
    acceptedBecause: 'A customer has at most some hundred orders',
  }],
  openRisks: [{
    code: 'DR527',
    severity: Severity.RISK,
    path: 'dns.ttlSeconds',
    message: '300 given, and clients keep the old answer as long',
    mend: 'Set `ttlSeconds` to 60 or less',
    source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html',
  }],
  unprotected: [
    { path: 'functions.worker', what: 'Messages in the queue of the lost region wait there until it is back', mend: 'Let producers send to the queue of the region that is left' },
    { path: 'events', what: 'Events that the bus of the lost region has taken and not delivered are delivered when it is back' },
  ],
  rules: everyRule(),
  resources: [
    ...resources('Foundation', 'us-west-2', { aws_iam_role: 5, aws_iam_role_policy: 4, aws_rds_global_cluster: 1 }),
    ...resources('Primary', 'us-east-1', { aws_rds_cluster: 1, aws_rds_cluster_instance: 2, aws_dynamodb_table: 1, aws_lambda_function: 2, aws_nat_gateway: 2, aws_subnet: 6 }),
    ...resources('Standby', 'us-west-2', { aws_rds_cluster: 1, aws_rds_cluster_instance: 1, aws_dynamodb_table_replica: 1, aws_lambda_function: 2, aws_nat_gateway: 2, aws_subnet: 6 }),
    ...resources('Routing', 'us-west-2', { aws_route53_record: 4, aws_route53_health_check: 3 }),
  ],
  runbook: RUNBOOK,
};

function strategy(name: Strategy, plannedSeconds: number, meetsObjectives: boolean): ReportedStrategy {
  return {
    strategy: name,
    chosen: false,
    rtoTotal: time(Math.round(plannedSeconds * 0.7), plannedSeconds, plannedSeconds * 2),
    rpo: time(1, 5, 30),
    rpoFromBackup: time(90000, 97200, 729000),
    meetsObjectives,
    standby: none(),
    refusals: [],
  };
}

function none() {
  return {
    cost: StandbyCost.COPIES,
    natGateways: 0,
    interfaceEndpoints: 0,
    databaseInstances: 0,
    leastAcu: 0,
    databaseMember: false,
    tableReplicas: 0,
    functions: 0,
    backupCopies: false,
  };
}

function warm() {
  return {
    ...none(),
    natGateways: 2,
    interfaceEndpoints: 6,
    databaseInstances: 2,
    leastAcu: 2,
    databaseMember: true,
    tableReplicas: 1,
    functions: 2,
    backupCopies: true,
  };
}

function resources(scope: string, region: string, counts: Record<string, number>) {
  return Object.entries(counts).map(([resourceType, count]) => ({ scope, region, resourceType, count }));
}
