// What is refused of alarms: their thresholds, times, names and actions.

import { TOPIC } from './alarm-actions';
import type { CompositePlan } from './composite';
import { AlarmKind } from './kind';
import { factsOf, KINDS } from './kinds';
import type { MonitoringPlan } from './plan';
import type { AlarmPlan, AnyAlarmPlan } from './plan-alarms';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Rule, RuleFacts } from '../plan/rule';

const ALARM_API = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const COMPOSITE_API = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html';
const DAY = 86_400;
const HOUR = 3600;
const MOST_ACTIONS = 5;
const MOST_CHILDREN = 100;
const LONGEST_RULE = 10_240;

export const NAMING_OF_ALARMS_FAILED: RuleFacts = {
  code: 'DR660',
  severity: Severity.IMPOSSIBLE,
  title: 'A naming of alarms that fails, or gives something else than a name',
  source: 'docs/monitoring.md',
};

export const ACTIONS_FAILED: RuleFacts = {
  code: 'DR661',
  severity: Severity.IMPOSSIBLE,
  title: 'A choice of alarm actions that fails, or gives something else than a list of ARNs',
  source: 'docs/monitoring.md',
};

const unknownOverride: Rule<MonitoringPlan> = {
  code: 'DR662',
  severity: Severity.IMPOSSIBLE,
  title: 'An override of an alarm that there is none of',
  source: 'docs/monitoring.md',
  check: ({ given }) => Object.entries(given.overrides).flatMap(([key, { path }]) => {
    const [kind, targetName, ...more] = key.split('/');
    const known = Object.values(AlarmKind) as string[];
    if (!known.includes(kind) || more.length > 0 || targetName === '') {
      return [{ path, message: `${show(key)} given, one of ${known.join(', ')} needed, with / and a target behind it for a single one`, mend: 'Correct it' }];
    }
    // What is switched off counts.
    const targets = [...new Set(given.watched)].filter(one => one.startsWith(`${kind}/`)).map(one => one.slice(kind.length + 1));
    const there = targetName === undefined || targets.includes(targetName);
    return there ? [] : [{ path, message: `${show(key)} given, and alarms of that kind are on ${targets.join(', ') || 'nothing'}`, mend: 'Name one of these, or leave it out' }];
  }),
};

const idleOverride: Rule<MonitoringPlan> = {
  code: 'DR681',
  severity: Severity.RISK,
  title: 'An override of a kind of alarm that nothing is watched by',
  source: 'docs/monitoring.md',
  check: ({ given: { overrides, watched } }) => Object.entries(overrides)
    .filter(([key]) => KINDS.some(({ kind }) => kind === key) && !watched.some(one => one.startsWith(`${key}/`)))
    .map(([key, { path }]) => ({ path, message: `${show(key)} given, and alarms of that kind are on nothing`, mend: 'Leave it out, or accept this' })),
};

const compositeSettings: Rule<MonitoringPlan> = {
  code: 'DR663',
  severity: Severity.IMPOSSIBLE,
  title: 'A threshold or times of an alarm that joins others, which has none',
  source: COMPOSITE_API,
  check: ({ given }) => Object.entries(given.overrides).flatMap(([key, { path, off, ...rest }]) => (
    key === AlarmKind.SITE_UNWELL && !off && Object.values(rest).some(value => value !== undefined)
      ? [{ path, message: 'AlarmOverride.of given, AlarmOverride.off() alone possible', mend: 'Change the alarms that it joins' }]
      : [])),
};

const thresholdBounds: Rule<MonitoringPlan> = {
  code: 'DR664',
  severity: Severity.IMPOSSIBLE,
  title: 'A threshold that no value can be on both sides of',
  source: ALARM_API,
  check: plan => [
    ...KINDS.flatMap(({ threshold: { property, least, most, unit } }) => {
      const given = property === undefined ? undefined : plan.given.thresholds[property];
      return given === undefined || isWithin(given, least, most) ? [] : [outside(`${at(plan, 'thresholds')}.${property}`, given, least, most, unit)];
    }),
    ...Object.entries(plan.given.overrides).flatMap(([key, { path, threshold }]) => {
      const facts = KINDS.find(({ kind }) => kind === key.split('/')[0]);
      if (threshold === undefined || facts === undefined || isWithin(threshold, facts.threshold.least, facts.threshold.most)) return [];
      return [outside(`${path}.threshold`, threshold, facts.threshold.least, facts.threshold.most, facts.threshold.unit)];
    }),
  ],
};

