// What is refused of the state buckets: DR754 to DR759.

import type { StateBackendPlan, StateSitePlan } from './plan';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import { accountOfRole } from '../plan/role-arn';
import type { Finding, Rule, RuleFacts } from '../plan/rule';

const LIFECYCLE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html';
const FEW_DAYS = 30;

const noDays: Rule<StateBackendPlan> = {
  code: 'DR754',
  severity: Severity.IMPOSSIBLE,
  title: 'A number of days that S3 cannot keep something for',
  source: LIFECYCLE,
  check: ({ noncurrentDays, accessLogDays }) => [days('noncurrentDays', noncurrentDays), ...(accessLogDays === undefined ? [] : [days('accessLogDays', accessLogDays)])]
    .filter(({ given }) => given < 1 || given > 2_147_483_647)
    .map(({ path, given }) => ({ path, message: `${given} given, a whole number from 1 needed`, mend: 'Set it to a number of days, or leave it out' })),
};

const fewDays: Rule<StateBackendPlan> = {
  code: 'DR755',
  severity: Severity.RISK,
  title: 'Old versions of states are gone before many would notice that they need one',
  source: 'docs/state-backend.md',
  check: ({ noncurrentDays }) => (noncurrentDays < 1 || noncurrentDays >= FEW_DAYS ? [] : [{
    path: 'noncurrentDays', message: `${noncurrentDays} given, where ${FEW_DAYS} or more is usual; a state that was overwritten longer ago cannot be brought back`, mend: `Set it to ${FEW_DAYS} or more`,
  }]),
};

const otherAccount: Rule<StateBackendPlan> = {
  code: 'DR756',
  severity: Severity.IMPOSSIBLE,
  title: 'State buckets made with a role of another account than the one in their names',
  source: 'docs/state-backend.md',
  check: ({ accountId, ...plan }) => sitesOf(plan).flatMap(({ role, assumeRoleArn }) => {
    const account = assumeRoleArn === undefined || isExpression(assumeRoleArn) ? undefined : accountOfRole(assumeRoleArn);
    return account === undefined || account === accountId ? [] : [{
      path: `${role}.assumeRoleArn`, message: `a role of the account ${account} given, one of ${accountId} needed, which the location names`, mend: 'Correct one of them',
    }];
  }),
};

const foreignAction: Rule<StateBackendPlan> = {
  code: 'DR757',
  severity: Severity.IMPOSSIBLE,
  title: 'An alarm action of the state buckets in another region than the alarm',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
  check: plan => sitesOf(plan).flatMap(({ role, region, alarms }): Finding[] => {
    const arn = alarms.actionArn;
    const given = arn === undefined || isExpression(arn) ? undefined : arn.split(':')[3] ?? '';
    return given === undefined || given === region ? [] : [{
      path: `alarmActionArns.${role}`, message: `${show(arn)} given, an ARN in ${region} needed, where the alarms are`, mend: `Give one of ${region}`,
    }];
  }),
};

/** Checked when Terraform plans, since the program does not know whose credentials it will have. */
export const WRONG_ACCOUNT: RuleFacts = {
  code: 'DR758',
  severity: Severity.IMPOSSIBLE,
  title: 'Terraform finds that its credentials belong to another account than the one in the names of the state buckets (checked by terraform plan)',
  source: 'docs/state-backend.md',
};

export const backendRules: Rule<StateBackendPlan>[] = [noDays, fewDays, otherAccount, foreignAction];

function days(path: string, given: number): { path: string; given: number } {
  return { path, given };
}

function sitesOf({ primary, standby }: Pick<StateBackendPlan, 'primary' | 'standby'>): StateSitePlan[] {
  return [primary, standby];
}
