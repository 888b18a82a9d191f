// The alarms of each region, as they are planned.

import { AlarmActionRequest, IAlarmActions, TOPIC } from './alarm-actions';
import type { AlarmNameRequest, IAlarmNaming } from './alarm-naming';
import { AlarmKind, AlarmSeverity } from './kind';
import type { KindFacts, MetricFacts, Signal } from './kind-facts';
import { factsOf } from './kinds';
import { AlarmOverride } from './override';
import type { ReceiverPlan } from './plan-topics';
import type { AlarmThresholds } from './props';
import { ACTIONS_FAILED, NAMING_OF_ALARMS_FAILED } from './rules-alarms';
import type { TargetKind } from './target';
import { isCheck, WatchedTarget } from './targets';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader, show } from '../plan/reader';
import type { ProblemList } from '../plan/rule';
import type { SiteRole } from '../plan/site-role';
import type { PlanningContext } from '../sites/plan';

/** What every alarm has. */
export interface AnyAlarmPlan {
  readonly kind: AlarmKind;
  readonly severity: AlarmSeverity;
  readonly region: string;
  /** The site that it is in; `health` for those of health checks. */
  readonly role: SiteRole | 'health';
  readonly constructId: string;
  readonly alarmName: string;
  readonly description: string;
  /** ARNs; the topic's is a mark. */
  readonly actionArns: string[];
}

/** An alarm on metrics. */
export interface AlarmPlan extends AnyAlarmPlan {
  readonly targetName?: string;
  /** Where its override stands, or what it watches. */
  readonly path: string;
  readonly namespace: string;
  readonly dimensions: Record<string, string>;
  /** Values of dimensions that some of the metrics have beside. */
  readonly moreDimensions: Record<string, string>;
  readonly metrics: Record<string, MetricFacts>;
  readonly expression?: string;
  readonly comparison: KindFacts['comparison'];
  /** In the unit that users give it in. */
  readonly givenThreshold: number;
  readonly thresholdGiven: boolean;
  /** In the unit of the metric. */
  readonly threshold: number;
  readonly shortestPeriodSeconds: number;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: KindFacts['missingData'];
  readonly signal?: Signal;
}

/** What alarms are planned from beside what they watch. */
export interface AlarmSettings {
  readonly rpoSeconds?: number;
  readonly thresholds: Record<string, number | undefined>;
  readonly overrides: Record<string, OverridePlan>;
  readonly receivers: ReceiverPlan[];
  readonly naming?: IAlarmNaming;
  readonly actions?: IAlarmActions;
}

/** What is different about an alarm. */
export interface OverridePlan {
  readonly path: string;
  readonly off: boolean;
  readonly threshold?: number;
  readonly periodSeconds?: number;
  readonly evaluationPeriods?: number;
  readonly datapointsToAlarm?: number;
}

/** What is watched in a region, by a kind of alarm. */
export interface Watch {
  readonly kind: AlarmKind;
  readonly target: WatchedTarget;
  readonly region: string;
  readonly role: AlarmPlan['role'];
  readonly dimensions: Record<string, string>;
  readonly moreDimensions?: Record<string, string>;
  /** What is watched, in words. */
  readonly inWords: string;
  /** What a threshold is multiplied with, where the kind does not tell. */
  readonly factor?: number;
  /** Ends the construct's id and the name where a target has two alarms of a kind in one region. */
  readonly which?: string;
}

const KINDS_OF: Partial<Record<TargetKind, AlarmKind[]>> = {
  database: [AlarmKind.DATABASE_REPLICATION_LAG, AlarmKind.DATABASE_RPO_LAG],
  queue: [AlarmKind.QUEUE_AGE],
  deadLetters: [AlarmKind.DEAD_LETTERS],
  rule: [AlarmKind.RULE_FAILURES],
  httpApi: [AlarmKind.API_ERRORS, AlarmKind.API_LATENCY],
  certificate: [AlarmKind.CERTIFICATE_EXPIRY],
  backupVault: [AlarmKind.BACKUP_FAILURES, AlarmKind.COPY_FAILURES],
};
const ROLES = ['primary', 'standby'] as const;
const THRESHOLDS_OF_OBJECTIVE_FROM = 1;

/** Plans the alarms on metrics. */
export function planAlarms(watches: Watch[], settings: AlarmSettings, context: PlanningContext, list: ProblemList): AlarmPlan[] {
  return watches.flatMap(watch => planAlarm(watch, settings, context, list));
}

/** What alarms could be made of, those that are switched off too. `healthRegion` is missing where health checks cannot be watched. */
export function watchesOn(targets: WatchedTarget[], healthRegion: string | undefined, { sites: { primary, standby } }: PlanningContext): Watch[] {
  const regions = { primary: primary.region, standby: standby.region };
  return targets.flatMap(target => (isCheck(target)
    ? healthRegion === undefined ? [] : watchesOfChecks(target, healthRegion)
    : ROLES.filter(role => target.names[role] !== undefined).flatMap(role => watchesOf(target, role, regions))));
}