const beyondObjective: Rule<MonitoringPlan> = {
  code: 'DR665',
  severity: Severity.RISK,
  title: 'An alarm of replication that rings when more than the objective is lost already',
  source: 'docs/monitoring.md',
  check: ({ alarms, given: { rpoSeconds } }) => (rpoSeconds === undefined ? [] : firstOfEach(alarms
    .filter(({ kind, thresholdGiven, givenThreshold }) => factsOf(kind).threshold.byObjective && thresholdGiven && givenThreshold > rpoSeconds))
    .map(alarm => ({
      path: alarm.path,
      message: `${alarm.kind} at ${alarm.givenThreshold} seconds given for '${alarm.alarmName}', and the service may lose ${rpoSeconds}`,
      mend: `Ring at ${rpoSeconds} seconds at most`,
    }))),
};

const period: Rule<MonitoringPlan> = {
  code: 'DR666',
  severity: Severity.IMPOSSIBLE,
  title: 'A period of an alarm that its metric has no values for',
  source: ALARM_API,
  check: ({ alarms }) => firstOfEach(alarms.filter(hasWrongPeriod)).map(alarm => ({
    path: alarm.path,
    message: `${alarm.periodSeconds} seconds given for '${alarm.alarmName}', a multiple of 60 needed, ${alarm.shortestPeriodSeconds} at least`,
    mend: 'Correct periodSeconds, or leave it out',
  })),
};

const datapoints: Rule<MonitoringPlan> = {
  code: 'DR667',
  severity: Severity.IMPOSSIBLE,
  title: 'An alarm that waits for more values than it looks at, or for none',
  source: ALARM_API,
  check: ({ alarms }) => firstOfEach(alarms.filter(alarm => !isWithin(alarm.datapointsToAlarm, 1, alarm.evaluationPeriods))).map(alarm => ({
    path: alarm.path,
    message: `${alarm.datapointsToAlarm} of ${alarm.evaluationPeriods} values given for '${alarm.alarmName}', at least 1 needed and no more than are looked at`,
    mend: 'Correct datapointsToAlarm or evaluationPeriods',
  })),
};

const evaluation: Rule<MonitoringPlan> = {
  code: 'DR668',
  severity: Severity.IMPOSSIBLE,
  title: 'An alarm that looks at more than a day, or at more than seven with periods of an hour or more',
  source: ALARM_API,
  check: ({ alarms }) => firstOfEach(alarms.filter(alarm => secondsOf(alarm) > mostSecondsOf(alarm))).map(alarm => ({
    path: alarm.path,
    message: `${alarm.evaluationPeriods} periods of ${alarm.periodSeconds} seconds given for '${alarm.alarmName}', which are ${secondsOf(alarm)} seconds, ${mostSecondsOf(alarm)} at most possible`,
    mend: 'Look at fewer periods',
  })),
};

const actionCount: Rule<MonitoringPlan> = {
  code: 'DR669',
  severity: Severity.IMPOSSIBLE,
  title: 'More actions than an alarm can have',
  source: ALARM_API,
  check: plan => everyAlarm(plan).filter(({ actionArns }) => actionArns.length > MOST_ACTIONS).slice(0, 1).map(({ alarmName, actionArns }) => ({
    path: whoseActions(plan), message: `${actionArns.length} actions given for '${alarmName}', ${MOST_ACTIONS} at most possible`, mend: 'Tell fewer, or a topic in their place',
  })),
};

const actionRegion: Rule<MonitoringPlan> = {
  code: 'DR672',
  severity: Severity.IMPOSSIBLE,
  title: 'An action of an alarm that is not an ARN of its region and partition',
  source: ALARM_API,
  check: plan => (plan.given.customActions ? everyAlarm(plan) : []).flatMap(({ alarmName, region, actionArns }) => actionArns
    .filter(arn => arn !== TOPIC && !isExpression(arn) && !isActionIn(arn, region, plan.given.partition))
    .map(arn => ({ path: at(plan, 'actions'), message: `${show(arn)} given for '${alarmName}', an ARN in ${region} needed`, mend: 'Name an action of that region, such as request.topicArn' }))),
};

