// What is refused of the host name: DR500 to DR549. Endpoints and their checks have a file of their own.

import { DnsPlan, endpointsOf, METRICS_REGION } from './plan';
import { DnsFailover } from './props';
import { endpointRules } from './rules-endpoints';
import { signalRules } from './rules-signal';
import { fewTags } from './rules-tags';
import { targetRules } from './rules-targets';
import { dnsNameNeeds, isInZone } from '../plan/dns-name';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Rule } from '../plan/rule';

const GUIDE = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide';
const DNS_NAMES = `${GUIDE}/DomainNameFormat.html`;
const RECORD_API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';
const TTL_ADVICE = 'https://docs.aws.amazon.com/r53recovery/latest/dg/route53-arc-best-practices.html';
const LONGEST_TTL = 2_147_483_647;
const ADVISED_TTL = 60;

const hostName: Rule<DnsPlan> = {
  code: 'DR500',
  severity: Severity.IMPOSSIBLE,
  title: 'A host name that DNS does not have',
  source: DNS_NAMES,
  check: plan => {
    const needed = dnsNameNeeds(plan.hostName);
    return needed === undefined || plan.hostName === plan.given.entryHostName ? [] : [
      { path: at(plan, 'hostName'), message: `${show(plan.hostName)} given, ${needed}`, mend: 'Correct it' },
    ];
  },
};

const inZone: Rule<DnsPlan> = {
  code: 'DR501',
  severity: Severity.IMPOSSIBLE,
  title: 'A host name that is not in the zone of its record',
  source: DNS_NAMES,
  check: plan => {
    const { hostName: name, zone: { zoneName: zone }, given } = plan;
    const byEntry = !['hostName', 'zone'].some(property => given.properties.includes(property));
    return byEntry || isInZone(name, zone) || dnsNameNeeds(name) !== undefined || dnsNameNeeds(zone) !== undefined ? [] : [{
      path: at(plan, 'hostName'), message: `'${name}' given, a name that ends with '.${zone}' needed, or '${zone}' itself`, mend: 'Give the zone that the name is in',
    }];
  },
};

const zoneName: Rule<DnsPlan> = {
  code: 'DR502',
  severity: Severity.IMPOSSIBLE,
  title: 'The name of a zone for the host name that DNS does not have',
  source: DNS_NAMES,
  check: plan => {
    const needed = plan.given.properties.includes('zone') ? dnsNameNeeds(plan.zone.zoneName) : undefined;
    return needed === undefined ? [] : [{ path: at(plan, 'zone.zoneName'), message: `${show(plan.zone.zoneName)} given, ${needed}`, mend: 'Correct it' }];
  },
};

const otherHostName: Rule<DnsPlan> = {
  code: 'DR503',
  severity: Severity.IMPOSSIBLE,
  title: 'A host name that leads to an HTTP entry with another one, which would not answer to it',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html',
  check: plan => (plan.given.entryHostName === undefined || plan.hostName === plan.given.entryHostName ? [] : [{
    path: at(plan, 'hostName'), message: `'${plan.hostName}' given, '${plan.given.entryHostName}' needed, which the HTTP entry has`, mend: 'Leave it out',
  }]),
};

const ttlOfAlias: Rule<DnsPlan> = {
  code: 'DR511',
  severity: Severity.IMPOSSIBLE,
  title: 'A time to live of aliases, which have that of their target',
  source: RECORD_API,
  check: plan => (plan.given.properties.includes('ttlSeconds') && endpointsOf(plan).every(({ kind }) => kind === 'entry' || kind === 'alias') ? [{
    path: at(plan, 'ttlSeconds'), message: `${plan.ttlSeconds} given, and every endpoint is an alias, whose time cannot be set`, mend: 'Leave it out',
  }] : []),
};

const ttlBounds: Rule<DnsPlan> = {
  code: 'DR512',
  severity: Severity.IMPOSSIBLE,
  title: 'A time to live that DNS does not have',
  source: RECORD_API,
  check: plan => (plan.ttlSeconds >= 0 && plan.ttlSeconds <= LONGEST_TTL ? [] : [{
    path: at(plan, 'ttlSeconds'), message: `${plan.ttlSeconds} given, 0 to ${LONGEST_TTL} possible`, mend: 'Correct it, or leave it out',
  }]),
};

const longTtl: Rule<DnsPlan> = {
  code: 'DR513',
  severity: Severity.RISK,
  title: 'An answer that resolvers keep for longer than a minute, so that users stay with a lost region',
  source: TTL_ADVICE,
  check: plan => (plan.ttlSeconds > ADVISED_TTL && plan.ttlSeconds <= LONGEST_TTL ? [{
    path: at(plan, 'ttlSeconds'), message: `${plan.ttlSeconds} given, at most ${ADVISED_TTL} is what AWS calls common with health checks`, mend: 'Shorten it, or leave it out',
  }] : []),
};

const beforePromotion: Rule<DnsPlan> = {
  code: 'DR519',
  severity: Severity.UNSAFE,
  title: 'A failover of users by health checks, with a database that somebody has to promote first',
  source: 'docs/dns.md',
  check: plan => (plan.failover === DnsFailover.AUTOMATIC && plan.given.database === true && plan.standby !== undefined ? [{
    path: at(plan, 'failover'),
    message: 'AUTOMATIC given for a service with a database; users would arrive before the standby can write, and come back as soon as the primary answers',
    mend: 'Use OPERATOR, and throw the switch when the standby writes',
  }] : []),
};

