// What Terraform makes: how many of each type, by scope and region.

import { html, Markup } from './markup';
import { Cell, cell, table } from './page-table';
import type { Report, ResourceCount } from './report';
import { counted } from '../plan/report';

export function resourcesSection({ resources }: Report): Markup {
  if (resources.length === 0) {
    return html`<p class="none">Terraform makes nothing.</p>
`;
  }
  const places = distinct(resources.map(placeOf));
  const types = distinct(resources.map(({ resourceType }) => resourceType));
  const sum = (of: (one: ResourceCount) => boolean) => resources.filter(of).reduce((total, { count }) => total + count, 0);
  const number = (count: number): Cell => ({ content: count, empty: count === 0 });
  return html`<p>${counted(sum(() => true), 'resource')} of ${counted(types.length, 'type')}. Foundation and Routing are in no single region; the region is the one through which they are made.</p>
${table({
  caption: 'Resources of each type by scope and region',
  classes: 'wide titled tiles resources',
  columns: ['Type', ...places, 'All'],
  numbers: [...places, 'All'],
  groups: [{
    rows: types.map(type => [
      cell(html`<code>${type}</code>`),
      ...places.map(place => number(sum(one => one.resourceType === type && placeOf(one) === place))),
      number(sum(one => one.resourceType === type)),
    ]),
  }],
  totals: [[cell('All types'), ...places.map(place => number(sum(one => placeOf(one) === place))), number(sum(() => true))]],
})}`;
}

function placeOf({ scope, region }: ResourceCount): string {
  return `${scope}, ${region}`;
}

function distinct(names: string[]): string[] {
  return [...new Set(names)];
}
