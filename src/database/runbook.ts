// What is done with the database before, at and after a failover: the commands of docs/failover.md and docs/database.md.

import type { DatabasePlan, NewDatabasePlan } from './plan';
import {
  arnIn, aws, AwsCommand, commandText, kept, known, LayerStep, metric, otherThan, ProcedureKind, RunbookContext, RunbookSite, ShellValue, Stage,
} from '../plan/runbook';

/** The steps of a database; those of one that is built from backups are with the backups. */
export function databaseSteps(plan: DatabasePlan, context: RunbookContext): LayerStep[] {
  const database = namesOf(plan);
  const { standby } = database;
  if (standby === undefined) return [preflightAlone(database, context)];
  const moved = new Moving({ ...database, standby }, context);
  return [
    ...moved.preflight(),
    ...(plan.existing ? [] : missingInstance(plan, context)),
    moved.switchover(ProcedureKind.SWITCHOVER, context.primary),
    ...moved.failover(),
    ...moved.failback(),
    ...(plan.existing || plan.enforcedRpoSeconds === undefined ? [] : [resetRpo(plan, context)]),
    moved.switchover(ProcedureKind.FAILBACK, context.standby),
  ];
}

/** What AWS calls the global cluster and its members. */
interface Names {
  readonly globalCluster: ShellValue;
  readonly primary: ShellValue;
  readonly standby?: ShellValue;
}

function namesOf(plan: DatabasePlan): Names {
  if (!plan.existing) {
    const { globalClusterIdentifier, primary, standby } = plan;
    const names = { globalCluster: globalClusterIdentifier, primary: primary.clusterIdentifier };
    return standby === undefined ? names : { ...names, standby: standby.clusterIdentifier };
  }
  const { standbyClusterIdentifier: inStandby } = plan;
  return {
    globalCluster: known(plan.globalClusterIdentifier, 'GLOBAL_CLUSTER', 'the identifier of the global cluster'),
    primary: known(plan.primaryClusterIdentifier, 'PRIMARY_CLUSTER', `the identifier of the cluster in ${plan.primaryRegion}`),
    ...(inStandby === undefined ? {} : { standby: known(inStandby, 'STANDBY_CLUSTER', `the identifier of the cluster in ${plan.standbyRegion}`) }),
  };
}

function describeCluster(region: string, cluster: ShellValue): AwsCommand {
  return aws('rds describe-db-clusters', region, ['db-cluster-identifier', cluster],
    ['query', 'DBClusters[0].[Status,EngineVersion,DBClusterMembers[].DBInstanceIdentifier]']);
}

function preflightAlone({ primary }: Names, { primary: { region } }: RunbookContext): LayerStep {
  return {
    kind: ProcedureKind.PREFLIGHT,
    stage: Stage.CHECK,
    text: `The database of ${region} is well. The standby region has none: it is restored from a backup.`,
    commands: [describeCluster(region, primary)],
    answer: '`available`.',
  };
}

/** A database with a member in each region. */
class Moving {
  constructor(private readonly names: Required<Names>, private readonly context: RunbookContext) {}

  preflight(): LayerStep[] {
    const { primary, standby } = this.context;
    return [
      {
        kind: ProcedureKind.PREFLIGHT,
        stage: Stage.CHECK,
        text: 'The global cluster is well, and has a member in each region.',
        commands: [this.describeGlobal(standby, 'GlobalClusters[0].[Status,EngineVersion,GlobalClusterMembers[].[DBClusterArn,IsWriter]]')],
        answer: `\`available\`, and two members; the writer is the one of ${primary.region}, unless the service was moved.`,
      },
      {
        kind: ProcedureKind.PREFLIGHT,
        stage: Stage.CHECK,
        text: 'The clusters of both regions are well, and have one version. A switchover needs that.',
        commands: [primary, standby].map(site => describeCluster(site.region, this.names[site.role])),
        answer: 'Twice `available` and the same version. A cluster without an instance cannot serve anybody until one is made.',
      },
      {
        kind: ProcedureKind.PREFLIGHT,
        stage: Stage.CHECK,
        text: `How far the cluster of ${standby.region} is behind, in milliseconds: so much is lost if ${primary.region} is lost now.`,
        commands: [this.lag(standby)],
        answer: `Less than the loss that is promised. Nothing at all: some clusters tell it with \`Name=SourceRegion,Value=${primary.region}\` beside the other dimension.`,
      },
    ];
  }

