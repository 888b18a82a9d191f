// Both regions and what goes between them: a drawing for wide screens, one for narrow ones, and the same as a table.

import { html, Markup } from './markup';
import { narrowRegions } from './page-regions-narrow';
import { wideRegions } from './page-regions-wide';
import { Cell, cell, table } from './page-table';
import { prose } from './page-text';
import { ArchitectureRow, Flow, FlowDirection, Report, SiteBox } from './report';

export function drawingSection(report: Report): Markup {
  if (report.architecture.length === 0) {
    return html`<p class="none">The declaration has no section that makes anything in the regions, so there is nothing to draw.</p>
`;
  }
  const { primaryRegion, standbyRegion } = report.service;
  return html`<p>What each region has of every capability, and what goes between them while both are well. Roles are the initial ones: after a failover the standby writes.</p>
<figure>
${wideRegions(report)}${narrowRegions(report)}</figure>
<details>
<summary>The same as a table</summary>
${table({
  caption: 'What each region has, and what goes between them',
  classes: 'titled',
  columns: ['Capability', `Primary, ${primaryRegion}`, `Standby, ${standbyRegion}`, 'Between them'],
  groups: [{ rows: report.architecture.map(row) }],
})}</details>
`;
}

function row({ path, what, primary, standby, flow }: ArchitectureRow): Cell[] {
  return [cell(html`${prose(what)} <code>${path}</code>`), site(primary), site(standby), cell(flowInWords(flow))];
}

function site(box: SiteBox | undefined): Cell {
  return box === undefined ? cell('nothing') : cell(html`<code>${box.name}</code>${box.details.map(detail => html`<br>${prose(detail)}`)}`);
}

const DIRECTIONS: Record<FlowDirection, string> = {
  [FlowDirection.TO_STANDBY]: 'to the standby',
  [FlowDirection.TO_PRIMARY]: 'to the primary',
  [FlowDirection.BOTH_WAYS]: 'both ways',
};

function flowInWords(flow: Flow | undefined): Markup {
  return flow === undefined ? html`nothing` : html`${prose(flow.what)}, ${DIRECTIONS[flow.direction] ?? flow.direction}`;
}
