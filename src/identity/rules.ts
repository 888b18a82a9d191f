// What is refused of operators: DR400 to DR449.

import type { AccessPlan, OperatorsPlan, PrincipalPlan } from './operator-plan';
import { changesAnything, observerStatements, operatorStatements, trustStatements } from './operator-policy';
import { LONGEST_POLICY, policyLength, POLICY_TOO_LONG } from './policy-length';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import { roleArnNeeds } from '../plan/role-arn';
import type { Rule, RuleFacts } from '../plan/rule';

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const PRINCIPALS = `${GUIDE}/reference_policies_elements_principal.html`;
const MFA = `${GUIDE}/id_credentials_mfa_configure-api-require.html`;
const ROLE_TERMS = `${GUIDE}/id_roles.html#iam-term-role-chaining`;
const QUOTAS = `${GUIDE}/reference_iam-quotas.html`;

const LONGEST_TRUST = 2048;
const CHAINED_SESSION_MINUTES = 60;

const principal: Rule<OperatorsPlan> = {
  code: 'DR400',
  severity: Severity.IMPOSSIBLE,
  title: 'A principal that is not an IAM user or role of the partition of the sites',
  source: PRINCIPALS,
  check: plan => literalPrincipals(plan).filter(({ arn }) => ![isUser, isRole, isAccount].some(is => is(arn, plan))).map(({ arn, path }) => ({
    path,
    message: `${show(arn)} given, the ARN of an IAM user or role needed, like 'arn:${plan.partition}:iam::111122223333:role/sre'`,
    mend: arn === '*' ? 'Name who may assume the role; * lets in everybody' : 'Name the user or role',
  })),
};

const wholeAccount: Rule<OperatorsPlan> = {
  code: 'DR401',
  severity: Severity.UNSAFE,
  title: 'A whole account is trusted: everybody in it whose own policies allow to assume roles can fail over',
  source: PRINCIPALS,
  check: plan => literalPrincipals(plan).filter(({ arn }) => isAccount(arn, plan)).map(({ arn, path }) => ({
    path,
    message: `'${arn}' given, which stands for every user and role of that account; single ones needed`,
    mend: 'Name the users or roles',
  })),
};

const roleWithoutMfa: Rule<OperatorsPlan> = {
  code: 'DR402',
  severity: Severity.UNSAFE,
  title: 'A role is trusted and MFA asked for, which sessions of roles, federated users and IAM Identity Center do not carry: nobody could get in',
  source: MFA,
  check: plan => literalPrincipals(plan).filter(({ arn }) => plan.requireMfa && isRole(arn, plan)).map(({ arn, path }) => ({
    path,
    message: `'${arn}' given with requireMfa true, which IAM users alone can fulfil`,
    mend: 'Set requireMfa to false and require MFA where people sign in to that role, or name IAM users',
  })),
};

const noMfa: Rule<OperatorsPlan> = {
  code: 'DR403',
  severity: Severity.RISK,
  title: 'AWS does not ask for MFA before a failover',
  source: MFA,
  check: plan => (!plan.requireMfa && everybody(plan).length > 0 ? [{
    path: at(plan, 'requireMfa'),
    message: 'false given; then whoever has the credentials of a trusted principal can fail over, and MFA has to be asked for before',
    mend: 'Require MFA where people sign in and accept this, or trust IAM users and leave it out',
  }] : []),
};

const sessionLength: Rule<OperatorsPlan> = {
  code: 'DR404',
  severity: Severity.IMPOSSIBLE,
  title: 'Sessions of a length that IAM does not allow',
  source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
  check: plan => (isWithin(plan.sessionMinutes, 60, 720) ? [] : [{
    path: at(plan, 'sessionMinutes'), message: `${plan.sessionMinutes} given, a whole number of 60 to 720 needed`, mend: 'Correct it, or leave it out',
  }]),
};

const chainedSession: Rule<OperatorsPlan> = {
  code: 'DR405',
  severity: Severity.RISK,
  title: 'Sessions longer than an hour are not given to who comes from another role',
  source: ROLE_TERMS,
  check: plan => {
    const chained = literalPrincipals(plan).find(({ arn }) => isRole(arn, plan));
    return chained === undefined || plan.sessionMinutes <= CHAINED_SESSION_MINUTES ? [] : [{
      path: at(plan, 'sessionMinutes'),
      message: `${plan.sessionMinutes} given, and '${chained.arn}' gets ${CHAINED_SESSION_MINUTES} at most; a request for more fails`,
      mend: `Leave it out, or ask for ${CHAINED_SESSION_MINUTES} minutes from that role`,
    }];
  },
};

const nobody: Rule<OperatorsPlan> = {
  code: 'DR406',
  severity: Severity.IMPOSSIBLE,
  title: 'A role that nobody may assume',
  source: PRINCIPALS,
  check: plan => plan.emptyLists.map(property => ({
    path: at(plan, property), message: 'an empty list given, at least one principal needed', mend: 'Name who may assume the role',
  })),
};

