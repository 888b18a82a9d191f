// What observers and operators may do, and who may become one. Every statement keeps to the two regions: by the region in its ARNs, and
// where those have none by the region of the request.

import { BackupArns, observeBackups, restoreBackups } from './operator-backups';
import type { OperatorsPlan } from './operator-plan';
import type {
  ActiveRegionTarget, ArchiveTarget, BackupTarget, ClusterTarget, DatabaseTarget, NamedTarget, OperatorTargets, RuleTarget, SwitchTarget,
} from './operator-targets';
import { roleArn, Statement } from './role';
import { partitionOf } from '../plan/regions';

/** The account that policies are for. */
export interface Account {
  readonly partition: string;
  readonly accountId: string;
  readonly dnsSuffix: string;
}

/** The trust policy of a role. */
export function trustStatements(principals: string[], requireMfa: boolean): Statement[] {
  return [{
    Sid: 'Trusted',
    Effect: 'Allow',
    Principal: { AWS: principals },
    Action: 'sts:AssumeRole',
    ...(requireMfa ? { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } } : {}),
  }];
}

/** What observers may do: to read the state of what fails over. */
export function observerStatements(plan: OperatorsPlan, account: Account): Statement[] {
  const { database, tables = [], functions = [], consumers = [], rules = [], archives = [] } = plan.targets;
  const { failoverSwitch, activeRegion, dashboardNames = [] } = plan.targets;
  const arns = new Arns(plan, account);
  return [
    ...(database === undefined ? [] : observeDatabase(database, plan, arns)),
    ...when(tables, () => ({ Sid: 'SeeTables', Effect: 'Allow', Action: 'dynamodb:DescribeTable', Resource: tables.map(arns.table) })),
    ...when(functions, () => ({
      Sid: 'SeeFunctions', Effect: 'Allow', Action: 'lambda:GetFunctionConfiguration', Resource: functions.map(arns.lambdaFunction),
    })),
    ...observeConsumers(consumers, plan, arns),
    ...when(rules, () => ({ Sid: 'SeeRules', Effect: 'Allow', Action: 'events:DescribeRule', Resource: rules.map(arns.rule) })),
    ...when(archives, () => ({ Sid: 'SeeArchives', Effect: 'Allow', Action: 'events:DescribeArchive', Resource: archives.map(arns.archive) })),
    ...when(archives, () => ({ Sid: 'SeeReplays', Effect: 'Allow', Action: 'events:DescribeReplay', Resource: archives.map(arns.replays) })),
    ...(failoverSwitch === undefined ? [] : [
      { Sid: 'SeeSwitch', Effect: 'Allow' as const, Action: 's3:GetObject', Resource: arns.switchObjects(failoverSwitch), Condition: inBothRegions(plan) },
      // Without it AWS does not tell that an object is missing.
      { Sid: 'ListSwitch', Effect: 'Allow' as const, Action: 's3:ListBucket', Resource: arns.switchBucket(failoverSwitch), Condition: inBothRegions(plan) },
    ]),
    ...activeRegionStatement('SeeActiveRegion', 'ssm:GetParameter', activeRegion, arns),
    ...observeMonitoring(dashboardNames, plan, arns),
    { Sid: 'SeeMetrics', Effect: 'Allow', Action: 'cloudwatch:GetMetricStatistics', Resource: '*', Condition: inBothRegions(plan) },
  ];
}

/** What operators may do beside that: what a failover, a planned move and the way back need. */
export function operatorStatements(plan: OperatorsPlan, account: Account): Statement[] {
  const { consumers = [], rules = [], archives = [], failoverSwitch, activeRegion } = plan.targets;
  const arns = new Arns(plan, account);
  return [
    ...activeRegionStatement('TellActiveRegion', 'ssm:PutParameter', activeRegion, arns),
    ...(failoverSwitch === undefined ? [] : [{
      Sid: 'ThrowSwitch',
      Effect: 'Allow' as const,
      Action: ['s3:PutObject', 's3:DeleteObject'],
      Resource: arns.switchObject(failoverSwitch),
      Condition: inBothRegions(plan),
    }]),
    ...when(consumers, () => ({
      Sid: 'SwitchConsumers',
      Effect: 'Allow',
      Action: 'lambda:UpdateEventSourceMapping',
      Resource: arns.mappings(),
      Condition: ofFunctions(consumers, arns),
    })),
    ...when(rules, () => ({ Sid: 'SwitchRules', Effect: 'Allow', Action: ['events:EnableRule', 'events:DisableRule'], Resource: rules.map(arns.rule) })),
    // AWS looks at all three: the archive, the bus that it goes back to, and the replay, which has no role of its own to be passed.
    ...when(archives, () => ({
      Sid: 'Replay',
      Effect: 'Allow',
      Action: 'events:StartReplay',
      Resource: archives.flatMap(archive => [arns.archive(archive), arns.bus(archive), arns.replays(archive)]),
    })),
    ...when(archives, () => ({ Sid: 'StopReplay', Effect: 'Allow', Action: 'events:CancelReplay', Resource: archives.map(arns.replays) })),
  ];
}

