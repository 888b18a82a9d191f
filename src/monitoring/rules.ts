// What is refused of monitoring: DR650 to DR699. Alarms and targets have files of their own.

import { TOPIC } from './alarm-actions';
import { isOptIn } from './calling-functions';
import { AlarmSeverity } from './kind';
import type { MonitoringPlan } from './plan';
import type { AnyAlarmPlan } from './plan-alarms';
import { METRICS_REGION, ReceiverPlan, roleFor, TopicPlan } from './plan-topics';
import { alarmRules, otherAlarmRules } from './rules-alarms';
import { targetRules } from './rules-targets';
import { isCheck } from './targets';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Finding, Rule, RuleFacts } from '../plan/rule';
import type { SiteRole } from '../plan/site-role';

const SUBSCRIBE_API = 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html';
const KEYS = 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html';
const LONGEST_URL = 2048;
const MAIL_ADDRESS = /^[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$/;
const HTTPS_ADDRESS = /^https:\/\/[^\s/@]+(\/\S*)?$/;

const nobodyTold: Rule<MonitoringPlan> = {
  code: 'DR650',
  severity: Severity.RISK,
  title: 'Alarms that nobody is told of',
  source: 'docs/monitoring.md',
  check: plan => {
    if (plan.given.customActions) {
      return tellsNobody(plan) ? [{
        path: at(plan, 'actions'),
        message: `${isSubscribed(plan) ? 'no ARN given' : 'no ARN given but that of topics without a receiver'}, one that reaches somebody needed for alarms of ${judgedOf(plan)[0].severity}`,
        mend: 'Give an ARN that reaches somebody, name a receiver for the topics, or accept this',
      }] : [];
    }
    return isSubscribed(plan) ? [] : [{
      path: at(plan, 'receivers'),
      message: 'nobody given who is subscribed to the topics; alarms would only be shown',
      mend: 'Name a receiver, such as AlarmReceiver.email(...), or accept this',
    }];
  },
};

const address: Rule<MonitoringPlan> = {
  code: 'DR651',
  severity: Severity.IMPOSSIBLE,
  title: 'A mail address that is none',
  source: SUBSCRIBE_API,
  check: plan => wrongEndpoints(plan, 'email', endpoint => MAIL_ADDRESS.test(endpoint), "an address like 'duty@example.com' needed"),
};

const url: Rule<MonitoringPlan> = {
  code: 'DR652',
  severity: Severity.IMPOSSIBLE,
  title: 'An HTTPS endpoint that is none',
  source: SUBSCRIBE_API,
  check: plan => wrongEndpoints(
    plan, 'https', endpoint => HTTPS_ADDRESS.test(endpoint) && endpoint.length <= LONGEST_URL,
    `an address that begins with https:// needed, without spaces and credentials, ${LONGEST_URL} characters at most`,
  ),
};

const receiverArn: Rule<MonitoringPlan> = {
  code: 'DR653',
  severity: Severity.IMPOSSIBLE,
  title: 'A receiver of alarms that is not in the region that it was given for, or of another service',
  source: SUBSCRIBE_API,
  check: plan => plan.topics.receivers.flatMap(receiver => ROLES.flatMap(role => {
    const arn = receiver.arns[role];
    if (arn === undefined || isExpression(arn)) return [];
    const { form, example } = arnOf(receiver, plan, role);
    return form.test(arn) ? [] : [{ path: `${receiver.path}.arns.${role}`, message: `${show(arn)} given, an ARN like '${example}' needed`, mend: 'Correct it' }];
  })),
};

const responsePlan: Rule<MonitoringPlan> = {
  code: 'DR654',
  severity: Severity.IMPOSSIBLE,
  title: 'A response plan that is none',
  source: 'https://docs.aws.amazon.com/incident-manager/latest/userguide/incident-creation.html',
  check: plan => {
    const prefix = `arn:${plan.given.partition}:ssm-incidents::`;
    const form = new RegExp(`^${prefix}\\d{12}:response-?plan/.+$`);
    return wrongEndpoints(plan, 'responsePlan', endpoint => form.test(endpoint), `an ARN like '${prefix}111122223333:response-plan/orders' needed`);
  },
};

const receiverTwice: Rule<MonitoringPlan> = {
  code: 'DR655',
  severity: Severity.IMPOSSIBLE,
  title: 'A receiver of alarms that is given twice, which is one subscription to AWS and two to Terraform',
  source: SUBSCRIBE_API,
  check: ({ topics: { receivers } }) => receivers
    .filter((receiver, position) => receivers.findIndex(other => isSame(other, receiver)) < position)
    .map(receiver => {
      const other = receivers.find(one => isSame(one, receiver))!;
      return { path: receiver.path, message: `${show(toldBy(receiver, ROLES.find(role => isSameIn(role, other, receiver))!))} given again`, mend: 'Leave one out' };
    }),
};

const oneRegion: Rule<MonitoringPlan> = {
  code: 'DR656',
  severity: Severity.RISK,
  title: 'A receiver of alarms in the primary region alone, who hears of nothing while that region is lost',
  source: 'docs/monitoring.md',
  check: plan => plan.topics.receivers.filter(({ arns }) => arns.primary !== undefined && arns.standby === undefined).map(({ path, arns }) => ({
    path: `${path}.arns.standby`,
    message: `nothing given beside ${show(arns.primary)}, which the topic of ${plan.regions.standby} tells too`,
    mend: `Name one in ${plan.regions.standby}`,
  })),
};

const farFunction: Rule<MonitoringPlan> = {
  code: 'DR682',
  severity: Severity.RISK,
  title: 'A function that a topic of another region calls, in a region that has to be opted into',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/lambda-prereq.html',
  check: plan => (plan.topics.existing ? [] : plan.topics.receivers.filter(({ kind }) => kind === 'lambda').flatMap(receiver => topics(plan).flatMap(topic => {
    const role = roleFor(receiver, topic.role);
    const region = plan.regions[role];
    return topic.region === region || !isOptIn(region) ? [] : [{
      path: `${receiver.path}.arns.${role}`,
      message: `a function in ${region} given for the topic of ${topic.region}, one in ${topic.region} or in a region that is enabled by default needed`,
      mend: role === 'primary' ? 'Name one in each region, or tell somebody else too' : 'Tell somebody else too',
    }];
  }))),
};

const existingTopic: Rule<MonitoringPlan> = {
  code: 'DR657',
  severity: Severity.IMPOSSIBLE,
  title: 'A topic that is there already and is not a topic of its region',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
  check: plan => topics(plan).filter(({ region, existingArn: arn }) => (
    arn !== undefined && !isExpression(arn) && !new RegExp(`^arn:${plan.given.partition}:sns:${region}:\\d{12}:[\\w-]{1,256}$`).test(arn)
  )).map(({ role, region, existingArn }) => ({
    path: `${at(plan, 'existingTopics')}.${role === 'health' ? 'healthChecks' : role}`,
    message: `${show(existingArn)} given, an ARN like 'arn:${plan.given.partition}:sns:${region}:111122223333:duty' needed`,
    mend: 'Name a standard topic of that region',
  })),
};

const ignoredReceivers: Rule<MonitoringPlan> = {
  code: 'DR658',
  severity: Severity.IMPOSSIBLE,
  title: 'Receivers beside topics that are there already, to which nothing is added',
  source: 'API.md#MonitoringProps',
  check: plan => (plan.topics.existing ? plan.topics.receivers.filter(({ kind }) => kind !== 'responsePlan').map(({ path }) => ({
    path, message: 'given together with existingTopics', mend: 'Subscribe it to your topics, or leave out existingTopics',
  })) : []),
};

const idleTopic: Rule<MonitoringPlan> = {
  code: 'DR679',
  severity: Severity.IMPOSSIBLE,
  title: 'A topic for health checks that no alarm tells, since there is none or a site\'s topic is in that region',
  source: 'API.md#ExistingTopics',
  check: plan => (plan.given.healthTopic && plan.topics.health === undefined ? [{
    path: `${at(plan, 'existingTopics')}.healthChecks`, message: `given, and no alarm in ${METRICS_REGION} is without a topic`, mend: 'Leave it out',
  }] : []),
};

const checksUnwatched: Rule<MonitoringPlan> = {
  code: 'DR659',
  severity: Severity.RISK,
  title: 'No alarms on health checks, since there is no provider for the region of their metrics',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html',
  check: plan => (plan.given.checksUnwatched ? [{
    path: 'standby.provider', message: `a provider of your own given, and neither site is in ${METRICS_REGION}`, mend: 'Leave it out, or watch the health checks yourself',
  }] : []),
};

const checksElsewhere: Rule<MonitoringPlan> = {
  code: 'DR680',
  severity: Severity.IMPOSSIBLE,
  title: 'Health checks that are watched from another partition than that of their metrics',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html',
  check: ({ given: { partition }, targets }) => (partition === 'aws' ? [] : targets.filter(isCheck).map(({ path, kind }) => ({
    path, message: `${kind} given in the partition ${partition}, where there is no ${METRICS_REGION}; the partition aws needed`, mend: 'Leave it out, and watch it with what you have there',
  }))),
};

const ownKey: Rule<MonitoringPlan> = {
  code: 'DR676',
  severity: Severity.RISK,
  title: 'Topics under a key of yours: alarms that it does not let CloudWatch encrypt are lost without a word',
  source: KEYS,
  check: plan => plan.given.ownKeys.map(role => ({
    path: `${role}.kmsKeyArn`,
    message: `${show(plan.topics[role].key!.existingArn)} given for the topic of ${plan.regions[role]}; its policy must allow kms:Decrypt and kms:GenerateDataKey* to the services that docs/monitoring.md lists`,
    mend: 'Make sure that it does, and accept this',
  })),
};

const plainTopic: Rule<MonitoringPlan> = {
  code: 'DR677',
  severity: Severity.RISK,
  title: 'Topics that KMS does not encrypt, since the key that AWS keeps does not let alarms use it',
  source: 'https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns',
  check: ({ topics: { primary: { key } } }) => (key?.awsManaged ? [{
    path: 'keys.ownership', message: 'AWS_MANAGED given, a key of the account needed for topics that alarms tell', mend: 'Use CUSTOMER_MANAGED, name topics of yours in existingTopics, or accept this',
  }] : []),
};

export const monitoringRules: Rule<MonitoringPlan>[] = [
  nobodyTold, address, url, receiverArn, responsePlan, receiverTwice, oneRegion, farFunction, existingTopic, ignoredReceivers, idleTopic,
  checksUnwatched, checksElsewhere, ...alarmRules, ownKey, plainTopic,
];
export const otherMonitoringRules: RuleFacts[] = [...otherAlarmRules, ...targetRules];

const ROLES = ['primary', 'standby'] as const;

function literal({ topics: { receivers } }: MonitoringPlan, kind: ReceiverPlan['kind']): ReceiverPlan[] {
  return receivers.filter(receiver => receiver.kind === kind && !isExpression(receiver.endpoint!));
}

function isSubscribed({ topics: { existing, receivers } }: MonitoringPlan): boolean {
  return existing || receivers.some(({ kind }) => kind !== 'responsePlan');
}

// Those that wake somebody; the others where there are none.
function judgedOf({ alarms, composites }: MonitoringPlan): AnyAlarmPlan[] {
  const every = [...alarms, ...composites];
  const pages = every.filter(({ severity }) => severity === AlarmSeverity.PAGE);
  return pages.length > 0 ? pages : every;
}

function tellsNobody(plan: MonitoringPlan): boolean {
  const judged = judgedOf(plan);
  const subscribed = isSubscribed(plan);
  return judged.length > 0 && !judged.some(({ actionArns }) => actionArns.some(arn => arn !== TOPIC || subscribed));
}

function wrongEndpoints(plan: MonitoringPlan, kind: ReceiverPlan['kind'], isRight: (endpoint: string) => boolean, needed: string): Finding[] {
  return literal(plan, kind).filter(({ endpoint }) => !isRight(endpoint!)).map(({ path, endpoint }) => ({
    path, message: `${show(endpoint)} given, ${needed}`, mend: 'Correct it',
  }));
}

function arnOf({ kind }: ReceiverPlan, { regions, given: { partition } }: MonitoringPlan, role: 'primary' | 'standby'): { form: RegExp; example: string } {
  const prefix = (account: string) => `arn:${partition}:${kind === 'queue' ? 'sqs' : 'lambda'}:${regions[role]}:${account}:`;
  const name = kind === 'queue' ? '[\\w-]{1,80}' : 'function:[\\w-]{1,64}(:[\\w$-]+)?';
  return { form: new RegExp(`^${prefix('\\d{12}')}${name}$`), example: `${prefix('111122223333')}${kind === 'queue' ? '' : 'function:'}duty` };
}

function isSame(one: ReceiverPlan, other: ReceiverPlan): boolean {
  return ROLES.some(role => isSameIn(role, one, other));
}

function isSameIn(role: SiteRole, one: ReceiverPlan, other: ReceiverPlan): boolean {
  return one.kind === other.kind && toldBy(one, role) === toldBy(other, role);
}

// What a site's topic is subscribed by.
function toldBy(receiver: ReceiverPlan, role: SiteRole): string | undefined {
  return receiver.endpoint ?? receiver.arns[roleFor(receiver, role)];
}

function topics({ topics: { primary, standby, health } }: MonitoringPlan): TopicPlan[] {
  return health === undefined ? [primary, standby] : [primary, standby, health];
}

function at({ path }: MonitoringPlan, property: string): string {
  return `${path}.${property}`;
}
