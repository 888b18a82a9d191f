// What is refused of a location of states, and of the policies for it: DR750 to DR753.

import type { LocationPlan } from './plan-location';
import { Severity } from '../plan/problem';
import type { Rule, RuleFacts } from '../plan/rule';
import { bucketNeeds } from '../plan/state-names';

export const ACCOUNT: RuleFacts = {
  code: 'DR750',
  severity: Severity.IMPOSSIBLE,
  title: 'An account of state buckets that is not the id of one',
  source: 'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html',
};

const foreignKey: Rule<LocationPlan> = {
  code: 'DR751',
  severity: Severity.IMPOSSIBLE,
  title: 'A key for states that belongs to another account than the buckets',
  source: 'docs/state-backend.md',
  check: ({ accountId, primary, standby }) => [primary, standby].flatMap(({ role, kmsKeyArn }) => {
    const given = /^arn:[^:]*:kms:[^:]*:(\d{12}):/.exec(kmsKeyArn ?? '')?.[1];
    return given === undefined || given === accountId ? [] : [{
      path: `${role}.kmsKeyArn`, message: `a key of the account ${given} given, one of ${accountId} needed`, mend: 'Give a key of the account of the buckets, or leave it out',
    }];
  }),
};

// What `nameOverrides` and naming strategies can still get wrong: its length and characters have a rule already.
const bucketName: Rule<LocationPlan> = {
  code: 'DR752',
  severity: Severity.IMPOSSIBLE,
  title: 'A name for a state bucket that S3 reserves or refuses',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  implies: ['DR007'],
  check: ({ primary, standby }) => [primary, standby].flatMap(({ bucketName: name }) => {
    const needed = bucketNeeds(name);
    return needed === undefined ? [] : [{ path: 'serviceName', message: `'${name}' given, ${needed} needed`, mend: 'Correct it, or set nameOverrides' }];
  }),
};

export const KEY_PREFIX: RuleFacts = {
  code: 'DR753',
  severity: Severity.IMPOSSIBLE,
  title: 'A prefix of state keys that a policy cannot be limited to',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
};

export const locationRules: Rule<LocationPlan>[] = [foreignKey, bucketName];

export const otherLocationRules: RuleFacts[] = [ACCOUNT, KEY_PREFIX];
