// The certificates of both regions, in Foundation: one name and what is below it, so that both are validated by one record.
//
// ACM gives the same record for a name and for the wildcard below it, and the same for all certificates of an account in any region.
// https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html

import type { Construct } from 'constructs';
import { AcmCertificate } from '#aws/acm-certificate';
import { AcmCertificateValidation } from '#aws/acm-certificate-validation';
import { Route53Record } from '#aws/route53-record';
import type { HttpPlan } from './plan';
import { sitesOf } from './sites-of';
import { PartScope } from '../sites/site';
import type { Sites } from '../sites/sites';
import { Zones } from '../sites/zones';

/** The ARN of the certificate of each site. Those that are made here are valid once they are read. */
export type CertificateArns = { readonly primary?: string; readonly standby?: string };

/** Makes the certificates that the user does not have. */
export function buildCertificates(layer: Construct, sites: Sites, plan: HttpPlan): CertificateArns {
  const { hostName } = plan;
  const arns: { primary?: string; standby?: string } = {};
  if (hostName === undefined) return arns;
  sitesOf(plan).forEach(({ role, certificateArn }) => {
    arns[role] = certificateArn;
  });
  const roles = sitesOf(plan).filter(site => site.certificateArn === undefined).map(site => site.role);
  if (roles.length === 0) return arns;

  const part = sites.part(layer, PartScope.FOUNDATION);
  const certificates = roles.map(role => ({
    role,
    certificate: new AcmCertificate(part, `Certificate-${role}`, {
      provider: sites._providerOf(role, PartScope.FOUNDATION),
      domainName: hostName,
      subjectAlternativeNames: [`*.${hostName}`],
      validationMethod: 'DNS',
      tags: plan.tags,
      lifecycle: { createBeforeDestroy: true },
    }),
  }));
  const option = certificates[0].certificate.domainValidationOptions.get(0);
  const { zoneId, provider } = Zones.of(sites).in(part, PartScope.FOUNDATION, plan.zone!);
  const record = new Route53Record(part, 'ValidationRecord', {
    provider,
    zoneId,
    name: option.resourceRecordName,
    type: option.resourceRecordType,
    records: [option.resourceRecordValue],
    ttl: 300,
    // An older certificate of this name in the account has the very same record.
    allowOverwrite: true,
  });
  certificates.forEach(({ role, certificate }) => {
    arns[role] = new AcmCertificateValidation(part, `Validation-${role}`, {
      provider: sites._providerOf(role, PartScope.FOUNDATION),
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    }).certificateArn;
  });
  return arns;
}
