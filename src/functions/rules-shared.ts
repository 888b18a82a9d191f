// What the rules of functions have in common.

import type { FunctionPlan, FunctionSitePlan } from './plan';
import type { Finding } from '../plan/rule';

export const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg';
export const QUOTAS = `${LAMBDA}/gettingstarted-limits.html`;

/** The sites that a function is deployed in, the primary first. */
export function sitesOf({ primary, standby }: FunctionPlan): FunctionSitePlan[] {
  return standby === undefined ? [primary] : [primary, standby];
}

/** A finding for a number that is outside of a range; nothing for one that was left out. */
export function outside(path: string, value: number | undefined, least: number, most: number, unit: string): Finding[] {
  return value === undefined || (value >= least && value <= most) ? [] : [{
    path, message: `${value} given, ${least} to ${most}${unit === '' ? '' : ` ${unit}`} needed`, mend: 'Correct it',
  }];
}

/** The region that a literal ARN names; empty where the service has none. */
export function regionOfArn(arn: string): string | undefined {
  return /^arn:[\w-]+:[\w-]+:([\w-]*):/.exec(arn)?.[1];
}
