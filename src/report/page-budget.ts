// The recovery budget: what the time until users are served again consists of, and what is lost, term by term.

import { each, html, Markup } from './markup';
import { bars, BUDGET_PARTS } from './page-bars';
import { Cell, cell, table } from './page-table';
import { addressesIn, duration, prose, sentence, source } from './page-text';
import type { Report, ReportedTerm, ReportedTime } from './report';
import { EstimateBasis, EstimatePhase } from '../plan/estimate';
import { counted } from '../plan/report';

const TIMES = ['Best', 'Planned', 'Pessimistic'];

/** Phases of the recovery time in their order, and what each is called as a group of terms. */
const PHASES: [phase: EstimatePhase, heading: string][] = [
  [EstimatePhase.DETECT, 'Detect: of several signals the soonest counts'],
  [EstimatePhase.DECIDE, 'Decide'],
  [EstimatePhase.FENCE, 'Execute: fence, until nothing writes in the lost region'],
  [EstimatePhase.RECOVER, 'Execute: recover, side by side; the longest counts'],
  [EstimatePhase.SHIFT, 'Execute: lead users and events over; the longest counts'],
  [EstimatePhase.VALIDATE, 'Validate'],
  [EstimatePhase.SWITCHOVER, 'A planned switchover, which is another call, and in no sum'],
];

const LOSSES: [phase: EstimatePhase, heading: string][] = [
  [EstimatePhase.LOSS, 'Lost with the region: of several stores the worst counts'],
  [EstimatePhase.LOSS_FROM_BACKUP, 'Lost when data is corrupted or held to ransom, which replicates: the age of the last backup'],
];

export function budgetSection(report: Report): Markup {
  const { estimate, objectives } = report;
  return html`<p>From the loss of the region until users are served again, and it is known that they are. The planned time is held against the objective.</p>
<figure>
${bars(report, { width: 720, name: 'wide' })}${bars(report, { width: 340, name: 'narrow' })}<figcaption>${dominating(estimate.terms)}</figcaption>
</figure>
<ul class="legend">
${each(BUDGET_PARTS, ({ part, heading, explained }, index) => html`<li><span class="swatch ${part}" aria-hidden="true">${index + 1}</span> <strong>${heading}</strong>: ${explained}</li>
`)}</ul>
<h3>The same in numbers</h3>
${table({
  caption: 'The recovery budget in numbers',
  columns: ['Part', ...TIMES],
  numbers: TIMES,
  classes: 'small titled',
  groups: [{ rows: BUDGET_PARTS.map(({ part, heading }) => [cell(heading), ...times(estimate[part])]) }],
  totals: [
    [cell('Total'), ...times(estimate.rtoTotal)],
    [cell('Objective'), { content: 'none', empty: true }, cell(duration(objectives.rtoMinutes * 60)), { content: 'none', empty: true }],
  ],
})}<h3>Every term of the time</h3>
${terms('Every term of the recovery time', estimate.terms, PHASES)}<h3>What is not counted</h3>
${estimate.notes.length === 0 ? html`<p class="none">There are no notes to the estimate.</p>
` : html`<ul>
${each(estimate.notes, note => html`<li>${sentence(note)}</li>
`)}</ul>
`}${sources(estimate.terms)}`;
}

// Whole, for who reads it on paper.
function sources(all: ReportedTerm[]): Markup | undefined {
  const addresses = addressesIn(all.map(term => term.source));
  return addresses.length === 0 ? undefined : html`<h3>Sources of the times</h3>
<ul>
${each(addresses, address => html`<li>${address}</li>
`)}</ul>
`;
}

export function lossSection({ estimate, objectives }: Report): Markup {
  const { rpo, rpoFromBackup } = estimate;
  const sums: Cell[][] = [
    [cell('With the region'), ...timesOrNot(rpo)],
    [cell('From backup'), ...timesOrNot(rpoFromBackup, 'no backups')],
  ];
  return html`<p>What is lost with the region is held against the objective of ${duration(objectives.rpoSeconds)}. Corrupted data replicates like any other, so the age of the last backup is told apart.</p>
${table({ caption: 'What is lost', classes: 'small titled', columns: ['Loss', ...TIMES], numbers: TIMES, groups: [{ rows: sums }] })}<h3>Every store</h3>
${terms('What is lost of each store', estimate.terms, LOSSES)}`;
}

function terms(caption: string, all: ReportedTerm[], phases: [phase: EstimatePhase, heading: string][]): Markup {
  const groups = phases
    .map(([phase, head]) => ({ head, rows: all.filter(term => term.phase === phase).map(termRow) }))
    .filter(({ rows }) => rows.length > 0);
  if (groups.length === 0) {
    return html`<p class="none">There are no such terms: nothing of it is declared.</p>
`;
  }
  return table({
    caption,
    classes: 'wide titled terms',
    columns: ['Term', ...TIMES, 'Counts', 'Comes from', 'What would lower it'],
    numbers: TIMES,
    groups,
  });
}

function termRow(term: ReportedTerm): Cell[] {
  return [
    cell(html`<code>${term.termName}</code> <span class="what">${prose(term.what)}</span>${term.inputs.length === 0 ? undefined : html`
<span class="inputs">From ${each(term.inputs, (input, index) => html`${index === 0 ? '' : '; '}${prose(input)}`)}</span>`}`),
    ...times(term.time),
    cell(term.counts ? html`<strong>yes</strong>` : 'no'),
    cell(html`${basis(term)} ${source(term.source)}`),
    term.lowers === undefined ? { content: 'nothing that is declared', empty: true } : cell(prose(term.lowers)),
  ];
}

function basis({ basis: from, inferred }: ReportedTerm): Markup | undefined {
  if (from === EstimateBasis.MEASUREMENT) return html`<span class="tag">measured</span>`;
  if (from === EstimateBasis.ASSUMPTION) return html`<span class="tag">your assumption</span>`;
  return inferred ? html`<span class="tag">inferred</span>` : undefined;
}

function times({ bestSeconds, plannedSeconds, pessimisticSeconds }: ReportedTime): Cell[] {
  return [cell(duration(bestSeconds)), cell(html`<strong>${duration(plannedSeconds)}</strong>`), cell(duration(pessimisticSeconds))];
}

function timesOrNot(time: ReportedTime | undefined, otherwise = 'not known'): Cell[] {
  return time === undefined ? [cell(otherwise), cell(otherwise), cell(otherwise)] : times(time);
}

const OF_THE_TOTAL = [
  EstimatePhase.DETECT, EstimatePhase.DECIDE, EstimatePhase.FENCE, EstimatePhase.RECOVER, EstimatePhase.SHIFT, EstimatePhase.VALIDATE,
];

/** The longest terms that count, in words. */
function dominating(all: ReportedTerm[]): Markup {
  const longest = all
    .filter(({ counts, phase, time }) => counts && OF_THE_TOTAL.includes(phase) && time.plannedSeconds > 0)
    .sort((one, other) => other.time.plannedSeconds - one.time.plannedSeconds)
    .slice(0, 3);
  if (longest.length === 0) return html`No term counts for the recovery time.`;
  return html`${longest.length === 1 ? 'The longest term that counts is ' : `The longest ${counted(longest.length, 'term')} that count are `}${
    each(longest, ({ termName, time }, index) => html`${index === 0 ? '' : index === longest.length - 1 ? ' and ' : ', '}<code>${termName}</code> (${duration(time.plannedSeconds)})`)}.`;
}
