import { Lazy } from 'cdktf';
import {
  AlarmActionRequest, AlarmNameRequest, AlarmOverride, AlarmReceiver, AlarmSeverity, DrMonitoring, DrMonitoringProps,
  KeyOwnership, MonitoringTarget, SitesProps,
} from '../../src';
import { newSites, newStack, quietly, refusal, refusalCodes, templateOf, written } from '../support/synth';

interface Case {
  readonly what: string;
  readonly monitoring?: object;
  readonly props?: object;
  readonly sites?: Partial<SitesProps>;
  /** Path and message; the path of monitoring is left out. */
  readonly says: string;
  /** What is close to it, and right. */
  readonly fits?: object;
}

const MAIL = AlarmReceiver.email('duty@example.com');
const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const topic = (region: string, name = 'duty') => `arn:aws:sns:${region}:111122223333:${name}`;
const queue = (region: string) => `arn:aws:sqs:${region}:111122223333:duty`;
const lambda = (region: string, name = 'duty') => `arn:aws:lambda:${region}:111122223333:function:${name}`;
const PLAN = 'arn:aws:ssm-incidents::111122223333:response-plan/orders';
const BOTH = { primary: topic('us-east-1'), standby: topic('us-west-2') };
const TOPIC_ALONE = { actionArns: ({ topicArn }: AlarmActionRequest) => [topicArn] };
const topicFor = (asked: AlarmSeverity) => ({ actionArns: ({ severity, topicArn }: AlarmActionRequest) => (severity === asked ? [topicArn] : []) });
const DATABASE = MonitoringTarget.database({ primary: 'one', standby: 'two' });
const API = MonitoringTarget.lambdaFunction('api', { primary: 'api-one', standby: 'api-two' }, { timeoutSeconds: 30 });
const TABLE = MonitoringTarget.table('orders', { primary: 'orders', standby: 'orders' });
const CERTIFICATE = MonitoringTarget.certificate('http', { primary: TOKEN, standby: TOKEN });
const CHECKS = MonitoringTarget.endpointChecks({ primary: 'check-one', standby: 'check-two' });
const told = (...receivers: AlarmReceiver[]) => ({ receivers });
const overrides = (entries: Record<string, AlarmOverride>) => ({ overrides: entries });
const EUROPE = { primary: { region: 'eu-west-1' }, standby: { region: 'eu-central-1' } };
const CHINA = { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } };
const many = (count: number) => ({ targets: [...Array(count).keys()].map(number => MonitoringTarget.queue(`jobs-${number}`, { primary: `jobs-${number}` })) });

