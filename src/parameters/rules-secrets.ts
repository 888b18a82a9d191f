// What is refused of secrets: DR720 to DR749.

import type { ParametersPlan } from './plan';
import type { MadeSecretPlan, SecretPlan } from './plan-secrets';
import { LONGEST_SECRET_NAME } from './reference';
import { shown } from './suspicion';
import { isLogicalName } from '../plan/logical-name';
import { Severity } from '../plan/problem';
import { isExpression } from '../plan/reader';
import type { Finding, Rule, RuleFacts } from '../plan/rule';

const CREATE_SECRET = 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html';
const VARIABLES = 'https://developer.hashicorp.com/terraform/language/block/variable';
const RESERVED_VARIABLES = ['source', 'version', 'providers', 'count', 'for_each', 'lifecycle', 'depends_on', 'locals'];
const LONGEST_DESCRIPTION = 2048;

const malformedName: Rule<ParametersPlan> = {
  code: 'DR720',
  severity: Severity.IMPOSSIBLE,
  title: 'A secret with a name that the rest of the service cannot be given',
  source: 'docs/parameters.md',
  check: ({ secrets }) => secrets.filter(({ secretName }) => !isLogicalName(secretName, LONGEST_SECRET_NAME)).map(({ path, secretName }) => ({
    path: `${path}.secretName`,
    message: `${shown(secretName)} given, 1 to ${LONGEST_SECRET_NAME} lower-case letters, digits and single hyphens needed, a letter first`,
    mend: 'Rename it',
  })),
};

const nameTwice: Rule<ParametersPlan> = {
  code: 'DR721',
  severity: Severity.IMPOSSIBLE,
  title: 'Two secrets with one name',
  source: 'docs/parameters.md',
  implies: ['DR009', 'DR723'],
  check: ({ secrets }) => secrets.filter((one, position) => secrets.findIndex(other => other.secretName === one.secretName) < position)
    .map(({ path, secretName }) => ({
      path: `${path}.secretName`, message: `${shown(secretName)} given, which another secret of the service is called; one name for each needed`, mend: 'Rename one of them',
    })),
};

const variableName: Rule<ParametersPlan> = {
  code: 'DR722',
  severity: Severity.IMPOSSIBLE,
  title: 'A name that no variable of Terraform can have',
  source: VARIABLES,
  check: ({ secrets }) => inMade(secrets, made => (/^[a-z][a-z0-9_]*$/.test(made.variableName) && !RESERVED_VARIABLES.includes(made.variableName) ? undefined : {
    property: 'variableName',
    message: `${shown(made.variableName)} given, lower-case letters, digits and underscores needed, a letter first, and none of ${RESERVED_VARIABLES.join(', ')}`,
    mend: 'Use another name',
  })),
};

const variableTwice: Rule<ParametersPlan> = {
  code: 'DR723',
  severity: Severity.IMPOSSIBLE,
  title: 'Two secrets with one variable',
  source: 'docs/parameters.md',
  check: ({ secrets }) => secrets.filter(({ made }, position) => made !== undefined
    && secrets.findIndex(one => one.made?.variableName === made.variableName) < position).map(({ path, made }) => ({
    path: `${path}.variableName`, message: `${shown(made!.variableName)} given, which another secret has its value from; one variable for each needed`, mend: 'Use another variable',
  })),
};

const versionNumber: Rule<ParametersPlan> = {
  code: 'DR724',
  severity: Severity.IMPOSSIBLE,
  title: 'A number that no value of a secret can have',
  source: 'docs/parameters.md',
  check: ({ secrets }) => inMade(secrets, made => (made.version >= 1 ? undefined : {
    property: 'version', message: `${made.version} given, 1 or more needed`, mend: 'Begin with 1, and add 1 for each new value',
  })),
};

const descriptionLength: Rule<ParametersPlan> = {
  code: 'DR725',
  severity: Severity.IMPOSSIBLE,
  title: 'A description that is longer than Secrets Manager allows',
  source: CREATE_SECRET,
  check: ({ secrets }) => inMade(secrets, made => (made.description.length <= LONGEST_DESCRIPTION ? undefined : {
    property: 'description', message: `${made.description.length} characters given, at most ${LONGEST_DESCRIPTION} allowed`, mend: 'Shorten it',
  })),
};

const foreignArn: Rule<ParametersPlan> = {
  code: 'DR726',
  severity: Severity.IMPOSSIBLE,
  title: 'What is given as the secret of a region is not the ARN of one in that region',
  source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html',
  check: ({ secrets, sites }) => secrets.flatMap(({ path, ownArns }) => sites.flatMap(({ role, region, partition }): Finding[] => {
    const arn = ownArns?.[role];
    const begin = `arn:${partition}:secretsmanager:${region}:`;
    return arn === undefined || isExpression(arn) || (arn.startsWith(begin) && /:\d{12}:secret:[\w/+=.@-]+-\w{6}$/.test(arn)) ? [] : [{
      path: `${path}.${role}`, message: `${shown(arn)} given, '${begin}111122223333:secret:...' needed, with the six characters at its end`, mend: 'Give the whole ARN',
    }];
  })),
};

/** A function that reads a secret which is none of its service's. Found where functions are planned. */
export const FOREIGN_SECRET: RuleFacts = {
  code: 'DR727',
  severity: Severity.IMPOSSIBLE,
  title: 'A function that reads a secret which is not one of the service\'s',
  source: 'API.md',
};

export const secretRules: Rule<ParametersPlan>[] = [
  malformedName, nameTwice, variableName, variableTwice, versionNumber, descriptionLength, foreignArn,
];

export const otherParametersRules: RuleFacts[] = [FOREIGN_SECRET];

interface Wrong {
  readonly property: string;
  readonly message: string;
  readonly mend: string;
}

function inMade(secrets: SecretPlan[], wrong: (made: MadeSecretPlan) => Wrong | undefined): Finding[] {
  return secrets.flatMap(({ path, made }): Finding[] => {
    const found = made && wrong(made);
    return found === undefined ? [] : [{ path: `${path}.${found.property}`, message: found.message, mend: found.mend }];
  });
}
