// Rules about the size, the logs and the environment of a function.

import { DATABASE_VARIABLES, ownSecretVariables } from './environment';
import type { FunctionPlan } from './plan';
import { LAMBDA, outside, QUOTAS, regionOfArn, sitesOf } from './rules-shared';
import { LOG_RETENTION_DAYS } from '../plan/log-retention';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import { roleArnNeeds } from '../plan/role-arn';
import type { Rule } from '../plan/rule';

const VARIABLES = `${LAMBDA}/configuration-envvars.html`;
const MOST_BYTES_OF_VARIABLES = 4096;
const MOST_LAYERS = 5;

const RESERVED_VARIABLES = new Set([
  '_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT', 'LAMBDA_RUNTIME_DIR',
]);

const memory: Rule<FunctionPlan> = {
  code: 'DR308',
  severity: Severity.IMPOSSIBLE,
  title: 'Memory that Lambda does not offer',
  source: QUOTAS,
  check: ({ path, memoryMb }) => outside(`${path}.memoryMb`, memoryMb, 128, 10_240, 'MB'),
};

const timeout: Rule<FunctionPlan> = {
  code: 'DR309',
  severity: Severity.IMPOSSIBLE,
  title: 'A time-out that Lambda does not offer',
  source: QUOTAS,
  check: ({ path, timeoutSeconds }) => outside(`${path}.timeoutSeconds`, timeoutSeconds, 1, 900, 'seconds'),
};

const storage: Rule<FunctionPlan> = {
  code: 'DR310',
  severity: Severity.IMPOSSIBLE,
  title: 'Room in /tmp that Lambda does not offer',
  source: QUOTAS,
  check: ({ path, ephemeralStorageMb }) => outside(`${path}.ephemeralStorageMb`, ephemeralStorageMb, 512, 10_240, 'MB'),
};

const concurrency: Rule<FunctionPlan> = {
  code: 'DR311',
  severity: Severity.IMPOSSIBLE,
  title: 'A reserved concurrency that is no number of calls',
  source: `${LAMBDA}/configuration-concurrency.html`,
  check: ({ path, reservedConcurrency }) => outside(`${path}.reservedConcurrency`, reservedConcurrency, 0, 100_000, 'calls'),
};

const retention: Rule<FunctionPlan> = {
  code: 'DR312',
  severity: Severity.IMPOSSIBLE,
  title: 'Logs kept for a time that CloudWatch Logs does not offer',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  check: ({ path, logRetentionDays }) => (LOG_RETENTION_DAYS.includes(logRetentionDays) ? [] : [{
    path: `${path}.logRetentionDays`, message: `${logRetentionDays} given, one of ${LOG_RETENTION_DAYS.join(', ')} needed`, mend: 'Choose one of these',
  }]),
};

const variableName: Rule<FunctionPlan> = {
  code: 'DR313',
  severity: Severity.IMPOSSIBLE,
  title: 'An environment variable with a name that Lambda does not take',
  source: VARIABLES,
  check: ({ path, givenEnvironment }) => Object.keys(givenEnvironment).filter(name => !RESERVED_VARIABLES.has(name) && !/^[a-zA-Z]\w+$/.test(name)).map(name => ({
    path: `${path}.environment.${name}`, message: `${show(name)} given, a letter and one or more letters, digits and _ needed`, mend: 'Rename it',
  })),
};

const reservedVariable: Rule<FunctionPlan> = {
  code: 'DR314',
  severity: Severity.IMPOSSIBLE,
  title: 'An environment variable that Lambda sets itself',
  source: VARIABLES,
  check: ({ path, givenEnvironment }) => Object.keys(givenEnvironment).filter(name => RESERVED_VARIABLES.has(name)).map(name => ({
    path: `${path}.environment.${name}`, message: `'${name}' given, which Lambda keeps for itself`, mend: 'Rename it',
  })),
};

