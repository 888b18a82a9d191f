// What is refused of parameters: DR700 to DR719. What is refused of secrets is in rules-secrets.ts.
//
// No message of these shows a value: it may be a secret that was put in the wrong place.

import type { ParameterPlan, ParametersPlan, ValuePlan } from './plan';
import { secretRules } from './rules-secrets';
import { ParameterTier } from './site-parameter';
import { secretForm, secretWord, shown } from './suspicion';
import { OWN_FOLDER } from '../plan/parameter-path';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Finding, Rule } from '../plan/rule';

const PUT_PARAMETER = 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html';
const STATE_FILE = 'https://docs.aws.amazon.com/prescriptive-guidance/latest/secure-sensitive-data-secrets-manager-terraform/terraform-state-file.html';
const LONGEST_ARN = 1011;
const MOST_LEVELS = 15;
const MOST_BYTES: Record<ParameterTier, number> = { [ParameterTier.STANDARD]: 4096, [ParameterTier.ADVANCED]: 8192 };
const LONGEST_DESCRIPTION = 1024;

const reservedStart: Rule<ParametersPlan> = {
  code: 'DR700',
  severity: Severity.UNSAFE,
  title: 'Parameters of a service whose name begins with aws or ssm, which SSM keeps for AWS',
  source: PUT_PARAMETER,
  check: ({ folder }) => (!/^\/(aws|ssm)/.test(folder) ? [] : [{
    path: 'serviceName', message: `${show(folder)} would begin the names of parameters; another beginning than 'aws' or 'ssm' needed`, mend: 'Use another serviceName',
  }]),
};

const longArn: Rule<ParametersPlan> = {
  code: 'DR701',
  severity: Severity.IMPOSSIBLE,
  title: 'The name of a parameter is too long with its ARN before it',
  source: PUT_PARAMETER,
  check: ({ parameters, sites }) => parameters.flatMap(({ path, parameterName }): Finding[] => {
    const longest = Math.max(...sites.map(({ region, partition }) => `arn:${partition}:ssm:${region}:111122223333:parameter${parameterName}`.length));
    return longest <= LONGEST_ARN ? [] : [{ path, message: `an ARN of ${longest} characters given, at most ${LONGEST_ARN} allowed`, mend: 'Shorten the name' }];
  }),
};

const manyLevels: Rule<ParametersPlan> = {
  code: 'DR702',
  severity: Severity.IMPOSSIBLE,
  title: 'A parameter with more levels than SSM has',
  source: PUT_PARAMETER,
  check: ({ parameters }) => parameters.map(one => ({ ...one, levels: one.parameterName.split('/').length - 1 })).filter(({ levels }) => levels > MOST_LEVELS)
    .map(({ path, levels }) => ({ path, message: `${levels} levels given, service and environment included; at most ${MOST_LEVELS} allowed`, mend: 'Use fewer levels' })),
};

const largeValue: Rule<ParametersPlan> = {
  code: 'DR703',
  severity: Severity.IMPOSSIBLE,
  title: 'A value that is larger than the tier of its parameter allows',
  source: PUT_PARAMETER,
  check: ({ parameters }) => parameters.flatMap(parameter => sidesOf(parameter).flatMap(({ path, texts }): Finding[] => {
    const bytes = Buffer.byteLength(texts.map(({ text }) => text).join(','));
    const most = MOST_BYTES[parameter.tier];
    return texts.some(({ text }) => isExpression(text)) || bytes <= most ? [] : [{
      path,
      message: `${bytes} bytes given, at most ${most} allowed in the tier ${parameter.tier}`,
      mend: bytes > MOST_BYTES[ParameterTier.ADVANCED] ? 'Keep it in S3 or a table, and its place in the parameter' : 'Shorten it, or use a SiteParameter with ParameterTier.ADVANCED',
    }];
  })),
};

