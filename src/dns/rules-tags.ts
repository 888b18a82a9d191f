// What is refused of the tags of what is made for a host name: Route 53 and objects in S3 take fewer than other services.

import type { DnsPlan } from './plan';
import { Severity } from '../plan/problem';
import type { Rule } from '../plan/rule';

const MOST_TAGS = 10;

/** The number is of all that a resource has: the service's, the default ones of the stack, and the name that the console shows. */
export const fewTags: Rule<DnsPlan> = {
  code: 'DR534',
  severity: Severity.IMPOSSIBLE,
  title: 'More tags than a health check, a zone or an object can have',
  source: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeTagsForResource.html',
  check: plan => {
    const { failoverSwitch, zone, given } = plan;
    const keys = new Set([...Object.keys(plan.tags), ...given.defaultTagKeys, ...(failoverSwitch === undefined ? [] : ['Name'])]);
    return keys.size <= MOST_TAGS || (failoverSwitch === undefined && zone.created === undefined) ? [] : [{
      path: 'tags',
      message: `${Object.keys(plan.tags).length} tags given, which with the default tags of the stack${failoverSwitch === undefined ? '' : ' and Name'} are ${keys.size}; `
        + `health checks, hosted zones and objects in S3 have at most ${MOST_TAGS}`,
      mend: 'Use fewer tags',
    }];
  },
};