  // Called in the region of the current writer.
  switchover(kind: ProcedureKind, from: RunbookSite): LayerStep {
    const to = otherThan(from, this.context);
    return {
      kind,
      stage: Stage.PROMOTE,
      text: `Make the cluster of ${to.region} the writer. Nothing is lost; nobody can write meanwhile. The call goes to ${from.region}, where the writer is. Ask until it has moved.`
        + `${kind === ProcedureKind.FAILBACK ? this.withoutStandby() : ''}`,
      commands: [this.move('rds switchover-global-cluster', from, to), this.writer(from)],
      answer: `\`available\`, and the cluster of ${to.region} as the writer.`,
    };
  }

  failover(): LayerStep[] {
    const { primary, standby } = this.context;
    return [
      {
        kind: ProcedureKind.FAILOVER,
        stage: Stage.FENCE,
        text: `Stop whatever else writes to the database of ${primary.region}, as far as it can be reached. There is no command for it, and nothing waits for it. AWS cuts off the old writer too, but as best it can.`,
      },
      {
        kind: ProcedureKind.FAILOVER,
        stage: Stage.PROMOTE,
        text: `Make the cluster of ${standby.region} the writer. **What had not been replicated is lost.** Without \`--allow-data-loss\` the command is a switchover, which needs both regions and fails.`,
        commands: [this.move('rds failover-global-cluster', standby, standby, ['allow-data-loss'])],
      },
      {
        kind: ProcedureKind.FAILOVER,
        stage: Stage.PROMOTE,
        text: `Ask until the cluster of ${standby.region} is the writer.`,
        commands: [this.writer(standby)],
        answer: `\`available\`, and the cluster of ${standby.region} as the writer. It takes some minutes. Was the call refused, or is it not so after a quarter of an hour? Then don't lead users to ${standby.region}: read the error, and ask AWS Support.`,
      },
    ];
  }

  failback(): LayerStep[] {
    const { primary, standby } = this.context;
    const cluster = this.names.primary;
    const snapshot = { variableName: 'LOST_WRITES' };
    return [
      {
        kind: ProcedureKind.FAILBACK,
        stage: Stage.KEEP,
        text: 'Keep what was lost: the old writer comes back on a new volume, and a snapshot `rds:unplanned-global-failover-...` may hold what had not been replicated. It goes with the old backups, so copy it, to this one name. '
          + 'It may take a while until it is there.',
        commands: [
          kept(snapshot.variableName, aws('rds describe-db-cluster-snapshots', primary.region, ['db-cluster-identifier', cluster], ['snapshot-type', 'automated'],
            ['query', "sort_by(DBClusterSnapshots[?starts_with(DBClusterSnapshotIdentifier,'rds:unplanned-global-failover-')],&SnapshotCreateTime)[-1].DBClusterSnapshotIdentifier"])),
          `echo "$${snapshot.variableName}"`,
        ],
        answer: '`None`: there is none now. Else its name.',
      },
      {
        kind: ProcedureKind.FAILBACK,
        stage: Stage.KEEP,
        text: 'Only if there is one: copy it.',
        commands: [
          aws('rds copy-db-cluster-snapshot', primary.region, ['source-db-cluster-snapshot-identifier', snapshot],
            ['target-db-cluster-snapshot-identifier', [cluster, '-lost-writes']]),
        ],
        answer: 'The copy, `creating`. Bring over by hand what the service needs of it.',
      },
      {
        kind: ProcedureKind.FAILBACK,
        stage: Stage.KEEP,
        text: `Wait until the cluster of ${primary.region} is a member again and has caught up. It comes back by itself.`,
        commands: [this.describeGlobal(standby, 'GlobalClusters[0].[Status,GlobalClusterMembers[].[DBClusterArn,IsWriter]]'), this.lag(primary)],
        answer: '`available`, two members, and a lag of a second or so.',
      },
    ];
  }

