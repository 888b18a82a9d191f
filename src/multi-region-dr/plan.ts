// One plan from all sections of a service.

import { serviceRules } from './catalogue';
import { checkDatabaseReach } from './database-reach';
import { LAYERS, LayerPlans, planLayers } from './layers';
import { NOTHING_DECLARED, planObjectives, Stores } from './objectives';
import { copiesBackups } from '../backup/plan-rules';
import { IsToken, Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { checkCodes } from '../plan/settle';
import { PlanningContext, planSites, StackDefaults } from '../sites/plan';
import type { TablePlan } from '../tables/plan';
import { TableConsistency } from '../tables/props';

/** Everything that a service consists of. */
export interface ServicePlan {
  readonly context: PlanningContext;
  readonly layers: LayerPlans;
}

const SECTIONS = ['objectives', 'network', 'database', 'tables', 'events', 'functions', 'http', 'dns', 'parameters', 'backup', 'monitoring', 'operators'];

/** Plans a service. Never throws. */
export function planService(props: unknown, defaults: StackDefaults, isToken: IsToken): Planned<ServicePlan> {
  const list = new ProblemList();
  const sections = new Reader(props, '', list, isToken);
  const sites = planSites(props, defaults, isToken, SECTIONS, { backupsCopied: copiesBackups(sections.raw('backup')) });
  list.addAll(sites.problems);
  sections.need('objectives', '{ rtoMinutes: 30, rpoSeconds: 60 }');
  const context = sites.plan;
  if (context === undefined) return { problems: list.problems };

  checkCodes(context.sites, serviceRules, list);
  const layers = planLayers(LAYERS, sections, context);
  list.addAll(layers.problems);
  checkDatabaseReach(layers.plan.database, layers.plan.functions ?? [], layers.plan.network, list);
  const { operators: _, monitoring: __, ...made } = layers.plan;
  if (layers.problems.length === 0 && Object.values(made).every(isEmpty)) {
    list.add(NOTHING_DECLARED, { path: 'tables', message: 'neither tables nor a database nor functions nor events nor a network given', mend: 'Declare what the service keeps' });
  }
  if (sections.has('objectives')) {
    list.addAll(planObjectives(sections.raw('objectives'), context.sites.strategy, storesOf(layers.plan), isToken).problems);
  }
  return { plan: { context, layers: layers.plan }, problems: list.problems };
}

function isEmpty(plan: unknown): boolean {
  return plan === undefined || (Array.isArray(plan) && plan.length === 0);
}

function storesOf({ database, tables = [] }: LayerPlans): Stores {
  const isEventual = (table: TablePlan) => !table.existing && table.consistency === TableConsistency.EVENTUAL;
  return {
    asynchronous: [...(database === undefined ? [] : ['database']), ...tables.filter(isEventual).map(table => table.path)],
    unknown: tables.filter(table => table.existing).map(table => table.path),
  };
}