const existingRole: Rule<OperatorsPlan> = {
  code: 'DR407',
  severity: Severity.IMPOSSIBLE,
  title: 'An existing role of operators that is not an IAM role of the partition of the sites',
  source: `${GUIDE}/reference_identifiers.html`,
  check: plan => [
    { access: plan.operator, property: 'operatorRoleArn' }, { access: plan.observer, property: 'observerRoleArn' },
  ].flatMap(({ access: { role: { existingArn } }, property }) => {
    const needed = existingArn === undefined || isExpression(existingArn) ? undefined : roleArnNeeds(existingArn, plan.regions.primary);
    return needed === undefined ? [] : [{ path: at(plan, property), message: `${show(existingArn)} given, ${needed}`, mend: 'Correct it' }];
  }),
};

const ignored: Rule<OperatorsPlan> = {
  code: 'DR408',
  severity: Severity.IMPOSSIBLE,
  title: 'An existing role of operators with properties that would be ignored',
  source: 'API.md#OperatorProps',
  check: plan => plan.ignored.map(property => ({
    path: at(plan, property),
    message: `given together with ${existingOf(plan).join(' and ')}, to which nothing is added`,
    mend: 'Leave it out, or leave out the existing role',
  })),
};

const policyTooLong: Rule<OperatorsPlan> = {
  code: 'DR409',
  severity: Severity.IMPOSSIBLE,
  title: 'More to operate than the policy of one role can name',
  source: QUOTAS,
  check: plan => {
    const account = { partition: plan.partition, accountId: '111122223333', dnsSuffix: 'amazonaws.com' };
    const length = policyLength([...observerStatements(plan, account), ...operatorStatements(plan, account)]);
    return !isMade(plan.operator) || length <= LONGEST_POLICY ? [] : [{
      path: plan.path === '' ? 'targets' : plan.path,
      message: `a policy of ${length} characters needed, ${LONGEST_POLICY} possible`,
      mend: 'Use shorter names, operate a part with roles of its own, or set operatorRoleArn',
    }];
  },
};

const trustLength: Rule<OperatorsPlan> = {
  code: 'DR410',
  severity: Severity.UNSAFE,
  title: 'More principals than the trust policy of a role can name by default',
  source: QUOTAS,
  check: plan => [plan.operator, plan.observer].map(({ principals }) => ({
    first: principals[0], length: policyLength(trustStatements(principals.map(({ arn }) => arn), plan.requireMfa)),
  })).filter(({ length }) => length > LONGEST_TRUST).slice(0, 1).map(({ first, length }) => ({
    path: first.path.replace(/\[\d+\]$/, ''),
    message: `a trust policy of ${length} characters needed, ${LONGEST_TRUST} possible`,
    mend: 'Trust fewer principals, such as one role that people share, or have the quota raised',
  })),
};

const nothingToDo: Rule<OperatorsPlan> = {
  code: 'DR411',
  severity: Severity.RISK,
  title: 'Operators who can change nothing: what is declared fails over without them',
  source: 'docs/identity.md',
  check: plan => (!isMade(plan.operator) || changesAnything(plan.targets) ? [] : [{
    path: plan.path === '' ? 'targets' : plan.path,
    message: 'given for a service without a database, consumers, rules, archives, backups, parameters and a failover switch; its operators may look, as its observers do',
    mend: 'Leave it out, or accept this',
  }]),
};

export const TWO_DATABASES: RuleFacts = {
  code: 'DR412',
  severity: Severity.IMPOSSIBLE,
  title: 'Two databases for one pair of operator roles',
  source: 'API.md#OperatorTarget',
};

export const otherOperatorRules: RuleFacts[] = [TWO_DATABASES, POLICY_TOO_LONG];

export const operatorRules: Rule<OperatorsPlan>[] = [
  principal, wholeAccount, roleWithoutMfa, noMfa, sessionLength, chainedSession, nobody, existingRole, ignored, policyTooLong, trustLength,
  nothingToDo,
];

function at({ path }: OperatorsPlan, property: string): string {
  return path === '' ? property : `${path}.${property}`;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function everybody({ operator, observer }: OperatorsPlan): PrincipalPlan[] {
  return [...new Map([...operator.principals, ...observer.principals].map(one => [one.path, one])).values()];
}

function literalPrincipals(plan: OperatorsPlan): PrincipalPlan[] {
  return everybody(plan).filter(({ arn }) => !isExpression(arn));
}

function isUser(arn: string, { partition }: OperatorsPlan): boolean {
  return new RegExp(`^arn:${partition}:iam::\\d{12}:user/([\\x21-\\x7e]+/)?[\\w+=,.@-]{1,64}$`).test(arn);
}

function isRole(arn: string, { regions }: OperatorsPlan): boolean {
  return roleArnNeeds(arn, regions.primary) === undefined;
}

function isAccount(arn: string, { partition }: OperatorsPlan): boolean {
  return new RegExp(`^(arn:${partition}:iam::\\d{12}:root|\\d{12})$`).test(arn);
}

function isMade({ role }: AccessPlan): boolean {
  return role.existingArn === undefined;
}

function existingOf({ operator, observer }: OperatorsPlan): string[] {
  return [...(isMade(operator) ? [] : ['operatorRoleArn']), ...(isMade(observer) ? [] : ['observerRoleArn'])];
}
