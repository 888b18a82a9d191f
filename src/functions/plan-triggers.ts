// What calls a function, as it is planned.

import { Trigger } from './trigger';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { ProblemList } from '../plan/rule';
import type { PlanningContext } from '../sites/plan';
import { TableSpec } from '../tables/props';
import { referToTable, TableReference } from '../tables/reference';

/** A name in each region. The standby's is missing where the strategy deploys nothing there. */
export interface SiteNames {
  readonly primary: string;
  readonly standby?: string;
}

/** A queue that is made with a function. */
export interface QueueTriggerPlan {
  readonly kind: 'queue';
  readonly path: string;
  /** What the service calls it. */
  readonly triggerName: string;
  readonly physicalNames: SiteNames;
  /** The queue of messages that failed. */
  readonly failedNames: SiteNames;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly maxReceiveCount: number;
  readonly visibilityTimeoutSeconds: number;
  /** Whether that was given, or follows from other numbers. */
  readonly visibilityGiven: boolean;
  readonly retentionDays: number;
  readonly maxConcurrency?: number;
}

/** The stream of a table. */
export interface StreamTriggerPlan {
  readonly kind: 'stream';
  readonly path: string;
  /** The table's name. */
  readonly triggerName: string;
  readonly table: TableReference;
  readonly spec: TableSpec;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly maxRetryAttempts: number;
  readonly parallelizationFactor: number;
}

/** A rule of EventBridge: a schedule, or events. */
export interface RuleTriggerPlan {
  readonly kind: 'rule';
  readonly path: string;
  readonly triggerName: string;
  readonly physicalNames: SiteNames;
  readonly busName: string;
  readonly schedule?: string;
  readonly pattern?: { readonly sources: string[]; readonly detailTypes: string[] };
}

/** What calls a function. */
export type TriggerPlan = QueueTriggerPlan | StreamTriggerPlan | RuleTriggerPlan;

/** What planning triggers needs to know of their function. */
export interface TriggeredFunction {
  readonly functionName: string;
  readonly timeoutSeconds: number;
  /** Whether it is deployed in the standby region. */
  readonly standby: boolean;
  /** The bus of events that name none. */
  readonly busName: string;
}

// A hidden message must outlast all that one call may take: AWS advises this many times the function's time-out.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
const VISIBILITY_IN_TIMEOUTS = 6;

/** The pattern of a rule as EventBridge reads it. */
export function patternText({ sources, detailTypes }: { readonly sources: string[]; readonly detailTypes: string[] }): string {
  return JSON.stringify({ source: sources, ...(detailTypes.length === 0 ? {} : { 'detail-type': detailTypes }) });
}

/** Plans the triggers of a function. */
export function planTriggers(reader: Reader, around: TriggeredFunction, context: PlanningContext, list: ProblemList): TriggerPlan[] {
  const given = reader.instances('triggers', 'a Trigger', (value): value is Trigger => value instanceof Trigger) ?? [];
  return given.flatMap((trigger, position) => {
    const path = `${reader.at('triggers')}[${position}]`;
    const facts = new Reader(trigger._facts, path, list, context.isToken);
    // What a trigger was made from is told of as the trigger's own.
    const props = new Reader(facts.raw('props'), path, list, context.isToken);
    const plan = planOne(facts, props, around, context, list);
    return plan === undefined ? [] : [plan];
  });
}

function planOne(
  facts: Reader, props: Reader, around: TriggeredFunction, context: PlanningContext, list: ProblemList,
): TriggerPlan | undefined {
  switch (facts.raw('kind')) {
    case 'queue': return planQueue(props, around, context, list);
    case 'stream': return planStream(facts, props, context);
    case 'schedule': return planSchedule(facts, props, around, context, list);
    case 'events': return planEvents(props, around, context, list);
    default: return undefined;
  }
}

