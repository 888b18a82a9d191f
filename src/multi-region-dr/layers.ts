// The layers of a service, what each needs of the others, and the order that follows.

import { backupNeeds } from './backup-needs';
import { databaseReference } from './database-reference';
import { HEALTH_FUNCTION } from './health-function';
import { checkHttpFunctions, functionSpecs } from './http-functions';
import { monitoringTargets } from './monitoring-targets';
import { operatorTargets } from './operator-targets';
import { BackupsPlan, planBackup } from '../backup/plan';
import { DatabasePlan, planDatabase } from '../database/plan';
import { DnsPlan, planDns } from '../dns/plan';
import { EventsPlan, planEvents } from '../events/plan';
import { FunctionPlan, physicalNamesOf, planFunctions } from '../functions/plan';
import { HttpPlan, planHttp } from '../http/plan';
import { OperatorsPlan, planOperators } from '../identity/operator-plan';
import { MonitoringPlan, planMonitoring } from '../monitoring/plan';
import { NetworkPlan, planNetwork } from '../network/plan';
import { ParametersPlan, planParameters } from '../parameters/plan';
import { SecretSpec } from '../parameters/secret-spec';
import { fits, NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';
import type { PlanningContext } from '../sites/plan';
import { planTables, TablePlan } from '../tables/plan';
import { TableSpec } from '../tables/props';

/** The plans of all layers. A section that was left out has none. */
export interface LayerPlans {
  readonly network?: NetworkPlan;
  readonly database?: DatabasePlan;
  readonly tables?: TablePlan[];
  readonly events?: EventsPlan;
  readonly functions?: FunctionPlan[];
  readonly http?: HttpPlan;
  readonly dns?: DnsPlan;
  readonly parameters?: ParametersPlan;
  readonly backup?: BackupsPlan;
  readonly monitoring?: MonitoringPlan;
  readonly operators?: OperatorsPlan;
}

export type LayerName = keyof LayerPlans;

/** A layer: how it is planned from the sections of a service and the plans that it needs. */
export interface Layer {
  readonly layerName: LayerName;
  /** The only plans that it sees. */
  readonly needs: LayerName[];
  plan(sections: Reader, context: PlanningContext, needed: LayerPlans): Planned<unknown>;
}

const NOTHING: Planned<unknown> = { problems: [] };

// A database that is there already needs no network of the library's; functions that use it do.
const network: Layer = {
  layerName: 'network',
  needs: ['database', 'functions'],
  plan: (sections, context, { database: plan, functions: all = [] }) => {
    const ofDatabase = plan !== undefined && !plan.existing;
    const inNetwork = all.filter(one => one.inNetwork);
    return sections.has('network') || ofDatabase || inNetwork.length > 0
      ? planNetwork(sections.raw('network'), 'network', context, {
        ...(ofDatabase ? { databasePort: plan.engine.port } : {}),
        calledServices: calledServices(inNetwork),
      })
      : NOTHING;
  },
};

const database: Layer = {
  layerName: 'database',
  needs: [],
  plan: (sections, context) => (sections.has('database') ? planDatabase(sections.raw('database'), 'database', context) : NOTHING),
};

const tables: Layer = {
  layerName: 'tables',
  needs: [],
  plan: (sections, context) => {
    const specs = sections.instances('tables', 'a TableSpec', (value): value is TableSpec => value instanceof TableSpec);
    return specs === undefined ? NOTHING : planTables(specs, 'tables', context);
  },
};

const events: Layer = {
  layerName: 'events',
  needs: [],
  plan: (sections, context) => {
    if (!sections.has('events')) return NOTHING;
    // The failover switch leads events too. It is there where there is a region to switch to.
    const hasHealthCheck = sections.has('dns') && context.sites.strategy !== Strategy.BACKUP_RESTORE;
    return planEvents(sections.raw('events'), 'events', context, { hasHealthCheck, told: sections.has('monitoring') });
  },
};

const functions: Layer = {
  layerName: 'functions',
  needs: ['database', 'tables', 'events'],
  plan: (sections, context, { database: plan, events: bus }) => {
    const specs = functionSpecs(sections);
    return specs === undefined ? NOTHING : planFunctions(specs, 'functions', context, {
      tables: tableSpecs(sections),
      secrets: secretSpecs(sections),
      // A name that was refused is told of once.
      busName: bus !== undefined && fits(bus.busName, NAME_LIMITS.eventBus) ? bus.busName : undefined,
      // Of a database that could not be planned, its own problems tell.
      database: plan === undefined && sections.has('database') ? { keys: {}, writableFromStandby: true } : plan && databaseReference(plan),
    });
  },
};

const http: Layer = {
  layerName: 'http',
  needs: ['functions'],
  plan: (sections, context, { functions: all = [] }) => {
    if (!sections.has('http')) return NOTHING;
    const list = new ProblemList();
    const { plan, problems } = planHttp(sections.raw('http'), 'http', context, {
      functions: all.map(one => ({ functionName: one.functionName, physicalNames: physicalNamesOf(one) })),
      healthFunctionName: HEALTH_FUNCTION.functionName,
    });
    list.addAll(problems);
    checkHttpFunctions(sections, list);
    return { plan, problems: list.problems };
  },
};

// Of an entry that could not be planned, its own problems tell.
const dns: Layer = {
  layerName: 'dns',
  needs: ['database', 'http'],
  plan: (sections, context, { http: entry }) => (!sections.has('dns') || (sections.has('http') && entry === undefined) ? NOTHING
    : planDns(sections.raw('dns'), 'dns', context, {
      database: sections.has('database'),
      told: sections.has('monitoring'),
      ...(entry === undefined ? {} : { http: { ...entry, inStandby: entry.standby !== undefined } }),
    })),
};

const parameters: Layer = {
  layerName: 'parameters',
  needs: [],
  plan: (sections, context) => (sections.has('parameters') ? planParameters(sections.raw('parameters'), 'parameters', context) : NOTHING),
};

// Of a database or tables that could not be planned, their own problems tell.
const backup: Layer = {
  layerName: 'backup',
  needs: ['database', 'tables'],
  plan: (sections, context, needed) => {
    const unplanned = (sections.has('database') && needed.database === undefined)
      || (sections.has('tables') && (needed.tables === undefined || needed.tables.length < (sections.raw('tables') as unknown[]).length));
    return !sections.has('backup') || unplanned ? NOTHING : planBackup(sections.raw('backup'), 'backup', context, {
      ...backupNeeds(needed), told: sections.has('monitoring'),
    });
  },
};

const monitoring: Layer = {
  layerName: 'monitoring',
  needs: ['database', 'tables', 'events', 'functions', 'http', 'dns'],
  plan: (sections, context, needed) => {
    if (!sections.has('monitoring')) return NOTHING;
    const rpoSeconds: unknown = (sections.raw('objectives') as { rpoSeconds?: unknown } | undefined | null)?.rpoSeconds;
    const known = typeof rpoSeconds === 'number' && Number.isFinite(rpoSeconds) && !context.isToken(rpoSeconds);
    return planMonitoring(sections.raw('monitoring'), 'monitoring', context, { targets: monitoringTargets(needed), ...(known ? { rpoSeconds } : {}) });
  },
};

const operators: Layer = {
  layerName: 'operators',
  needs: ['database', 'tables', 'events', 'functions', 'dns', 'parameters', 'backup', 'monitoring'],
  plan: (sections, context, needed) => (sections.has('operators')
    ? planOperators(sections.raw('operators'), 'operators', context, operatorTargets(needed))
    : NOTHING),
};

export const LAYERS: Layer[] = [network, database, tables, events, functions, http, dns, parameters, backup, monitoring, operators];

/** Layers in an order in which each comes after what it needs. Throws when there is none. */
export function inOrder(layers: Layer[]): Layer[] {
  const ordered: Layer[] = [];
  let open = layers;
  while (open.length > 0) {
    const ready = open.filter(layer => layer.needs.every(need => !open.some(other => other.layerName === need)));
    if (ready.length === 0) throw new Error(`The layers ${open.map(layer => layer.layerName).join(', ')} need each other`);
    ordered.push(...ready);
    open = open.filter(layer => !ready.includes(layer));
  }
  return ordered;
}

/** Plans every layer; each sees the plans that it lists as needs and no other. */
export function planLayers(layers: Layer[], sections: Reader, context: PlanningContext): Required<Planned<LayerPlans>> {
  const plans: Record<string, unknown> = {};
  const problems = inOrder(layers).flatMap(layer => {
    const needed = Object.fromEntries(layer.needs.map(need => [need, plans[need]]));
    const planned = layer.plan(sections, context, needed);
    plans[layer.layerName] = planned.plan;
    return planned.problems;
  });
  return { plan: plans as LayerPlans, problems };
}

// What is not a table is told of by the layer of tables.
function tableSpecs(sections: Reader): TableSpec[] {
  const given = sections.raw('tables');
  return Array.isArray(given) ? given.filter((value): value is TableSpec => value instanceof TableSpec) : [];
}

// Likewise what is not a secret.
function secretSpecs(sections: Reader): SecretSpec[] {
  const given = (sections.raw('parameters') as { secrets?: unknown } | null | undefined)?.secrets;
  return Array.isArray(given) ? given.filter((value): value is SecretSpec => value instanceof SecretSpec) : [];
}

// Tables are reached without NAT, through a gateway endpoint; logs, traces and dead letters are Lambda's own matter.
function calledServices(plans: FunctionPlan[]): string[] {
  const kinds = plans.flatMap(({ access }) => access.map(one => one.kind));
  return [
    ...(kinds.includes('database') || kinds.includes('secret') ? ['secretsmanager'] : []),
    ...(kinds.includes('publish') ? ['events'] : []),
    ...(kinds.includes('parameters') ? ['ssm'] : []),
  ];
}
