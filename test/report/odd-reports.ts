// Reports that a page must stand: names with signs that HTML knows, texts without a break, and nothing at all.

import { time } from './fixture-terms';
import { FULL } from './full-report';
import { Severity } from '../../src/plan/problem';
import { Strategy } from '../../src/plan/strategy';
import { FlowDirection, ProcedureKind, Report } from '../../src/report/report';

export const SIGNS = '<script>alert("1")</script> & \'a\' <img src=x onerror=alert(1)> "><b>--> ]]> `';
export const LONG = `arn:aws:lambda:us-west-2:111122223333:function:${'n0break'.repeat(40)}`;

/** Every text of the full report replaced by one. Addresses stay what they are. */
function withTexts(report: Report, text: string): Report {
  const keep = /^(\$schema|strategy|phase|basis|severity|outcome|direction|kind|cost)$/;
  const replaced = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map(one => replaced(one, key));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, name)]));
    return typeof value === 'string' && !keep.test(key) ? `${text} ${value}` : value;
  };
  return replaced({ ...report, rules: report.rules.filter((_, index) => index % 40 === 0) }) as Report;
}

export const NASTY: Report = withTexts(FULL, SIGNS);
export const ENDLESS: Report = withTexts(FULL, LONG);

/** As little as the type lets a report have. */
export const EMPTY: Report = {
  $schema: '',
  writtenBy: '',
  service: { serviceName: 'a', environment: 'b', strategy: Strategy.PILOT_LIGHT, primaryRegion: 'eu-west-1', standbyRegion: 'eu-central-1', stacks: [] },
  objectives: { rtoMinutes: 0, rpoSeconds: 0, decisionMinutes: 0, meetsRto: false },
  estimate: {
    disclaimer: '',
    detect: time(0, 0, 0),
    decide: time(0, 0, 0),
    execute: time(0, 0, 0),
    validate: time(0, 0, 0),
    rtoTotal: time(0, 0, 0),
    terms: [],
    notes: [],
  },
  strategies: [],
  architecture: [],
  acceptedRisks: [],
  openRisks: [],
  unprotected: [],
  rules: [],
  resources: [],
  runbook: { introduction: [], procedures: [] },
};

/** Sections that are there, and as empty as they can be; and what misses its objectives by far. */
export const BARE: Report = {
  ...EMPTY,
  estimate: {
    ...EMPTY.estimate,
    detect: time(1, 2, 3),
    execute: time(20000, 200000, 2000000),
    rtoTotal: time(20001, 200002, 2000003),
    rpo: time(1, 100, 1000),
  },
  objectives: { rtoMinutes: 1, rpoSeconds: 5, decisionMinutes: 10, meetsRto: false, meetsRpo: false },
  architecture: [
    { path: 'tables.a', what: 'A table' },
    { path: 'tables.b', what: '', primary: { name: '', details: [] }, flow: { direction: FlowDirection.TO_PRIMARY, what: '' } },
    { path: 'tables.c', what: 'A table', standby: { name: 'c', details: [''] }, flow: { direction: FlowDirection.TO_STANDBY, what: 'writes' } },
  ],
  openRisks: [{ code: 'DR001', severity: Severity.RISK, path: '', message: '', mend: '', source: '' }],
  unprotected: [{ path: 'a', what: 'Everything' }],
  runbook: {
    introduction: [],
    procedures: [
      { kind: ProcedureKind.DRILL, title: 'One', introduction: [], steps: [] },
      { kind: ProcedureKind.DRILL, title: 'Another', introduction: [], steps: [{ text: '', commands: [''] }] },
    ],
  },
};
