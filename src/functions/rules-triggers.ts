// Rules about what calls a function.

import type { FunctionPlan } from './plan';
import { patternText, QueueTriggerPlan, RuleTriggerPlan, StreamTriggerPlan, TriggerPlan } from './plan-triggers';
import { LAMBDA, outside } from './rules-shared';
import { isLogicalName } from '../plan/logical-name';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import type { Rule } from '../plan/rule';
import { isSchedule } from '../plan/schedule';

const QUEUES = `${LAMBDA}/services-sqs-configure.html`;
const STREAMS = `${LAMBDA}/services-dynamodb-eventsourcemapping.html`;
const SCHEDULES = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html';
const MOST_CHARACTERS_OF_PATTERN = 2048;
const LONGEST_NAME = 40;

const withoutStream: Rule<FunctionPlan> = {
  code: 'DR324',
  severity: Severity.IMPOSSIBLE,
  title: 'The stream of a strongly consistent table: the provider turns it on in the primary region alone, so the standby would see no changes',
  source: STREAMS,
  check: plan => streams(plan).filter(({ table }) => table.hasStream === false).map(({ path, table }) => ({
    path,
    message: `stream() given for the table '${table.tableName}', which has STRONG consistency; a stream in both regions needed`,
    mend: 'Use TableConsistency.EVENTUAL, or publish events',
  })),
};

const triggerTwice: Rule<FunctionPlan> = {
  code: 'DR325',
  severity: Severity.IMPOSSIBLE,
  title: 'Two triggers of a function have one name, or read one stream',
  source: 'API.md',
  implies: ['DR009'],
  check: ({ triggers }) => triggers.filter((trigger, position) => triggers.findIndex(other => isSame(other, trigger)) < position).map(trigger => ({
    path: trigger.path,
    message: `'${trigger.triggerName}' given, which another trigger of this kind is called`,
    mend: trigger.kind === 'stream' ? 'Leave one of them out' : `Give one of them another ${trigger.kind === 'queue' ? 'queueName' : 'ruleName'}`,
  })),
};

const triggerName: Rule<FunctionPlan> = {
  code: 'DR326',
  severity: Severity.IMPOSSIBLE,
  title: 'The name of a queue or rule is not one that physical names and ids can be made of',
  source: 'API.md',
  implies: ['DR007'],
  check: ({ triggers }) => triggers.filter(trigger => trigger.kind !== 'stream' && !isLogicalName(trigger.triggerName, LONGEST_NAME)).map(trigger => ({
    path: `${trigger.path}.${trigger.kind === 'queue' ? 'queueName' : 'ruleName'}`,
    message: `${show(trigger.triggerName)} given, 1 to 40 lower-case letters, digits and single hyphens needed, a letter first`,
    mend: 'Rename it',
  })),
};

const queueSettings: Rule<FunctionPlan> = {
  code: 'DR327',
  severity: Severity.IMPOSSIBLE,
  title: 'A setting of a queue that SQS or Lambda does not take',
  source: QUEUES,
  check: plan => queues(plan).flatMap(queue => [
    ...outside(`${queue.path}.batchSize`, queue.batchSize, 1, queue.batchingWindowSeconds > 0 ? 10_000 : 10, queue.batchingWindowSeconds > 0 ? '' : 'without batchingWindowSeconds'),
    ...outside(`${queue.path}.batchingWindowSeconds`, queue.batchingWindowSeconds, 0, 300, 'seconds'),
    ...outside(`${queue.path}.maxReceiveCount`, queue.maxReceiveCount, 1, 1000, 'times'),
    ...outside(`${queue.path}.retentionDays`, queue.retentionDays, 1, 14, 'days'),
    ...outside(`${queue.path}.maxConcurrency`, queue.maxConcurrency, 2, 1000, 'calls'),
  ]),
};

const visibility: Rule<FunctionPlan> = {
  code: 'DR336',
  severity: Severity.IMPOSSIBLE,
  title: 'Messages that are hidden for less time than the function may take: Lambda refuses the queue',
  source: QUEUES,
  check: plan => queues(plan).filter(queue => queue.visibilityGiven).flatMap(({ path, visibilityTimeoutSeconds }) => outside(
    `${path}.visibilityTimeoutSeconds`, visibilityTimeoutSeconds, plan.timeoutSeconds, 43_200, `seconds with a timeoutSeconds of ${plan.timeoutSeconds}`,
  )),
};