const CASES: Record<string, Case[]> = {
  DR001: [
    { what: 'a mail address that is not there', monitoring: told(AlarmReceiver.email(undefined as any)), says: 'monitoring.receivers[0].endpoint: nothing given' },
    { what: 'a queue of the standby alone', monitoring: told(MAIL, AlarmReceiver.queue({ standby: queue('us-west-2') } as any)), says: 'monitoring.receivers[1].arns.primary: nothing given' },
    { what: 'one topic for two regions', monitoring: { existingTopics: { primary: topic('us-east-1') } }, says: 'monitoring.existingTopics.standby: nothing given' },
    {
      what: 'own topics without one for health checks',
      monitoring: { existingTopics: { primary: topic('eu-west-1'), standby: topic('eu-central-1') } },
      props: { targets: [CHECKS] },
      sites: EUROPE,
      says: 'monitoring.existingTopics.healthChecks: nothing given',
      fits: { existingTopics: { primary: topic('eu-west-1'), standby: topic('eu-central-1'), healthChecks: topic('us-east-1') } },
    },
    { what: 'a target without a name', props: { targets: [MonitoringTarget.table(undefined as any, { primary: 'a' })] }, says: 'targets[0].targetName: nothing given' },
  ],
  DR003: [
    { what: 'a receiver by its address', monitoring: { receivers: ['duty@example.com'] }, says: "monitoring.receivers[0]: 'duty@example.com' given, an AlarmReceiver needed" },
    { what: 'a threshold in words', monitoring: { ...told(MAIL), thresholds: { apiErrorPercent: 'few' } }, says: "monitoring.thresholds.apiErrorPercent: 'few' given" },
    { what: 'a naming without its method', monitoring: { ...told(MAIL), naming: {} }, says: 'monitoring.naming: an object given, an object with a method alarmName needed' },
    { what: 'an override as a struct', monitoring: { ...told(MAIL), overrides: { FUNCTION_ERRORS: { threshold: 1 } } }, says: 'monitoring.overrides.FUNCTION_ERRORS: an object given, an AlarmOverride needed' },
    { what: 'a target by its name', props: { targets: ['orders'] }, says: "targets[0]: 'orders' given, a MonitoringTarget needed" },
  ],
  DR004: [
    { what: 'a property that there is not', monitoring: { ...told(MAIL), topic: 'duty' }, says: 'monitoring.topic: no such property' },
    { what: 'a threshold that there is not', monitoring: { ...told(MAIL), thresholds: { errors: 1 } }, says: 'monitoring.thresholds.errors: no such property' },
  ],
  DR651: ['duty', 'duty@', 'duty@example', 'a b@example.com', ''].map(address => ({
    what: `the address '${address}'`, monitoring: told(AlarmReceiver.email(address)), says: `monitoring.receivers[0].endpoint: '${address}' given`, fits: told(AlarmReceiver.email(TOKEN)),
  })).map(one => ({ ...one, says: one.says.replace('.endpoint', '') })),
  DR652: ['http://alerts.example.com', 'alerts.example.com', 'https://user:word@alerts.example.com', 'https://alerts.example.com/a b'].map(url => ({
    what: `the endpoint ${url}`, monitoring: told(AlarmReceiver.https(url)), says: `monitoring.receivers[0]: '${url}' given`, fits: told(AlarmReceiver.https('https://alerts.example.com/sns?key=1')),
  })),
  DR653: [
    { what: 'a queue of another region', monitoring: told(AlarmReceiver.queue({ primary: queue('us-west-2'), standby: queue('us-west-2') })), says: `monitoring.receivers[0].arns.primary: '${queue('us-west-2')}' given, an ARN like '${queue('us-east-1')}' needed`, fits: told(AlarmReceiver.queue({ primary: queue('us-east-1'), standby: TOKEN })) },
    { what: 'a function that is a queue', monitoring: told(AlarmReceiver.lambdaFunction({ primary: queue('us-east-1'), standby: lambda('us-west-2') })), says: `monitoring.receivers[0].arns.primary: '${queue('us-east-1')}' given, an ARN like '${lambda('us-east-1')}' needed`, fits: told(AlarmReceiver.lambdaFunction({ primary: lambda('us-east-1', 'chat:live'), standby: lambda('us-west-2') })) },
    { what: 'a queue of first in, first out', monitoring: told(AlarmReceiver.queue({ primary: `${queue('us-east-1')}.fifo`, standby: queue('us-west-2') })), says: 'monitoring.receivers[0].arns.primary' },
  ],
  DR654: [{ what: 'a response plan by its name', monitoring: told(MAIL, AlarmReceiver.responsePlan('orders')), says: "monitoring.receivers[1]: 'orders' given", fits: told(MAIL, AlarmReceiver.responsePlan(PLAN)) }],
  DR655: [{
    what: 'two receivers that are one in the standby',
    monitoring: told(...['duty', 'chat'].map(name => AlarmReceiver.lambdaFunction({ primary: lambda('us-east-1', name), standby: lambda('us-west-2') }))),
    says: `monitoring.receivers[1]: '${lambda('us-west-2')}' given again`,
    fits: told(...['duty', 'chat'].map(name => AlarmReceiver.lambdaFunction({ primary: lambda('us-east-1', name), standby: lambda('us-west-2', name) }))),
  }, { what: 'a receiver given twice', monitoring: told(MAIL, AlarmReceiver.email('duty@example.com')), says: "monitoring.receivers[1]: 'duty@example.com' given again", fits: told(MAIL, AlarmReceiver.email('sre@example.com')) }],
  DR657: [{ what: 'a topic of the other region', monitoring: { existingTopics: { ...BOTH, standby: topic('us-east-1') } }, says: `monitoring.existingTopics.standby: '${topic('us-east-1')}' given, an ARN like '${topic('us-west-2')}' needed`, fits: { existingTopics: { ...BOTH, standby: TOKEN } } }],
  DR658: [{ what: 'receivers beside own topics', monitoring: { ...told(MAIL), existingTopics: BOTH }, says: 'monitoring.receivers[0]: given together with existingTopics', fits: { ...told(AlarmReceiver.responsePlan(PLAN)), existingTopics: BOTH } }],
  DR680: [{
    what: 'health checks in China',
    monitoring: told(MAIL),
    props: { targets: [CHECKS, MonitoringTarget.failoverSwitch('switch')] },
    sites: CHINA,
    says: 'targets[0]: endpointChecks given in the partition aws-cn, where there is no us-east-1; the partition aws needed',
  }],
  DR679: [{
    what: 'a topic for health checks beside that of a site',
    monitoring: { existingTopics: { ...BOTH, healthChecks: topic('us-east-1', 'other') } },
    props: { targets: [CHECKS] },
    says: 'monitoring.existingTopics.healthChecks: given, and no alarm in us-east-1 is without a topic',
    fits: { existingTopics: BOTH },
  }],
  DR660: [
    { what: 'a naming that gives nothing', monitoring: { ...told(MAIL), naming: { alarmName: () => undefined } }, says: "monitoring.naming: undefined given as the name of 'database-replication-lag', a string needed" },
    { what: 'a naming that fails', monitoring: { ...told(MAIL), naming: { alarmName: () => { throw new Error('no idea'); } } }, says: "monitoring.naming: alarmName failed for 'database-replication-lag': no idea" },
  ],
  DR661: [
    { what: 'actions that are no list', monitoring: { actions: { actionArns: () => topic('us-east-1') } }, says: `monitoring.actions: '${topic('us-east-1')}' given as the actions of 'orders-prod-database-replication-lag-us-east-1', a list of strings needed` },
    { what: 'actions that fail', monitoring: { actions: { actionArns: () => { throw new Error('no idea'); } } }, says: "monitoring.actions: actionArns failed for 'orders-prod-database-replication-lag-us-east-1': no idea" },
  ],
  DR662: [
    { what: 'an alarm that there is none of', monitoring: { ...told(MAIL), ...overrides({ 'function-errors': AlarmOverride.off() }) }, says: "monitoring.overrides.function-errors: 'function-errors' given, one of DATABASE_REPLICATION_LAG", fits: { ...told(MAIL), ...overrides({ FUNCTION_ERRORS: AlarmOverride.of({ threshold: 1 }) }) } },
    { what: 'an alarm on what is not watched', monitoring: { ...told(MAIL), ...overrides({ 'FUNCTION_ERRORS/web': AlarmOverride.of({ threshold: 1 }) }) }, says: "monitoring.overrides.FUNCTION_ERRORS/web: 'FUNCTION_ERRORS/web' given, and alarms of that kind are on api", fits: { ...told(MAIL), ...overrides({ 'FUNCTION_ERRORS/api': AlarmOverride.of({ threshold: 1 }) }) } },
    { what: 'an alarm switched off that there is none of', monitoring: { ...told(MAIL), ...overrides({ 'FUNCTION_ERRORS/web': AlarmOverride.off() }) }, says: "monitoring.overrides.FUNCTION_ERRORS/web: 'FUNCTION_ERRORS/web' given", fits: { ...told(MAIL), ...overrides({ 'FUNCTION_ERRORS/api': AlarmOverride.off() }) } },
  ],
  DR663: [{ what: 'a threshold of an alarm that joins others', monitoring: { ...told(MAIL), ...overrides({ SITE_UNWELL: AlarmOverride.of({ threshold: 1 }) }) }, says: 'monitoring.overrides.SITE_UNWELL: AlarmOverride.of given, AlarmOverride.off() alone possible', fits: { ...told(MAIL), ...overrides({ SITE_UNWELL: AlarmOverride.off() }) } }],
  DR664: [
    { what: 'all calls', monitoring: { ...told(MAIL), thresholds: { functionErrorPercent: 100 } }, says: 'monitoring.thresholds.functionErrorPercent: 100 given, 0 to 99 (per cent) possible', fits: { ...told(MAIL), thresholds: { functionErrorPercent: 99 } } },
    { what: 'a negative count', monitoring: { ...told(MAIL), ...overrides({ FUNCTION_THROTTLES: AlarmOverride.of({ threshold: -1 }) }) }, says: 'monitoring.overrides.FUNCTION_THROTTLES.threshold: -1 given', fits: { ...told(MAIL), ...overrides({ FUNCTION_THROTTLES: AlarmOverride.of({ threshold: 1 }) }) } },
  ],
  DR666: [
    { what: 'half a minute', monitoring: { ...told(MAIL), ...overrides({ FUNCTION_ERRORS: AlarmOverride.of({ periodSeconds: 30 }) }) }, says: "monitoring.overrides.FUNCTION_ERRORS: 30 seconds given for 'orders-prod-function-errors-api-us-east-1', a multiple of 60 needed, 60 at least", fits: { ...told(MAIL), ...overrides({ FUNCTION_ERRORS: AlarmOverride.of({ periodSeconds: 120 }) }) } },
    { what: 'minutes of what there is one value a day of', monitoring: { ...told(MAIL), ...overrides({ CERTIFICATE_EXPIRY: AlarmOverride.of({ periodSeconds: 3600 }) }) }, says: 'monitoring.overrides.CERTIFICATE_EXPIRY: 3600 seconds given' },
  ],
  DR667: [
    { what: 'six of five', monitoring: { ...told(MAIL), ...overrides({ FUNCTION_ERRORS: AlarmOverride.of({ datapointsToAlarm: 6 }) }) }, says: "monitoring.overrides.FUNCTION_ERRORS: 6 of 5 values given for 'orders-prod-function-errors-api-us-east-1'", fits: { ...told(MAIL), ...overrides({ FUNCTION_ERRORS: AlarmOverride.of({ datapointsToAlarm: 5 }) }) } },
    { what: 'none of two', monitoring: { ...told(MAIL), ...overrides({ FUNCTION_ERRORS: AlarmOverride.of({ evaluationPeriods: 2, datapointsToAlarm: 0 }) }) }, says: 'monitoring.overrides.FUNCTION_ERRORS: 0 of 2 values given' },
  ],
  DR668: [
    { what: 'more than a day', monitoring: { ...told(MAIL), ...overrides({ FUNCTION_ERRORS: AlarmOverride.of({ periodSeconds: 60, evaluationPeriods: 1441 }) }) }, says: "monitoring.overrides.FUNCTION_ERRORS: 1441 periods of 60 seconds given for 'orders-prod-function-errors-api-us-east-1', which are 86460 seconds, 86400 at most possible", fits: { ...told(MAIL), ...overrides({ FUNCTION_ERRORS: AlarmOverride.of({ periodSeconds: 60, evaluationPeriods: 1440 }) }) } },
    { what: 'more than seven days', monitoring: { ...told(MAIL), ...overrides({ CERTIFICATE_EXPIRY: AlarmOverride.of({ evaluationPeriods: 8 }) }) }, says: 'monitoring.overrides.CERTIFICATE_EXPIRY: 8 periods of 86400 seconds given', fits: { ...told(MAIL), ...overrides({ CERTIFICATE_EXPIRY: AlarmOverride.of({ evaluationPeriods: 7 }) }) } },
  ],
  DR669: [
    { what: 'six response plans beside the topic', monitoring: told(MAIL, ...[1, 2, 3, 4, 5].map(number => AlarmReceiver.responsePlan(`${PLAN}-${number}`))), says: "monitoring.receivers: 6 actions given for 'orders-prod-database-rpo-lag-us-east-1', 5 at most possible", fits: told(MAIL, ...[1, 2, 3, 4].map(number => AlarmReceiver.responsePlan(`${PLAN}-${number}`))) },
  ],
  DR670: ['Orders', 'orders api', '-orders', ''].map(name => ({ what: `the target '${name}'`, props: { targets: [MonitoringTarget.table(name, { primary: 'orders' })] }, says: `targets[0]: '${name}' given` })),
  DR671: [
    { what: 'two tables of one name', props: { targets: [TABLE, MonitoringTarget.table('orders', { primary: 'other' })] }, says: "targets[1]: 'orders' given, which another table is" },
    { what: 'two databases', props: { targets: [DATABASE, DATABASE] }, says: 'targets[1]: a second database given' },
  ],
  DR672: [
    { what: 'an action of the other region', monitoring: { actions: { actionArns: () => [topic('us-east-1')] } }, says: `monitoring.actions: '${topic('us-east-1')}' given for 'orders-prod-database-replication-lag-us-west-2', an ARN in us-west-2 needed`, fits: { actions: { actionArns: ({ region }: AlarmActionRequest) => [topic(region), PLAN, TOKEN] } } },
    { what: 'an action that is no ARN', monitoring: { actions: { actionArns: () => ['duty'] } }, says: "monitoring.actions: 'duty' given for 'orders-prod-database-replication-lag-us-east-1'" },
  ],
  DR673: [{ what: 'more alarms than one can join', props: many(101), says: "monitoring: 101 alarms with a rule of 5241 characters for 'orders-prod-site-unwell-us-east-1', 100 and 10240 at most possible" }],
  DR674: [{ what: 'a name with a quotation mark', monitoring: { ...told(MAIL), naming: { alarmName: ({ kind, region }: AlarmNameRequest) => `"${kind}" ${region}` } }, says: "monitoring.naming: '\"DATABASE_REPLICATION_LAG\" us-east-1' given", fits: { ...told(MAIL), naming: { alarmName: ({ kind, region, targetName = '' }: AlarmNameRequest) => `${kind} ${targetName} ${region}` } } }],
};

