// Rules about the size of the clusters.

import type { ClusterPlan, DatabasePlan, NewDatabasePlan } from './plan';
import type { CapacityPlan } from './plan-capacity';
import { GUIDE, isCount, newDatabaseRule, when } from './rules-shared';
import { Severity } from '../plan/problem';
import type { Rule } from '../plan/rule';

const SERVERLESS = `${GUIDE}/aurora-serverless-v2.setting-capacity.html`;
const REQUIREMENTS = `${GUIDE}/aurora-global-database.configuration.requirements.html`;
const LEAST_ACU = 0.5;
const MOST_ACU = 256;
const MOST_INSTANCES = 16;
/** A standby that is smaller than this part of the primary's largest size takes long to grow to it. */
const FAR_BELOW = 16;

const instanceClass: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR110',
  severity: Severity.IMPOSSIBLE,
  title: 'An instance class that no global database takes: it must be memory-optimised',
  source: REQUIREMENTS,
  check: plan => givenCapacities(plan).filter(({ acu, instanceClass: given }) => acu === undefined && !/^db\.[rx]\d+[a-z]*\.[a-z0-9.-]+$/.test(given)).map(capacity => ({
    path: `${capacity.path}.instanceClass`,
    message: `'${capacity.instanceClass}' given, a memory-optimised class needed (db.r..., db.x...)`,
    mend: capacity.instanceClass === 'db.serverless' ? 'Use Capacity.serverless()' : "Use one such as 'db.r7g.large', or Capacity.serverless()",
  })),
});

const instanceCount: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR111',
  severity: Severity.IMPOSSIBLE,
  title: 'More or fewer instances than a cluster of a global database has',
  source: REQUIREMENTS,
  check: plan => [
    // Each secondary cluster takes the place of one reader of the primary.
    { capacity: plan.primary.capacity, most: plan.standby === undefined ? MOST_INSTANCES : MOST_INSTANCES - 1 },
    ...(plan.standby === undefined || plan.headlessStandby ? [] : [{ capacity: plan.standby.capacity, most: MOST_INSTANCES }]),
  ].filter(({ capacity, most }) => capacity.given && !isCount(capacity.instanceCount, 1, most)).map(({ capacity, most }) => ({
    path: `${capacity.path}.instanceCount`,
    message: `${capacity.instanceCount} given, 1 to ${most} possible`,
    mend: capacity === plan.standby?.capacity && capacity.instanceCount === 0 ? 'Set headlessStandby for a standby without an instance' : 'Correct it',
  })),
});

const neverPauses: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR112',
  severity: Severity.IMPOSSIBLE,
  title: 'A least capacity under 0.5 ACU: a global database does not pause',
  source: `${GUIDE}/aurora-serverless-v2-auto-pause.html`,
  check: plan => givenCapacities(plan).filter(({ acu }) => acu !== undefined && acu.least < LEAST_ACU).map(({ path, acu }) => ({
    path: `${path}.minAcu`,
    message: `${acu!.least} given, at least ${LEAST_ACU} needed`,
    mend: `Set minAcu to ${LEAST_ACU} or more`,
  })),
});

const acuRange: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR113',
  severity: Severity.IMPOSSIBLE,
  title: 'A capacity that is not a multiple of 0.5 ACU, or out of range',
  source: SERVERLESS,
  check: plan => givenCapacities(plan).flatMap(({ path, acu }) => (acu === undefined ? [] : [
    ...when(acu.least >= LEAST_ACU && !isAcu(acu.least, LEAST_ACU), () => ({
      path: `${path}.minAcu`, message: `${acu.least} given, ${LEAST_ACU} to ${MOST_ACU} in steps of 0.5 needed`, mend: 'Correct it',
    })),
    ...when(!isAcu(acu.most, 1), () => ({
      path: `${path}.maxAcu`, message: `${acu.most} given, 1 to ${MOST_ACU} in steps of 0.5 needed`, mend: 'Correct it',
    })),
  ])),
});

const acuOrder: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR114',
  severity: Severity.IMPOSSIBLE,
  title: 'A least capacity above the most',
  source: SERVERLESS,
  check: plan => givenCapacities(plan).filter(({ acu }) => acu !== undefined && acu.least > acu.most).map(({ path, acu }) => ({
    path: `${path}.minAcu`,
    message: `${acu!.least} given, which is more than maxAcu, ${acu!.most}`,
    mend: 'Lower it, or raise maxAcu',
  })),
});

const standbyFarBelow: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR115',
  severity: Severity.RISK,
  title: 'The standby starts far below the size that the primary may have: it grows from its present size, and the smaller it is the slower',
  source: SERVERLESS,
  check: ({ primary, standby }) => {
    const [full, small] = [primary.capacity.acu, standby?.capacity.acu];
    if (full === undefined || small === undefined) return [];
    return when(small.least * FAR_BELOW < full.most, () => ({
      path: `${standby!.capacity.path}.minAcu`,
      message: `${small.least} ${standby!.capacity.given ? 'given' : 'follows from capacity'}, and the primary may have ${full.most} ACU, more than ${FAR_BELOW} times as many`,
      mend: `Set it to ${Math.ceil(full.most / FAR_BELOW * 2) / 2} or more`,
    }));
  },
});

const standbyCannotGrow: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR116',
  severity: Severity.RISK,
  title: 'The standby cannot grow to the size that the primary may have',
  source: SERVERLESS,
  check: ({ primary, standby }) => {
    const [full, small] = [primary.capacity.acu, standby?.capacity.acu];
    if (full === undefined || small === undefined) return [];
    return when(small.most < full.most, () => ({
      path: `${standby!.capacity.path}.maxAcu`,
      message: `${small.most} given, and the primary may have ${full.most} ACU`,
      mend: `Set it to ${full.most}, so that the standby carries the whole load`,
    }));
  },
});

const otherKind: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR135',
  severity: Severity.RISK,
  title: 'Serverless instances in one region and instances of a fixed size in the other: whether the standby carries the load is not known',
  source: `${GUIDE}/aurora-serverless-v2.how-it-works.html`,
  check: ({ primary, standby }) => when(standby !== undefined && isServerless(primary) !== isServerless(standby), () => ({
    path: standby!.capacity.path,
    message: `${sizeOf(standby!.capacity)} given, and ${sizeOf(primary.capacity)} in the primary region; the library does not compare the two`,
    mend: 'Check that the standby carries the whole load: an ACU has about 2 GiB of memory',
  })),
});

export const capacityRules: Rule<DatabasePlan>[] = [
  instanceClass, instanceCount, neverPauses, acuRange, acuOrder, standbyFarBelow, standbyCannotGrow, otherKind,
];

function givenCapacities({ primary, standby }: NewDatabasePlan): CapacityPlan[] {
  return [primary.capacity, ...(standby === undefined ? [] : [standby.capacity])].filter(capacity => capacity.given);
}

function isServerless({ capacity }: ClusterPlan): boolean {
  return capacity.acu !== undefined;
}

function sizeOf({ acu, instanceClass: given }: CapacityPlan): string {
  return acu === undefined ? `instances of ${given}` : `${acu.least} to ${acu.most} ACU`;
}

function isAcu(value: number, least: number): boolean {
  return Number.isInteger(value * 2) && value >= least && value <= MOST_ACU;
}
