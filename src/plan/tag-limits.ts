// What AWS allows as a tag. Its services differ in details; this is what those that the library uses have in common.
// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html, and the services' API models.

export const MOST_TAGS = 50;
export const LONGEST_TAG_KEY = 128;
export const LONGEST_TAG_VALUE = 256;

const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u;
const IN_WORDS = 'letters, digits, spaces and _.:/=+-@';
// RDS reserves a prefix of its own. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html
const RESERVED = /^(aws|rds):/i;

/** What a tag's key would need and does not have; undefined for a sound one. */
export function tagKeyNeeds(key: string): string | undefined {
  const characters = lengthOf(key);
  if (characters < 1 || characters > LONGEST_TAG_KEY) return `1 to ${LONGEST_TAG_KEY} characters needed, not ${characters}`;
  if (RESERVED.test(key)) return 'aws: and rds: are reserved as the beginning of a key';
  return CHARACTERS.test(key) ? undefined : `${IN_WORDS} allowed`;
}

/** What a tag's value would need and does not have; undefined for a sound one. */
export function tagValueNeeds(value: string): string | undefined {
  const characters = lengthOf(value);
  if (characters < 1 || characters > LONGEST_TAG_VALUE) return `1 to ${LONGEST_TAG_VALUE} characters needed, not ${characters}`;
  return CHARACTERS.test(value) ? undefined : `${IN_WORDS} allowed`;
}

/** The length of a text in characters, as AWS counts. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Keys that differ from another one in upper and lower case alone, with that one: IAM takes them for one. `others` come from elsewhere. */
export function tagKeyTwins(keys: string[], others: string[] = []): [key: string, twin: string][] {
  return keys.flatMap((key, position) => {
    const twin = [...others, ...keys.slice(0, position)].find(other => other !== key && other.toLowerCase() === key.toLowerCase());
    return twin === undefined ? [] : [[key, twin] as [string, string]];
  });
}