const WARNINGS: Record<string, Case[]> = {
  DR650: [
    { what: 'alarms that nobody is told of', monitoring: {}, says: 'monitoring.receivers: nobody given', fits: told(MAIL) },
    { what: 'a response plan alone', monitoring: told(AlarmReceiver.responsePlan(PLAN)), says: 'monitoring.receivers: nobody given', fits: { actions: { actionArns: ({ region }: AlarmActionRequest) => [topic(region)] } } },
    {
      what: 'actions that are none',
      monitoring: { ...told(MAIL), actions: { actionArns: () => [] } },
      says: 'monitoring.actions: no ARN given, one that reaches somebody needed for alarms of PAGE',
      fits: { ...told(MAIL), actions: TOPIC_ALONE },
    },
    {
      what: 'actions that are topics without a receiver',
      monitoring: { actions: TOPIC_ALONE },
      says: 'monitoring.actions: no ARN given but that of topics without a receiver, one that reaches somebody needed',
      fits: { existingTopics: BOTH, actions: TOPIC_ALONE },
    },
    {
      what: 'actions of notices alone',
      monitoring: { ...told(MAIL), actions: topicFor(AlarmSeverity.NOTICE) },
      says: 'monitoring.actions: no ARN given',
      fits: { ...told(MAIL), actions: topicFor(AlarmSeverity.PAGE) },
    },
    {
      what: 'actions that are none where no alarm is a page',
      monitoring: { actions: { actionArns: () => [] } },
      props: { targets: [CERTIFICATE] },
      says: 'monitoring.actions: no ARN given but that of topics without a receiver, one that reaches somebody needed for alarms of NOTICE',
    },
  ],
  DR656: [{ what: 'a queue in the primary alone', monitoring: told(AlarmReceiver.queue({ primary: queue('us-east-1') })), says: 'monitoring.receivers[0].arns.standby: nothing given', fits: told(AlarmReceiver.queue({ primary: queue('us-east-1'), standby: queue('us-west-2') })) }],
  DR665: [
    { what: 'an alarm after the loss', monitoring: { ...told(MAIL), thresholds: { databaseRpoLagSeconds: 61 } }, props: { rpoSeconds: 60 }, says: "monitoring.thresholds.databaseRpoLagSeconds: DATABASE_RPO_LAG at 61 seconds given for 'orders-prod-database-rpo-lag-us-east-1', and the service may lose 60", fits: { ...told(MAIL), thresholds: { databaseRpoLagSeconds: 60 } } },
  ],
  DR675: [{
    what: 'an objective that nobody watches on one table',
    monitoring: { ...told(MAIL), ...overrides({ 'TABLE_REPLICATION_LATENCY/orders': AlarmOverride.off() }) },
    props: { rpoSeconds: 60 },
    says: 'monitoring.overrides.TABLE_REPLICATION_LATENCY/orders: AlarmOverride.off() given, and 60 seconds are promised',
    fits: { ...told(MAIL), ...overrides({ 'TABLE_REPLICATION_LATENCY': AlarmOverride.off(), 'TABLE_REPLICATION_LATENCY/orders': AlarmOverride.of({ threshold: 20 }) }) },
  }, { what: 'an objective that nobody watches', monitoring: { ...told(MAIL), ...overrides({ DATABASE_RPO_LAG: AlarmOverride.off() }) }, props: { rpoSeconds: 60 }, says: 'monitoring.overrides.DATABASE_RPO_LAG: AlarmOverride.off() given, and 60 seconds are promised', fits: { ...told(MAIL), ...overrides({ DATABASE_REPLICATION_LAG: AlarmOverride.off() }) } }],
  DR682: [{
    what: 'a function beside health checks whose topic is elsewhere',
    monitoring: told(AlarmReceiver.lambdaFunction({ primary: lambda('eu-west-1'), standby: lambda('eu-south-1') })),
    props: { targets: [CHECKS] },
    sites: { primary: { region: 'eu-west-1' }, standby: { region: 'eu-south-1' } },
    says: 'monitoring.receivers[0].arns.standby: a function in eu-south-1 given for the topic of us-east-1, one in us-east-1 or in a region that is enabled by default needed',
    fits: told(MAIL),
  }],
  DR681: [{
    what: 'an override of what nothing is watched by',
    monitoring: { ...told(MAIL), ...overrides({ QUEUE_AGE: AlarmOverride.off() }) },
    says: "monitoring.overrides.QUEUE_AGE: 'QUEUE_AGE' given, and alarms of that kind are on nothing",
    fits: { ...told(MAIL), ...overrides({ FUNCTION_ERRORS: AlarmOverride.off(), SITE_UNWELL: AlarmOverride.off() }) },
  }],
  DR676: [{ what: 'a key of the user\'s', sites: { standby: { region: 'us-west-2', kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/own' } }, says: "standby.kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/own' given for the topic of us-west-2", fits: { existingTopics: BOTH } }],
  DR677: [{ what: 'keys that AWS keeps', sites: { keys: { ownership: KeyOwnership.AWS_MANAGED }, acceptedRisks: { DR048: 'a sandbox' } }, says: 'keys.ownership: AWS_MANAGED given', fits: { existingTopics: BOTH } }],
  DR678: [{ what: 'nothing that is watched', props: { targets: undefined }, says: 'targets: nothing given that is watched' }],
};

const rows = (cases: Record<string, Case[]>) => Object.entries(cases).flatMap(([rule, list]) => list.map(one => [rule, one.what, one] as const));
const FITTING = [...rows(CASES), ...rows(WARNINGS)].filter(([, , { fits }]) => fits !== undefined);

test.each(rows(CASES))('%s refuses %s', (rule, _, one) => {
  expect(quietly(() => refusal(making(one)))).toContain(`  ${rule} ${one.says}`);
  expect([...new Set(quietly(() => refusalCodes(making(one))))]).toEqual([rule]);
});

test.each(rows(WARNINGS))('%s warns of %s', (rule, _, one) => {
  const { lines } = written(making(one));
  expect(lines.filter(line => line.includes(`: ${rule} ${one.says}`))).toHaveLength(1);
  expect([...new Set(lines.map(line => /DR\d{3}/.exec(line)![0]))]).toEqual([rule]);
});

test.each(FITTING)('%s has nothing against what is right and close to %s', (_, __, one) => {
  expect(written(making({ ...one, monitoring: one.fits! })).lines).toEqual([]);
});

test('DR659 warns of health checks whose metrics no provider reaches', () => {
  const { stack, sites } = newSites();
  const lines = (given: Partial<SitesProps>, from: typeof sites) => written(() => {
    const own = newSites({ primary: { region: 'eu-west-1' }, standby: { region: 'eu-central-1', provider: from.standby.provider }, ...given });
    return new DrMonitoring(own.stack, 'Monitoring', { sites: own.sites, monitoring: told(MAIL), targets: [CHECKS] });
  });
  expect(stack).toBeDefined();
  expect(lines({}, sites).lines).toEqual([expect.stringContaining(': DR659 standby.provider: a provider of your own given')]);
});

test('DR007 refuses a name of an alarm that is too long, by whoever it was given', () => {
  const naming = { alarmName: ({ kind, region, targetName = '' }: AlarmNameRequest) => `${kind} ${targetName} ${region}`.padEnd(256, 'x') };
  expect(new Set(refusalCodes(making({ what: '', says: '', monitoring: { ...told(MAIL), naming } })))).toEqual(new Set(['DR007']));
});

test('DR009 refuses two alarms of one name', () => {
  const naming = { alarmName: ({ region }: AlarmNameRequest) => `alarm ${region}` };
  expect(new Set(refusalCodes(making({ what: '', says: '', monitoring: { ...told(MAIL), naming } })))).toEqual(new Set(['DR009']));
});

test('a wrong setting is one problem, however many alarms it is of', () => {
  const targets = [DATABASE, API, TABLE, MonitoringTarget.table('other', { primary: 'other', standby: 'other' })];
  const setting = (one: object) => refusalCodes(making({ what: '', says: '', monitoring: { ...told(MAIL), ...one }, props: { targets } }));
  expect(setting(overrides({ TABLE_THROTTLES: AlarmOverride.of({ periodSeconds: 30 }) }))).toEqual(['DR666']);
  expect(setting(overrides({ TABLE_THROTTLES: AlarmOverride.of({ datapointsToAlarm: 9 }) }))).toEqual(['DR667']);
  expect(setting(overrides({ TABLE_THROTTLES: AlarmOverride.of({ evaluationPeriods: 1441 }) }))).toEqual(['DR668']);
});

test('refused monitoring leaves nothing in the tree', () => {
  const { stack, sites } = newSites();
  const before = stack.node.findAll().length;
  expect(refusalCodes(() => new DrMonitoring(stack, 'Monitoring', { sites, monitoring: told(AlarmReceiver.email('duty')), targets: [API] }))).toEqual(['DR651']);
  expect(stack.node.findAll()).toHaveLength(before);
});

test('what is accepted is synthesized', () => {
  const { stack, sites } = newSites();
  new DrMonitoring(stack, 'Monitoring', { sites, monitoring: told(MAIL), targets: [API] });
  expect(templateOf(stack).all('aws_sns_topic')).toHaveLength(2);
  expect(newStack()).toBeDefined();
});

function making({ monitoring = told(MAIL), props = {}, sites: sitesProps }: Case): () => DrMonitoring {
  const { stack, sites } = quietly(() => newSites(sitesProps));
  return () => new DrMonitoring(stack, 'Monitoring', {
    sites, monitoring, targets: [DATABASE, API, TABLE, CERTIFICATE], ...props,
  } as DrMonitoringProps);
}
