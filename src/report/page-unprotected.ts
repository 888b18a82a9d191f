// What is lost, or stops, whatever the service does.

import { each, html, Markup } from './markup';
import { sentence } from './page-text';
import type { Report } from './report';

export function unprotectedSection({ unprotected }: Report): Markup {
  if (unprotected.length === 0) {
    return html`<p class="none">Nothing that the declaration knows of is left unprotected.</p>
`;
  }
  return html`<p>Lost, or stopped, with the region, whatever the service does.</p>
<ul class="problems">
${each(unprotected, ({ path, what, mend }) => html`<li>
<p class="problem-head"><code>${path}</code></p>
<p>${sentence(what)}</p>
${mend === undefined ? undefined : html`<dl>
<div><dt>What could be done</dt><dd>${sentence(mend)}</dd></div>
</dl>
`}</li>
`)}</ul>
`;
}
