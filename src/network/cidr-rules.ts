// What is refused of the address ranges of networks.

import { canonical, Cidr, cidrText, contains, overlap, parseCidr } from './cidr';
import type { NetworkPlan, NewSiteNetwork } from './plan';
import { newSites } from './rule-subjects';
import { LONGEST_PREFIX, LONGEST_PREFIX_OF_AWS, SHORTEST_PREFIX } from './subnets';
import { Severity } from '../plan/problem';
import { Finding, Rule, RuleFacts } from '../plan/rule';

const BLOCKS = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html';
const PEERING = 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html';
const SPECIAL_USE = 'https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml';

// RFC 1918, and the range that RFC 6598 shares among carriers.
const PRIVATE = ranges('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10');
// This host, loopback, link local, multicast and reserved: SPECIAL_USE.
const NOT_FOR_HOSTS = ranges('0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3');
// The range of Docker's bridge, which some AWS services have as well: BLOCKS.
const DOCKER = ranges('172.17.0.0/16')[0];

export const MALFORMED_CIDR: RuleFacts = {
  code: 'DR150',
  severity: Severity.IMPOSSIBLE,
  title: 'Something that is not an IPv4 range in CIDR notation',
  source: BLOCKS,
};

const hostBits = cidrRule({
  code: 'DR151',
  severity: Severity.IMPOSSIBLE,
  title: 'A range whose address has bits after the prefix, which the provider refuses',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc',
}, ({ cidr }) => (cidr.address === canonical(cidr).address ? undefined : {
  message: `'${cidrText(cidr)}' given, its range begins at ${cidrText(canonical(cidr)).split('/')[0]}`,
  mend: `Write '${cidrText(canonical(cidr))}'`,
}));

const size = cidrRule({
  code: 'DR152',
  severity: Severity.IMPOSSIBLE,
  title: 'A range that AWS does not allow for a VPC, or that is too small for the subnets',
  source: BLOCKS,
}, ({ cidr }) => (cidr.prefix >= SHORTEST_PREFIX && cidr.prefix <= LONGEST_PREFIX ? undefined : {
  message: cidr.prefix < SHORTEST_PREFIX || cidr.prefix > LONGEST_PREFIX_OF_AWS
    ? `'${cidrText(cidr)}' given, a VPC has /${SHORTEST_PREFIX} to /${LONGEST_PREFIX_OF_AWS}, and the subnets need /${LONGEST_PREFIX} or larger`
    : `'${cidrText(cidr)}' given, the public, private and isolated subnets of four zones need /${LONGEST_PREFIX} or larger`,
  mend: `Choose a range from /${SHORTEST_PREFIX} to /${LONGEST_PREFIX}`,
}));

const notForHosts = cidrRule({
  code: 'DR153',
  severity: Severity.IMPOSSIBLE,
  title: 'A range whose addresses no host can have',
  source: SPECIAL_USE,
}, ({ cidr }) => (NOT_FOR_HOSTS.some(special => overlap(special, cidr)) ? {
  message: `'${cidrText(cidr)}' given, which is reserved for loopback, link-local, multicast or later use`,
  mend: 'Choose a private range, such as one in 10.0.0.0/8',
} : undefined));

const publicRange = cidrRule({
  code: 'DR154',
  severity: Severity.RISK,
  title: 'A range outside the private ones: whoever has these addresses in the internet cannot be reached from the network',
  source: BLOCKS,
}, ({ cidr }) => (PRIVATE.some(one => contains(one, cidr)) || NOT_FOR_HOSTS.some(one => overlap(one, cidr)) ? undefined : {
  message: `'${cidrText(cidr)}' given, which is not within ${PRIVATE.map(cidrText).join(', ')}`,
  mend: 'Choose a private range, unless the addresses are yours',
}));

const dockerRange = cidrRule({
  code: 'DR155',
  severity: Severity.RISK,
  title: 'A range that Docker uses, with which some AWS services conflict',
  source: BLOCKS,
}, ({ cidr }) => (overlap(DOCKER, cidr) ? {
  message: `'${cidrText(cidr)}' given, AWS advises against ${cidrText(DOCKER)}`,
  mend: 'Choose another range',
} : undefined));

const overlapping: Rule<NetworkPlan> = {
  code: 'DR156',
  severity: Severity.IMPOSSIBLE,
  title: 'The ranges of both sites overlap, so that the networks could never be peered',
  source: PEERING,
  check: plan => {
    const [one, other] = newSites(plan);
    return other !== undefined && overlap(one.cidr, other.cidr) ? [{
      path: other.cidrPath,
      message: `'${cidrText(other.cidr)}' overlaps the primary's '${cidrText(one.cidr)}'; such networks can never be peered`,
      mend: 'Choose ranges that share no address',
    }] : [];
  },
};

export const cidrRules: Rule<NetworkPlan>[] = [hostBits, size, notForHosts, publicRange, dockerRange, overlapping];

export const otherCidrRules: RuleFacts[] = [MALFORMED_CIDR];

function cidrRule(facts: RuleFacts, check: (site: NewSiteNetwork) => Omit<Finding, 'path'> | undefined): Rule<NetworkPlan> {
  return {
    ...facts,
    check: plan => newSites(plan).flatMap(site => {
      const found = check(site);
      return found === undefined ? [] : [{ path: site.cidrPath, ...found }];
    }),
  };
}

function ranges(...texts: string[]): Cidr[] {
  return texts.map(text => parseCidr(text)!);
}
