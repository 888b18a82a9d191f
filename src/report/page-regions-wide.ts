// The regions for wide screens and paper: a column each, a row for every capability, and between them what goes.

import { html, Markup } from './markup';
import { arrow, BoxPlan, described, drawBox, headsOf, planBox, usersOf } from './page-regions';
import { lineHeight, linesOf, textLines } from './page-svg';
import { plain } from './page-text';
import type { ArchitectureRow, Report } from './report';

const [WIDTH, COLUMN, INSET, GAP] = [800, 280, 12, 14];
const STANDBY = WIDTH - COLUMN;
const MIDDLE = { start: COLUMN - INSET, end: STANDBY + INSET, width: STANDBY - COLUMN - 16 };
const BOX_WIDTH = COLUMN - 2 * INSET;
const [PATH_SIZE, WHAT_SIZE, FLOW_SIZE] = [11.5, 13, 12];
const COLUMNS_TOP = 112;

interface RowPlan {
  readonly row: ArchitectureRow;
  readonly primary: BoxPlan;
  readonly standby: BoxPlan;
  readonly pathLines: string[];
  readonly whatLines: string[];
  readonly flowLines: string[];
  readonly height: number;
  readonly y: number;
}

export function wideRegions(report: Report): Markup {
  const { primaryRegion, standbyRegion } = report.service;
  const headLines = { primary: linesOf(`Primary, ${primaryRegion}`, BOX_WIDTH, 15, 'bold'), standby: linesOf(`Standby, ${standbyRegion}`, BOX_WIDTH, 15, 'bold') };
  const headHeight = Math.max(headLines.primary.length, headLines.standby.length) * lineHeight(15) + 22;
  const rows = report.architecture.reduce<RowPlan[]>((done, row) => {
    const last = done[done.length - 1];
    return [...done, planRow(row, last === undefined ? COLUMNS_TOP + headHeight : last.y + last.height + GAP)];
  }, []);
  const last = rows[rows.length - 1];
  const bottom = last.y + last.height + INSET;
  const column = (x: number, lines: string[], kind: string) => html`<rect class="region ${kind}" x="${x}" y="${COLUMNS_TOP}" width="${COLUMN}" height="${bottom - COLUMNS_TOP}" rx="6"/>
${textLines(lines, { x: x + INSET, y: COLUMNS_TOP + 11, size: 15, classes: 'strong' })}`;
  return html`<svg class="wide" viewBox="0 0 ${WIDTH} ${bottom + 2}" role="img" aria-labelledby="regions-wide-title regions-wide-described">
<title id="regions-wide-title">Both regions, and what goes between them</title>
<desc id="regions-wide-described">${described(report)}</desc>
${users(report)}${column(0, headLines.primary, 'primary')}${column(STANDBY, headLines.standby, 'standby')}${rows.map(drawRow)}</svg>
`;
}

function users(report: Report): Markup {
  const { what, toPrimary, toStandby, bothNow } = usersOf(report);
  const [left, width] = [170, WIDTH - 340];
  const [one, other] = [COLUMN / 2 + 60, WIDTH - COLUMN / 2 - 60];
  const lines = linesOf(what, width - 20, 12.5).slice(0, 2);
  return html`<g class="box"><rect class="site" x="${left}" y="1" width="${width}" height="58" rx="4"/>
${textLines(['Users'], { x: WIDTH / 2, y: 6, size: 14, classes: 'strong', anchor: 'middle' })}${
  textLines(lines, { x: WIDTH / 2, y: 24, size: 12.5, classes: 'muted', anchor: 'middle' })}</g>
${arrow({ x: one, y: 59 }, { x: one, y: COLUMNS_TOP }, { heads: ['to'] })}${textLines([toPrimary], { x: one + 8, y: 78, size: 12.5 })}${
  arrow({ x: other, y: 59 }, { x: other, y: COLUMNS_TOP }, { heads: ['to'], classes: bothNow ? '' : 'later' })}${textLines([toStandby], { x: other + 8, y: 78, size: 12.5 })}`;
}

function planRow(row: ArchitectureRow, y: number): RowPlan {
  const [primary, standby] = [planBox(row.primary, BOX_WIDTH), planBox(row.standby, BOX_WIDTH)];
  const pathLines = linesOf(row.path, MIDDLE.width, PATH_SIZE, 'mono');
  const whatLines = linesOf(plain(row.what), MIDDLE.width, WHAT_SIZE, 'bold');
  const flowLines = row.flow === undefined ? [] : linesOf(plain(row.flow.what), MIDDLE.width, FLOW_SIZE);
  const middle = pathLines.length * lineHeight(PATH_SIZE) + whatLines.length * lineHeight(WHAT_SIZE)
    + (row.flow === undefined ? 0 : 18 + flowLines.length * lineHeight(FLOW_SIZE));
  return { row, primary, standby, pathLines, whatLines, flowLines, y, height: Math.max(primary.height, standby.height, middle) };
}

function drawRow({ row, primary, standby, pathLines, whatLines, flowLines, height, y }: RowPlan): Markup {
  const x = WIDTH / 2;
  const whatY = y + pathLines.length * lineHeight(PATH_SIZE);
  const lineY = whatY + whatLines.length * lineHeight(WHAT_SIZE) + 10;
  return html`${drawBox(primary, { x: INSET, y, width: BOX_WIDTH, height })}${drawBox(standby, { x: STANDBY + INSET, y, width: BOX_WIDTH, height })}${
    textLines(pathLines, { x, y, size: PATH_SIZE, classes: 'mono muted', anchor: 'middle' })}${
    textLines(whatLines, { x, y: whatY, size: WHAT_SIZE, classes: 'strong', anchor: 'middle' })}${
    row.flow && arrow({ x: MIDDLE.start, y: lineY }, { x: MIDDLE.end, y: lineY }, { heads: headsOf(row.flow.direction) })}${
    textLines(flowLines, { x, y: lineY + 6, size: FLOW_SIZE, classes: 'muted', anchor: 'middle' })}`;
}
