// What is refused of the bus: DR550 to DR599.

import type { EventsPlan } from './plan';
import { FEATURES, FORWARDING_PARTITIONS, GLOBAL_ENDPOINT_REGIONS, REGIONS_WITHOUT_ARCHIVE } from './regions';
import { exampleOfAction, isAlarmAction } from '../plan/alarm-action';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Finding, Rule } from '../plan/rule';
import { Strategy } from '../plan/strategy';

const GUIDE = 'https://docs.aws.amazon.com/eventbridge/latest/userguide';
const ENDPOINTS = `${GUIDE}/eb-global-endpoints.html`;
const PATTERNS = `${GUIDE}/eb-quota.html`;
const PUT_EVENTS = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html';
const CROSS_REGION = 'https://aws.amazon.com/blogs/compute/expanding-cross-region-event-routing-with-amazon-eventbridge/';
const HEALTH_CHECK = /^arn:aws[a-z-]*:route53:::healthcheck\/[a-z0-9-]+$/;
const MOST_CHARACTERS_OF_PATTERN = 2048;
// The API has an integer of 32 bits.
const MOST_ARCHIVE_DAYS = 2_147_483_647;

const noSource: Rule<EventsPlan> = {
  code: 'DR550',
  severity: Severity.IMPOSSIBLE,
  title: 'Events are to be forwarded, and no source is named',
  source: 'docs/events.md',
  check: plan => (!forwards(plan) || plan.sources.length > 0 ? [] : [{
    path: `${plan.path}.replication.sources`, message: 'no source given, at least one needed', mend: "Name the source of the events that cross, for example ['orders']",
  }]),
};

const awsSource: Rule<EventsPlan> = {
  code: 'DR551',
  severity: Severity.IMPOSSIBLE,
  title: 'Events of AWS are to be forwarded: they are on the default bus alone, and nobody else may use such a source',
  source: PUT_EVENTS,
  check: plan => inSources(plan, source => source.startsWith('aws.')).map(({ path, source }) => ({
    path, message: `${show(source)} given, a source that does not begin with 'aws.' needed`, mend: 'Name a source of your own',
  })),
};

const malformedSource: Rule<EventsPlan> = {
  code: 'DR552',
  severity: Severity.IMPOSSIBLE,
  title: 'A source that no event has',
  source: PUT_EVENTS,
  check: plan => inSources(plan, source => source.trim() !== source || source === '').map(({ path, source }) => ({
    path, message: `${show(source)} given, characters without spaces around them needed`, mend: 'Correct it',
  })),
};

const longPattern: Rule<EventsPlan> = {
  code: 'DR553',
  severity: Severity.IMPOSSIBLE,
  title: 'More sources than the pattern of a rule has room for',
  source: PATTERNS,
  check: plan => {
    const longest = Math.max(...sites(plan).map(({ forward }) => forward?.pattern.length ?? 0));
    return longest <= MOST_CHARACTERS_OF_PATTERN ? [] : [{
      path: `${plan.path}.replication.sources`,
      message: `a pattern of ${longest} characters given by ${plan.sources.length} sources, at most ${MOST_CHARACTERS_OF_PATTERN} possible`,
      mend: 'Name fewer sources',
    }];
  },
};

const forwardingElsewhere: Rule<EventsPlan> = {
  code: 'DR554',
  severity: Severity.UNSAFE,
  title: 'Forwarding in a partition whose regions do not forward to each other, as far as AWS says',
  source: CROSS_REGION,
  check: plan => sites(plan).filter(({ partition }) => forwards(plan) && !FORWARDING_PARTITIONS.includes(partition)).map(({ region, partition }) => ({
    path: `${plan.path}.replication`,
    message: `${plan.replication} given with ${region}, which is in the partition '${partition}'; one of ${FORWARDING_PARTITIONS.join(', ')} needed`,
    mend: 'Use EventReplication.none(), and publish in both regions',
  })),
};