const compositeSize: Rule<MonitoringPlan> = {
  code: 'DR673',
  severity: Severity.IMPOSSIBLE,
  title: 'More alarms in a region than one can join',
  source: COMPOSITE_API,
  check: plan => plan.composites.filter(isTooLarge).map(({ alarmName, children, rule }) => ({
    path: plan.path,
    message: `${children.length} alarms with a rule of ${rule.length} characters for '${alarmName}', ${MOST_CHILDREN} and ${LONGEST_RULE} at most possible`,
    mend: `Switch off alarms that matter less, or ${AlarmKind.SITE_UNWELL}`,
  })),
};

const quotedName: Rule<MonitoringPlan> = {
  code: 'DR674',
  severity: Severity.IMPOSSIBLE,
  title: 'A name of an alarm with a quotation mark, which the alarm that joins it cannot name',
  source: COMPOSITE_API,
  check: plan => plan.composites.flatMap(({ children }) => children).filter(({ alarmName }) => alarmName.includes('"')).map(({ alarmName }) => ({
    path: plan.given.customNaming ? at(plan, 'naming') : 'naming', message: `${show(alarmName)} given, a name without quotation marks needed`, mend: 'Name it otherwise',
  })),
};

const lagUnwatched: Rule<MonitoringPlan> = {
  code: 'DR675',
  severity: Severity.RISK,
  title: 'Nobody is told that more than the objective would be lost, since that alarm is switched off',
  source: 'docs/monitoring.md',
  check: plan => (plan.given.rpoSeconds === undefined ? [] : [...new Set([AlarmKind.DATABASE_RPO_LAG, AlarmKind.TABLE_REPLICATION_LATENCY]
    .flatMap(kind => switchedOff(plan, kind)))].map(path => ({
    path, message: `AlarmOverride.off() given, and ${plan.given.rpoSeconds} seconds are promised`, mend: 'Leave the alarm on, with another threshold',
  }))),
};

export const alarmRules: Rule<MonitoringPlan>[] = [
  unknownOverride, idleOverride, compositeSettings, thresholdBounds, beyondObjective, period, datapoints, evaluation, actionCount, actionRegion,
  compositeSize, quotedName, lagUnwatched,
];
export const otherAlarmRules: RuleFacts[] = [NAMING_OF_ALARMS_FAILED, ACTIONS_FAILED];

// A setting is of many alarms, and its mistake is one.
function firstOfEach(alarms: AlarmPlan[]): AlarmPlan[] {
  return alarms.filter(({ path }, index) => alarms.findIndex(other => other.path === path) === index);
}

// Where it stands that alarms of a kind are not made, though what they are on is there.
function switchedOff({ alarms, given: { overrides, watched } }: MonitoringPlan, kind: AlarmKind): string[] {
  const made = alarms.filter(alarm => alarm.kind === kind).map(({ targetName = '' }) => `${kind}/${targetName}`);
  return watched.filter(key => key.startsWith(`${kind}/`) && !made.includes(key)).map(key => (overrides[key] ?? overrides[kind]).path);
}

function hasWrongPeriod({ periodSeconds, shortestPeriodSeconds }: AlarmPlan): boolean {
  return periodSeconds % 60 !== 0 || periodSeconds < shortestPeriodSeconds;
}

function secondsOf({ periodSeconds, evaluationPeriods }: AlarmPlan): number {
  return periodSeconds * evaluationPeriods;
}

function mostSecondsOf({ periodSeconds }: AlarmPlan): number {
  return periodSeconds >= HOUR ? 7 * DAY : DAY;
}

function isTooLarge({ children, rule }: CompositePlan): boolean {
  return children.length > MOST_CHILDREN || rule.length > LONGEST_RULE;
}

function everyAlarm({ alarms, composites }: MonitoringPlan): AnyAlarmPlan[] {
  return [...alarms, ...composites];
}

function whoseActions(plan: MonitoringPlan): string {
  return at(plan, plan.given.customActions ? 'actions' : 'receivers');
}

// Response plans belong to no region. https://docs.aws.amazon.com/incident-manager/latest/userguide/security_iam_service-with-iam.html
function isActionIn(arn: string, region: string, partition: string): boolean {
  const [prefix, ofPartition, service, ofRegion] = arn.split(':');
  return prefix === 'arn' && ofPartition === partition && (ofRegion === region || (service === 'ssm-incidents' && ofRegion === ''));
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function outside(path: string, given: number, least: number, most: number, unit: string) {
  return { path, message: `${given} given, ${least} to ${most} (${unit}) possible`, mend: 'Correct it, or leave it out' };
}

function at({ path }: MonitoringPlan, property: string): string {
  return `${path}.${property}`;
}

