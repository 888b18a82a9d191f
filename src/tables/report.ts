// What is drawn of tables, and what they leave unprotected.

import type { NewTablePlan, TablePlan } from './plan';
import { TableConsistency } from './props';
import type { Term } from '../plan/estimate';
import { ArchitectureRow, Flow, FlowDirection, listed, behindBy, SiteBox, timesOf, told, Unprotected } from '../plan/report';
import { Strategy } from '../plan/strategy';

/** The tables as they stand in both regions. */
export function tableRows(plans: TablePlan[], terms: Term[]): ArchitectureRow[] {
  return plans.map(plan => ({
    path: plan.path,
    what: whatOf(plan),
    primary: boxOf(plan),
    ...(plan.replicated ? { standby: boxOf(plan), flow: flowOf(plan, terms) } : {}),
  }));
}

/** What tables leave unprotected. */
export function tablesUnprotected(plans: TablePlan[], terms: Term[]): Unprotected[] {
  const made = plans.filter((plan): plan is NewTablePlan => !plan.existing && plan.replicated);
  const eventual = made.filter(plan => !isStrong(plan));
  return [
    ...eventual.map(plan => lostWrites(plan, terms)),
    ...conflicts(eventual),
    ...made.filter(isStrong).map(lostQuorum),
    ...plans.filter(plan => plan.existing).map(plan => unknownTable(plan, terms)),
    ...lostKeys(made),
  ];
}

function isStrong(plan: TablePlan): boolean {
  return !plan.existing && plan.consistency === TableConsistency.STRONG;
}

function whatOf(plan: TablePlan): string {
  if (plan.existing) return 'DynamoDB table that is there already';
  return `DynamoDB ${plan.replicated ? 'global table' : 'table'}${isStrong(plan) ? ', strongly consistent' : ''}`;
}

function boxOf(plan: TablePlan): SiteBox {
  if (plan.existing) return { name: told(plan.physicalName, 'a table of yours'), details: ['read, never changed'] };
  return {
    name: plan.physicalName,
    details: [
      'takes writes', 'paid per request', 'point-in-time recovery of 35 days',
      ...(plan.protected ? ['deletion protection'] : []),
      ...(plan.ttlAttribute === undefined ? [] : [`items expire by ${plan.ttlAttribute}`]),
    ],
  };
}

function flowOf(plan: TablePlan, terms: Term[]): Flow {
  if (isStrong(plan)) {
    const witness = plan.existing ? undefined : plan.witnessRegion;
    return { direction: FlowDirection.BOTH_WAYS, what: `every write, before it is answered${witness === undefined ? '' : `, with a witness in ${witness}`}` };
  }
  const behind = behindBy(terms, lagOf(plan));
  return { direction: FlowDirection.BOTH_WAYS, what: `${plan.existing ? 'writes, if it replicates' : 'writes'}${behind === undefined ? '' : `, ${behind}`}` };
}

function lagOf({ tableName }: TablePlan): string {
  return `tables.${tableName}.lag`;
}

function lostWrites(plan: NewTablePlan, terms: Term[]): Unprotected {
  const { path, tableName, primaryRegion, standbyRegion } = plan;
  return {
    path,
    what: `Writes to '${tableName}' of the last moments before ${primaryRegion} is lost are not in ${standbyRegion} (${timesOf(terms, lagOf(plan)) ?? 'how many is not known'}), `
      + 'and of a transaction some items may be. They arrive when the region is back, or never.',
    mend: 'Let clients repeat what they are not sure of, under a key that tells a repetition; or use TableConsistency.STRONG.',
  };
}

function conflicts(plans: NewTablePlan[]): Unprotected[] {
  if (plans.length === 0) return [];
  const [{ strategy, primaryRegion, standbyRegion }] = plans;
  const names = listed(plans.map(({ tableName }) => tableName));
  const active = strategy === Strategy.ACTIVE_ACTIVE;
  return [{
    path: 'tables',
    what: active
      ? `Both regions write ${names} all the time: of two writes to one item at about the same time the later one stays, the other is gone, and nobody is told.`
      : `When both regions write one item of ${names}, as may happen around a failover and when ${primaryRegion} comes back, the later write stays, the other is gone, and nobody is told.`,
    mend: active ? 'Let each item have one region that writes it, or use TableConsistency.STRONG.' : `Stop what writes in ${primaryRegion} before ${standbyRegion} takes over.`,
  }];
}

function lostQuorum({ path, tableName, primaryRegion, standbyRegion, witnessRegion }: NewTablePlan): Unprotected {
  return {
    path,
    what: `A write to '${tableName}' needs two of ${[primaryRegion, standbyRegion, ...(witnessRegion === undefined ? [] : [witnessRegion])].join(', ')}: `
      + 'while two of them are lost nothing can be written, and reads may be old.',
  };
}

function unknownTable(plan: TablePlan, terms: Term[]): Unprotected {
  const { path, tableName, replicated } = plan;
  const times = replicated ? timesOf(terms, lagOf(plan)) : undefined;
  return {
    path,
    what: `The table '${tableName}' is there already: its ${replicated ? 'replication, ' : ''}point-in-time recovery, keys and deletion protection are neither made nor checked here`
      + `${times === undefined ? '' : `. It is taken as eventually consistent: what is not replicated yet is lost (${times})`}.`,
    mend: 'Look at them in a drill.',
  };
}

function lostKeys(plans: NewTablePlan[]): Unprotected[] {
  const withKeys = plans.filter(({ keys }) => !keys.primary.awsManaged);
  return withKeys.length === 0 ? [] : [{
    path: 'tables',
    what: `A replica of ${listed(withKeys.map(({ tableName }) => tableName))} whose KMS key is disabled or deleted is cut off for good after 20 hours.`,
    mend: 'Let nobody who has no need to disable or delete the keys.',
  }];
}