/** What operators may do with the database; nothing without one. It is a policy of its own, for the room that it needs. */
export function databaseStatements(plan: OperatorsPlan, account: Account): Statement[] {
  const { database } = plan.targets;
  return database === undefined ? [] : moveDatabase(database, plan, new Arns(plan, account));
}

/**
 * What observers, and operators beside that, may do with backups; nothing without any. It is a policy of its own: a role's other policy has no room for
 * it in a service of some size.
 */
export function backupStatements(plan: OperatorsPlan, account: Account): { observer: Statement[]; operator: Statement[] } {
  const { backup } = plan.targets;
  if (backup === undefined) return { observer: [], operator: [] };
  const arns = new Arns(plan, account);
  const { restoredClusters: restored = [], vaults } = backup;
  return {
    observer: observeBackups(backup, arns, inBothRegions(plan)),
    operator: [
      ...restoreBackups(backup, arns, arns.role(backup.role)),
      ...(restored.length === 0 ? [] : vaults.flatMap(vault => useKey(vault, 'Backup', plan, arns))),
      ...when(restored, () => ({
        Sid: 'MakeRestoredInstance', Effect: 'Allow', Action: 'rds:CreateDBInstance', Resource: restored.flatMap(cluster => missingInstance(cluster, arns)),
      })),
    ],
  };
}

function observeDatabase({ globalClusterIdentifier, clusters, secretName }: DatabaseTarget, plan: OperatorsPlan, arns: Arns): Statement[] {
  const instances = clusters.flatMap(cluster => instancesOf(cluster).map(identifier => arns.rds(cluster, 'db', identifier)));
  const groups = clusters.filter(cluster => cluster.resetParameterGroupName !== undefined);
  return [
    {
      Sid: 'SeeGlobalCluster',
      Effect: 'Allow',
      Action: 'rds:DescribeGlobalClusters',
      Resource: arns.globalCluster(globalClusterIdentifier),
      Condition: inBothRegions(plan),
    },
    { Sid: 'SeeClusters', Effect: 'Allow', Action: 'rds:DescribeDBClusters', Resource: clusters.map(arns.cluster) },
    {
      Sid: 'SeeSnapshots',
      Effect: 'Allow',
      Action: 'rds:DescribeDBClusterSnapshots',
      Resource: clusters.flatMap(cluster => [arns.cluster(cluster), ...arns.snapshots(cluster)]),
    },
    ...when(instances, () => ({ Sid: 'SeeInstances', Effect: 'Allow', Action: 'rds:DescribeDBInstances', Resource: instances })),
    ...when(groups, () => ({
      Sid: 'SeeParameters',
      Effect: 'Allow',
      Action: 'rds:DescribeDBClusterParameters',
      Resource: groups.map(cluster => arns.rds(cluster, 'cluster-pg', cluster.resetParameterGroupName!)),
    })),
    ...(secretName === undefined ? [] : [{
      Sid: 'SeeSecret',
      Effect: 'Allow' as const,
      Action: 'secretsmanager:DescribeSecret',
      // AWS adds six characters of its own to the name.
      Resource: clusters.map(cluster => arns.in(cluster, 'secretsmanager', `secret:${secretName}-??????`)),
    }]),
  ];
}

function activeRegionStatement(Sid: string, Action: string, activeRegion: ActiveRegionTarget | undefined, arns: Arns): Statement[] {
  return when(activeRegion?.names ?? [], () => ({ Sid, Effect: 'Allow', Action, Resource: activeRegion!.names.map(arns.parameter) }));
}