/** What the target of an alarm is called. */
export function targetNameOf({ which, target }: Watch): string | undefined {
  return which ?? target.targetName;
}

function watchesOf(target: WatchedTarget, role: SiteRole, regions: Record<SiteRole, string>): Watch[] {
  const name = target.names[role]!;
  const inWords = target.targetName ?? '';
  const watch = (kind: AlarmKind, dimensions: Record<string, string>, factor?: number): Watch => ({
    kind, target, region: regions[role], role, dimensions, inWords, ...(factor === undefined ? {} : { factor }),
  });
  const other = regions[role === 'primary' ? 'standby' : 'primary'];
  const own = (KINDS_OF[target.kind] ?? []).map((kind): Watch => {
    const [dimension] = factsOf(kind).dimensions;
    const busName: Record<string, string> = target.busName === undefined ? {} : { EventBusName: target.busName };
    // Which member is the secondary changes at a failover, and its source is the other one.
    return { ...watch(kind, { [dimension]: name, ...busName }), ...(target.kind === 'database' ? { moreDimensions: { SourceRegion: other } } : {}) };
  });
  if (target.kind === 'table') {
    return [
      ...(target.replicated ? [watch(AlarmKind.TABLE_REPLICATION_LATENCY, { TableName: name, ReceivingRegion: other })] : []),
      watch(AlarmKind.TABLE_THROTTLES, { TableName: name }),
    ];
  }
  if (target.kind !== 'function') return own;
  const { timeoutSeconds, readsStream, idleInStandby } = target;
  const dimensions = { FunctionName: name };
  return [
    watch(AlarmKind.FUNCTION_ERRORS, dimensions),
    watch(AlarmKind.FUNCTION_THROTTLES, dimensions),
    // Per cent of seconds, in milliseconds.
    ...(timeoutSeconds === undefined ? [] : [watch(AlarmKind.FUNCTION_DURATION, dimensions, timeoutSeconds * 10)]),
    ...(readsStream ? [watch(AlarmKind.STREAM_AGE, dimensions)] : []),
    ...(idleInStandby && role === 'standby' ? [watch(AlarmKind.CONSUMER_DRIFT, dimensions)] : []),
  ];
}

function watchesOfChecks(target: WatchedTarget, region: string): Watch[] {
  const kind = target.kind === 'failoverSwitch' ? AlarmKind.SWITCH_THROWN : AlarmKind.ENDPOINT_HEALTH;
  return ROLES.filter(role => target.names[role] !== undefined).map(role => ({
    kind,
    target,
    region,
    role: 'health',
    dimensions: { HealthCheckId: target.names[role]! },
    inWords: role,
    ...(kind === AlarmKind.ENDPOINT_HEALTH ? { which: role } : {}),
  }));
}

function planAlarm(watch: Watch, settings: AlarmSettings, context: PlanningContext, list: ProblemList): AlarmPlan[] {
  const { kind, target, region, role, dimensions, inWords } = watch;
  const facts = factsOf(kind);
  const targetName = targetNameOf(watch);
  const override = overrideOf(settings, kind, targetName);
  if (override?.off) return [];
  const { given, isGiven } = thresholdOf(facts, override, settings);
  const evaluationPeriods = override?.evaluationPeriods ?? facts.evaluationPeriods;
  const description = `${facts.tells.replace('{}', inWords)} (${region})`;
  const named = nameAlarm({ kind, region, targetName, path: target.path }, settings, context, list);
  return [{
    kind,
    severity: facts.severity,
    region,
    role,
    constructId: constructIdOf(kind, targetName),
    alarmName: named,
    description,
    actionArns: actionsOf({ kind, severity: facts.severity, region, targetName, alarmName: named }, settings, list),
    targetName,
    path: override?.path ?? (isGiven ? `monitoring.thresholds.${facts.threshold.property}` : target.path),
    namespace: facts.namespace,
    dimensions,
    moreDimensions: watch.moreDimensions ?? {},
    metrics: facts.metrics,
    expression: facts.expression,
    comparison: facts.comparison,
    givenThreshold: given,
    thresholdGiven: isGiven,
    threshold: rounded(given * (watch.factor ?? facts.threshold.factor)),
    shortestPeriodSeconds: facts.shortestPeriodSeconds,
    periodSeconds: override?.periodSeconds ?? facts.periodSeconds,
    evaluationPeriods,
    // Where a user says how many are looked at, all of them count.
    datapointsToAlarm: override?.datapointsToAlarm ?? (override?.evaluationPeriods === undefined ? facts.datapointsToAlarm : evaluationPeriods),
    missingData: facts.missingData,
    signal: facts.signal,
  }];
}

/** What a kind of alarm is called in names. */
export function kindInNames(kind: AlarmKind): string {
  return kind.toLowerCase().replace(/_/g, '-');
}

function constructIdOf(kind: AlarmKind, targetName: string | undefined): string {
  return [kindInNames(kind), ...(targetName === undefined ? [] : [targetName])].join('-');
}

