// Rules about what a database is wired to: clusters, secrets and keys that are there already.

import type { DatabasePlan } from './plan';
import { GUIDE, isExpression, when } from './rules-shared';
import { Severity } from '../plan/problem';
import type { Rule } from '../plan/rule';

const existingAlone: Rule<DatabasePlan> = {
  code: 'DR125',
  severity: Severity.IMPOSSIBLE,
  title: 'An existing database with properties that would be ignored',
  source: 'docs/database.md',
  check: plan => (plan.existing && plan.alsoSet.length > 0 ? [{
    path: `${plan.path}.existing`,
    message: `given together with ${plan.alsoSet.join(', ')}, which only databases that are made have`,
    mend: 'Leave them out, or leave out existing; its secrets are named by Credentials.fromSecretArns',
  }] : []),
};

const existingIdentifier: Rule<DatabasePlan> = {
  code: 'DR126',
  severity: Severity.IMPOSSIBLE,
  title: 'The identifier of an existing cluster is not one of RDS\'s',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html',
  check: plan => (plan.existing ? [
    ['globalClusterIdentifier', plan.globalClusterIdentifier],
    ['primaryClusterIdentifier', plan.primaryClusterIdentifier],
    ['standbyClusterIdentifier', plan.standbyClusterIdentifier ?? 'none'],
  ].filter(([, identifier]) => !isExpression(identifier) && !/^[a-z](?!.*--)[a-z0-9-]{0,62}(?<!-)$/.test(identifier)).map(([property, identifier]) => ({
    path: `${plan.path}.existing.${property}`,
    message: `'${identifier}' given, 1 to 63 lower-case letters, digits and single hyphens needed, a letter first; it is an identifier, not an ARN`,
    mend: 'Give the identifier of the cluster',
  })) : []),
};

const sameIdentifier: Rule<DatabasePlan> = {
  code: 'DR133',
  severity: Severity.UNSAFE,
  title: 'One identifier for the existing clusters of both regions, which AWS asks to differ',
  source: `${GUIDE}/aurora-global-database.configuration.requirements.html`,
  check: plan => (plan.existing ? when(isOneLiteral(plan.primaryClusterIdentifier, plan.standbyClusterIdentifier), () => ({
    path: `${plan.path}.existing.standbyClusterIdentifier`,
    message: `'${plan.standbyClusterIdentifier}' given, which is the identifier of the cluster in the primary region, too`,
    mend: 'Give the identifier of the cluster in the standby region',
  })) : []),
};

const secretArn: Rule<DatabasePlan> = {
  code: 'DR127',
  severity: Severity.IMPOSSIBLE,
  title: 'What is given as a secret is not the ARN of one in the region of the site',
  source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html',
  check: ({ credentials: { path, ownSecretArns }, primaryRegion, standbyRegion }) => [
    { role: 'primary', arn: ownSecretArns?.primary, region: primaryRegion },
    { role: 'standby', arn: ownSecretArns?.standby, region: standbyRegion },
  ].filter(({ arn, region }) => arn !== undefined && !isExpression(arn) && !new RegExp(`^arn:[\\w-]+:secretsmanager:${region}:\\d{12}:secret:.+$`).test(arn))
    .map(({ role, arn, region }) => ({
      path: `${path}.${role}`,
      message: `'${arn}' given, the ARN of a secret in ${region} needed`,
      mend: `Give the ARN that the secret has in ${region}`,
    })),
};

// DR129 was about keys. DR025, of the sites, refuses the same and more.

export const wiringRules: Rule<DatabasePlan>[] = [existingAlone, existingIdentifier, sameIdentifier, secretArn];

function isOneLiteral(one: string, other: string | undefined): boolean {
  return one === other && !isExpression(one);
}