const streamSettings: Rule<FunctionPlan> = {
  code: 'DR328',
  severity: Severity.IMPOSSIBLE,
  title: 'A setting of a stream that Lambda does not take',
  source: STREAMS,
  check: plan => streams(plan).flatMap(stream => [
    ...outside(`${stream.path}.batchSize`, stream.batchSize, 1, 10_000, 'records'),
    ...outside(`${stream.path}.batchingWindowSeconds`, stream.batchingWindowSeconds, 0, 300, 'seconds'),
    ...outside(`${stream.path}.maxRetryAttempts`, stream.maxRetryAttempts, 0, 10_000, 'times'),
    ...outside(`${stream.path}.parallelizationFactor`, stream.parallelizationFactor, 1, 10, 'calls'),
  ]),
};

const schedule: Rule<FunctionPlan> = {
  code: 'DR329',
  severity: Severity.IMPOSSIBLE,
  title: 'A schedule that EventBridge does not take',
  source: SCHEDULES,
  check: plan => rules(plan).filter(rule => rule.schedule !== undefined && !isSchedule(rule.schedule)).map(({ path, schedule: given }) => ({
    path, message: `${show(given)} given, an expression like 'rate(1 minute)', 'rate(5 minutes)' or 'cron(0 3 * * ? *)' needed`, mend: 'Correct it',
  })),
};

const events: Rule<FunctionPlan> = {
  code: 'DR330',
  severity: Severity.IMPOSSIBLE,
  title: 'Events without a source, or with more text than a pattern may have',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  check: plan => rules(plan).flatMap(({ path, pattern }) => {
    if (pattern === undefined) return [];
    if (pattern.sources.length === 0) return [{ path: `${path}.sources`, message: 'no source given, one or more needed', mend: 'Name the sources of the events' }];
    const { length } = patternText(pattern);
    return length <= MOST_CHARACTERS_OF_PATTERN ? [] : [{
      path, message: `a pattern of ${length} characters given, at most ${MOST_CHARACTERS_OF_PATTERN} allowed`, mend: 'Use several triggers',
    }];
  }),
};

const busName: Rule<FunctionPlan> = {
  code: 'DR338',
  severity: Severity.IMPOSSIBLE,
  title: 'The name of a bus is not one of EventBridge\'s, or a function publishes on two buses, of which its environment can name one',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html',
  check: plan => {
    const published = plan.access.filter(one => one.kind === 'publish');
    return [
      ...[...rules(plan), ...published].filter(one => !/^[\w./-]{1,256}$/.test(one.busName)).map(one => ({
        path: one.path,
        message: `${show(one.busName)} given, the name of a bus of 1 to 256 letters, digits and _./- needed; it is a name, not an ARN`,
        mend: 'Correct it',
      })),
      ...published.filter(one => one.busName !== published[0].busName).map(one => ({
        path: one.path,
        message: `${show(one.busName)} given beside ${show(published[0].busName)}, one bus needed: EVENT_BUS_NAME names one`,
        mend: 'Publish on one of them, and give Access.statement for the other',
      })),
    ];
  },
};

export const triggerRules: Rule<FunctionPlan>[] = [
  withoutStream, triggerTwice, triggerName, queueSettings, visibility, streamSettings, schedule, events, busName,
];

function isSame(one: TriggerPlan, other: TriggerPlan): boolean {
  return one.kind === other.kind && one.triggerName === other.triggerName;
}

function queues({ triggers }: FunctionPlan): QueueTriggerPlan[] {
  return triggers.filter(trigger => trigger.kind === 'queue');
}

function streams({ triggers }: FunctionPlan): StreamTriggerPlan[] {
  return triggers.filter(trigger => trigger.kind === 'stream');
}

function rules({ triggers }: FunctionPlan): RuleTriggerPlan[] {
  return triggers.filter(trigger => trigger.kind === 'rule');
}