const undelegated: Rule<DnsPlan> = {
  code: 'DR533',
  severity: Severity.RISK,
  title: 'A new zone, which answers nobody until the domain is delegated to it',
  source: `${GUIDE}/migrate-dns-domain-inactive.html`,
  check: plan => (plan.zone.created !== undefined ? [{
    path: at(plan, 'zone'),
    message: `HostedZone.create given for '${plan.zone.zoneName}', whose name servers AWS chooses when it is made`,
    mend: 'Put nameServers at the registrar, or as an NS record into the zone above; accept this once that is done',
  }] : []),
};

const partition: Rule<DnsPlan> = {
  code: 'DR520',
  severity: Severity.IMPOSSIBLE,
  title: 'A failover switch in a partition whose health checkers are not known to answer from the published ranges',
  source: `${GUIDE}/route-53-ip-addresses.html`,
  check: plan => (plan.given.partition === 'aws' || plan.failoverSwitch === undefined ? [] : [{
    path: plan.path === '' ? 'primary.region' : plan.path,
    message: `regions of the partition ${plan.given.partition} given, and the failover switch is tested by checkers of the partition aws alone, with metrics in ${METRICS_REGION}`,
    mend: 'Leave it out, and lead users to the standby with what you have there',
  }]),
};

const noAlarm: Rule<DnsPlan> = {
  code: 'DR522',
  severity: Severity.RISK,
  title: 'No alarm for a failover switch that cannot be read, since there is no provider for the region of its metric',
  source: `${GUIDE}/monitoring-health-checks.html`,
  check: plan => (plan.failoverSwitch === undefined || plan.given.alarmPossible ? [] : [{
    path: 'standby.provider',
    message: `a provider of your own given, and neither site is in ${METRICS_REGION}, where the metrics of health checks are`,
    mend: 'Leave it out, or watch the health check of canaryCheckId yourself',
  }]),
};

const nobodyTold: Rule<DnsPlan> = {
  code: 'DR523',
  severity: Severity.RISK,
  title: 'A failover switch whose loss nobody is told of',
  source: 'docs/dns.md',
  check: plan => (isSwitchSilent(plan) ? [{
    path: at(plan, 'alarmActionArns'),
    message: 'nothing given, so the alarm of a switch that cannot be read tells nobody; a broken switch looks like one that is not thrown',
    mend: `Name an SNS topic of ${METRICS_REGION}, or accept this`,
  }] : []),
};

const alarmRegion: Rule<DnsPlan> = {
  code: 'DR524',
  severity: Severity.IMPOSSIBLE,
  title: 'An action that no alarm can do, or that is not in the region of the alarm',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
  check: plan => [
    ...(plan.failoverSwitch?.alarmActionArns ?? []).map((arn, position) => ({ arn, path: `${at(plan, 'alarmActionArns')}[${position}]` })),
    ...(plan.given.handedTopicArn === undefined ? [] : [{ arn: plan.given.handedTopicArn, path: 'alarmTopicArn' }]),
  ].filter(({ arn }) => !isExpression(arn) && !isAlarmAction(arn)).map(({ arn, path }) => ({
    path,
    message: `${show(arn)} given, an ARN of ${METRICS_REGION} needed, where the metrics of health checks are, of SNS, Lambda or Systems Manager, or that of a response plan`,
    mend: 'Name an action of that region',
  })),
};

const ignored: Rule<DnsPlan> = {
  code: 'DR525',
  severity: Severity.IMPOSSIBLE,
  title: 'A failover to a region that has no endpoint, which would be ignored',
  source: 'docs/dns.md',
  check: plan => {
    if (plan.failoverSwitch !== undefined || plan.given.standbyMissing) return [];
    return [
      ...['failover', 'alarmActionArns', 'healthCheck'].filter(property => plan.given.properties.includes(property)).map(property => at(plan, property)),
      ...(plan.primary.signal === undefined ? [] : [plan.primary.signal.path]),
    ].map(path => ({ path, message: 'given without an endpoint in the standby region', mend: 'Leave it out, or give siteEndpoints.standby' }));
  },
};

export const dnsRules: Rule<DnsPlan>[] = [
  hostName, inZone, zoneName, otherHostName, ...endpointRules, ...targetRules, ...signalRules, ttlOfAlias, ttlBounds, longTtl, beforePromotion,
  undelegated, partition, noAlarm, nobodyTold, alarmRegion, ignored, fewTags,
];

function isSwitchSilent({ failoverSwitch, given }: DnsPlan): boolean {
  return failoverSwitch !== undefined && given.alarmPossible && !given.told && failoverSwitch.alarmActionArns.length === 0;
}

// What an alarm of a metric can do, but for servers, of which there is none; response plans belong to no region.
function isAlarmAction(arn: string): boolean {
  return new RegExp(`^arn:aws:((sns|lambda|ssm):${METRICS_REGION}|ssm-incidents:(${METRICS_REGION})?):\\d{12}:.+$`).test(arn);
}

function at({ path }: DnsPlan, property: string): string {
  return path === '' ? property : `${path}.${property}`;
}