function observeConsumers(consumers: NamedTarget[], plan: OperatorsPlan, arns: Arns): Statement[] {
  return when(consumers, () => ({
    Sid: 'SeeConsumers',
    Effect: 'Allow',
    Action: 'lambda:GetEventSourceMapping',
    Resource: arns.mappings(),
    Condition: ofFunctions(consumers, arns),
  })).concat(when(consumers, () => ({
    Sid: 'ListConsumers', Effect: 'Allow', Action: 'lambda:ListEventSourceMappings', Resource: '*', Condition: inBothRegions(plan),
  })));
}

// Alarms on health checks are in the region of their metrics, which one partition has. Dashboards belong to no region.
function observeMonitoring(dashboardNames: string[], { regions }: OperatorsPlan, arns: Arns): Statement[] {
  const ofHealthChecks = partitionOf(regions.primary) === 'aws' ? ['us-east-1'] : [];
  const withHealthChecks = [...new Set([regions.primary, regions.standby, ...ofHealthChecks])];
  return [
    ...when(dashboardNames, () => ({
      Sid: 'SeeAlarms',
      Effect: 'Allow',
      Action: ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': withHealthChecks } },
    })),
    ...when(dashboardNames, () => ({ Sid: 'SeeDashboards', Effect: 'Allow', Action: 'cloudwatch:GetDashboard', Resource: dashboardNames.map(arns.dashboard) })),
  ];
}

function moveDatabase({ globalClusterIdentifier, clusters }: DatabaseTarget, plan: OperatorsPlan, arns: Arns): Statement[] {
  const groups = clusters.filter(cluster => cluster.resetParameterGroupName !== undefined);
  const headless = clusters.filter(cluster => cluster.missingInstance !== undefined);
  return [
    {
      Sid: 'MoveWriter',
      Effect: 'Allow',
      Action: ['rds:FailoverGlobalCluster', 'rds:SwitchoverGlobalCluster'],
      Resource: [arns.globalCluster(globalClusterIdentifier), ...clusters.map(arns.cluster)],
      Condition: inBothRegions(plan),
    },
    { Sid: 'KeepSnapshot', Effect: 'Allow', Action: 'rds:CopyDBClusterSnapshot', Resource: clusters.flatMap(arns.snapshots) },
    ...clusters.flatMap(cluster => useKey(cluster, '', plan, arns)),
    ...when(groups, () => ({
      Sid: 'ResetParameters',
      Effect: 'Allow',
      Action: 'rds:ResetDBClusterParameterGroup',
      Resource: groups.map(cluster => arns.rds(cluster, 'cluster-pg', cluster.resetParameterGroupName!)),
    })),
    ...when(headless, () => ({
      Sid: 'MakeInstance',
      Effect: 'Allow',
      Action: 'rds:CreateDBInstance',
      Resource: headless.flatMap(cluster => missingInstance(cluster, arns)),
    })),
  ];
}

