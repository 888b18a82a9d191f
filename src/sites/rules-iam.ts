// Rules about the roles and keys that the library makes.

import { KeyOwnership } from './keys';
import type { SitesPlan } from './plan';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import { roleArnNeeds } from '../plan/role-arn';
import type { Rule } from '../plan/rule';

const ROLE_API = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html';

const rolePath: Rule<SitesPlan> = {
  code: 'DR044',
  severity: Severity.IMPOSSIBLE,
  title: 'A path of roles that IAM does not know',
  source: ROLE_API,
  check: ({ iam: { rolePath: path } }) => (path === '/' || (path.length <= 512 && /^\/([\x21-\x2e\x30-\x7e]+\/)+$/.test(path)) ? [] : [{
    path: 'iam.rolePath',
    message: `${show(path)} given, 1 to 512 characters that begin and end with / needed, without spaces`,
    mend: "Write it like '/service/'",
  }]),
};

const roleNamePrefix: Rule<SitesPlan> = {
  code: 'DR045',
  severity: Severity.IMPOSSIBLE,
  title: 'A beginning of role names with characters that IAM does not allow',
  source: ROLE_API,
  implies: ['DR007'],
  check: ({ iam: { roleNamePrefix: prefix } }) => (/^[\w+=,.@-]*$/.test(prefix) ? [] : [{
    path: 'iam.roleNamePrefix', message: `${show(prefix)} given, letters, digits and _+=,.@- allowed`, mend: 'Correct it',
  }]),
};

const boundary: Rule<SitesPlan> = {
  code: 'DR046',
  severity: Severity.IMPOSSIBLE,
  title: 'A permissions boundary that is not a managed policy of the partition of the sites',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  check: ({ iam: { permissionsBoundaryArn: arn }, primary: { partition } }) => {
    const fits = arn === undefined || isExpression(arn) || new RegExp(`^arn:${partition}:iam::(\\d{12}|aws):policy/[\\x21-\\x7e]+$`).test(arn);
    return fits ? [] : [{
      path: 'iam.permissionsBoundaryArn',
      message: `${show(arn)} given, the ARN of a managed policy needed, like 'arn:${partition}:iam::111122223333:policy/boundary'`,
      mend: 'Correct it',
    }];
  },
};

const existingRole: Rule<SitesPlan> = {
  code: 'DR047',
  severity: Severity.IMPOSSIBLE,
  title: 'An existing role that is not an IAM role of the partition of the sites',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  check: ({ iam, primary: { region } }) => [
    ['databaseMonitoringArn', iam.databaseMonitoringArn],
    ['flowLogArns.primary', iam.flowLogArns.primary],
    ['flowLogArns.standby', iam.flowLogArns.standby],
    ['eventForwardArns.primary', iam.eventForwardArns.primary],
    ['eventForwardArns.standby', iam.eventForwardArns.standby],
    ['eventEndpointArn', iam.eventEndpointArn],
  ].flatMap(([property, arn]) => {
    const needed = arn === undefined || isExpression(arn) ? undefined : roleArnNeeds(arn, region);
    return needed === undefined ? [] : [{ path: `iam.existingRoles.${property}`, message: `'${arn}' given, ${needed}`, mend: 'Correct it' }];
  }),
};

const awsManagedKeys: Rule<SitesPlan> = {
  code: 'DR048',
  severity: Severity.UNSAFE,
  title: 'Keys that AWS manages: their policies cannot be changed, so that nothing encrypted with them can be copied to another account, and nobody can withdraw them',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key',
  check: ({ keys: { ownership } }) => (ownership === KeyOwnership.AWS_MANAGED ? [{
    path: 'keys.ownership',
    message: 'AWS_MANAGED given; backups and data under such keys stay in the account for good, and their policies are AWS\'s',
    mend: 'Leave it out, or give each site a kmsKeyArn',
  }] : []),
};

export const iamRules: Rule<SitesPlan>[] = [rolePath, roleNamePrefix, boundary, existingRole, awsManagedKeys];