function planQueue(props: Reader, around: TriggeredFunction, context: PlanningContext, list: ProblemList): QueueTriggerPlan | undefined {
  props.onlyHas(['queueName', 'batchSize', 'batchingWindowSeconds', 'maxReceiveCount', 'visibilityTimeoutSeconds', 'retentionDays', 'maxConcurrency']);
  const batchingWindowSeconds = props.integer('batchingWindowSeconds') ?? 0;
  const settings = {
    batchSize: props.integer('batchSize') ?? 10,
    batchingWindowSeconds,
    maxReceiveCount: props.integer('maxReceiveCount') ?? 5,
    visibilityGiven: props.has('visibilityTimeoutSeconds'),
    visibilityTimeoutSeconds: props.integer('visibilityTimeoutSeconds') ?? VISIBILITY_IN_TIMEOUTS * around.timeoutSeconds + batchingWindowSeconds,
    retentionDays: props.integer('retentionDays') ?? 4,
    maxConcurrency: props.integer('maxConcurrency'),
  };
  const triggerName = nameOf(props, 'queueName', around.functionName);
  if (triggerName === undefined) return undefined;
  const names = (what: string) => namesOf(what, NAME_LIMITS.sqsQueue, props.path, around, context, list);
  return { kind: 'queue', path: props.path, triggerName, physicalNames: names(triggerName), failedNames: names(`${triggerName}-failed`), ...settings };
}

function planStream(facts: Reader, props: Reader, context: PlanningContext): StreamTriggerPlan | undefined {
  props.onlyHas(['batchSize', 'batchingWindowSeconds', 'maxRetryAttempts', 'parallelizationFactor']);
  facts.need('table', 'a TableSpec of the service');
  const spec = facts.instance('table', 'a TableSpec', (value): value is TableSpec => value instanceof TableSpec);
  const table = spec && referToTable(spec, context);
  const settings = {
    batchSize: props.integer('batchSize') ?? 100,
    batchingWindowSeconds: props.integer('batchingWindowSeconds') ?? 0,
    maxRetryAttempts: props.integer('maxRetryAttempts') ?? 10,
    parallelizationFactor: props.integer('parallelizationFactor') ?? 1,
  };
  return table && { kind: 'stream', path: props.path, triggerName: table.tableName, table, spec: spec!, ...settings };
}

function planSchedule(
  facts: Reader, props: Reader, around: TriggeredFunction, context: PlanningContext, list: ProblemList,
): RuleTriggerPlan | undefined {
  props.onlyHas(['ruleName']);
  facts.need('expression', "'rate(5 minutes)'");
  const schedule = facts.text('expression');
  const rule = planRule(props, 'schedule', around, context, list);
  // Schedules are on no other bus: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
  return schedule === undefined || rule === undefined ? undefined : { ...rule, busName: 'default', schedule };
}

function planEvents(props: Reader, around: TriggeredFunction, context: PlanningContext, list: ProblemList): RuleTriggerPlan | undefined {
  props.onlyHas(['sources', 'detailTypes', 'busName', 'ruleName']);
  props.need('sources', "['orders']");
  const sources = props.texts('sources');
  const detailTypes = props.texts('detailTypes') ?? [];
  const busName = props.has('busName') ? props.text('busName') : around.busName;
  const rule = planRule(props, 'events', around, context, list);
  const refused = sources === undefined || sources.length < (props.raw('sources') as unknown[]).length;
  return refused || busName === undefined || rule === undefined ? undefined : { ...rule, busName, pattern: { sources, detailTypes } };
}

function planRule(props: Reader, otherwise: string, around: TriggeredFunction, context: PlanningContext, list: ProblemList) {
  const triggerName = nameOf(props, 'ruleName', otherwise);
  if (triggerName === undefined) return undefined;
  const physicalNames = namesOf(`${around.functionName}-${triggerName}`, NAME_LIMITS.eventRule, props.path, around, context, list);
  return { kind: 'rule' as const, path: props.path, triggerName, physicalNames };
}

function nameOf(props: Reader, property: string, otherwise: string): string | undefined {
  return props.has(property) ? props.text(property) : otherwise;
}

function namesOf(
  what: string, limit: typeof NAME_LIMITS.sqsQueue | typeof NAME_LIMITS.eventRule, path: string, around: TriggeredFunction,
  context: PlanningContext, list: ProblemList,
): SiteNames {
  const { primary, standby } = context.sites;
  const nameIn = (region: string) => context.namer.name({ what, region, limit, path }, list);
  return { primary: nameIn(primary.region), ...(around.standby ? { standby: nameIn(standby.region) } : {}) };
}