const endpointElsewhere: Rule<EventsPlan> = {
  code: 'DR555',
  severity: Severity.UNSAFE,
  title: 'A global endpoint in a region that has none, as far as AWS lists them',
  source: FEATURES,
  check: plan => sites(plan).filter(({ region }) => plan.endpoint !== undefined && !GLOBAL_ENDPOINT_REGIONS.includes(region)).map(({ region }) => ({
    path: `${plan.path}.replication`,
    message: `globalEndpoint given with ${region}, one of ${GLOBAL_ENDPOINT_REGIONS.join(', ')} needed`,
    mend: 'Use EventReplication.forwardBothWays(...), or other regions',
  })),
};

const archiveElsewhere: Rule<EventsPlan> = {
  code: 'DR556',
  severity: Severity.UNSAFE,
  title: 'An archive in a region that has no archive and replay, as far as AWS lists them',
  source: FEATURES,
  check: plan => sites(plan).filter(site => site.archiveName !== undefined && REGIONS_WITHOUT_ARCHIVE.includes(site.region)).map(({ region }) => ({
    path: `${plan.path}.archiveDays`,
    message: `${plan.archiveDays} given with ${region}, which has no archives; 0 needed`,
    mend: 'Set archiveDays to 0, or use other regions',
  })),
};

const noHealthCheck: Rule<EventsPlan> = {
  code: 'DR557',
  severity: Severity.IMPOSSIBLE,
  title: 'A global endpoint without a health check: nothing would ever lead events to the standby',
  source: ENDPOINTS,
  check: plan => (plan.endpoint === undefined || plan.hasHealthCheck ? [] : [{
    path: `${plan.path}.replication.healthCheckArn`,
    message: 'nothing given, and the service has no failover switch to follow',
    mend: "Hand globalEndpoint the ARN of a health check: 'arn:aws:route53:::healthcheck/...'",
  }]),
};

const otherHealthCheck: Rule<EventsPlan> = {
  code: 'DR558',
  severity: Severity.IMPOSSIBLE,
  title: 'What is given as a health check is not the ARN of one',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Primary.html',
  check: ({ path, endpoint, handedCheckArn }) => [
    { at: `${path}.replication.healthCheckArn`, arn: endpoint?.healthCheckArn },
    { at: 'healthCheckArn', arn: endpoint && handedCheckArn },
  ].filter(({ arn }) => arn !== undefined && !isExpression(arn) && !HEALTH_CHECK.test(arn)).map(({ at, arn }) => ({
    path: at, message: `${show(arn)} given, 'arn:aws:route53:::healthcheck/...' needed`, mend: 'Give the ARN of the health check',
  })),
};

const idleHealthCheck: Rule<EventsPlan> = {
  code: 'DR564',
  severity: Severity.IMPOSSIBLE,
  title: 'A health check for a bus that has no global endpoint',
  source: ENDPOINTS,
  check: ({ endpoint, handedCheckArn, replication }) => (endpoint !== undefined || handedCheckArn === undefined ? [] : [{
    path: 'healthCheckArn', message: `a health check given with ${replication}, globalEndpoint needed for anything to follow it`, mend: 'Leave it out, or use EventReplication.globalEndpoint()',
  }]),
};

const nobodyTold: Rule<EventsPlan> = {
  code: 'DR565',
  severity: Severity.RISK,
  title: 'Events that are not forwarded, and nobody is told',
  source: 'docs/events.md',
  check: plan => sites(plan).filter(({ forward }) => !plan.told && forward !== undefined && forward.alarmActionArn === undefined).map(site => ({
    path: `${plan.path}.alarmActionArns.${site.role}`,
    message: `nothing given, so that nobody is told when an event of ${site.region} is not forwarded; an ARN in ${site.region} needed`,
    mend: 'Name a topic of that region',
  })),
};

const archiveDays: Rule<EventsPlan> = {
  code: 'DR559',
  severity: Severity.IMPOSSIBLE,
  title: 'A number of days that no archive can keep events for',
  source: `${GUIDE}/eb-archive.html`,
  check: plan => (plan.archiveDays >= 0 && plan.archiveDays <= MOST_ARCHIVE_DAYS ? [] : [{
    path: `${plan.path}.archiveDays`, message: `${plan.archiveDays} given, 0 to ${MOST_ARCHIVE_DAYS} needed`, mend: 'Set it to the days that a replay may reach back, or to 0 for no archive',
  }]),
};

