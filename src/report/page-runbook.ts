// The runbook: each procedure a section with an address of its own, steps with numbers, commands that can be copied whole.

import { each, html, Markup } from './markup';
import { sentence } from './page-text';
import type { Procedure, Report, Runbook, RunbookStep } from './report';

/** A procedure with the address of its section. */
export interface ProcedureSection extends Procedure {
  readonly anchor: string;
}

/** The procedures with their addresses: by their kind, and numbered where there are several of one. */
export function sectionsOf({ procedures }: Runbook): ProcedureSection[] {
  return procedures.map((procedure, index) => {
    const before = procedures.slice(0, index).filter(({ kind }) => kind === procedure.kind).length;
    return { ...procedure, anchor: `runbook-${procedure.kind.toLowerCase()}${before === 0 ? '' : `-${before + 1}`}` };
  });
}

export function runbookSection({ runbook }: Report): Markup {
  const procedures = sectionsOf(runbook);
  return html`${paragraphs(runbook.introduction)}${procedures.length === 0 ? html`<p class="none">There is no procedure.</p>
` : each(procedures, ({ anchor, title, introduction, steps }) => html`<section class="procedure" id="${anchor}" aria-labelledby="${anchor}-heading">
<h3 id="${anchor}-heading">${title}</h3>
${paragraphs(introduction)}${steps.length === 0 ? html`<p class="none">There is nothing to do.</p>
` : html`<ol class="steps">
${each(steps, step)}</ol>
`}</section>
`)}`;
}

function step({ text, commands, answer }: RunbookStep): Markup {
  return html`<li>
<p>${sentence(text)}</p>
${each(commands, command => html`<pre><code>${command}</code></pre>
`)}${answer === undefined ? undefined : html`<p class="answer"><strong>Answer:</strong> ${sentence(answer)}</p>
`}</li>
`;
}

function paragraphs(texts: string[]): Markup {
  return each(texts, text => html`<p>${sentence(text)}</p>
`);
}
