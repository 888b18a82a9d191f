// Patterns of paths: `*` any part of a name, `**` any folders, `?` one character.

/** What is wrong with a pattern, if anything. */
export function patternFault(pattern: unknown): string | undefined {
  if (typeof pattern !== 'string' || pattern === '') return 'a pattern of at least one character needed';
  if (/[\\[\]{}!]/.test(pattern)) return 'only *, ** and ? have a meaning, and none of \\ [ ] { } ! is known';
  const parts = pattern.split('/');
  if (parts.some(part => ['', '.', '..'].includes(part))) return "a path below the folder needed, without '/' at its ends, '//', '.' and '..'";
  if (parts.some(part => part !== '**' && part.includes('**'))) return "'**' needed between slashes";
  return undefined;
}

/** Tells whether one of the patterns matches a path below the folder, whose names are separated by '/'. */
export function matcher(patterns: string[]): (name: string) => boolean {
  const expressions = patterns.map(expressionOf);
  return name => expressions.some(expression => expression.test(name));
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.normalize('NFC').split('/').filter((part, index, all) => part !== '**' || all[index - 1] !== '**');
  const text = parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    if (part !== '**') return isLast ? ofName(part) : `${ofName(part)}/`;
    return isLast ? '.*' : '(?:.*/)?';
  }).join('');
  return new RegExp(`^${text}$`, 'su');
}

function ofName(part: string): string {
  return part.replace(/[.+^$()|]/g, '\\$&').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]');
}
