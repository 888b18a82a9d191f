// The page that lists every rule, from the catalogue.

import type { Chapter } from '../src/multi-region-dr/catalogue';
import { Severity } from '../src/plan/problem';
import type { RuleFacts } from '../src/plan/rule';

/** The text of docs/rules.md. */
export function rulesPage(chapters: Chapter[]): string {
  const rules = chapters.flatMap(chapter => chapter.rules);
  const count = (severity: Severity) => rules.filter(rule => rule.severity === severity).length;
  return [
    '# Rules',
    '',
    '<!-- Written by `npm run write:rules` from the rules themselves. -->',
    '',
    `What a declaration must keep to: ${rules.length} rules. A construct that breaks one is refused with one error, which tells of all problems at once, each with its place,`,
    'what was given, what is needed and how to mend it. Nothing is left in the tree of constructs. `MultiRegionDr.check(props)` gives the same problems as data.',
    '',
    `- **${Severity.IMPOSSIBLE}** (${count(Severity.IMPOSSIBLE)}): there is no valid result. Always refused.`,
    `- **${Severity.UNSAFE}** (${count(Severity.UNSAFE)}): there is a result, and it is likely to fail its users. Refused unless accepted.`,
    `- **${Severity.RISK}** (${count(Severity.RISK)}): a warning, in the annotations of the construct and on stderr. \`failOnRisks: true\` refuses it. Silent when accepted.`,
    `  ${rules.filter(rule => rule.notice).map(rule => rule.code).join(', ')} stay warnings with \`failOnRisks\`: the environment of the process causes them, for a bootstrap or in an emergency.`,
    '',
    '## Accepting a risk',
    '',
    'What is UNSAFE or a RISK can be accepted, by code and with a reason, for the whole service:',
    '',
    '```ts',
    "acceptedRisks: { DR221: 'a customer has at most some hundred orders' },",
    '```',
    '',
    'An accepted problem stays in `problems`, with its reason in `acceptedBecause`. A reason must not be empty (DR006). `MultiRegionDr` refuses a code that no rule has, or whose',
    'rule is IMPOSSIBLE (DR005), so that a slip of the pen accepts nothing. A code keeps its meaning for good and is never used again.',
    ...chapters.flatMap(section),
    '',
  ].join('\n');
}

function section({ folder, firstCode, lastCode, rules }: Chapter): string[] {
  return [
    '',
    `## ${folder}`,
    '',
    `${codeOf(firstCode)} to ${codeOf(lastCode)}, in [src/${folder}](../src/${folder}).`,
    '',
    '| code | severity | what is refused | source |',
    '| --- | --- | --- | --- |',
    ...rules.map(row),
  ];
}

function row({ code, severity, title, source }: RuleFacts): string {
  return `| ${code} | ${severity} | ${title.replace(/\|/g, '\\|')} | ${link(source)} |`;
}

function codeOf(number: number): string {
  return `DR${String(number).padStart(3, '0')}`;
}

// Sources are URLs, files of the repository, or words.
function link(source: string): string {
  if (/^https:\/\/\S+$/.test(source)) return `[${new URL(source).host}](${source})`;
  if (/^docs\/\S+\.md(#\S+)?$/.test(source)) return `[${source.slice('docs/'.length)}](${source.slice('docs/'.length)})`;
  if (/^\S+\.md(#\S+)?$/.test(source)) return `[${source}](../${source})`;
  return source;
}
