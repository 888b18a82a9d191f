// What is refused of endpoints and of the checks of their health.

import { isIP } from 'net';
import type { EndpointPlan } from './endpoint-plan';
import { CheckPlan, DnsPlan, endpointsOf } from './plan';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import type { Rule } from '../plan/rule';

const GUIDE = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide';
const CONFIG_API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';
const RECORD_API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';

/** The regions of Route 53's health checkers. */
const CHECKER_REGIONS = ['us-east-1', 'us-west-1', 'us-west-2', 'eu-west-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1', 'sa-east-1'];

const noStandby: Rule<DnsPlan> = {
  code: 'DR504',
  severity: Severity.IMPOSSIBLE,
  title: 'No endpoint in the standby region, so that users could not be led there',
  source: `${GUIDE}/dns-failover.html`,
  check: plan => (plan.given.standbyMissing ? [{
    path: at(plan, 'siteEndpoints.standby'), message: 'nothing given, and the strategy lets the standby serve users', mend: 'Give the endpoint of the standby region',
  }] : []),
};

const kinds: Rule<DnsPlan> = {
  code: 'DR505',
  severity: Severity.IMPOSSIBLE,
  title: 'Endpoints whose records are of different types, between which Route 53 does not choose',
  source: RECORD_API,
  check: plan => {
    const [one, other] = endpointsOf(plan).map(endpoint => recordTypesOf(endpoint, plan.ipv6).join(' and '));
    return other === undefined || one === other || endpointsOf(plan).some(hasUnsoundAddress) ? [] : [{
      path: at(plan, 'siteEndpoints'), message: `records of the type ${one} in the primary region and ${other} in the standby given, the same needed`, mend: 'Use one kind of endpoint for both',
    }];
  },
};

const apex: Rule<DnsPlan> = {
  code: 'DR506',
  severity: Severity.IMPOSSIBLE,
  title: 'A CNAME record for the name of the zone itself, which DNS does not have',
  source: `${GUIDE}/resource-record-sets-choosing-alias-non-alias.html`,
  check: plan => (plan.hostName === plan.zone.zoneName ? endpointsOf(plan).filter(({ kind }) => kind === 'cname').map(({ path }) => ({
    path, message: `Endpoint.cname given for '${plan.hostName}', which is the zone itself`, mend: 'Use Endpoint.alias or Endpoint.ip, or a name below the zone',
  })) : []),
};

const addresses: Rule<DnsPlan> = {
  code: 'DR507',
  severity: Severity.IMPOSSIBLE,
  title: 'An endpoint without an address, or with one that is none',
  source: RECORD_API,
  check: plan => endpointsOf(plan).filter(({ kind }) => kind === 'ip').flatMap(({ path, addresses: all }) => (
    all.length === 0
      ? [{ path: `${path}.addresses`, message: 'no address given, at least one needed', mend: 'Name the addresses' }]
      : all.map((address, position) => ({ address, position })).filter(({ address }) => isIP(address) === 0).map(({ address, position }) => ({
        path: `${path}.addresses[${position}]`, message: `${show(address)} given, an address of IPv4 or IPv6 needed`, mend: 'Correct it',
      }))
  )),
};

const interval: Rule<DnsPlan> = checkRule({
  code: 'DR514',
  severity: Severity.IMPOSSIBLE,
  title: 'An interval that health checks do not have',
  source: CONFIG_API,
}, 'intervalSeconds', ({ intervalSeconds }) => ([10, 30].includes(intervalSeconds) ? undefined : `${intervalSeconds} given, 10 or 30 needed`));

const threshold: Rule<DnsPlan> = checkRule({
  code: 'DR515',
  severity: Severity.IMPOSSIBLE,
  title: 'A number of failures that health checks do not have',
  source: CONFIG_API,
}, 'failureThreshold', ({ failureThreshold: count }) => (count >= 1 && count <= 10 ? undefined : `${count} given, 1 to 10 needed`));

const checkers: Rule<DnsPlan> = checkRule({
  code: 'DR516',
  severity: Severity.IMPOSSIBLE,
  title: 'Regions that health checkers are not in, or fewer than three of them',
  source: CONFIG_API,
}, 'checkerRegions', ({ checkerRegions: regions }) => {
  const isOnce = (list: string[]) => new Set(list).size === list.length;
  const sound = regions === undefined || (regions.length >= 3 && isOnce(regions) && regions.every(one => CHECKER_REGIONS.includes(one)));
  return sound ? undefined : `${regions.join(', ') || 'none'} given, at least three of ${CHECKER_REGIONS.join(', ')} needed, each once`;
});

const resourcePath: Rule<DnsPlan> = checkRule({
  code: 'DR517',
  severity: Severity.IMPOSSIBLE,
  title: 'A path that health checks cannot ask for',
  source: CONFIG_API,
}, 'path', ({ resourcePath: asked }) => (/^\/[\x21-\x7e]{0,254}$/.test(asked) ? undefined : `${show(asked)} given, 1 to 255 printable characters from / needed`));

const searchString: Rule<DnsPlan> = checkRule({
  code: 'DR518',
  severity: Severity.IMPOSSIBLE,
  title: 'A text that health checks cannot look for',
  source: CONFIG_API,
}, 'searchString', ({ searchString: text }) => (
  text === undefined || (text.length >= 1 && text.length <= 255) ? undefined : `a text of ${text.length} characters given, 1 to 255 needed`
));

const noIpv6: Rule<DnsPlan> = {
  code: 'DR521',
  severity: Severity.IMPOSSIBLE,
  title: 'IPv6 where no alias of the user\'s can answer to it',
  source: `${GUIDE}/resource-record-sets-values-failover-alias.html`,
  check: plan => (plan.ipv6 && !endpointsOf(plan).every(({ kind }) => kind === 'alias') ? [{
    path: at(plan, 'ipv6'),
    message: 'true given, Endpoint.alias needed in each region: the HTTP entry answers to IPv4 alone, names and addresses tell themselves',
    mend: 'Leave it out',
  }] : []),
};

export const endpointRules: Rule<DnsPlan>[] = [
  noStandby, kinds, apex, addresses, interval, threshold, checkers, resourcePath, searchString, noIpv6,
];

/** The types of the records of an endpoint. */
export function recordTypesOf({ kind, addresses: all }: EndpointPlan, ipv6: boolean): string[] {
  if (kind === 'cname') return ['CNAME'];
  if (kind !== 'ip') return ipv6 ? ['A', 'AAAA'] : ['A'];
  return [...(all.some(one => isIP(one) === 4) ? ['A'] : []), ...(all.some(one => isIP(one) === 6) ? ['AAAA'] : [])];
}

function hasUnsoundAddress({ kind, addresses: all }: EndpointPlan): boolean {
  return kind === 'ip' && (all.length === 0 || all.some(one => isIP(one) === 0));
}

function checkRule(facts: Omit<Rule<DnsPlan>, 'check'>, property: string, wrong: (check: CheckPlan) => string | undefined): Rule<DnsPlan> {
  return {
    ...facts,
    check: plan => {
      const message = wrong(plan.check);
      return message === undefined ? [] : [{ path: at(plan, `healthCheck.${property}`), message, mend: 'Correct it, or leave it out' }];
    },
  };
}

function at({ path }: DnsPlan, property: string): string {
  return path === '' ? property : `${path}.${property}`;
}
