// What is refused of a layout per region: DR800 to DR849.

import type { LayoutPlan } from './plan';
import type { LayoutRegions } from './site-stacks';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import { partitionOf, REGION_PATTERN } from '../plan/regions';
import type { Rule, RuleFacts } from '../plan/rule';

const OWN_DOCS = 'docs/layout.md';
const BUCKETS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html';

const regions: Rule<LayoutPlan> = {
  code: 'DR800',
  severity: Severity.IMPOSSIBLE,
  title: 'Stacks per region for one region, or for regions between which nothing replicates',
  source: OWN_DOCS,
  check: plan => {
    const { primary, standby } = plan.regions;
    const known = [primary, standby].every(region => REGION_PATTERN.test(region)); // the stacks tell of what is no region
    return !known || (primary !== standby && partitionOf(primary) === partitionOf(standby)) ? [] : [{
      path: 'standby.region',
      message: `${show(standby)} given, the primary is in ${show(primary)}; two regions of one partition needed`,
      mend: 'Choose another region for one of them',
    }];
  },
};

const stateInPrimary: Rule<LayoutPlan> = {
  code: 'DR801',
  severity: Severity.UNSAFE,
  title: 'State that recovery needs, that of Foundation, Standby and Routing, is kept in the primary region',
  source: OWN_DOCS,
  // A variable that leads to the other bucket of a location does so in an emergency, and is told of by the stacks.
  check: ({ regions: { primary, standby }, states }) => (states.standby?.normalRegion !== primary || primary === standby ? [] : [{
    path: 'standby.stateBucketRegion',
    message: `${show(primary)} is the region of the bucket ${show(states.standby.bucket)} and the primary region; while it is down, `
      + `the stacks of ${show(standby)} cannot be planned`,
    mend: 'Name a bucket of the standby region or of a third one; if this one is, say so in stateBucketRegion',
  }]),
};

const bucketInTwoRegions: Rule<LayoutPlan> = {
  code: 'DR802',
  severity: Severity.IMPOSSIBLE,
  title: 'One state bucket is said to be in two regions',
  source: BUCKETS,
  check: ({ states: { primary, standby } }) => {
    if (primary === undefined || primary.bucket !== standby?.bucket || primary.region === standby.region) return [];
    return [{
      path: 'primary.stateBucketRegion',
      message: `${show(primary.region)} is the region of the bucket ${show(primary.bucket)} here, `
        + `${show(standby.region)} that of the standby's, which is the same bucket`,
      mend: 'Leave the state settings of the primary out to keep all states in one bucket, or name a bucket of its own',
    }];
  },
};

const stacksThere: Rule<LayoutPlan> = {
  code: 'DR803',
  severity: Severity.IMPOSSIBLE,
  title: 'The app has a stack of this name already',
  source: OWN_DOCS,
  check: ({ taken }) => taken.map(stackId => ({
    path: 'layoutName',
    message: `the app has a ${show(stackId)} already, and stacks of one name would be written to one folder`,
    mend: 'Give one of them another name; several services can share the stacks',
  })),
};

const primaryStateInPrimary: Rule<LayoutPlan> = {
  code: 'DR807',
  severity: Severity.RISK,
  title: 'The state of the primary is in its region, where Routing reads what the primary hands it',
  source: OWN_DOCS,
  check: ({ regions: { primary }, states }) => (states.primary?.normalRegion !== primary || states.standby?.normalRegion === primary ? [] : [{
    path: 'primary.stateBucket',
    message: `the bucket ${show(states.primary.bucket)} is in the primary region ${show(primary)}; Routing reads the state in it, and cannot be planned while that is down`,
    mend: 'Leave the state settings of the primary out, to keep its state beside the others',
  }]),
};

export const layoutRules: Rule<LayoutPlan>[] = [regions, stateInPrimary, bucketInTwoRegions, stacksThere, primaryStateInPrimary];

/** The sites of a service, as far as the stacks around it have a say. */
interface SitesInLayout {
  readonly primary: { readonly region: string; readonly ownProvider: boolean };
  readonly standby: { readonly region: string; readonly ownProvider: boolean };
  /** The regions of the stacks; undefined in one stack. */
  readonly layout?: LayoutRegions;
}

type Role = 'primary' | 'standby';

export const OTHER_REGIONS: Rule<SitesInLayout> = {
  code: 'DR804',
  severity: Severity.IMPOSSIBLE,
  title: 'A service whose regions are not those of the stacks around it',
  source: OWN_DOCS,
  implies: ['DR012', 'DR013'],
  check: ({ layout, ...sites }) => rolesWhere(layout, role => sites[role].region !== layout![role]).map(role => ({
    path: `${role}.region`,
    message: `${show(sites[role].region)} given, the stack of the ${role} is for ${show(layout![role])}`,
    mend: 'Give the service and its stacks the same regions',
  })),
};

export const PROVIDER_OF_ONE_STACK: Rule<SitesInLayout> = {
  code: 'DR805',
  severity: Severity.IMPOSSIBLE,
  title: 'A provider of one\'s own for a service over four stacks, which needs a provider of each',
  source: OWN_DOCS,
  check: ({ layout, ...sites }) => rolesWhere(layout, role => sites[role].ownProvider).map(role => ({
    path: `${role}.provider`,
    message: `a provider given, which belongs to one stack; Foundation and Routing need one for ${show(sites[role].region)} too`,
    mend: 'Leave it out, and give assumeRoleArn and endpoints instead',
  })),
};

/** Rules of a service that is in a layout per region. */
export const sitesInLayoutRules: Rule<SitesInLayout>[] = [OTHER_REGIONS, PROVIDER_OF_ONE_STACK];

export const OTHER_LAYOUT: RuleFacts = {
  code: 'DR806',
  severity: Severity.IMPOSSIBLE,
  title: 'Sites for one stack in a stack that is one of four, or for four in one that stands alone',
  source: OWN_DOCS,
};

export const otherLayoutRules: RuleFacts[] = [...sitesInLayoutRules, OTHER_LAYOUT];

function rolesWhere(layout: LayoutRegions | undefined, isWrong: (role: Role) => boolean): Role[] {
  return layout === undefined ? [] : (['primary', 'standby'] as const).filter(isWrong);
}