// A copy of a snapshot, and an instance, are made under the key of the cluster, with the rights of the caller. A key that is made has an
// id that nobody knows before, so it is named by its alias.
function useKey(cluster: Pick<ClusterTarget, 'role' | 'keyAlias' | 'keyArn'>, what: string, { regions }: OperatorsPlan, arns: Arns): Statement[] {
  const { keyAlias, keyArn, role } = cluster;
  if (keyAlias === undefined && keyArn === undefined) return [];
  const Resource = keyArn ?? arns.in(cluster, 'kms', 'key/*');
  const through = {
    StringEquals: { 'kms:ViaService': `rds.${regions[role]}.${arns.dnsSuffix}` },
    ...(keyArn === undefined ? { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/${keyAlias}` } } : {}),
  };
  const site = `${what}${role === 'primary' ? 'Primary' : 'Standby'}`;
  return [
    { Sid: `SeeKey${site}`, Effect: 'Allow', Action: 'kms:DescribeKey', Resource, Condition: through },
    {
      Sid: `GrantKey${site}`, Effect: 'Allow', Action: 'kms:CreateGrant', Resource, Condition: { ...through, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}

// AWS looks at the groups that an instance gets by default too.
function missingInstance(cluster: ClusterTarget, arns: Arns): string[] {
  const { instanceIdentifier, subnetGroupName, family, engineName } = cluster.missingInstance!;
  const version = family.slice(engineName.length).replace(/\./g, '-');
  return [
    arns.rds(cluster, 'db', instanceIdentifier),
    arns.cluster(cluster),
    arns.rds(cluster, 'subgrp', subnetGroupName),
    arns.rds(cluster, 'pg', `default.${family}`),
    arns.rds(cluster, 'og', `default:${engineName}-${version}`),
  ];
}

function instancesOf({ instanceIdentifiers = [], missingInstance: missing }: ClusterTarget): string[] {
  return [...instanceIdentifiers, ...(missing === undefined ? [] : [missing.instanceIdentifier])];
}

function inBothRegions({ regions }: OperatorsPlan) {
  return { StringEquals: { 'aws:RequestedRegion': [regions.primary, regions.standby] } };
}

function ofFunctions(consumers: NamedTarget[], arns: Arns) {
  return { ArnEquals: { 'lambda:FunctionArn': consumers.map(arns.lambdaFunction) } };
}

function when(targets: unknown[], statement: () => Statement): Statement[] {
  return targets.length === 0 ? [] : [statement()];
}

/** ARNs of targets, each in its own region. */
class Arns implements BackupArns {
  readonly dnsSuffix: string;

  constructor(private readonly plan: OperatorsPlan, private readonly account: Account) {
    this.dnsSuffix = account.dnsSuffix;
  }

  readonly in = ({ role }: Pick<NamedTarget, 'role'>, service: string, resource: string): string =>
    `arn:${this.account.partition}:${service}:${this.plan.regions[role]}:${this.account.accountId}:${resource}`;

  readonly rds = (target: Pick<NamedTarget, 'role'>, kind: string, name: string): string => this.in(target, 'rds', `${kind}:${name}`);

  readonly cluster = (target: ClusterTarget): string => this.rds(target, 'cluster', target.clusterIdentifier);

  /** The snapshot with lost writes, whose name Aurora ends with the time of the failover, and the name that it is copied to. */
  readonly snapshots = (target: ClusterTarget): string[] => [
    this.rds(target, 'cluster-snapshot', `rds:unplanned-global-failover-${target.clusterIdentifier}-*`),
    this.rds(target, 'cluster-snapshot', `${target.clusterIdentifier}-lost-writes`),
  ];

  readonly table = (target: NamedTarget): string => this.in(target, 'dynamodb', `table/${target.physicalName}`);

  readonly parameter = (target: NamedTarget): string => this.in(target, 'ssm', `parameter${target.physicalName}`);

  readonly lambdaFunction = (target: NamedTarget): string => this.in(target, 'lambda', `function:${target.physicalName}`);

  readonly rule = (target: RuleTarget): string =>
    this.in(target, 'events', `rule/${target.busName === undefined ? '' : `${target.busName}/`}${target.physicalName}`);

  readonly archive = (target: ArchiveTarget): string => this.in(target, 'events', `archive/${target.physicalName}`);

  /** Whoever starts a replay names it: with the archive's name first, so that it is known whose it is. */
  readonly replays = (target: ArchiveTarget): string => this.in(target, 'events', `replay/${target.physicalName}-*`);

  readonly bus = (target: ArchiveTarget): string => this.in(target, 'events', `event-bus/${target.busName}`);

  readonly role = (role: BackupTarget['role']): string => roleArn(role, this.account);

  readonly dashboard = (name: string): string => `arn:${this.account.partition}:cloudwatch::${this.account.accountId}:dashboard/${name}`;

  readonly switchBucket = ({ bucketName }: SwitchTarget): string => `arn:${this.account.partition}:s3:::${bucketName}-${this.account.accountId}`;

  readonly switchObject = (target: SwitchTarget): string => `${this.switchBucket(target)}/${target.switchKey}`;

  readonly switchObjects = (target: SwitchTarget): string[] => [this.switchObject(target), `${this.switchBucket(target)}/${target.canaryKey}`];

  readonly globalCluster = (identifier: string): string => `arn:${this.account.partition}:rds::${this.account.accountId}:global-cluster:${identifier}`;

  /** Lambda gives event source mappings their ids, so the function tells whose they are. */
  mappings(): string[] {
    return (['primary', 'standby'] as const).map(role => this.in({ role }, 'lambda', 'event-source-mapping:*'));
  }
}

/** Whether there is anything that operators can change. */
export function changesAnything(targets: OperatorTargets): boolean {
  const { database, consumers = [], rules = [], archives = [], failoverSwitch, activeRegion, backup } = targets;
  return [database, failoverSwitch, activeRegion, backup].some(target => target !== undefined)
    || [consumers, rules, archives].some(list => list.length > 0);
}