const variableTwice: Rule<FunctionPlan> = {
  code: 'DR315',
  severity: Severity.IMPOSSIBLE,
  title: 'An environment variable that the library sets',
  source: 'docs/functions.md',
  check: ({ path, givenEnvironment, ownEnvironment, access, database }) => {
    const ofDatabase = DATABASE_VARIABLES.filter(name => name !== 'DATABASE_NAME' || database?.databaseName !== undefined);
    const own = [...Object.keys(ownEnvironment), 'SITE_ROLE', ...Object.keys(ownSecretVariables(access, 'primary')), ...(access.some(one => one.kind === 'database') ? ofDatabase : [])];
    return Object.keys(givenEnvironment).filter(name => own.includes(name)).map(name => ({
      path: `${path}.environment.${name}`, message: `'${name}' given, which the library sets for this function`, mend: 'Rename it, or use the library\'s',
    }));
  },
};

const variablesTooLarge: Rule<FunctionPlan> = {
  code: 'DR316',
  severity: Severity.IMPOSSIBLE,
  title: 'Environment variables of more than 4 KB',
  source: QUOTAS,
  check: ({ path, givenEnvironment, ownEnvironment, access }) => {
    const bytes = Object.entries({ ...ownEnvironment, ...ownSecretVariables(access, 'primary'), SITE_ROLE: 'primary', ...givenEnvironment }).filter(([, value]) => !isExpression(value))
      .reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
    return bytes <= MOST_BYTES_OF_VARIABLES ? [] : [{
      path: `${path}.environment`, message: `${bytes} bytes given with the library's own variables, at most ${MOST_BYTES_OF_VARIABLES} allowed`, mend: 'Keep them in SSM parameters',
    }];
  },
};

const layers: Rule<FunctionPlan> = {
  code: 'DR317',
  severity: Severity.IMPOSSIBLE,
  title: 'More than five layers, or what is not a version of a layer in the function\'s region',
  source: `${LAMBDA}/chapter-layers.html`,
  check: plan => sitesOf(plan).flatMap(({ role, region, layerArns }) => {
    const path = `${plan.path}.layers.${role}`;
    const form = new RegExp(`^arn:${plan.partition}:lambda:${region}:\\d{12}:layer:[\\w-]+:\\d+$`);
    return [
      ...(layerArns.length > MOST_LAYERS ? [{ path, message: `${layerArns.length} given, at most ${MOST_LAYERS} possible`, mend: 'Merge some' }] : []),
      ...layerArns.flatMap((arn, position) => (isExpression(arn) || form.test(arn) ? [] : [{
        path: `${path}[${position}]`,
        message: `${show(arn)} given, the ARN of a layer's version in ${region} needed, like 'arn:${plan.partition}:lambda:${region}:111122223333:layer:tools:3'`,
        mend: 'Correct it',
      }])),
    ];
  }),
};

const deadLetters: Rule<FunctionPlan> = {
  code: 'DR318',
  severity: Severity.IMPOSSIBLE,
  title: 'Dead letters that go to something other than a queue or topic of the function\'s region',
  source: `${LAMBDA}/invocation-async-retain-records.html`,
  check: plan => sitesOf(plan).flatMap(({ role, region, deadLetters: to }) => {
    if (!('existingArn' in to) || isExpression(to.existingArn)) return [];
    const fits = regionOfArn(to.existingArn) === region && /^arn:[\w-]+:(sqs|sns):/.test(to.existingArn) && !to.existingArn.endsWith('.fifo');
    return fits ? [] : [{
      path: `${plan.path}.deadLetterArns.${role}`,
      message: `${show(to.existingArn)} given, the ARN of a standard queue or topic in ${region} needed`,
      mend: 'Give one of this region',
    }];
  }),
};

const existingRole: Rule<FunctionPlan> = {
  code: 'DR319',
  severity: Severity.IMPOSSIBLE,
  title: 'A function with a role that is not an IAM role of its partition',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  check: plan => sitesOf(plan).flatMap(({ role, region, executionRole: { existingArn } }) => {
    const needed = existingArn === undefined || isExpression(existingArn) ? undefined : roleArnNeeds(existingArn, region);
    return needed === undefined ? [] : [{
      path: `${plan.path}.roleArns.${role}`, message: `'${existingArn}' given, ${needed}`, mend: 'Correct it',
    }];
  }),
};

export const settingsRules: Rule<FunctionPlan>[] = [
  memory, timeout, storage, concurrency, retention, variableName, reservedVariable, variableTwice, variablesTooLarge, layers, deadLetters,
  existingRole,
];
