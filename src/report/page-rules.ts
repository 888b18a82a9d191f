// Every rule that a service can break, by chapter, and what became of it.

import { each, html, Markup } from './markup';
import { cell, table } from './page-table';
import { prose, SEVERITY_IN_WORDS, source } from './page-text';
import { Report, ReportedRule, RuleOutcome } from './report';
import { counted } from '../plan/report';

const OUTCOMES: [outcome: RuleOutcome, inWords: string][] = [
  [RuleOutcome.KEPT, 'kept'],
  [RuleOutcome.ACCEPTED, 'broken, accepted'],
  [RuleOutcome.OPEN, 'broken, open'],
  [RuleOutcome.LATER, 'looked at later'],
  [RuleOutcome.NOT_ASKED, 'not asked'],
];

export function rulesSection({ rules }: Report): Markup {
  if (rules.length === 0) {
    return html`<p class="none">No rule was looked at.</p>
`;
  }
  const chapters = [...new Set(rules.map(({ chapter }) => chapter))];
  return html`<p>${counted(rules.length, 'rule')}: ${outcomesOf(rules)}. A rule is not asked where the declaration has no section that it is about, and
looked at later when the app is synthesized or Terraform plans.</p>
${each(chapters, chapter => rulesOf(chapter, rules.filter(rule => rule.chapter === chapter)))}`;
}

function rulesOf(chapter: string, rules: ReportedRule[]): Markup {
  return html`<details>
<summary><code>${chapter}</code>: ${counted(rules.length, 'rule')}; ${outcomesOf(rules)}</summary>
${table({
  caption: html`Rules of <code>${chapter}</code>`,
  classes: 'titled rules',
  columns: ['Code', 'Severity', 'What is refused', 'Outcome', 'Source'],
  groups: [{
    rows: rules.map(rule => [
      cell(rule.code), cell(SEVERITY_IN_WORDS[rule.severity] ?? rule.severity), cell(prose(rule.title)),
      cell(outcomeOf(rule.outcome)), cell(source(rule.source)),
    ]),
  }],
})}</details>
`;
}

function outcomeOf(outcome: RuleOutcome): Markup {
  const words = OUTCOMES.find(([one]) => one === outcome)?.[1] ?? outcome;
  return outcome === RuleOutcome.ACCEPTED || outcome === RuleOutcome.OPEN ? html`<strong>${words}</strong>` : html`${words}`;
}

function outcomesOf(rules: ReportedRule[]): string {
  return OUTCOMES
    .map(([outcome, words]) => [rules.filter(rule => rule.outcome === outcome).length, words] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join('; ');
}
