// The table of alarms in docs/monitoring.md, from the table that they are made from.

import * as fs from 'fs';
import * as path from 'path';
import { AlarmKind } from '../src/monitoring/kind';
import type { KindFacts } from '../src/monitoring/kind-facts';
import { KINDS, UNWELL } from '../src/monitoring/kinds';

const PAGE = path.join(__dirname, '..', 'docs', 'monitoring.md');
const SECTION = /(<!-- alarms: .* -->\n)[\s\S]*?(<!-- end of alarms -->)/;

/** The text of docs/monitoring.md, with the table as it is now. */
export function monitoringPage(): string {
  const table = [
    '',
    '| kind | haste | metric | rings | default, and why it is so | why it matters | what to do |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...KINDS.map(row),
    `| \`${UNWELL.kind}\` | ${UNWELL.severity} | other alarms of its region | below | | ${UNWELL.why}. [${host(UNWELL.source)}](${UNWELL.source}) | ${UNWELL.todo} |`,
    '',
    '| kind | missing data | `thresholds` | unit of `AlarmOverride.threshold` |',
    '| --- | --- | --- | --- |',
    ...KINDS.map(({ kind, missingData, threshold: { property, unit, least, most } }) =>
      `| \`${kind}\` | ${missingData} | ${property === undefined ? '' : `\`${property}\``} | ${unit}, ${least} to ${most} |`),
    '',
    '',
  ].join('\n');
  return fs.readFileSync(PAGE, 'utf8').replace(SECTION, (_, before: string, after: string) => `${before}${table}${after}`);
}

function row(facts: KindFacts): string {
  const { kind, severity, threshold, why, todo, source } = facts;
  return `| \`${kind}\` | ${severity} | ${metric(facts)} | ${times(facts)} | ${value(facts)}: ${threshold.reason} | ${why}. ${link(source)} | ${todo} |`;
}

function metric({ namespace, metrics, expression, dimensions }: KindFacts): string {
  const names = [...new Set(Object.values(metrics).map(one => `\`${one.metricName}\` (${one.statistic})`))].join(', ');
  const more = [...new Set(Object.values(metrics).flatMap(one => one.moreDimensions ?? []))].map(one => `, with and without ${one}`).join('');
  return `${namespace}: ${names} by ${dimensions.join(' and ')}${more}${expression === undefined ? '' : `; \`${expression}\``}`;
}

function times({ comparison, periodSeconds, evaluationPeriods, datapointsToAlarm }: KindFacts): string {
  const period = periodSeconds === 60 ? 'minute' : periodSeconds === 86_400 ? 'day' : `period of ${periodSeconds} seconds`;
  return evaluationPeriods === 1 ? `${comparison}, in one ${period}` : `${comparison}, in ${datapointsToAlarm} of ${evaluationPeriods} ${period}s`;
}

function value({ kind, threshold: { usual, unit, byObjective } }: KindFacts): string {
  if (byObjective) return `half of \`rpoSeconds\`, 1 to ${usual} ${unit}`;
  return kind === AlarmKind.FUNCTION_DURATION ? `${usual} ${unit} of the time-out` : `${usual} ${unit}`;
}

function link(source: string): string {
  return source.startsWith('https://') ? `[${host(source)}](${source})` : '';
}

function host(source: string): string {
  return new URL(source).host;
}
