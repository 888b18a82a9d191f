// One plan from all sections of a service.

import { serviceRules } from './catalogue';
import { LAYERS, LayerPlans, planLayers } from './layers';
import { ObjectivesPlan, planObjectives } from './objectives';
import { IsToken, Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { checkCodes } from '../plan/settle';
import { PlanningContext, planSites, StackDefaults } from '../sites/plan';
import { TableConsistency } from '../tables/props';

/** Everything that a service consists of. */
export interface ServicePlan {
  readonly context: PlanningContext;
  readonly objectives?: ObjectivesPlan;
  readonly layers: LayerPlans;
}

const SECTIONS = ['objectives', 'network', 'database', 'tables'];

/** Plans a service. Never throws. */
export function planService(props: unknown, defaults: StackDefaults, isToken: IsToken): Planned<ServicePlan> {
  const list = new ProblemList();
  const sections = new Reader(props, '', list, isToken);
  const sites = planSites(props, defaults, isToken, SECTIONS);
  list.addAll(sites.problems);
  sections.need('objectives', '{ rtoMinutes: 30, rpoSeconds: 60 }');
  const context = sites.plan;
  if (context === undefined) return { problems: list.problems };

  checkCodes(context.sites, serviceRules, list);
  const layers = planLayers(LAYERS, sections, context);
  list.addAll(layers.problems);
  if (!sections.has('objectives')) return { problems: list.problems };
  const objectives = planObjectives(sections.raw('objectives'), context.sites.strategy, asynchronousStores(layers.plan), isToken);
  list.addAll(objectives.problems);
  return { plan: { context, objectives: objectives.plan, layers: layers.plan }, problems: list.problems };
}

function asynchronousStores({ database, tables }: LayerPlans): string[] {
  return [
    ...(database === undefined ? [] : ['database']),
    ...(tables ?? []).filter(table => !table.existing && table.consistency === TableConsistency.EVENTUAL).map(table => table.path),
  ];
}
