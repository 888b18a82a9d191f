// Rules about what a site is made with: its key, its role and its endpoints.

import { ENDPOINT_SERVICES } from './endpoint-services';
import type { SitePlan, SitesPlan } from './plan';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import { roleArnNeeds } from '../plan/role-arn';
import type { Finding, Rule } from '../plan/rule';

const keyArn: Rule<SitesPlan> = siteRule({
  code: 'DR025',
  severity: Severity.IMPOSSIBLE,
  title: 'A key of the user\'s that is named by an alias, or lies in another region: AWS answers with the ARN of the key, and each plan would differ from it',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html',
  check: ({ kmsKeyArn, region, partition }) => {
    const fits = kmsKeyArn === undefined || isExpression(kmsKeyArn) || new RegExp(`^arn:${partition}:kms:${region}:\\d{12}:key/[\\w-]+$`).test(kmsKeyArn);
    return fits ? [] : [{
      path: 'kmsKeyArn',
      message: `'${kmsKeyArn}' given, the ARN of a key in ${region} needed, like 'arn:${partition}:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'`,
      mend: 'Give the ARN that has key/ in it, not that of an alias',
    }];
  },
});

const certificateArn: Rule<SitesPlan> = siteRule({
  code: 'DR043',
  severity: Severity.IMPOSSIBLE,
  title: 'A certificate that is not one of ACM in the region of its site: API Gateway takes no other for a regional host name',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html',
  check: ({ certificateArn: arn, region, partition }) => {
    const fits = arn === undefined || isExpression(arn) || new RegExp(`^arn:${partition}:acm:${region}:\\d{12}:certificate/[\\w-]+$`).test(arn);
    return fits ? [] : [{
      path: 'certificateArn',
      message: `'${arn}' given, the ARN of a certificate in ${region} needed, like 'arn:${partition}:acm:${region}:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab'`,
      mend: 'Give a certificate of this region',
    }];
  },
});

/** The role of a zone's account has it too. */
export const ROLE_ARN: Rule<SitesPlan> = siteRule({
  code: 'DR026',
  severity: Severity.IMPOSSIBLE,
  title: 'A role that is not an IAM role of the partition of its site or zone',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  check: ({ assumeRoleArn, region }) => {
    const needed = assumeRoleArn === undefined || isExpression(assumeRoleArn) ? undefined : roleArnNeeds(assumeRoleArn, region);
    return needed === undefined ? [] : [{ path: 'assumeRoleArn', message: `'${assumeRoleArn}' given, ${needed}`, mend: 'Correct it' }];
  },
});

const endpoints: Rule<SitesPlan> = siteRule({
  code: 'DR028',
  severity: Severity.IMPOSSIBLE,
  title: 'An endpoint of a service that the provider does not know, so that its calls would go to AWS',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/custom-service-endpoints',
  check: site => Object.keys(site.endpoints).filter(service => !ENDPOINT_SERVICES.has(service)).map(service => ({
    path: `endpoints.${service}`,
    message: `${show(service)} given, which the provider has no endpoint for; services are spelled like dynamodb, apigateway or s3control`,
    mend: 'Correct it, after the provider\'s guide to custom endpoints',
  })),
});

export const settingsRules: Rule<SitesPlan>[] = [keyArn, certificateArn, ROLE_ARN, endpoints];

/** A rule about each site by itself, with paths in it. */
function siteRule(rule: Omit<Rule<SitesPlan>, 'check'> & { check(site: SitePlan): Finding[] }): Rule<SitesPlan> {
  return {
    ...rule,
    check: ({ primary, standby }) => [primary, standby].flatMap(site => rule.check(site).map(finding => ({ ...finding, path: `${site.role}.${finding.path}` }))),
  };
}