/** The override of an alarm: its own, or that of its kind. */
function overrideOf({ overrides }: AlarmSettings, kind: AlarmKind, targetName: string | undefined): OverridePlan | undefined {
  const [ofKind, own] = [overrides[kind], overrides[`${kind}/${targetName}`]];
  if (ofKind === undefined || own === undefined) return own ?? ofKind;
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { ...ofKind, ...said as unknown as OverridePlan };
}

function thresholdOf(
  { threshold }: KindFacts, override: OverridePlan | undefined, { thresholds, rpoSeconds }: AlarmSettings,
): { given: number; isGiven: boolean } {
  const given = override?.threshold ?? (threshold.property === undefined ? undefined : thresholds[threshold.property]);
  if (given !== undefined) return { given, isGiven: true };
  const byObjective = threshold.byObjective && rpoSeconds !== undefined;
  return { given: byObjective ? Math.max(THRESHOLDS_OF_OBJECTIVE_FROM, Math.min(rpoSeconds / 2, threshold.usual)) : threshold.usual, isGiven: false };
}

// No digits that only come from multiplying.
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** What a name is asked for. */
export interface NamedAlarm {
  readonly kind: AlarmKind;
  readonly region: string;
  readonly targetName?: string;
  readonly path: string;
}

/** The name of an alarm, by the user's naming or by that of the service. */
export function nameAlarm(
  { kind, region, targetName, path }: NamedAlarm, { naming }: AlarmSettings, { namer, sites }: PlanningContext, list: ProblemList,
): string {
  const what = constructIdOf(kind, targetName);
  const asked = { what, region, limit: NAME_LIMITS.alarm, path };
  if (naming === undefined) return namer.name(asked, list);
  const request: AlarmNameRequest = { serviceName: sites.serviceName, environment: sites.environment, region, kind, targetName };
  try {
    const name: unknown = naming.alarmName(request);
    if (typeof name === 'string') return namer.own(name, { ...asked, path: 'monitoring.naming' }, list);
    list.add(NAMING_OF_ALARMS_FAILED, { path: 'monitoring.naming', message: `${show(name)} given as the name of '${what}', a string needed`, mend: 'Correct alarmName' });
  } catch (error) {
    list.add(NAMING_OF_ALARMS_FAILED, { path: 'monitoring.naming', message: `alarmName failed for '${what}': ${causeOf(error)}`, mend: 'Correct alarmName' });
  }
  return what;
}

/** What an alarm tells, by the user's choice or by the library's. */
export function actionsOf(asked: Omit<AlarmActionRequest, 'topicArn'>, { actions, receivers }: AlarmSettings, list: ProblemList): string[] {
  const plans = receivers.filter(({ kind }) => kind === 'responsePlan').map(({ endpoint }) => endpoint!);
  if (actions === undefined) return [TOPIC, ...(asked.severity === AlarmSeverity.PAGE ? plans : [])];
  const path = 'monitoring.actions';
  try {
    const arns: unknown = actions.actionArns({ ...asked, topicArn: TOPIC });
    if (Array.isArray(arns) && arns.every((arn): arn is string => typeof arn === 'string')) return arns;
    list.add(ACTIONS_FAILED, { path, message: `${show(arns)} given as the actions of '${asked.alarmName}', a list of strings needed`, mend: 'Correct actionArns' });
  } catch (error) {
    list.add(ACTIONS_FAILED, { path, message: `actionArns failed for '${asked.alarmName}': ${causeOf(error)}`, mend: 'Correct actionArns' });
  }
  return [];
}

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : show(error);
}

/** The thresholds that a user gave. */
export function readThresholds(reader: Reader, properties: (keyof AlarmThresholds)[]): Record<string, number | undefined> {
  const thresholds = reader.struct('thresholds');
  thresholds.onlyHas(properties);
  return Object.fromEntries(properties.map(property => [property, thresholds.number(property)]));
}

/** The overrides that a user gave, by their keys. */
export function readOverrides(reader: Reader, { isToken }: PlanningContext, list: ProblemList): Record<string, OverridePlan> {
  const given = reader.instance('overrides', 'a map from alarms to what is different', isMap);
  const overrides = reader.struct('overrides');
  return Object.fromEntries(Object.keys(given ?? {}).flatMap((key): [string, OverridePlan][] => {
    const override = overrides.instance(key, 'an AlarmOverride', (value): value is AlarmOverride => value instanceof AlarmOverride);
    if (override === undefined) return [];
    const { off, props } = override._facts;
    const own = new Reader(props, overrides.at(key), list, isToken);
    own.onlyHas(['threshold', 'periodSeconds', 'evaluationPeriods', 'datapointsToAlarm']);
    return [[key, {
      path: own.path,
      off,
      threshold: own.number('threshold'),
      periodSeconds: own.integer('periodSeconds'),
      evaluationPeriods: own.integer('evaluationPeriods'),
      datapointsToAlarm: own.integer('datapointsToAlarm'),
    }]];
  }));
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
