// What is refused of the names and addresses that a host name leads to, and that health checkers ask.

import { isIP } from 'net';
import type { EndpointPlan } from './endpoint-plan';
import { DnsPlan, endpointsOf } from './plan';
import { dnsNameNeeds } from '../plan/dns-name';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Finding, Rule } from '../plan/rule';

const GUIDE = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide';
const RECORD_API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';

const PRIVATE = /^(0\.|10\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|127\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|2(2[4-9]|[3-5]\d)\.|::1?$|f[cd]|fe[89ab]|ff)/i;

// Load balancers of networks have no such beginning, so that the name of an internal one does not tell.
const PRIVATE_NAME = /^(dualstack\.)?internal-[^.]+\.([^.]+\.)*elb\.amazonaws\.com\.?$|\.vpce\.amazonaws\.com\.?$/i;

/** A name or an address, with where it stands. */
interface Asked {
  readonly path: string;
  readonly text: string;
}

const privateEndpoint: Rule<DnsPlan> = {
  code: 'DR508',
  severity: Severity.IMPOSSIBLE,
  title: 'A private address, which health checkers do not reach',
  source: `${GUIDE}/dns-failover-private-hosted-zones.html`,
  check: plan => askedByCheckers(plan).flatMap(namesAsked).filter(({ text }) => isPrivate(text)).map(({ path, text }) => ({
    path, message: `${text} given, an address of the public internet needed`, mend: 'Give a public endpoint, a checkHostName that is public and leads to this region alone, or a healthSignal',
  })),
};

const privateName: Rule<DnsPlan> = {
  code: 'DR509',
  severity: Severity.IMPOSSIBLE,
  title: 'A name of an internal load balancer or of a VPC endpoint, which health checkers do not reach',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-internal-load-balancers.html',
  check: plan => askedByCheckers(plan).flatMap(namesAsked).filter(({ text }) => PRIVATE_NAME.test(text)).map(({ path, text }) => ({
    path,
    message: `'${text}' given, which leads to private addresses, and a public name needed`,
    mend: 'Give a healthSignal, or a checkHostName that is public and leads to this region alone',
  })),
};

const targets: Rule<DnsPlan> = {
  code: 'DR535',
  severity: Severity.IMPOSSIBLE,
  title: 'An endpoint whose name is none, leads back to the host name, or is that of the other region too',
  source: RECORD_API,
  check: plan => [
    ...endpointsOf(plan).flatMap(namesOf).flatMap(({ path, text }) => unsound(plan, path, text)),
    ...twice(plan),
  ],
};

export const targetRules: Rule<DnsPlan>[] = [privateEndpoint, privateName, targets];

// Without a second region nobody asks.
function askedByCheckers(plan: DnsPlan): EndpointPlan[] {
  return plan.failoverSwitch === undefined ? [] : endpointsOf(plan).filter(({ signal }) => signal === undefined);
}

// A name for checkers takes the place of the endpoint's own.
function namesAsked(endpoint: EndpointPlan): Asked[] {
  const { path, kind, addresses, targetDomainName, checkHostName } = endpoint;
  if (checkHostName !== undefined) return [{ path: `${path}.checkHostName`, text: checkHostName }];
  return kind === 'ip' ? addresses.map((text, position) => ({ path: `${path}.addresses[${position}]`, text })) : [{ path: `${path}.targetDomainName`, text: targetDomainName! }];
}

// Those of the HTTP entry are made of the host name.
function namesOf({ path, kind, targetDomainName, checkHostName }: EndpointPlan): Asked[] {
  return kind === 'entry' ? [] : [{ path: `${path}.targetDomainName`, text: targetDomainName }, { path: `${path}.checkHostName`, text: checkHostName }]
    .filter((one): one is Asked => one.text !== undefined && !isExpression(one.text));
}

function unsound(plan: DnsPlan, path: string, text: string): Finding[] {
  if (isIP(text) !== 0) return [{ path, message: `the address ${text} given, a name needed`, mend: 'Use Endpoint.ip for addresses, or give the name' }];
  // Names that records lead to may have what names of hosts may not.
  const needed = dnsNameNeeds(plain(text).replace(/_/g, 'x'));
  if (needed !== undefined) return [{ path, message: `${show(text)} given, ${needed}`, mend: 'Correct it' }];
  return plain(text) === plan.hostName ? [{
    path, message: `'${text}' given, which is the host name itself; a name that leads to this region alone needed`, mend: 'Give the name of what answers in this region',
  }] : [];
}

function twice({ primary, standby }: DnsPlan): Finding[] {
  if (standby === undefined || primary.kind === 'entry') return [];
  return [
    ...sameText(primary.targetDomainName, standby.targetDomainName, `${standby.path}.targetDomainName`),
    ...sameText(primary.checkHostName, standby.checkHostName, `${standby.path}.checkHostName`),
    ...(primary.kind === 'ip' && standby.kind === 'ip' ? sameText(inOrder(primary), inOrder(standby), `${standby.path}.addresses`) : []),
  ];
}

function sameText(one: string | undefined, other: string | undefined, path: string): Finding[] {
  if (!one || !other || isExpression(one) || isExpression(other) || plain(one) !== plain(other)) return [];
  return [{ path, message: `${show(other)} given for both regions, another one needed for each: nobody would be moved`, mend: 'Give what answers in the standby region' }];
}

function inOrder({ addresses }: EndpointPlan): string {
  return addresses.map(address => unmapped(address)).sort().join(' and ');
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

function isPrivate(text: string): boolean {
  return isIP(text) !== 0 && PRIVATE.test(unmapped(text));
}

/** An address in its short form; one of IPv4 that is written as one of IPv6, as itself. */
function unmapped(address: string): string {
  if (isIP(address) !== 6) return address;
  const [, short] = /^\[(.*)\]$/.exec(new URL(`http://[${address.split('%')[0]}]`).hostname)!;
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(short);
  if (mapped === null) return short;
  return mapped.slice(1).map(part => parseInt(part, 16)).flatMap(part => [Math.floor(part / 256), part % 256]).join('.');
}
