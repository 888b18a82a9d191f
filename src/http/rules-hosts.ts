// What is refused of host names, zones and certificates: DR360 to DR369.

import type { HttpPlan } from './plan';
import { sitesOf } from './sites-of';
import { dnsNameNeeds, isInZone, LONGEST_DNS_NAME } from '../plan/dns-name';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import { partitionOf } from '../plan/regions';
import type { Finding, Rule } from '../plan/rule';

const DOMAINS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html';
const REQUEST = 'https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html';
const VALIDATION = 'https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html';
const DNS_NAMES = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html';

/** The longest name that a certificate can be requested for. */
const LONGEST_COMMON_NAME = 64;

/** A plan with a host name. */
type HostedPlan = HttpPlan & { readonly hostName: string };

const hostName = hostRule({
  code: 'DR360',
  severity: Severity.IMPOSSIBLE,
  title: 'A host name that DNS does not have, or none that is left room for the names of both regions',
  source: DNS_NAMES,
  check: plan => {
    const longestRegion = Math.max(...sitesOf(plan).map(site => site.region.length));
    const needed = dnsNameNeeds(plan.hostName, LONGEST_DNS_NAME - longestRegion - 1);
    return needed === undefined ? [] : [{ path: `${plan.path}.hostName`, message: `${show(plan.hostName)} given, ${needed}`, mend: 'Correct it' }];
  },
});

const commonName = hostRule({
  code: 'DR361',
  severity: Severity.IMPOSSIBLE,
  title: 'A host name that is longer than a certificate can be requested for',
  source: REQUEST,
  check: plan => (plan.hostName.length <= LONGEST_COMMON_NAME || !makesCertificate(plan) || !isSound(plan.hostName) ? [] : [{
    path: `${plan.path}.hostName`,
    message: `a name of ${plan.hostName.length} characters given, at most ${LONGEST_COMMON_NAME} possible where a certificate is made`,
    mend: 'Use a shorter one, or give certificateArn at both sites',
  }]),
});

const inZone = hostRule({
  code: 'DR362',
  severity: Severity.IMPOSSIBLE,
  title: 'A host name that is not in the zone',
  source: DNS_NAMES,
  check: ({ path, hostName: name, zone }) => {
    if (zone === undefined || isInZone(name, zone.zoneName) || !isSound(name) || !isSound(zone.zoneName)) return [];
    return [{
      path: `${path}.hostName`,
      message: `'${name}' given, a name that ends with '.${zone.zoneName}' needed, or '${zone.zoneName}' itself`,
      mend: 'Give the zone that the name is in',
    }];
  },
});

const unprovable = hostRule({
  code: 'DR363',
  severity: Severity.IMPOSSIBLE,
  title: 'A certificate that cannot be validated, because no zone is given for its record',
  source: VALIDATION,
  check: plan => (plan.zone !== undefined || !makesCertificate(plan) ? [] : [{
    path: `${plan.path}.zone`,
    message: `nothing given, and the certificate for ${regionsWithout(plan)} needs a record in the zone of '${plan.hostName}'`,
    mend: "Set zone, for example to HostedZone.fromName('example.com'), or give certificateArn at both sites",
  }]),
});

const ownRecords = hostRule({
  code: 'DR364',
  severity: Severity.RISK,
  title: 'A host name without a zone: the records of the regions\' own names are left to the user',
  source: DOMAINS,
  check: plan => (plan.zone !== undefined || makesCertificate(plan) ? [] : [{
    path: `${plan.path}.zone`,
    message: `nothing given, so no record is made for ${sitesOf(plan).map(site => site.siteHostName).join(' and ')}`,
    mend: 'Set zone, or make the records from targetDomainNames',
  }]),
});

const zoneAlone: Rule<HttpPlan> = {
  code: 'DR365',
  severity: Severity.IMPOSSIBLE,
  title: 'A zone without a host name, which would be ignored',
  source: 'docs/http.md',
  check: ({ path, hostName: name, zone }) => (zone === undefined || name !== undefined ? [] : [{
    path: `${path}.zone`,
    message: `the zone '${zone.zoneName}' given without hostName`,
    mend: `Set hostName, for example to 'orders.${zone.zoneName}', or leave out zone`,
  }]),
};

const certificateAlone: Rule<HttpPlan> = {
  code: 'DR366',
  severity: Severity.IMPOSSIBLE,
  title: 'A certificate without a host name, which would be ignored',
  source: 'docs/http.md',
  check: plan => (plan.hostName !== undefined ? [] : sitesOf(plan).filter(site => site.certificateArn !== undefined).map((site): Finding => ({
    path: `${site.role}.certificateArn`,
    message: `a certificate given, and ${plan.path}.hostName is not`,
    mend: 'Set hostName, or leave out certificateArn',
  }))),
};

const zoneName: Rule<HttpPlan> = {
  code: 'DR367',
  severity: Severity.IMPOSSIBLE,
  title: 'The name of a zone that DNS does not have',
  source: DNS_NAMES,
  check: ({ path, zone }) => {
    const needed = zone === undefined ? undefined : dnsNameNeeds(zone.zoneName);
    return needed === undefined ? [] : [{ path: `${path}.zone.zoneName`, message: `${show(zone!.zoneName)} given, ${needed}`, mend: 'Correct it' }];
  },
};

const acceleratedElsewhere: Rule<HttpPlan> = {
  code: 'DR368',
  severity: Severity.IMPOSSIBLE,
  title: 'Accelerated recovery of a zone in another partition than aws, in whose regions AWS keeps the copy of the zone',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html',
  check: ({ path, zone, primary: { region } }) => (zone?.created?.acceleratedRecovery !== true || partitionOf(region) === 'aws' ? [] : [{
    path: `${path}.zone.acceleratedRecovery`,
    message: `true given in the partition ${partitionOf(region)}, and the copy of a zone is in us-west-2`,
    mend: 'Leave it out',
  }]),
};

const undelegated = hostRule({
  code: 'DR369',
  severity: Severity.RISK,
  title: 'A certificate that waits for a new zone, which nobody can look into until its domain is delegated to it',
  source: VALIDATION,
  check: plan => (plan.zone?.created === undefined || !makesCertificate(plan) ? [] : [{
    path: `${plan.path}.zone`,
    message: `HostedZone.create given for '${plan.zone.zoneName}', and the certificate for ${regionsWithout(plan)} is validated by a record in it; Terraform waits until that is seen, or gives up`,
    mend: 'Put nameServers at the registrar while Terraform waits, or make the zone in a stack of its own first; accept this once that is done',
  }]),
});

export const hostRules: Rule<HttpPlan>[] = [
  hostName, commonName, inZone, unprovable, ownRecords, zoneAlone, certificateAlone, zoneName, acceleratedElsewhere, undelegated,
];

function hostRule(rule: Rule<HostedPlan>): Rule<HttpPlan> {
  return { ...rule, check: plan => (plan.hostName === undefined ? [] : rule.check({ ...plan, hostName: plan.hostName })) };
}

// Names that DNS does not have are told of once.
function isSound(name: string): boolean {
  return dnsNameNeeds(name) === undefined;
}

function makesCertificate(plan: HttpPlan): boolean {
  return sitesOf(plan).some(site => site.certificateArn === undefined);
}

function regionsWithout(plan: HttpPlan): string {
  return sitesOf(plan).filter(site => site.certificateArn === undefined).map(site => site.region).join(' and ');
}
