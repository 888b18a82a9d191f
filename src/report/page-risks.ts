// Rules that are broken: accepted with a reason, or open.

import { each, html, Markup } from './markup';
import { sentence, SEVERITY_IN_WORDS, source } from './page-text';
import type { AcceptedRisk, Report, ReportedProblem } from './report';

export function risksSection({ acceptedRisks, openRisks }: Report): Markup {
  return html`<h3>Accepted</h3>
${acceptedRisks.length === 0 ? html`<p class="none">No risk is accepted.</p>
` : problems(acceptedRisks)}<h3>Open</h3>
${openRisks.length === 0 ? html`<p class="none">No warning is open.</p>
` : problems(openRisks)}`;
}

/** Problems one below the other. */
export function problems(all: (ReportedProblem | AcceptedRisk)[]): Markup {
  return html`<ul class="problems">
${each(all, problem => html`<li>
<p class="problem-head"><strong>${problem.code}</strong> <span class="tag">${SEVERITY_IN_WORDS[problem.severity] ?? problem.severity}</span> <code>${problem.path}</code></p>
<p>${sentence(problem.message)}</p>
<dl>
${'acceptedBecause' in problem ? html`<div><dt>Accepted because</dt><dd>${sentence(problem.acceptedBecause)}</dd></div>
` : undefined}<div><dt>To mend it</dt><dd>${sentence(problem.mend)}</dd></div>
<div><dt>Source</dt><dd>${source(problem.source)}</dd></div>
</dl>
</li>
`)}</ul>
`;
}
