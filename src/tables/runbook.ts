// What is done with tables before and at a failover: to look at their replicas. They take writes at any time.

import type { TablePlan } from './plan';
import { TableConsistency } from './props';
import { aws, AwsCommand, known, LayerStep, metric, ProcedureKind, RunbookContext, ShellValue, Stage } from '../plan/runbook';

/** The steps of tables; those of tables that are built from backups are with the backups. */
export function tableSteps(plans: TablePlan[], { primary, standby }: RunbookContext): LayerStep[] {
  if (plans.length === 0) return [];
  const replicated = plans.filter(plan => plan.replicated);
  const describe = (region: string, plan: TablePlan): AwsCommand => aws('dynamodb describe-table', region, ['table-name', nameOf(plan)],
    ['query', 'Table.[TableStatus,Replicas[].[RegionName,ReplicaStatus]]']);
  if (replicated.length === 0) {
    return [{
      kind: ProcedureKind.PREFLIGHT,
      stage: Stage.CHECK,
      text: `The tables of ${primary.region} are well. The standby region has none: they are restored from backups.`,
      commands: plans.map(plan => describe(primary.region, plan)),
      answer: '`ACTIVE`.',
    }];
  }
  const behind = replicated.filter(plan => plan.existing || plan.consistency === TableConsistency.EVENTUAL);
  return [
    {
      kind: ProcedureKind.PREFLIGHT,
      stage: Stage.CHECK,
      text: `Every table is in ${standby.region}, and has its replicas.`,
      commands: replicated.map(plan => describe(standby.region, plan)),
      answer: '`ACTIVE`, for the table and for each of its replicas.',
    },
    ...(behind.length === 0 ? [] : [{
      kind: ProcedureKind.PREFLIGHT,
      stage: Stage.CHECK,
      text: `How far tables are behind in ${standby.region}, in milliseconds. A table that nobody writes has no values.`,
      commands: behind.map(plan => metric(primary.region, 'AWS/DynamoDB', 'ReplicationLatency', { TableName: nameOf(plan), ReceivingRegion: standby.region })),
      answer: 'Less than the loss that is promised.',
    }]),
    {
      kind: ProcedureKind.FAILOVER,
      stage: Stage.PROMOTE,
      text: `Nothing is to be done for tables: those of ${standby.region} take writes at any time. Look whether they answer.`,
      commands: replicated.map(plan => describe(standby.region, plan)),
      answer: '`ACTIVE`. What is said of the replica in the lost region may be old.',
    },
    {
      kind: ProcedureKind.FAILBACK,
      stage: Stage.KEEP,
      text: `Tables catch up by themselves: what was written in ${standby.region} comes to ${primary.region}${behind.length === 0 ? ''
        : `, and what had not left ${primary.region} comes to ${standby.region}; of two writes to one item the later wins`}. Look whether the replicas are well.`,
      commands: replicated.map(plan => describe(primary.region, plan)),
      answer: '`ACTIVE`, for the table and for each of its replicas.',
    },
  ];
}

function nameOf({ physicalName, tableName }: TablePlan): ShellValue {
  return known(physicalName, `TABLE_${tableName.toUpperCase().replace(/\W/g, '_')}`, `the name of the table \`${tableName}\``);
}
