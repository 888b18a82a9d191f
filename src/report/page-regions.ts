// What both drawings of the regions share: boxes, arrows, and how users come to a region.

import { html, Markup } from './markup';
import { lineHeight, linesOf, textLines } from './page-svg';
import { plain } from './page-text';
import { FlowDirection, Report, SiteBox } from './report';
import { Strategy } from '../plan/strategy';

export const [NAME_SIZE, DETAIL_SIZE, PADDING] = [12, 12.5, 10];
const MOST_DETAILS = 8;

/** A box as its lines, and how high it is. */
export interface BoxPlan {
  readonly nameLines: string[];
  readonly detailLines: string[];
  readonly height: number;
  readonly missing: boolean;
}

export function planBox(box: SiteBox | undefined, width: number): BoxPlan {
  const inside = width - 2 * PADDING;
  const nameLines = box === undefined ? [] : linesOf(plain(box.name), inside, NAME_SIZE, 'mono');
  const details = box === undefined ? ['nothing here'] : drawn(box.details);
  const detailLines = details.flatMap(detail => linesOf(plain(detail), inside, DETAIL_SIZE));
  const height = nameLines.length * lineHeight(NAME_SIZE) + detailLines.length * lineHeight(DETAIL_SIZE) + 2 * PADDING;
  return { nameLines, detailLines, height, missing: box === undefined };
}

// Some have dozens; the table has them all.
function drawn(details: string[]): string[] {
  return details.length <= MOST_DETAILS ? details : [...details.slice(0, MOST_DETAILS - 1), `and ${details.length - MOST_DETAILS + 1} more, in the table below`];
}

export function drawBox(plan: BoxPlan, { x, y, width, height = plan.height }: { x: number; y: number; width: number; height?: number }): Markup {
  const below = y + PADDING + plan.nameLines.length * lineHeight(NAME_SIZE);
  return html`<g class="box"><rect class="${plan.missing ? 'site missing' : 'site'}" x="${x}" y="${y}" width="${width}" height="${height}" rx="4"/>
${textLines(plan.nameLines, { x: x + PADDING, y: y + PADDING, size: NAME_SIZE, classes: 'mono' })}${
  textLines(plan.detailLines, { x: x + PADDING, y: below, size: DETAIL_SIZE, classes: 'muted' })}</g>
`;
}

/** A line with heads where something arrives. */
export function arrow(from: Point, to: Point, { heads, classes = '' }: { heads: ('from' | 'to')[]; classes?: string }): Markup {
  return html`<line class="arrow ${classes}" x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}"/>
${heads.includes('to') ? head(from, to) : undefined}${heads.includes('from') ? head(to, from) : undefined}`;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

// Lines are level or upright.
function head(from: Point, { x, y }: Point): Markup {
  const [along, across] = [7, 4.5];
  const [dx, dy] = [Math.sign(x - from.x), Math.sign(y - from.y)];
  const base = { x: x - dx * along, y: y - dy * along };
  return html`<polygon class="arrow-head" points="${x},${y} ${base.x + dy * across},${base.y + dx * across} ${base.x - dy * across},${base.y - dx * across}"/>
`;
}

/** At which end of a line from the primary to the standby something arrives. */
export function headsOf(direction: FlowDirection): ('from' | 'to')[] {
  if (direction === FlowDirection.BOTH_WAYS) return ['from', 'to'];
  return direction === FlowDirection.TO_PRIMARY ? ['from'] : ['to'];
}

/** How users come to the regions, in words. */
export function usersOf({ service, architecture }: Report): { what: string; toPrimary: string; toStandby: string; bothNow: boolean } {
  const dns = architecture.find(({ path }) => /^dns\b/.test(path));
  const bothNow = service.strategy === Strategy.ACTIVE_ACTIVE;
  return {
    what: dns === undefined ? 'no host name is declared' : plain(dns.what),
    toPrimary: 'now',
    toStandby: bothNow ? 'now' : 'after a failover',
    bothNow,
  };
}

/** The drawing in sentences, for who can't see it; the table has all of it. */
export function described({ service, architecture }: Report): string {
  const rows = architecture.map(({ what, primary, standby, flow }) => {
    const where = primary === undefined ? 'in the standby alone' : standby === undefined ? 'in the primary alone' : 'in both regions';
    return `${plain(what)} ${primary === undefined && standby === undefined ? 'in no region' : where}${flow === undefined ? '' : `: ${plain(flow.what)}`}.`;
  });
  return [`Primary ${service.primaryRegion}, standby ${service.standbyRegion}.`, ...rows, 'The table below has the same.'].join(' ');
}
