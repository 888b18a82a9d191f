// Rules about the tags of a service.

import type { SitesPlan } from './plan';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Finding, Rule } from '../plan/rule';
import { MOST_TAGS, tagKeyNeeds, tagKeyTwins, tagValueNeeds } from '../plan/tag-limits';

const TAGS = 'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html';
const CHANGING_FUNCTION = /\b(timestamp|plantimestamp|uuid|bcrypt)\s*\(/;

const refusedTags: Rule<SitesPlan> = {
  code: 'DR019',
  severity: Severity.IMPOSSIBLE,
  title: 'A tag that AWS refuses, or an empty one, which some services refuse',
  source: TAGS,
  check: ({ tags, defaultTagKeys }) => [
    ...Object.entries(tags).flatMap(([key, value]) => [
      refused(key, `${show(key)} given as the key of a tag`, tagKeyNeeds(key)),
      refused(key, `${show(value)} given as the value of a tag`, isExpression(value) ? undefined : tagValueNeeds(value)),
    ].flat()),
    ...tagKeyTwins(Object.keys(tags), defaultTagKeys).flatMap(([key, twin]) => (
      refused(key, `${show(key)} and ${show(twin)} given`, 'which differ in upper and lower case alone and are one tag to IAM')
    )),
    ...tooMany(Object.keys(tags), defaultTagKeys),
  ],
};

/** Tags whose value each run of Terraform makes anew. Tokens are to be resolved before. */
export function changingTags(tags: Record<string, string>): Finding[] {
  return Object.entries(tags).flatMap(([key, value]) => {
    const called = isExpression(value) ? CHANGING_FUNCTION.exec(value)?.[1] : undefined;
    return called === undefined ? [] : [{
      path: `tags.${key}`,
      message: `a value given that changes with each run of Terraform (${called}), so that each run would change every resource`,
      mend: 'Use a value that stays, or leave the tag out',
    }];
  });
}

export const CHANGING_TAG: Rule<SitesPlan> = {
  code: 'DR027',
  severity: Severity.IMPOSSIBLE,
  title: 'A tag that differs in each run of Terraform',
  source: 'https://developer.hashicorp.com/terraform/language/functions/timestamp',
  check: ({ tags }) => changingTags(tags),
};

export const tagRules: Rule<SitesPlan>[] = [refusedTags, CHANGING_TAG];

function refused(key: string, given: string, needed: string | undefined): Finding[] {
  return needed === undefined ? [] : [{ path: `tags.${key}`, message: `${given}, ${needed}`, mend: 'Correct it or leave it out' }];
}

function tooMany(keys: string[], defaultTagKeys: string[]): Finding[] {
  const onResource = new Set([...keys, ...defaultTagKeys, 'Name']).size;
  return onResource <= MOST_TAGS ? [] : [{
    path: 'tags',
    message: `${keys.length} tags given, which with Name and the default tags of the stack are ${onResource}; a resource has at most ${MOST_TAGS}`,
    mend: 'Leave some out',
  }];
}