const noStandby: Rule<EventsPlan> = {
  code: 'DR560',
  severity: Severity.IMPOSSIBLE,
  title: 'Events are to reach a standby that the strategy keeps nothing in',
  source: 'docs/events.md',
  check: plan => (plan.replication === 'none' || plan.standby !== undefined ? [] : [{
    path: `${plan.path}.replication`, message: `${plan.replication} given with the strategy ${plan.strategy}, which has no bus in the standby; none or another strategy needed`, mend: 'Leave out replication, or use another strategy',
  }]),
};

const idleAction: Rule<EventsPlan> = {
  code: 'DR561',
  severity: Severity.IMPOSSIBLE,
  title: 'An alarm action for a region that has no alarm, since it forwards nothing',
  source: 'docs/events.md',
  check: plan => [{ arns: plan.alarmActionArns, at: `${plan.path}.alarmActionArns` }, { arns: plan.handedTopicArns, at: 'alarmTopicArns' }]
    .flatMap(({ arns, at }) => (['primary', 'standby'] as const)
      .filter(role => arns[role] !== undefined && plan[role]?.forward === undefined)
      .map(role => ({ path: `${at}.${role}`, message: `an action given, and with ${plan.replication} the ${role} forwards nothing`, mend: 'Leave it out' }))),
};

const foreignAction: Rule<EventsPlan> = {
  code: 'DR562',
  severity: Severity.IMPOSSIBLE,
  title: 'What an alarm is to tell is nothing that it can, or is in another region',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
  check: plan => sites(plan).flatMap(({ role, region, forward }): Finding[] => {
    const arn = forward?.alarmActionArn;
    return arn === undefined || isAlarmAction(arn, region) ? [] : [{
      path: plan.alarmActionArns[role] === undefined ? `alarmTopicArns.${role}` : `${plan.path}.alarmActionArns.${role}`,
      message: `${show(arn)} given, the ARN of an alarm action in ${region} needed, like '${exampleOfAction(region)}'`,
      mend: `Give one of ${region}`,
    }];
  }),
};

const oneWay: Rule<EventsPlan> = {
  code: 'DR563',
  severity: Severity.RISK,
  title: 'Both regions publish, and events of the standby stay there',
  source: 'docs/events.md',
  check: plan => (plan.replication !== 'forwardToStandby' || plan.strategy !== Strategy.ACTIVE_ACTIVE ? [] : [{
    path: `${plan.path}.replication`, message: `forwardToStandby given with the strategy ${plan.strategy}, where forwardBothWays is needed for the primary to see all events`, mend: 'Use forwardBothWays',
  }]),
};

const secondHop: Rule<EventsPlan> = {
  code: 'DR566',
  severity: Severity.RISK,
  title: 'Forwarding from a bus that another region feeds: what came from there does not cross again',
  source: 'docs/events.md',
  check: plan => (!plan.fedFromOtherRegions || !forwards(plan) ? [] : [{
    path: `${plan.path}.fedFromOtherRegions`,
    message: `true given with ${plan.replication}; EventBridge sends no event to a second region (THIRD_REGION_HOP_DETECTED), so events of the others do not reach both buses`,
    mend: 'Let the others feed the buses of both regions, and accept this',
  }]),
};

export const eventsRules: Rule<EventsPlan>[] = [
  noSource, awsSource, malformedSource, longPattern, forwardingElsewhere, endpointElsewhere, archiveElsewhere, noHealthCheck, otherHealthCheck,
  archiveDays, noStandby, idleAction, foreignAction, oneWay, idleHealthCheck, nobodyTold, secondHop,
];

function forwards({ replication }: EventsPlan): boolean {
  return replication === 'forwardBothWays' || replication === 'forwardToStandby';
}

function sites({ primary, standby }: EventsPlan) {
  return standby === undefined ? [primary] : [primary, standby];
}

function inSources({ path, sources }: EventsPlan, wrong: (source: string) => boolean) {
  return sources.map((source, position) => ({ source, path: `${path}.replication.sources[${position}]` })).filter(({ source }) => wrong(source));
}
