// What alarms of a service watch, from the plans of its layers.

import type { LayerPlans } from './layers';
import { databaseTarget } from './operator-targets';
import type { DnsPlan } from '../dns/plan';
import { EventsPlan, sitesOf } from '../events/plan';
import { FunctionPlan, physicalNamesOf } from '../functions/plan';
import type { QueueTriggerPlan, RuleTriggerPlan } from '../functions/plan-triggers';
import type { HttpPlan } from '../http/plan';
import { markOf, WatchedTarget } from '../monitoring/targets';
import type { TablePlan } from '../tables/plan';
import { TableConsistency } from '../tables/props';

/** What alarms call the HTTP entry. */
export const HTTP_TARGET = 'http';

/** The targets of a service. */
export function monitoringTargets({ database, tables = [], events, functions = [], http, dns }: LayerPlans): WatchedTarget[] {
  const called = (http?.targets ?? []).map(({ functionName }) => functionName);
  return [
    ...(database === undefined ? [] : [{
      kind: 'database' as const,
      path: database.path,
      names: Object.fromEntries(databaseTarget(database).clusters.map(({ role, clusterIdentifier }) => [role, clusterIdentifier])),
    }]),
    ...tables.map(tableTarget),
    ...functions.flatMap(plan => functionTargets(plan, called.includes(plan.functionName))),
    ...(events === undefined ? [] : forwardTargets(events)),
    ...(http === undefined ? [] : entryTargets(http)),
    // Outside the partition aws dns is refused (DR520), and saying so once is enough.
    ...(dns?.failoverSwitch === undefined || dns.given.partition !== 'aws' ? [] : switchTargets(dns)),
  ];
}

// A strongly consistent table has no delay to measure. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
function tableTarget(plan: TablePlan): WatchedTarget {
  const { path, tableName, physicalName } = plan;
  const replicated = plan.replicated && (plan.existing || plan.consistency === TableConsistency.EVENTUAL);
  return { kind: 'table', path, targetName: tableName, names: { primary: physicalName, ...(plan.replicated ? { standby: physicalName } : {}) }, replicated };
}

// Targets have the names that name their physical ones, so that no two are called the same.
function functionTargets(plan: FunctionPlan, calledByHttp: boolean): WatchedTarget[] {
  const { path, functionName, timeoutSeconds, triggers, primary, standby } = plan;
  const queues = triggers.filter((trigger): trigger is QueueTriggerPlan => trigger.kind === 'queue');
  const rules = triggers.filter((trigger): trigger is RuleTriggerPlan => trigger.kind === 'rule');
  const ownDeadLetters = [primary, ...(standby === undefined ? [] : [standby])].flatMap(({ role, deadLetters }) => (
    'queueName' in deadLetters ? [[role, deadLetters.queueName]] : []));
  return [
    {
      kind: 'function',
      path,
      targetName: functionName,
      names: physicalNamesOf(plan),
      timeoutSeconds,
      readsStream: triggers.some(({ kind }) => kind === 'stream'),
      // What the entry calls is called in the standby too: by health checks, and by who tries it out.
      idleInStandby: triggers.length > 0 && !calledByHttp && standby !== undefined && !standby.consumes,
    },
    ...(ownDeadLetters.length === 0 ? [] : [{
      kind: 'deadLetters' as const, path, targetName: `${functionName}-dead-letters`, names: Object.fromEntries(ownDeadLetters),
    }]),
    ...queues.flatMap((trigger): WatchedTarget[] => [
      { kind: 'queue', path: trigger.path, targetName: trigger.triggerName, names: trigger.physicalNames },
      { kind: 'deadLetters', path: trigger.path, targetName: `${trigger.triggerName}-failed`, names: trigger.failedNames },
    ]),
    ...rules.map((trigger): WatchedTarget => ({
      kind: 'rule', path: trigger.path, targetName: `${functionName}-${trigger.triggerName}`, names: trigger.physicalNames, ...onBus(trigger.busName),
    })),
  ];
}

function onBus(busName: string): { busName?: string } {
  return busName === 'default' ? {} : { busName };
}

// What could not be forwarded has an alarm of its own.
function forwardTargets(plan: EventsPlan): WatchedTarget[] {
  const names = Object.fromEntries(sitesOf(plan).flatMap(({ role, forward }) => (forward === undefined ? [] : [[role, forward.ruleName]])));
  return Object.keys(names).length === 0 ? [] : [{ kind: 'rule', path: plan.path, targetName: 'events-forward', names, busName: plan.busName }];
}

function entryTargets({ path, hostName, standby }: HttpPlan): WatchedTarget[] {
  const kinds = hostName === undefined ? ['httpApi' as const] : ['httpApi' as const, 'certificate' as const];
  return kinds.map(kind => ({
    kind,
    path,
    targetName: HTTP_TARGET,
    names: { primary: markOf(kind, 'primary', HTTP_TARGET), ...(standby === undefined ? {} : { standby: markOf(kind, 'standby', HTTP_TARGET) }) },
  }));
}

function switchTargets({ path }: DnsPlan): WatchedTarget[] {
  return [
    { kind: 'endpointChecks', path, names: { primary: markOf('endpointChecks', 'primary'), standby: markOf('endpointChecks', 'standby') } },
    { kind: 'failoverSwitch', path, names: { primary: markOf('failoverSwitch', 'primary') } },
  ];
}
