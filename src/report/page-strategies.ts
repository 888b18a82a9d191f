// The service with each of the four strategies: how soon it is back, what it loses, and what runs in the standby meanwhile.

import { each, html, Markup } from './markup';
import { problems } from './page-risks';
import { Cell, cell, table } from './page-table';
import { planned, STRATEGY_IN_WORDS } from './page-text';
import type { Report, ReportedStrategy } from './report';
import { FootprintPlan, StandbyCost } from '../multi-region-dr/footprint';
import { counted } from '../plan/report';

const COSTS: Record<StandbyCost, string> = {
  COPIES: 'copies of backups alone',
  REPLICAS: 'replicas, by size and writes; nothing by the hour',
  REDUCED: 'by the hour, less than in the primary',
  FULL: 'by the hour, as much as in the primary',
};

const FACTS: [name: string, of: (one: ReportedStrategy) => string][] = [
  ['Recovery time, planned', ({ rtoTotal }) => planned(rtoTotal)],
  ['Data loss, planned', ({ rpo }) => planned(rpo)],
  ['Loss from backup, planned', ({ rpoFromBackup }) => planned(rpoFromBackup, 'no backups')],
  ['Meets the objectives', ({ meetsObjectives }) => (meetsObjectives ? 'yes' : 'no')],
  ['Refused by', ({ refusals }) => (refusals.length === 0 ? 'no rule' : [...new Set(refusals.map(({ code }) => code))].join(', '))],
  ['Paid for in the standby', ({ standby }) => COSTS[standby.cost]],
  ...counts([
    ['NAT gateways', 'natGateways'],
    ['Interface endpoints', 'interfaceEndpoints'],
    ['Database instances', 'databaseInstances'],
    ['Least capacity (ACU)', 'leastAcu'],
  ]),
  ['Database cluster', ({ standby }) => (standby.databaseMember ? 'yes' : 'no')],
  ...counts([['Table replicas', 'tableReplicas'], ['Functions', 'functions']]),
  ['Copies of backups', ({ standby }) => (standby.backupCopies ? 'yes' : 'no')],
];

type Count = { [K in keyof FootprintPlan]: FootprintPlan[K] extends number ? K : never }[keyof FootprintPlan];

function counts(facts: [name: string, count: Count][]): [string, (one: ReportedStrategy) => string][] {
  return facts.map(([name, count]) => [name, ({ standby }) => String(standby[count])]);
}

export function strategiesSection({ strategies }: Report): Markup {
  if (strategies.length === 0) {
    return html`<p class="none">The strategies were not compared.</p>
`;
  }
  const refused = strategies.filter(({ refusals }) => refusals.length > 0);
  return html`<p>The same declaration, planned with each strategy. What runs in the standby region is counted, without prices; what is there already is not counted.</p>
${table({
  caption: 'The service with each strategy',
  classes: 'titled tiles strategies',
  columns: ['With', ...strategies.map(heading)],
  groups: [{ rows: FACTS.map(([name, of]): Cell[] => [cell(name), ...strategies.map(one => cell(one.chosen ? html`<strong>${of(one)}</strong>` : of(one)))]) }],
})}<h3>Why a strategy would be refused</h3>
${refused.length === 0 ? html`<p class="none">None of the strategies would be refused.</p>
` : each(refused, one => html`<details>
<summary>${heading(one)}: ${counted(one.refusals.length, 'problem')}</summary>
${problems(one.refusals)}</details>
`)}`;
}

function heading({ strategy, chosen }: ReportedStrategy): string {
  return `${STRATEGY_IN_WORDS[strategy] ?? strategy}${chosen ? ' (chosen)' : ''}`;
}
