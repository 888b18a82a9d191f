// What is refused of the HTTP entry: DR350 to DR399. Routes, hosts, and who may call have files of their own.

import type { HttpPlan } from './plan';
import { accessRules } from './rules-access';
import { hostRules } from './rules-hosts';
import { routeRules } from './rules-routes';
import { sitesOf } from './sites-of';
import { LOG_RETENTION_DAYS } from '../plan/log-retention';
import { Severity } from '../plan/problem';
import type { Rule } from '../plan/rule';

const QUOTAS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html';
const THROTTLING = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html';
const RETENTION = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html';

// What an account has in most regions, and in those that AWS names as having less.
const USUAL = { perSecond: 10_000, burst: 5000 };
const LESS = { perSecond: 2500, burst: 1250 };
const REGIONS_WITH_LESS = [
  'af-south-1', 'eu-south-1', 'ap-southeast-3', 'me-central-1', 'ap-south-2', 'ap-southeast-4', 'eu-south-2', 'eu-central-2', 'il-central-1', 'ca-west-1',
  'ap-southeast-5', 'ap-southeast-7', 'mx-central-1',
];

const throttle: Rule<HttpPlan> = {
  code: 'DR370',
  severity: Severity.IMPOSSIBLE,
  title: 'A throttle that lets nothing through',
  source: THROTTLING,
  check: plan => throttles(plan).filter(({ value }) => value < 1).map(({ property, value }) => ({
    path: `${plan.path}.${property}`,
    message: `${value} given, at least 1 needed`,
    mend: 'Set it to 1 or more',
  })),
};

const aboveQuota: Rule<HttpPlan> = {
  code: 'DR371',
  severity: Severity.RISK,
  title: 'A throttle above what an account has by default for all its APIs in a region',
  source: QUOTAS,
  check: plan => throttles(plan).flatMap(({ property, value }) => {
    const short = sitesOf(plan).map(({ region }) => ({ region, quota: (REGIONS_WITH_LESS.includes(region) ? LESS : USUAL)[property === 'throttleBurst' ? 'burst' : 'perSecond'] }))
      .filter(({ quota }) => value > quota);
    return short.length === 0 ? [] : [{
      path: `${plan.path}.${property}`,
      message: `${value} given, ${short.map(({ region, quota }) => `${quota} in ${region}`).join(' and ')} is what AWS gives all APIs of an account by default`,
      mend: 'Lower it, or have the quota raised in both regions',
    }];
  }),
};

const logRetention: Rule<HttpPlan> = {
  code: 'DR372',
  severity: Severity.IMPOSSIBLE,
  title: 'Access logs kept for a time that CloudWatch Logs does not offer',
  source: RETENTION,
  check: plan => (LOG_RETENTION_DAYS.includes(plan.logRetentionDays) ? [] : [{
    path: `${plan.path}.logRetentionDays`,
    message: `${plan.logRetentionDays} given, one of ${LOG_RETENTION_DAYS.join(', ')} needed`,
    mend: 'Choose one of these',
  }]),
};

export const httpRules: Rule<HttpPlan>[] = [...routeRules, ...hostRules, throttle, aboveQuota, logRetention, ...accessRules];

function throttles(plan: HttpPlan) {
  return (['throttlePerSecond', 'throttleBurst'] as const).map(property => ({ property, value: plan[property] }));
}
