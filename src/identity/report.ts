// What is drawn of the roles of operators and observers, and what they leave unprotected.

import type { AccessPlan, OperatorsPlan } from './operator-plan';
import { ArchitectureRow, counted, SiteBox, told, Unprotected } from '../plan/report';

/** The roles, which are in no region, as each region is operated with them. */
export function operatorRows(plan: OperatorsPlan): ArchitectureRow[] {
  const box = boxOf(plan);
  return [{ path: plan.path, what: 'IAM roles of operators and observers, the same for both regions', primary: box, standby: box }];
}

/** What roles leave unprotected. */
export function operatorsUnprotected({ path, regions, partition, operator, observer }: OperatorsPlan): Unprotected[] {
  const existing = operator.role.existingArn !== undefined || observer.role.existingArn !== undefined;
  return [
    {
      path,
      what: `How people get to be operators is not known here: a directory, or a sign-in, that lives in ${regions.primary} is lost with it.`,
      mend: `Keep a way in that does not pass through ${regions.primary}, and try it.`,
    },
    ...(partition === 'aws' ? [{
      path, what: 'Roles and policies are changed through a control plane in us-east-1: while that is impaired, nobody new can be made an operator.', mend: 'Let everybody who may be on duty be one beforehand.',
    }] : []),
    ...(existing ? [{ path, what: 'What roles of yours allow is not known.', mend: 'Try the runbook with them.' }] : []),
  ];
}

function boxOf({ operator, observer, requireMfa, sessionMinutes }: OperatorsPlan): SiteBox {
  return {
    name: roleName(operator, 'a role of yours'),
    details: [
      ...(operator.principals.length === 0 ? [] : [`${counted(operator.principals.length, 'principal')} may assume it${requireMfa ? ', with MFA' : ''}`]),
      `sessions of ${counted(sessionMinutes, 'minute')}`,
      `observers: ${roleName(observer, 'a role of yours')}`,
    ],
  };
}

function roleName({ role }: AccessPlan, otherwise: string): string {
  return role.name ?? told(role.existingArn ?? '', otherwise);
}
