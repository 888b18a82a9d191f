import { ORDERS, STREAMS, STRONG } from './making';
import { Case, making, testRefused } from './rule-cases';
import { Access, TableSpec, Trigger } from '../../src';
import { refusalCodes } from '../support/synth';

const triggers = (...list: Trigger[]) => ({ triggers: list });
const queue = (props: object) => triggers(Trigger.queue(props));
const stream = (props: object) => triggers(Trigger.stream(ORDERS, props));
const events = (props: object) => triggers(Trigger.events({ sources: ['orders'], ...props }));
const schedule = (expression: string) => triggers(Trigger.schedule(expression));
const shown = (text: string) => `'${text.length > 60 ? `${text.slice(0, 57)}...` : text}'`;
const around = { streams: STREAMS };

interface Range {
  readonly property: string;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly more?: object;
}

/** A number below its range and one above it, and the ends of the range. */
function ranges(make: (props: object) => object, list: Range[]): Case[] {
  return list.flatMap(({ property, least, most, unit, more }) => [[least - 1, least], [most + 1, most]].map(([value, fits]): Case => ({
    what: `${value} as ${property}${more === undefined ? '' : ' with a batching window'}`,
    props: make({ [property]: value, ...more }),
    around,
    says: `api.triggers[0].${property}: ${value} given, ${least} to ${most}${unit} needed. Correct it`,
    fits: make({ [property]: fits, ...more }),
  })));
}

// {"source":[""]} takes 15 characters.
const pattern = (characters: number) => events({ sources: ['x'.repeat(characters - 15)] });

testRefused({
  DR324: [{
    what: 'the stream of a strongly consistent table',
    props: triggers(Trigger.stream(STRONG)),
    around,
    says: "api.triggers[0]: stream() given for the table 'stock', which has STRONG consistency; a stream in both regions needed",
    fits: triggers(Trigger.stream(ORDERS), Trigger.stream(new TableSpec('stock', { existingName: 'stock' }))),
  }],
  DR325: [
    { what: 'two queues of one name', props: triggers(Trigger.queue(), Trigger.queue({ queueName: 'api' })), says: "api.triggers[1]: 'api' given, which another trigger of this kind is called. Give one of them another queueName", fits: triggers(Trigger.queue(), Trigger.queue({ queueName: 'jobs' })) },
    { what: 'two schedules without names', props: triggers(Trigger.schedule('rate(1 day)'), Trigger.schedule('rate(2 days)')), says: "api.triggers[1]: 'schedule' given, which another trigger of this kind is called. Give one of them another ruleName", fits: triggers(Trigger.schedule('rate(1 day)'), Trigger.schedule('rate(2 days)', { ruleName: 'other' })) },
    { what: 'events named like a schedule', props: triggers(Trigger.schedule('rate(1 day)', { ruleName: 'x' }), Trigger.events({ sources: ['a'], ruleName: 'x' })), says: "api.triggers[1]: 'x' given", fits: triggers(Trigger.schedule('rate(1 day)'), Trigger.events({ sources: ['a'] }), Trigger.queue({ queueName: 'events' })) },
    { what: 'one stream twice', props: triggers(Trigger.stream(ORDERS), Trigger.stream(ORDERS)), around, says: "api.triggers[1]: 'orders' given, which another trigger of this kind is called. Leave one of them out" },
  ],
  DR326: [
    ...['Jobs', 'my_jobs', '-jobs', 'jo--bs', 'jobs-', '1jobs', 'constructor', 'x'.repeat(41), 'j bs', ''].flatMap((name): Case[] => [
      { what: `the queue '${name}'`, props: queue({ queueName: name }), says: `api.triggers[0].queueName: ${shown(name)} given, 1 to 40 lower-case letters, digits and single hyphens needed, a letter first`, fits: queue({ queueName: 'j-1' }) },
      { what: `the rule '${name}'`, props: events({ ruleName: name }), says: `api.triggers[0].ruleName: ${shown(name)} given, 1 to 40`, fits: events({ ruleName: 'j' }) },
    ]),
  ],
  DR327: ranges(queue, [
    { property: 'batchSize', least: 1, most: 10, unit: ' without batchingWindowSeconds' },
    { property: 'batchSize', least: 1, most: 10_000, unit: '', more: { batchingWindowSeconds: 1 } },
    { property: 'batchingWindowSeconds', least: 0, most: 300, unit: ' seconds' },
    { property: 'maxReceiveCount', least: 1, most: 1000, unit: ' times' },
    { property: 'retentionDays', least: 1, most: 14, unit: ' days' },
    { property: 'maxConcurrency', least: 2, most: 1000, unit: ' calls' },
  ]),
  DR328: ranges(stream, [
    { property: 'batchSize', least: 1, most: 10_000, unit: ' records' },
    { property: 'batchingWindowSeconds', least: 0, most: 300, unit: ' seconds' },
    { property: 'maxRetryAttempts', least: 0, most: 10_000, unit: ' times' },
    { property: 'parallelizationFactor', least: 1, most: 10, unit: ' calls' },
  ]),
  DR329: ['every day', 'rate(1 minutes)', 'rate(5 minute)', 'cron(0 3 * * * *)', 'cron(0 3 * * ?)', ''].map((expression): Case => ({
    what: `the schedule '${expression}'`,
    props: schedule(expression),
    says: `api.triggers[0]: '${expression}' given, an expression like 'rate(1 minute)', 'rate(5 minutes)' or 'cron(0 3 * * ? *)' needed`,
    fits: schedule('cron(0 3 * * ? *)'),
  })),
  DR330: [
    { what: 'events of no source', props: events({ sources: [] }), says: 'api.triggers[0].sources: no source given, one or more needed', fits: events({ detailTypes: [] }) },
    { what: 'a pattern of a character too many', props: pattern(2049), says: 'api.triggers[0]: a pattern of 2049 characters given, at most 2048 allowed', fits: pattern(2048) },
    { what: 'many detail types', props: events({ detailTypes: Array(100).fill('x'.repeat(20)) }), says: 'api.triggers[0]: a pattern of 2' },
  ],
  DR336: [
    ...[[29, 30], [43_201, 43_200]].map(([value, fits]): Case => ({
      what: `messages hidden for ${value} seconds`,
      props: queue({ visibilityTimeoutSeconds: value }),
      says: `api.triggers[0].visibilityTimeoutSeconds: ${value} given, 30 to 43200 seconds with a timeoutSeconds of 30 needed`,
      fits: queue({ visibilityTimeoutSeconds: fits }),
    })),
    { what: 'messages hidden for less than a long time-out', props: { ...queue({ visibilityTimeoutSeconds: 899 }), timeoutSeconds: 900 }, says: 'api.triggers[0].visibilityTimeoutSeconds: 899 given, 900 to 43200 seconds', fits: { ...queue({}), timeoutSeconds: 900 } },
  ],
  DR338: ['', 'my bus', 'arn:aws:events:us-east-1:111122223333:event-bus/orders', 'x'.repeat(257)].flatMap((busName): Case[] => [
    { what: `events of the bus ${shown(busName)}`, props: events({ busName }), says: `api.triggers[0]: ${shown(busName)} given, the name of a bus of 1 to 256 letters, digits and _./- needed; it is a name, not an ARN`, fits: events({ busName: 'aws.partner/example.com/orders' }) },
    { what: `publishing on the bus ${shown(busName)}`, props: { access: [Access.publish(busName)] }, says: `api.access[0]: ${shown(busName)} given, the name of a bus`, fits: { access: [Access.publish('x'.repeat(256))] } },
  ]),
});