const emptyValue: Rule<ParametersPlan> = {
  code: 'DR704',
  severity: Severity.IMPOSSIBLE,
  title: 'A parameter without a value, or an item of a list that is empty or has a comma',
  source: PUT_PARAMETER,
  check: ({ parameters }) => parameters.flatMap((parameter): Finding[] => {
    if (parameter.primary.length === 0) return [{ path: `${parameter.path}.items`, message: 'no item given, at least one needed', mend: 'Give the items' }];
    return valuesOf(parameter).flatMap(({ path, text }): Finding[] => {
      if (text === '') return [{ path, message: 'an empty text given, at least one character needed', mend: 'Give a value, or leave the parameter out' }];
      return parameter.kind === 'StringList' && !isExpression(text) && text.includes(',')
        ? [{ path, message: 'an item with a comma given, which ends an item; none needed', mend: 'Give two items, or use SiteParameter.same' }]
        : [];
    });
  }),
};

const doubleBrackets: Rule<ParametersPlan> = {
  code: 'DR705',
  severity: Severity.IMPOSSIBLE,
  title: 'A value with double brackets, which SSM takes for a reference to another parameter',
  source: PUT_PARAMETER,
  check: ({ parameters }) => inValues(parameters, text => (/\{\{/.test(text) ? "'{{' given in the value, which is not allowed in one" : undefined), 'Write it another way'),
};

const ownName: Rule<ParametersPlan> = {
  code: 'DR706',
  severity: Severity.IMPOSSIBLE,
  title: 'A parameter in the folder of the library',
  source: 'docs/parameters.md',
  implies: ['DR009'],
  check: ({ parameters }) => parameters.filter(({ name }) => name.startsWith(OWN_FOLDER)).map(({ path, name }) => ({
    path, message: `${shown(name)} given, a name that does not begin with '${OWN_FOLDER}' needed`, mend: 'Use another name',
  })),
};

const secretByName: Rule<ParametersPlan> = {
  code: 'DR707',
  severity: Severity.UNSAFE,
  title: 'A parameter with the name of a secret: its value would be in the code and the Terraform state, and in clear text in SSM',
  source: STATE_FILE,
  check: ({ parameters }) => parameters.flatMap(({ path, name }): Finding[] => {
    const word = secretWord(name);
    return word === undefined ? [] : [{ path, message: `${shown(name)} given, a name with '${word}' in it; the name of a setting needed`, mend: SECRETS_MANAGER }];
  }),
};

const secretByValue: Rule<ParametersPlan> = {
  code: 'DR708',
  severity: Severity.UNSAFE,
  title: 'A value that looks like a secret: it would be in the Terraform state, and in clear text in SSM',
  source: STATE_FILE,
  check: ({ parameters }) => inValues(parameters, text => {
    const form = secretForm(text);
    return form === undefined ? undefined : `a value given that looks like ${form} and is not shown here; a setting needed`;
  }, SECRETS_MANAGER),
};

const longDescription: Rule<ParametersPlan> = {
  code: 'DR709',
  severity: Severity.IMPOSSIBLE,
  title: 'A description that is longer than SSM allows',
  source: PUT_PARAMETER,
  check: ({ parameters }) => parameters.filter(({ description = '' }) => description.length > LONGEST_DESCRIPTION).map(({ path, description }) => ({
    path: `${path}.options.description`, message: `${description!.length} characters given, at most ${LONGEST_DESCRIPTION} allowed`, mend: 'Shorten it',
  })),
};

const SECRETS_MANAGER = 'Keep it in Secrets Manager: SecretSpec.fromVariable or SecretSpec.fromArns in parameters.secrets, read with Access.secret; take it out of the code, and replace it where it was committed';

export const parametersRules: Rule<ParametersPlan>[] = [
  reservedStart, longArn, manyLevels, largeValue, emptyValue, doubleBrackets, ownName, secretByName, secretByValue, longDescription, ...secretRules,
];

// What is the same in both regions is told once.
function sidesOf({ path, primary, standby }: ParameterPlan): { path: string; texts: ValuePlan[] }[] {
  const shared = primary.length === 0 || primary[0].path === standby[0].path;
  return shared ? [{ path, texts: primary }] : [primary, standby].map(texts => ({ path: texts[0].path, texts }));
}

function valuesOf(parameter: ParameterPlan): ValuePlan[] {
  return sidesOf(parameter).flatMap(({ texts }) => texts);
}

function inValues(parameters: ParameterPlan[], wrong: (text: string) => string | undefined, mend: string): Finding[] {
  return parameters.flatMap(valuesOf).flatMap(({ path, text }) => {
    const message = wrong(text);
    return message === undefined ? [] : [{ path, message, mend }];
  });
}
