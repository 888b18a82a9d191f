// What is drawn of functions and what they work on, and what they leave unprotected.

import { isTurnedOn } from './estimate';
import type { FunctionPlan, FunctionSitePlan } from './plan';
import type { QueueTriggerPlan, RuleTriggerPlan, TriggerPlan } from './plan-triggers';
import { ArchitectureRow, counted, listed, SiteBox, Unprotected } from '../plan/report';

/** The functions and their queues as they stand in both regions. */
export function functionRows(plans: FunctionPlan[]): ArchitectureRow[] {
  return plans.flatMap(plan => [functionRow(plan), ...plan.triggers.filter(isQueue).map(queue => queueRow(plan, queue))]);
}

/** What functions leave unprotected. `ownBus` is the bus of the service. */
export function functionsUnprotected(plans: FunctionPlan[], ownBus: string | undefined): Unprotected[] {
  if (plans.length === 0) return [];
  const region = plans[0].primary.region;
  const named = (chosen: FunctionPlan[]) => listed(chosen.map(({ functionName }) => functionName));
  const foreign = plans.filter(({ code }) => code.kind === 's3' || code.kind === 'image').filter(({ standby }) => standby !== undefined);
  const stated = plans.filter(({ access }) => access.some(({ kind }) => kind === 'statement'));
  const layered = plans.filter(plan => sitesOf(plan).some(({ layerArns }) => layerArns.length > 0));
  const ownRoles = plans.filter(plan => sitesOf(plan).some(({ executionRole }) => executionRole.existingArn !== undefined));
  return [
    {
      path: 'functions',
      what: 'What functions call beside this service, such as other teams\' services and providers outside of AWS, is not known here: they fail when it is lost with a region, or does not let them in from the other one.',
      mend: 'List what they call, and try each from the standby region.',
    },
    ...(stated.length === 0 ? [] : [{
      path: 'functions', what: `What ${named(stated)} may reach by statements of yours is neither replicated nor checked here.`, mend: 'Replicate it yourself, and try it in a drill.',
    }]),
    ...(foreign.length === 0 ? [] : [{
      path: 'functions', what: `That the code of ${named(foreign)} is the same in both regions is not checked: objects and images are yours.`, mend: 'Let CI publish each version to both regions before it is deployed.',
    }]),
    ...(layered.length === 0 ? [] : [{ path: 'functions', what: `That the layers of ${named(layered)} are the same in both regions is not checked.` }]),
    ...(ownRoles.length === 0 ? [] : [{ path: 'functions', what: `The roles of ${named(ownRoles)} are yours: what they may do in each region is not known.` }]),
    ...plans.flatMap(ofQueues),
    ...ofDeadLetters(plans, region),
    ...plans.flatMap(ofSchedules),
    ...plans.flatMap(ofStreams),
    ...plans.flatMap(plan => ofForeignBuses(plan, ownBus)),
    ...ofReturn(plans, region),
  ];
}

function sitesOf({ primary, standby }: FunctionPlan): FunctionSitePlan[] {
  return standby === undefined ? [primary] : [primary, standby];
}

function isQueue(trigger: TriggerPlan): trigger is QueueTriggerPlan {
  return trigger.kind === 'queue';
}

function isRule(trigger: TriggerPlan): trigger is RuleTriggerPlan {
  return trigger.kind === 'rule';
}

function functionRow(plan: FunctionPlan): ArchitectureRow {
  const { path, runtime, memoryMb, primary, standby } = plan;
  return {
    path, what: `Lambda function, ${runtime ?? 'an image'}, ${memoryMb} MB`, primary: functionBox(plan, primary), ...(standby === undefined ? {} : { standby: functionBox(plan, standby) }),
  };
}

function functionBox({ triggers, inNetwork, reservedConcurrency }: FunctionPlan, { physicalName, consumes }: FunctionSitePlan): SiteBox {
  return {
    name: physicalName,
    details: [
      ...triggers.map(trigger => `${triggerInWords(trigger)}: ${consumes ? 'on' : 'off until a failover'}`),
      ...(inNetwork ? ['in the network'] : []),
      ...(reservedConcurrency === undefined ? [] : [`${counted(reservedConcurrency, 'call')} at once at most`]),
    ],
  };
}