  // Not a command of a step: whoever runs one step after the other would lose data.
  private withoutStandby(): string {
    const { primary, standby } = this.context;
    const failover = commandText(this.move('rds failover-global-cluster', primary, primary, ['allow-data-loss'])).replace(/ \\\n */g, ' ');
    return ` Only if ${standby.region} is lost now, it is a failover instead, and loses what had not been replicated: \`${failover}\`.`;
  }

  private describeGlobal({ region }: RunbookSite, query: string): AwsCommand {
    return aws('rds describe-global-clusters', region, ['global-cluster-identifier', this.names.globalCluster], ['query', query]);
  }

  private writer(site: RunbookSite): AwsCommand {
    return this.describeGlobal(site, 'GlobalClusters[0].[Status,FailoverState.Status,GlobalClusterMembers[?IsWriter].DBClusterArn]');
  }

  private move(call: string, calledIn: RunbookSite, to: RunbookSite, ...flags: [string][]): AwsCommand {
    return aws(call, calledIn.region, ['global-cluster-identifier', this.names.globalCluster],
      ['target-db-cluster-identifier', arnIn(this.context, 'rds', to.region, 'cluster:', this.names[to.role])], ...flags);
  }

  private lag({ region, role }: RunbookSite): AwsCommand {
    return metric(region, 'AWS/RDS', 'AuroraGlobalDBReplicationLag', { DBClusterIdentifier: this.names[role] });
  }
}

function missingInstance({ engine, standby }: NewDatabasePlan, { standby: { region } }: RunbookContext): LayerStep[] {
  const instance = standby?.missingInstanceIdentifier;
  if (instance === undefined) return [];
  const identified: [string, ShellValue] = ['db-instance-identifier', instance];
  return [ProcedureKind.SWITCHOVER, ProcedureKind.FAILOVER].map(kind => ({
    kind,
    stage: Stage.KEEP,
    text: `Make an instance, unless an earlier move left one: the cluster of ${region} has none (\`headlessStandby\`), and can't become the writer without one. It takes 5 to 10 minutes. The instance is not Terraform's: import it before \`headlessStandby\` leaves the code.`,
    commands: [
      aws('rds create-db-instance', region, identified, ['db-cluster-identifier', standby!.clusterIdentifier], ['engine', engine.engineName],
        ['db-instance-class', standby!.capacity.instanceClass]),
      aws('rds wait db-instance-available', region, identified),
      describeCluster(region, standby!.clusterIdentifier),
    ],
    answer: `\`available\`, with the instance \`${instance}\`.`,
  }));
}

function resetRpo({ primary, enforcedRpoSeconds }: NewDatabasePlan, { primary: { region }, standby }: RunbookContext): LayerStep {
  const group: [string, ShellValue] = ['db-cluster-parameter-group-name', primary.parameterGroupName];
  return {
    kind: ProcedureKind.FAILBACK,
    stage: Stage.KEEP,
    text: `**Only if ${standby.region} is lost, whether ${region} is the writer or is made it without the other**: the parameter group of ${region} holds commits back that nobody replicates (\`enforcedRpoSeconds\` is ${enforcedRpoSeconds}). `
      + 'Reset it, and leave `enforcedRpoSeconds` out of the code until both regions are back; the next apply would set it again. With both regions well there is nothing to reset.',
    commands: [
      aws('rds reset-db-cluster-parameter-group', region, group, ['parameters', 'ParameterName=rds.global_db_rpo,ApplyMethod=immediate']),
      aws('rds describe-db-cluster-parameters', region, group, ['source', 'user'], ['query', "Parameters[?ParameterName=='rds.global_db_rpo'].ParameterValue"]),
    ],
    answer: 'An empty list.',
  };
}
