// What is refused of metrics that tell of a region's health: what Route 53 cannot copy of an alarm, and what would move users the wrong way.

import type { EndpointPlan, SignalPlan } from './endpoint-plan';
import { MissingSignal } from './health-signal';
import { DnsPlan, endpointsOf, isFollowed } from './plan';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Finding, Rule } from '../plan/rule';

const GUIDE = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide';
const COPIED = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_CloudWatchAlarmConfiguration.html';
const DIMENSION = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_Dimension.html';
const PUT_ALARM = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const MISSING = `${GUIDE}/health-checks-creating-values.html`;

const [HOUR, DAY] = [3600, 86_400];
const MOST_DIMENSIONS = 10;
const LONGEST_TEXT = 255;

/** An endpoint with a signal. */
type Watched = EndpointPlan & { readonly signal: SignalPlan };

const period: Rule<DnsPlan> = signalRule({
  code: 'DR510',
  severity: Severity.IMPOSSIBLE,
  title: 'A period of an alarm that a health check cannot copy: it takes no metrics of high resolution',
  source: COPIED,
}, ({ signal: { path, periodSeconds } }) => (periodSeconds >= 60 && periodSeconds % 60 === 0 && periodSeconds <= DAY ? [] : [{
  path: `${path}.periodSeconds`, message: `${periodSeconds} given, 60 or a multiple of it up to ${DAY} needed`, mend: 'Correct it, or leave it out',
}]));

const evaluation: Rule<DnsPlan> = signalRule({
  code: 'DR526',
  severity: Severity.IMPOSSIBLE,
  title: 'Periods of an alarm that are none, or last longer than alarms look back',
  source: PUT_ALARM,
}, ({ signal: { path, periodSeconds, evaluationPeriods } }) => {
  const longest = periodSeconds < HOUR ? DAY : 7 * DAY;
  return evaluationPeriods >= 1 && (periodSeconds < 1 || evaluationPeriods * periodSeconds <= longest) ? [] : [{
    path: `${path}.evaluationPeriods`,
    message: `${evaluationPeriods} of ${periodSeconds} seconds given, at least 1 and at most ${longest} seconds together needed`,
    mend: 'Use fewer periods',
  }];
});

const dimensions: Rule<DnsPlan> = signalRule({
  code: 'DR527',
  severity: Severity.IMPOSSIBLE,
  title: 'Dimensions of a metric that a health check cannot copy',
  source: DIMENSION,
}, ({ signal: { path, dimensions: all } }) => [
  ...(Object.keys(all).length <= MOST_DIMENSIONS ? [] : [{
    path: `${path}.dimensions`, message: `${Object.keys(all).length} dimensions given, at most ${MOST_DIMENSIONS} possible`, mend: 'Publish the metric with fewer',
  }]),
  ...Object.entries(all).filter(pair => !pair.every(isShort)).map(([name, value]) => ({
    path: `${path}.dimensions.${name.slice(0, 60)}`,
    message: `a name of ${name.length} characters and a value of ${value.length} given, 1 to ${LONGEST_TEXT} needed for both`,
    mend: 'Publish the metric with other ones',
  })),
]);

const metric: Rule<DnsPlan> = signalRule({
  code: 'DR528',
  severity: Severity.IMPOSSIBLE,
  title: 'A metric with a name that there is not',
  source: PUT_ALARM,
}, ({ signal: { path, namespace, metricName } }) => [
  ...(isShort(namespace) && !namespace.startsWith(':') ? [] : [{
    path: `${path}.namespace`, message: `${show(namespace)} given, 1 to ${LONGEST_TEXT} characters without a colon first needed`, mend: 'Correct it',
  }]),
  ...(isShort(metricName) ? [] : [{
    path: `${path}.metricName`, message: `${show(metricName)} given, 1 to ${LONGEST_TEXT} characters needed`, mend: 'Correct it',
  }]),
]);

const lastKnown: Rule<DnsPlan> = signalRule({
  code: 'DR529',
  severity: Severity.IMPOSSIBLE,
  title: 'The last known state for a metric that is not published all the time: it is meant for gaps, and would hold for days',
  source: MISSING,
}, ({ signal: { path, whenMissing, publishedEveryPeriod } }) => (whenMissing === MissingSignal.LAST_KNOWN_STATUS && !publishedEveryPeriod ? [{
  path: `${path}.whenMissing`,
  message: 'LAST_KNOWN_STATUS given, and publishedEveryPeriod: true is not',
  mend: 'Have a value published in every period and state it, or use HEALTHY',
}] : []));

const missingIsSick: Rule<DnsPlan> = signalRule({
  code: 'DR530',
  severity: Severity.UNSAFE,
  title: 'Missing values that count as sick where a record follows them: the loss of the region that keeps the metric leads users there',
  source: 'docs/dns.md',
}, (endpoint, plan) => (endpoint.signal.whenMissing === MissingSignal.UNHEALTHY && isFollowed(plan, endpoint) ? [{
  path: `${endpoint.signal.path}.whenMissing`,
  message: `UNHEALTHY given for ${endpoint.region}, whose metric is kept in ${endpoint.signal.region}; without that region it is missing too`,
  mend: 'Use HEALTHY, and have the metric published by a prober in the other region',
}] : []));

const ofAws: Rule<DnsPlan> = signalRule({
  code: 'DR531',
  severity: Severity.UNSAFE,
  title: 'A metric of AWS\'s own, which AWS publishes in the region that it measures, and not in the other one, where it is looked for',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html',
}, ({ region, signal: { path, namespace, region: kept } }) => (/^aws\//i.test(namespace) ? [{
  path: `${path}.namespace`,
  message: `'${namespace}' given; what AWS measures in ${region} is not in ${kept}, where the metric about ${region} is needed so that both are not lost together`,
  mend: `Publish a metric of your own in ${kept}, or accept it if it is about a prober there`,
}] : []));

const ignoredBeside: Rule<DnsPlan> = {
  code: 'DR532',
  severity: Severity.IMPOSSIBLE,
  title: 'Settings of health checkers beside a metric that tells of the health, which would be ignored',
  source: 'docs/dns.md',
  check: plan => {
    const watched = watchedOf(plan);
    const beside = watched.filter(({ checkHostName }) => checkHostName !== undefined).map(({ path }) => ({
      path: `${path}.checkHostName`, message: 'given beside healthSignal, with which no checker asks', mend: 'Leave one of them out',
    }));
    const nobodyAsks = watched.length > 0 && watched.length === endpointsOf(plan).length && plan.given.properties.includes('healthCheck');
    return nobodyAsks ? [...beside, {
      path: plan.path === '' ? 'healthCheck' : `${plan.path}.healthCheck`, message: 'given, and every endpoint has a healthSignal, so that no checker asks', mend: 'Leave it out',
    }] : beside;
  },
};

export const signalRules: Rule<DnsPlan>[] = [period, evaluation, dimensions, metric, lastKnown, missingIsSick, ofAws, ignoredBeside];

function watchedOf(plan: DnsPlan): Watched[] {
  return endpointsOf(plan).filter((endpoint): endpoint is Watched => endpoint.signal !== undefined);
}

function signalRule(facts: Omit<Rule<DnsPlan>, 'check'>, check: (endpoint: Watched, plan: DnsPlan) => Finding[]): Rule<DnsPlan> {
  return { ...facts, check: plan => watchedOf(plan).flatMap(endpoint => check(endpoint, plan)) };
}

// What only Terraform knows is not measured.
function isShort(text: string): boolean {
  return isExpression(text) || (text.length >= 1 && text.length <= LONGEST_TEXT);
}
