// What looks like a secret: by its name, or by its value. A guess that errs on the safe side; DR707 and DR708 can be accepted with a reason.

import { show } from '../plan/reader';

const SECRET_WORDS = ['password', 'passwd', 'pwd', 'passphrase', 'secret', 'secrets', 'token', 'credential', 'credentials', 'apikey', 'key'];
/** A name that ends so tells of a secret, and does not hold it. */
const REFERENCE_WORDS = [
  'arn', 'id', 'name', 'path', 'prefix', 'url', 'uri', 'endpoint', 'issuer', 'audience', 'length', 'count', 'limit', 'ttl', 'seconds', 'minutes', 'hours', 'days', 'enabled', 'policy', 'alias', 'region',
];
/** With one of these before it, a key opens nothing. */
const HARMLESS_KEYS = ['public', 'partition', 'sort', 'primary', 'foreign', 'cache', 'idempotency', 'routing', 'object', 'index', 'group', 'sharding', 'shard'];

/** The word that makes a name that of a secret; undefined for other names. */
export function secretWord(name: string): string | undefined {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z\d]+/).filter(word => word !== '');
  if (REFERENCE_WORDS.includes(words[words.length - 1])) return undefined;
  return words.find((word, position) => {
    if (word !== 'key') return SECRET_WORDS.includes(word);
    // A key is the thing itself only at the end: `keyboard/key-repeat` is none.
    return position === words.length - 1 && !HARMLESS_KEYS.includes(words[position - 1]);
  });
}

const FORMS: [form: RegExp, inWords: string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY/, 'a private key'],
  [/\b(AKIA|ASIA)[A-Z2-7]{16}\b/, 'an access key of AWS'],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/, 'a JSON web token'],
  [/\b(ghp|gho|ghu|ghs|ghr)_\w{20,}|\bgithub_pat_\w{20,}/, 'a token of GitHub'],
  [/\bglpat-[\w-]{20,}/, 'a token of GitLab'],
  [/\bxox[abeprs]-[\w-]{10,}/, 'a token of Slack'],
  [/\b[sr]k_live_\w{10,}/, 'a key of Stripe'],
  [/\bAIza[\w-]{35}\b/, 'a key of Google'],
  [/:\/\/[^/\s:@]*:[^/\s@]+@/, 'an address with a password in it'],
  // The ARN of a secret has `:secret:` in it.
  [/(?<![:\w])(password|passwd|pwd|secret|token|api[_-]?key)["']?\s*[:=]\s*["']?[^\s"',;{}$]{6,}/i, 'a setting with a secret in it'],
];

/** A text that is no value, as a message shows it. */
export function shown(text: string): string {
  return secretForm(text) === undefined ? show(text) : 'something that looks like a secret, and is not shown here,';
}

const LEAST_LENGTH = 20;
const LEAST_BITS = 4;
const LEAST_HEX_LENGTH = 32;
const COMMIT_LENGTH = 40;

/** What a value looks like, in words; undefined for one that looks like no secret. */
export function secretForm(text: string): string | undefined {
  const form = FORMS.find(([pattern]) => pattern.test(text))?.[1];
  if (form !== undefined) return form;
  return looksRandom(text) ? 'random characters, as keys and tokens have' : undefined;
}

// Whole values alone: a text with spaces, an ARN or an address has long words of its own.
function looksRandom(text: string): boolean {
  if (!/^[\w+/=.~-]+$/.test(text) || text.length < LEAST_LENGTH) return false;
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return false;
  if (/^[\da-f]+$/i.test(text)) return text.length >= LEAST_HEX_LENGTH && text.length !== COMMIT_LENGTH && /\d/.test(text) && /[a-f]/i.test(text);
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && bitsPerCharacter(text) >= LEAST_BITS;
}

function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].map(count => count / text.length).reduce((sum, share) => sum - share * Math.log2(share), 0);
}
