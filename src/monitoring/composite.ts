// The alarm of each region that joins others: that site is unwell.

import { AlarmKind } from './kind';
import type { Signal } from './kind-facts';
import { UNWELL } from './kinds';
import { actionsOf, AlarmPlan, AlarmSettings, AnyAlarmPlan, nameAlarm } from './plan-alarms';
import type { ProblemList } from '../plan/rule';
import type { SiteRole } from '../plan/site-role';
import type { PlanningContext } from '../sites/plan';

/** An alarm that joins others of its region. */
export interface CompositePlan extends AnyAlarmPlan {
  readonly rule: string;
  readonly children: AlarmPlan[];
}

/**
 * Plans the alarm of a site. It is unwell where users see it, or where both what works and what keeps data are in trouble. Without an entry
 * that users see, either is enough.
 */
export function planComposite(
  role: SiteRole, alarms: AlarmPlan[], settings: AlarmSettings, path: string, context: PlanningContext, list: ProblemList,
): CompositePlan[] {
  const { region } = context.sites[role];
  if (settings.overrides[AlarmKind.SITE_UNWELL]?.off) return [];
  const of = (signal: Signal) => alarms.filter(alarm => alarm.role === role && alarm.signal === signal);
  const [users, work, data] = [of('users'), of('work'), of('data')];
  const children = [...users, ...work, ...data];
  if (children.length === 0) return [];
  const alarmName = nameAlarm({ kind: AlarmKind.SITE_UNWELL, region, path }, settings, context, list);
  const { kind, severity } = UNWELL;
  return [{
    kind,
    severity,
    region,
    role,
    constructId: 'site-unwell',
    alarmName,
    description: `${context.sites.serviceName} ${context.sites.environment} is unwell in ${region}`,
    actionArns: actionsOf({ kind, severity, region, alarmName }, settings, list),
    rule: ruleOf(users, work, data),
    children,
  }];
}

function ruleOf(users: AlarmPlan[], work: AlarmPlan[], data: AlarmPlan[]): string {
  const inside = [work, data].filter(alarms => alarms.length > 0).map(anyOf);
  if (users.length === 0) return inside.join(' OR ');
  // One kind of trouble inside is no page while users do not see it.
  return [anyOf(users), ...(inside.length === 2 ? [`(${inside.join(' AND ')})`] : [])].join(' OR ');
}

function anyOf(alarms: AlarmPlan[]): string {
  return `(${alarms.map(({ alarmName }) => `ALARM("${alarmName}")`).join(' OR ')})`;
}
