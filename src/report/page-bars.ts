// The recovery budget as bars: best, planned and pessimistic, each of four parts, against a line for the objective. Parts are told apart by a number too.

import { each, html, Markup } from './markup';
import { linesOf, rounded, textLines, widthOf } from './page-svg';
import type { Report, ReportedTime } from './report';
import { inWords } from '../plan/duration';

/** The parts of the recovery time, one after the other. */
export const BUDGET_PARTS: { part: 'detect' | 'decide' | 'execute' | 'validate'; heading: string; explained: string }[] = [
  { part: 'detect', heading: 'Detect', explained: 'until somebody, or something, knows' },
  { part: 'decide', heading: 'Decide', explained: 'until somebody has decided' },
  { part: 'execute', heading: 'Execute', explained: 'until users reach a standby that writes' },
  { part: 'validate', heading: 'Validate', explained: 'until it is known that the service works' },
];

const BARS: { heading: string; of: keyof ReportedTime }[] = [
  { heading: 'Best', of: 'bestSeconds' },
  { heading: 'Planned', of: 'plannedSeconds' },
  { heading: 'Pessimistic', of: 'pessimisticSeconds' },
];

const [TOP, ROW, BAR, LABEL, EDGE] = [30, 60, 28, 20, 8];

/** How wide the drawing is, and by which name the style sheet shows or hides it. */
export interface DrawingSize {
  readonly width: number;
  readonly name: 'wide' | 'narrow';
}

export function bars({ estimate, objectives }: Report, { width, name }: DrawingSize): Markup {
  const objective = objectives.rtoMinutes * 60;
  const longest = Math.max(1, objective, ...BARS.map(({ of }) => estimate.rtoTotal[of]));
  const at = (seconds: number) => rounded(EDGE + (width - 2 * EDGE) * seconds / (longest * 1.03));
  const bottom = TOP + BARS.length * ROW;
  const described = BARS.map(({ heading, of }) => `${heading}: ${inWords(estimate.rtoTotal[of])} (${
    BUDGET_PARTS.map(({ part, heading: called }) => `${called.toLowerCase()} ${inWords(estimate[part][of])}`).join(', ')}).`).join(' ');
  const label = `Objective ${inWords(objective)}`;
  const atEnd = at(objective) + widthOf(label, 13, 'bold') + 6 > width;
  return html`<svg class="${name}" viewBox="0 0 ${width} ${bottom + 30}" role="img" aria-labelledby="bars-${name}-title bars-${name}-described">
<title id="bars-${name}-title">The recovery budget against the objective of ${inWords(objective)}</title>
<desc id="bars-${name}-described">${described}</desc>
${ticks(longest, width < 500 ? 3 : 6).map(seconds => html`<line class="tick" x1="${at(seconds)}" x2="${at(seconds)}" y1="${TOP}" y2="${bottom}"/>
${textLines([inWords(seconds)], { x: at(seconds), y: bottom + 4, size: 12, classes: 'muted', anchor: seconds === 0 ? 'start' : at(seconds) > width - 40 ? 'end' : 'middle' })}`)}${
  each(BARS, ({ of }, index) => segments(of, ({ part, start, end }) => html`<rect class="${part}" x="${start}" y="${TOP + index * ROW + LABEL}" width="${rounded(end - start)}" height="${BAR}"/>
`))}<line class="objective-line" x1="${at(objective)}" x2="${at(objective)}" y1="${TOP - 8}" y2="${bottom}"/>
${each(BARS, ({ heading, of }, index) => words(heading, of, TOP + index * ROW))}${textLines(linesOf(label, width, 13, 'bold'), { x: at(objective) + (atEnd ? -6 : 6), y: 4, size: 13, classes: 'strong', anchor: atEnd ? 'end' : 'start' })}</svg>
`;

  // Words are drawn last, over the line of the objective.
  function words(heading: string, of: keyof ReportedTime, y: number): Markup {
    const [aboveBar, size, strong] = [`${heading}: ${inWords(estimate.rtoTotal[of])}`, 14, of === 'plannedSeconds'];
    // No line shows between the words.
    const behind = html`<rect class="behind" x="${EDGE}" y="${y}" width="${rounded(widthOf(aboveBar, size, strong ? 'bold' : 'plain') + 2)}" height="${LABEL}"/>
`;
    return html`${behind}${textLines([aboveBar], { x: EDGE, y, size, classes: strong ? 'strong' : '' })}${segments(of, ({ part, number, called, start, end }) => {
      const fitting = [`${number} ${called}`, String(number)].find(text => widthOf(text, 13) + 8 <= end - start);
      return fitting && textLines([fitting], { x: rounded((start + end) / 2), y: y + LABEL + 6, size: 13, classes: `on-part on-${part}`, anchor: 'middle' });
    })}`;
  }

  function segments(of: keyof ReportedTime, show: (segment: Segment) => Markup | string | undefined): Markup {
    return each(BUDGET_PARTS, ({ part, heading: called }, index) => {
      const before = BUDGET_PARTS.slice(0, index).reduce((sum, earlier) => sum + estimate[earlier.part][of], 0);
      const [start, end] = [at(before), at(before + estimate[part][of])];
      return end === start ? undefined : show({ part, number: index + 1, called, start, end });
    });
  }
}

/** A part of a bar, and where it is drawn. */
interface Segment {
  readonly part: string;
  readonly number: number;
  readonly called: string;
  readonly start: number;
  readonly end: number;
}

const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map(minutes => minutes * 60),
  ...[1, 2, 3, 6, 12].map(hours => hours * 3600),
  ...[1, 2, 5, 10].map(days => days * 86_400),
];

/** Round times from nothing to the longest, no more than so many steps. */
function ticks(longest: number, most: number): number[] {
  const step = STEPS.find(one => longest / one <= most) ?? longest / most;
  return Array.from({ length: Math.floor(longest / step) + 1 }, (_, index) => index * step);
}
