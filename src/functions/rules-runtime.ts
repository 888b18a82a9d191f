// Rules about the runtime and the handler of a function.

import type { FunctionPlan } from './plan';
import { LAMBDA, sitesOf } from './rules-shared';
import { DEPRECATED_RUNTIMES, RUNTIME_FORM, SUPPORTED_RUNTIMES } from './runtimes';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import type { Rule } from '../plan/rule';

const RUNTIMES = `${LAMBDA}/lambda-runtimes.html`;

const malformed: Rule<FunctionPlan> = {
  code: 'DR302',
  severity: Severity.IMPOSSIBLE,
  title: 'A runtime that is not spelled as AWS does',
  source: RUNTIMES,
  check: ({ path, runtime }) => (runtime === undefined || RUNTIME_FORM.test(runtime) ? [] : [{
    path: `${path}.runtime`, message: `${show(runtime)} given, a runtime like ${SUPPORTED_RUNTIMES.slice(0, 4).join(', ')} needed`, mend: 'Write it as AWS does',
  }]),
};

const deprecated: Rule<FunctionPlan> = {
  code: 'DR303',
  severity: Severity.RISK,
  title: 'A runtime that AWS does not patch any more',
  source: RUNTIMES,
  check: ({ path, runtime = '' }) => {
    const facts = DEPRECATED_RUNTIMES.get(runtime);
    return facts === undefined || facts.blocked ? [] : [{
      path: `${path}.runtime`,
      message: `'${runtime}' given, deprecated on ${facts.deprecated}; AWS will refuse new functions with it, also those of a new region`,
      mend: `Use one of ${SUPPORTED_RUNTIMES.join(', ')}`,
    }];
  },
};

const blocked: Rule<FunctionPlan> = {
  code: 'DR304',
  severity: Severity.IMPOSSIBLE,
  title: 'A runtime with which AWS makes no functions any more',
  source: RUNTIMES,
  check: ({ path, runtime = '' }) => {
    const facts = DEPRECATED_RUNTIMES.get(runtime);
    return facts?.blocked ? [{
      path: `${path}.runtime`, message: `'${runtime}' given, deprecated on ${facts.deprecated} and blocked since`, mend: `Use one of ${SUPPORTED_RUNTIMES.join(', ')}`,
    }] : [];
  },
};

const unknown: Rule<FunctionPlan> = {
  code: 'DR305',
  severity: Severity.RISK,
  title: 'A runtime that this version does not know: the AWS provider checks runtimes against its own list',
  source: RUNTIMES,
  check: ({ path, runtime = '' }) => (!RUNTIME_FORM.test(runtime) || DEPRECATED_RUNTIMES.has(runtime) || SUPPORTED_RUNTIMES.includes(runtime) ? [] : [{
    path: `${path}.runtime`,
    message: `'${runtime}' given, known are ${SUPPORTED_RUNTIMES.join(', ')}`,
    mend: 'Correct it, or make sure that the version of the AWS provider in use knows it',
  }]),
};

const ofImage: Rule<FunctionPlan> = {
  code: 'DR306',
  severity: Severity.IMPOSSIBLE,
  title: 'A runtime, a handler or layers for an image, which has its own',
  source: `${LAMBDA}/images-create.html`,
  check: plan => {
    const given = [
      ...(plan.runtime === undefined ? [] : ['runtime']),
      ...(plan.handler === undefined ? [] : ['handler']),
      ...(sitesOf(plan).every(({ layerArns }) => layerArns.length === 0) ? [] : ['layers']),
    ];
    return plan.code.kind === 'image' && given.length > 0 ? [{
      path: `${plan.path}.code`, message: `an image given together with ${given.join(', ')}, which it has of its own`, mend: 'Leave them out',
    }] : [];
  },
};

const handler: Rule<FunctionPlan> = {
  code: 'DR307',
  severity: Severity.IMPOSSIBLE,
  title: 'A handler that Lambda does not take',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
  check: plan => (plan.handler === undefined || /^\S{1,128}$/.test(plan.handler) ? [] : [{
    path: `${plan.path}.handler`, message: `${show(plan.handler)} given, 1 to 128 characters without spaces needed`, mend: 'Correct it',
  }]),
};

export const runtimeRules: Rule<FunctionPlan>[] = [malformed, deprecated, blocked, unknown, ofImage, handler];
