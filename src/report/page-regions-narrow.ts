// The regions for narrow screens: one capability below the other, and in each the standby below the primary.

import { html, Markup } from './markup';
import { arrow, described, drawBox, headsOf, planBox, usersOf } from './page-regions';
import { lineHeight, linesOf, textLines } from './page-svg';
import { plain } from './page-text';
import type { ArchitectureRow, Report, SiteBox } from './report';

const [WIDTH, TAG_SIZE, PATH_SIZE, WHAT_SIZE, FLOW_SIZE] = [340, 12, 12, 14, 12.5];

/** Markup with its lower edge. */
interface Drawn {
  readonly markup: Markup;
  readonly bottom: number;
}

export function narrowRegions(report: Report): Markup {
  const { primaryRegion, standbyRegion } = report.service;
  const tags = { primary: `Primary, ${primaryRegion}`, standby: `Standby, ${standbyRegion}` };
  const start = users(report, tags);
  const rows = report.architecture.reduce<Drawn[]>((done, row) => [...done, drawRow(row, tags, (done[done.length - 1] ?? start).bottom + 22)], []);
  const all = [start, ...rows];
  return html`<svg class="narrow" viewBox="0 0 ${WIDTH} ${all[all.length - 1].bottom + 2}" role="img" aria-labelledby="regions-narrow-title regions-narrow-described">
<title id="regions-narrow-title">Both regions, and what goes between them</title>
<desc id="regions-narrow-described">${described(report)}</desc>
${all.map(({ markup }) => markup)}</svg>
`;
}

function users(report: Report, tags: { primary: string; standby: string }): Drawn {
  const { what, toPrimary, toStandby, bothNow } = usersOf(report);
  const lines = linesOf(what, WIDTH - 24, 12.5);
  const [below, half] = [28 + lines.length * lineHeight(12.5) + 8, WIDTH / 2 - 4];
  const top = below + 36;
  const names = { primary: linesOf(tags.primary, half - 20, TAG_SIZE, 'bold'), standby: linesOf(tags.standby, half - 20, TAG_SIZE, 'bold') };
  const height = Math.max(names.primary.length, names.standby.length) * lineHeight(TAG_SIZE) + 12;
  const region = (kind: 'primary' | 'standby', x: number, words: string, classes: string) => html`${
    arrow({ x: x + 24, y: below }, { x: x + 24, y: top }, { heads: ['to'], classes })}${textLines([words], { x: x + 36, y: below + 9, size: 12 })}<rect class="region ${kind}" x="${x}" y="${top}" width="${half}" height="${height}" rx="6"/>
${textLines(names[kind], { x: x + 10, y: top + 6, size: TAG_SIZE, classes: 'strong' })}`;
  return {
    bottom: top + height,
    markup: html`<g class="box"><rect class="site" x="1" y="1" width="${WIDTH - 2}" height="${below - 1}" rx="4"/>
${textLines(['Users'], { x: WIDTH / 2, y: 6, size: 14, classes: 'strong', anchor: 'middle' })}${
  textLines(lines, { x: WIDTH / 2, y: 26, size: 12.5, classes: 'muted', anchor: 'middle' })}</g>
${region('primary', 1, toPrimary, '')}${region('standby', WIDTH - half - 1, toStandby, bothNow ? '' : 'later')}`,
  };
}

function drawRow({ path, what, primary, standby, flow }: ArchitectureRow, tags: { primary: string; standby: string }, y: number): Drawn {
  const [whatLines, pathLines] = [linesOf(plain(what), WIDTH, WHAT_SIZE, 'bold'), linesOf(path, WIDTH, PATH_SIZE, 'mono')];
  const pathY = y + whatLines.length * lineHeight(WHAT_SIZE);
  const first = drawSite(primary, tags.primary, 'primary', pathY + pathLines.length * lineHeight(PATH_SIZE) + 6);
  const flowLines = flow === undefined ? [] : linesOf(plain(flow.what), WIDTH - 44, FLOW_SIZE);
  const gap = flow === undefined ? 8 : Math.max(36, flowLines.length * lineHeight(FLOW_SIZE) + 14);
  const second = drawSite(standby, tags.standby, 'standby', first.bottom + gap);
  return {
    bottom: second.bottom,
    markup: html`${textLines(whatLines, { x: 0, y, size: WHAT_SIZE, classes: 'strong' })}${textLines(pathLines, { x: 0, y: pathY, size: PATH_SIZE, classes: 'mono muted' })}${
      first.markup}${flow && arrow({ x: 20, y: first.bottom }, { x: 20, y: first.bottom + gap }, { heads: headsOf(flow.direction) })}${
      textLines(flowLines, { x: 38, y: first.bottom + 7, size: FLOW_SIZE })}${second.markup}`,
  };
}

function drawSite(site: SiteBox | undefined, tag: string, kind: string, y: number): Drawn {
  const tagLines = linesOf(tag, WIDTH - 32, TAG_SIZE, 'bold');
  const tagHeight = tagLines.length * lineHeight(TAG_SIZE) + 10;
  const box = planBox(site, WIDTH - 16);
  const height = tagHeight + box.height + 8;
  return {
    bottom: y + height,
    markup: html`<rect class="region ${kind}" x="1" y="${y}" width="${WIDTH - 2}" height="${height}" rx="6"/>
${textLines(tagLines, { x: 10, y: y + 5, size: TAG_SIZE, classes: 'strong' })}${drawBox(box, { x: 8, y: y + tagHeight, width: WIDTH - 16 })}`,
  };
}