function triggerInWords(trigger: TriggerPlan): string {
  switch (trigger.kind) {
    case 'queue': return `queue ${trigger.triggerName}`;
    case 'stream': return `stream of ${trigger.triggerName}`;
    default: return trigger.schedule === undefined ? `events ${trigger.triggerName}` : `schedule ${trigger.schedule}`;
  }
}

function queueRow({ primary, standby }: FunctionPlan, queue: QueueTriggerPlan): ArchitectureRow {
  const { path, triggerName, physicalNames, failedNames, retentionDays } = queue;
  const box = (role: 'primary' | 'standby', consumes: boolean): SiteBox => ({
    name: physicalNames[role] ?? '',
    details: [consumes ? 'worked on' : 'not worked on until a failover', `messages wait ${counted(retentionDays, 'day')} at most`, `failed ones in ${failedNames[role] ?? ''}`],
  });
  return {
    path, what: `SQS queue ${triggerName}`, primary: box('primary', primary.consumes), ...(standby === undefined ? {} : { standby: box('standby', standby.consumes) }),
  };
}

function ofQueues({ triggers, primary }: FunctionPlan): Unprotected[] {
  return triggers.filter(isQueue).map(({ path, physicalNames, failedNames, retentionDays }) => ({
    path,
    what: `Messages in the queues ${physicalNames.primary} and ${failedNames.primary} wait in ${primary.region} until it is back, and are gone if it is not back within their time: queues do not replicate, and a message of the first waits ${counted(retentionDays, 'day')} at most.`,
    mend: 'Let whoever sends keep what was not done, and send it again to the queue of the other region.',
  }));
}

function ofDeadLetters(plans: FunctionPlan[], region: string): Unprotected[] {
  const own = plans.filter(({ primary }) => 'queueName' in primary.deadLetters);
  return own.length === 0 ? [] : [{
    path: 'functions', what: `Events that ${listed(own.map(({ functionName }) => functionName))} could not work on wait in queues of ${region}, and do not reach the other region.`,
  }];
}

function ofSchedules(plan: FunctionPlan): Unprotected[] {
  const scheduled = plan.triggers.filter(isRule).filter(({ schedule }) => schedule !== undefined);
  return scheduled.length === 0 || !isTurnedOn(plan) ? [] : [{
    path: plan.path,
    what: `What '${plan.functionName}' is to do at a time between the loss of ${plan.primary.region} and the failover is not made up for: ${scheduled.map(({ schedule }) => schedule).join(', ')}.`,
    mend: 'Let each run find out what an earlier one has left undone.',
  }];
}

// A mapping begins with the oldest that its stream has.
function ofStreams(plan: FunctionPlan): Unprotected[] {
  const streams = plan.triggers.filter(({ kind }) => kind === 'stream');
  return streams.length === 0 || !isTurnedOn(plan) ? [] : [{
    path: plan.path,
    what: `When '${plan.functionName}' is turned on in ${plan.standby!.region}, it gets every change of ${listed(streams.map(({ triggerName }) => triggerName))} that the stream there still has, those too that ${plan.primary.region} had worked on; a stream keeps changes for 24 hours.`,
    mend: 'Let it tell a change that it has worked on, by a key in a table that replicates.',
  }];
}

function ofForeignBuses({ triggers, functionName }: FunctionPlan, ownBus: string | undefined): Unprotected[] {
  return triggers.filter(isRule).filter(({ pattern, busName }) => pattern !== undefined && busName !== ownBus).map(({ path, busName }) => ({
    path,
    what: `Events for '${functionName}' on the bus '${busName}' are not this service's to replicate: the function of a region gets what is on the bus of that region.`,
    mend: 'Let their publisher put them in both regions, or use the bus of the service (events).',
  }));
}

function ofReturn(plans: FunctionPlan[], region: string): Unprotected[] {
  const turnedOn = plans.filter(isTurnedOn);
  return turnedOn.length === 0 ? [] : [{
    path: 'functions',
    what: `When ${region} comes back after a failover, the triggers of ${listed(turnedOn.map(({ functionName }) => functionName))} are on there as before, and both regions work at once until somebody turns one off.`,
    mend: 'Begin the failback with it, as the runbook says.',
  }];
}
