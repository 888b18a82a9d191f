// What is refused of functions: DR300 to DR349.

import type { FunctionPlan } from './plan';
import { accessRules } from './rules-access';
import { codeRules } from './rules-code';
import { codeSourceRules } from './rules-code-source';
import { runtimeRules } from './rules-runtime';
import { settingsRules } from './rules-settings';
import { triggerRules } from './rules-triggers';
import { Severity } from '../plan/problem';
import type { Rule, RuleFacts } from '../plan/rule';

export const FUNCTION_NAME: RuleFacts = {
  code: 'DR300',
  severity: Severity.IMPOSSIBLE,
  title: 'The name of a function is not one that physical names and ids can be made of',
  source: 'API.md',
};

export const FUNCTION_TWICE: RuleFacts = {
  code: 'DR301',
  severity: Severity.IMPOSSIBLE,
  title: 'Two functions of a service have one name',
  source: 'API.md',
  implies: ['DR009'],
};

export const functionRules: Rule<FunctionPlan>[] = [...runtimeRules, ...settingsRules, ...accessRules, ...triggerRules, ...codeSourceRules];

export const otherFunctionRules: RuleFacts[] = [FUNCTION_NAME, FUNCTION_TWICE, ...codeRules];
