// One plan from all sections of a service.

import { serviceRules } from './catalogue';
import { checkDatabaseReach } from './database-reach';
import { EstimatePlan, estimateService, termNamesOf } from './estimate';
import { planGivenTimes } from './estimate-props';
import { findImprovements } from './improvements';
import { LAYERS, LayerPlans, planLayers } from './layers';
import { estimatedRules, exceedsRpo, exceedsRto, NOTHING_DECLARED, ObjectivesPlan, planObjectives, Stores, USUAL_DECISION_MINUTES } from './objectives';
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
  readonly estimate: EstimatePlan;
  /** Missing where they could not be read. */
  readonly objectives?: ObjectivesPlan;
}

const SECTIONS = ['objectives', 'measurements', 'assumptions', 'network', 'database', 'tables', 'events', 'functions', 'http', 'dns', 'parameters', 'backup', 'monitoring', 'operators'];

/** Plans a service. Never throws. */
export function planService(props: unknown, defaults: StackDefaults, isToken: IsToken): Planned<ServicePlan> {
  const { plan, problems } = planOnce(props, defaults, isToken);
  if (plan?.objectives === undefined || !isEstimable(plan, new Reader(props, '', new ProblemList(), isToken))) return { plan, problems };
  const { objectives, estimate } = plan;
  const list = new ProblemList();
  list.addAll(problems);
  // What would help is looked for where it is asked for alone: every change that is tried is planned.
  const improved = (exceeds: boolean, limit: number, secondsOf: (estimated: EstimatePlan) => number | undefined) => (exceeds
    ? findImprovements(props as Record<string, unknown>, limit, changed => {
      const tried = planOnce(changed, defaults, isToken);
      return { problems: tried.problems, seconds: tried.plan && secondsOf(tried.plan.estimate) };
    }) : undefined);
  list.check(estimatedRules, {
    ...objectives,
    estimate,
    improvements: {
      rto: improved(exceedsRto(objectives, estimate), objectives.rtoMinutes * 60, ({ sums }) => sums.rtoTotal.planned),
      rpo: improved(exceedsRpo(objectives, estimate), objectives.rpoSeconds, ({ sums }) => sums.rpo?.planned),
    },
  });
  return { plan, problems: list.problems };
}

// A section that could not be planned is not in the estimate, which is then too small, and refuses nothing wrongly. But without these it is too large.
function isEstimable({ layers }: ServicePlan, sections: Reader): boolean {
  return (!sections.has('dns') || layers.dns !== undefined) && (!sections.has('monitoring') || layers.monitoring !== undefined);
}

/** Plans a service, without holding the estimate against its objectives. */
export function planOnce(props: unknown, defaults: StackDefaults, isToken: IsToken): Planned<ServicePlan> {
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
  const { strategy } = context.sites;
  const objectives = sections.has('objectives') ? planObjectives(sections.raw('objectives'), strategy, storesOf(layers.plan), isToken) : { problems: [] };
  list.addAll(objectives.problems);
  const estimate = estimateService(layers.plan, {
    strategy,
    decisionMinutes: objectives.plan?.decisionMinutes ?? USUAL_DECISION_MINUTES,
    ...planGivenTimes(sections, termNamesOf(layers.plan), list, isToken),
  });
  const plan = { context, layers: layers.plan, estimate, ...(objectives.plan === undefined ? {} : { objectives: objectives.plan }) };
  return { plan, problems: list.problems };
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