testRefused({
  DR338: [{
    what: 'publishing on two buses',
    props: { access: [Access.publish(), Access.parameters(), Access.publish('shop')] },
    says: "api.access[2]: 'shop' given beside 'default', one bus needed: EVENT_BUS_NAME names one. Publish on one of them, and give Access.statement for the other",
    fits: { access: [Access.publish('shop'), Access.publish('shop')] },
  }],
  DR002: [
    { what: 'a source that only Terraform knows', props: events({ sources: ['${var.source}'] }), says: "api.triggers[0].sources[0]: '${var.source}' given, which Terraform evaluates" },
    { what: 'a bus that only Terraform knows', props: events({ busName: '${var.bus}' }), says: "api.triggers[0].busName: '${var.bus}' given" },
  ],
  DR009: [
    { what: 'a queue named like that of the dead letters', props: queue({ queueName: 'api-dead-letters' }), says: "api: 'orders-prod-api-dead-letters-us-east-1' would be the SQS queue", fits: queue({ queueName: 'api-failures' }) },
    { what: 'a queue named like the failed messages of another', props: triggers(Trigger.queue({ queueName: 'jobs' }), Trigger.queue({ queueName: 'jobs-failed' })), says: "api.triggers[1]: 'orders-prod-jobs-failed-us-east-1' would be the SQS queue of api.triggers[1], and is of api.triggers[0]" },
  ],
});

test.each<[string, object]>([['DR309', { timeoutSeconds: 8000 }], ['DR309', { timeoutSeconds: -5 }], ['DR327', queue({ batchingWindowSeconds: 50_000 })]])(
  '%s alone tells of a number from which that of hidden messages follows (%#)', (code, props) => {
    expect(refusalCodes(making({ props: { ...queue({}), ...props } }))).toEqual([code]);
  },
);
