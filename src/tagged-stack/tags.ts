// The default tags of a stack: what code gives, and what the environment and the CI system tell.

import { NESTED_TAG } from './rules';
import type { Variables } from './settings';
import type { IsToken } from '../plan/reader';
import { Reader } from '../plan/reader';
import type { ProblemList } from '../plan/rule';
import { lengthOf, LONGEST_TAG_VALUE } from '../plan/tag-limits';

/** A tag that the environment has a value for, which AWS would refuse in full. */
export interface LeftOutTag {
  readonly key: string;
  readonly variable: string;
  readonly characters: number;
}

/** The tags of a stack. */
export interface TagsPlan {
  /** Those given in code. */
  readonly given: Record<string, string>;
  /** All of them. */
  readonly all: Record<string, string>;
  readonly leftOut: LeftOutTag[];
}

interface TagSource {
  readonly key: string;
  readonly volatile: boolean;
  readonly variables: string[];
  /** The part of the variable's value that is the tag's. */
  readonly read: (value: string, variable: string) => string | undefined;
}

const asItIs = (value: string) => value;

/**
 * Where tags come from: the first variable that is set.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 * @see https://docs.gitlab.com/ci/variables/predefined_variables/
 */
const TAG_SOURCES: TagSource[] = [
  { key: 'Repository', volatile: false, variables: ['REPOSITORY', 'GITHUB_REPOSITORY', 'CI_PROJECT_PATH'], read: asItIs },
  { key: 'Team', volatile: false, variables: ['TEAM'], read: asItIs },
  { key: 'CommitAuthor', volatile: true, variables: ['COMMIT_AUTHOR', 'GITHUB_ACTOR', 'CI_COMMIT_AUTHOR'], read: nameOfAuthor },
  { key: 'PrNumber', volatile: true, variables: ['PR_NUMBER', 'GITHUB_REF', 'CI_MERGE_REQUEST_IID'], read: pullRequest },
];

/** What tags are made of besides what code gives. */
export interface TagFacts {
  readonly environment: string;
  readonly volatileTags: boolean;
  readonly variables: Variables;
}

/** Plans the default tags. Nested values become problems; all else that AWS would refuse is left to the rules. */
export function planTags(reader: Reader, facts: TagFacts, list: ProblemList, isToken: IsToken): TagsPlan {
  const given = readGiven(reader, list, isToken);
  const leftOut: LeftOutTag[] = [];
  const told: Record<string, string> = { Environment: facts.environment };
  for (const source of TAG_SOURCES.filter(({ volatile }) => facts.volatileTags || !volatile)) {
    const found = lookUp(source, facts.variables);
    if (found === undefined) continue;
    const characters = lengthOf(found.value);
    if (characters > LONGEST_TAG_VALUE) {
      leftOut.push({ key: source.key, variable: found.variable, characters });
    } else {
      told[source.key] = found.value;
    }
  }
  const taken = new Set(Object.keys(given).map(key => key.toLowerCase()));
  const kept = Object.entries(told).filter(([key]) => !taken.has(key.toLowerCase()));
  return { given, all: { ...Object.fromEntries(kept), ...given }, leftOut: leftOut.filter(({ key }) => !taken.has(key.toLowerCase())) };
}

// Python leaves entries with None out of a map; so is null here, that both languages give the same.
function readGiven(reader: Reader, list: ProblemList, isToken: IsToken): Record<string, string> {
  const raw = reader.raw('defaultTags');
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw) || isToken(raw)) return reader.textMap('defaultTags') ?? {};
  const path = reader.at('defaultTags');
  const entries = Object.entries(raw).filter(([, value]) => value !== undefined && value !== null);
  const nested = entries.filter(([, value]) => typeof value === 'object' && !isToken(value));
  for (const [key, value] of nested) {
    list.add(NESTED_TAG, {
      path: `${path}.${key}`,
      message: `${Array.isArray(value) ? 'a list' : 'a map'} given, a nested tag value; a tag's value is a string`,
      mend: key === 'tags' ? 'Give the map in it as defaultTags, without tags around it' : 'Give one string, or several tags',
    });
  }
  const flat = Object.fromEntries(entries.filter(entry => !nested.includes(entry)));
  return new Reader({ defaultTags: flat }, reader.path, list, isToken).textMap('defaultTags') ?? {};
}

function lookUp({ variables, read }: TagSource, environment: Variables): { variable: string; value: string } | undefined {
  for (const variable of variables) {
    const value = valid(read(environment[variable] ?? '', variable) ?? '');
    if (value !== '') return { variable, value };
  }
  return undefined;
}

// Characters that AWS refuses in tags are dropped at both ends and become a hyphen inside: `dependabot[bot]` is `dependabot-bot`.
function valid(value: string): string {
  return value.replace(/^[^\p{L}\p{N}_.:/=+\-@]+|[^\p{L}\p{N}_.:/=+\-@]+$/gu, '').replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]+/gu, '-');
}

/** `Name <mail>`, as GitLab and Git write it, without the mail, which is nobody's business in a tag. */
function nameOfAuthor(value: string): string {
  return /^\s*([^<]*[^<\s])\s*<[^<>]*>\s*$/.exec(value)?.[1] ?? value;
}

/** GitHub tells the number of a pull request in the reference alone. */
function pullRequest(value: string, variable: string): string | undefined {
  return variable === 'GITHUB_REF' ? /^refs\/pull\/(\d+)\/(merge|head)$/.exec(value)?.[1] : value;
}
