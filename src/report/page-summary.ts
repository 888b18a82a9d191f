// The head of the page: which service, where, and whether it is planned to come back in time.

import { html, Markup } from './markup';
import { duration, planned, sentence, STRATEGY_IN_WORDS } from './page-text';
import type { Report } from './report';
import { EstimateBasis } from '../plan/estimate';
import { counted } from '../plan/report';

export function summary({ service, objectives, estimate }: Report): Markup {
  const { rtoMinutes, rpoSeconds, decisionMinutes, meetsRto, meetsRpo } = objectives;
  return html`<header>
<p class="eyebrow">Multi-region recovery report</p>
<h1>${service.serviceName} <span class="environment">${service.environment}</span></h1>
<dl class="facts">
<div><dt>Strategy</dt><dd>${STRATEGY_IN_WORDS[service.strategy] ?? service.strategy}</dd></div>
<div><dt>Primary region</dt><dd>${service.primaryRegion}</dd></div>
<div><dt>Standby region</dt><dd>${service.standbyRegion}</dd></div>
<div><dt>Account</dt><dd>${service.account ?? 'not known here'}</dd></div>
<div><dt>${service.stacks.length === 1 ? 'Stack' : 'Stacks'}</dt><dd>${service.stacks.length === 0 ? 'none' : service.stacks.join(', ')}</dd></div>
</dl>
<div class="verdicts">
${verdict('Recovery time', 'Until users are served again', planned(estimate.rtoTotal), duration(rtoMinutes * 60), meetsRto)}${
  verdict('Data loss', 'Of the worst store, when the region is lost', planned(estimate.rpo), duration(rpoSeconds), estimate.rpo === undefined ? undefined : meetsRpo)
}</div>
<p class="verdict-words">${rtoInWords(planned(estimate.rtoTotal), duration(rtoMinutes * 60), meetsRto)} ${
  rpoInWords(estimate.rpo && duration(estimate.rpo.plannedSeconds), duration(rpoSeconds), meetsRpo)} The decision to fail over is given ${duration(decisionMinutes * 60)}.</p>
<p class="disclaimer"><strong>${sentence(estimate.disclaimer)}</strong> ${measured(estimate.terms.map(({ basis }) => basis))}</p>
</header>
`;
}

function verdict(heading: string, explained: string, figure: string, objective: string, met: boolean | undefined): Markup {
  const [mark, words, kind] = met === undefined ? ['?', 'not known', 'unknown'] : met ? ['✓', 'met', 'met'] : ['✗', 'not met', 'missed'];
  return html`<div class="verdict ${kind}">
<h2>${heading}</h2>
<p class="explained">${explained}</p>
<p class="figure">${figure}</p>
<p class="objective"><span class="mark" aria-hidden="true">${mark}</span> Objective ${objective}: ${words}</p>
</div>
`;
}

function rtoInWords(figure: string, objective: string, met: boolean): string {
  return `Planned to serve users again ${figure} after the loss of the region, which ${met ? 'is within' : 'misses'} the objective of ${objective}.`;
}

function rpoInWords(figure: string | undefined, objective: string, met: boolean | undefined): string {
  if (figure === undefined || met === undefined) return `What is lost is not known, so it can't be held against the objective of ${objective}.`;
  return `Planned to lose the writes of ${figure}, which ${met ? 'is within' : 'misses'} the objective of ${objective}.`;
}

function measured(bases: EstimateBasis[]): string {
  if (bases.length === 0) return 'It has no terms.';
  const count = (basis: EstimateBasis) => bases.filter(one => one === basis).length;
  const [drilled, assumed] = [count(EstimateBasis.MEASUREMENT), count(EstimateBasis.ASSUMPTION)];
  return `Of ${counted(bases.length, 'term')}, ${drilled} ${drilled === 1 ? 'was' : 'were'} measured and ${assumed} ${assumed === 1 ? 'is an assumption' : 'are assumptions'} of yours.`;
}
