import * as fc from 'fast-check';
import { reported, reportOf, SOUND } from './reported';
import { isValid } from './schema';
import { MultiRegionDr } from '../../src';
import { reportSchemaModule } from '../../tools/report-schema';
import { soundService } from '../support/arbitraries';
import { textOf } from '../support/files';
import { TABLES } from '../support/layers';
import { newStack, quietly } from '../support/synth';

test('the schema is what the types say (npm run write:rules writes it)', () => {
  expect(textOf('src/report/report-schema.ts')).toBe(reportSchemaModule());
});

test('the report of any sound service is what the schema says', () => {
  fc.assert(fc.property(soundService, props => {
    expect(isValid(reportOf(quietly(() => new MultiRegionDr(newStack(), 'Dr', props))))).toEqual([]);
  }), { numRuns: 15 });
});

describe('a report that is none', () => {
  const report = reported({ tables: TABLES.slice(0, 1) });

  test.each([
    ['without its service', { ...report, service: undefined }],
    ['with a strategy that there is not', { ...report, service: { ...report.service, strategy: 'COLD' } }],
    ['with a time as text', { ...report, objectives: { ...report.objectives, rtoMinutes: '30' } }],
    ['with something more', { ...report, generatedAt: '2026-01-01' }],
    ['with an outcome of a rule that there is not', { ...report, rules: [{ ...report.rules[0], outcome: 'MAYBE' }] }],
  ])('%s is refused', (_, wrong) => expect(isValid(JSON.parse(JSON.stringify(wrong)))).not.toEqual([]));

  test('and the one it was made from is not', () => expect(isValid(report)).toEqual([]));
});

test('a service that is refused has no report: it is not made', () => {
  expect(() => new MultiRegionDr(newStack(), 'Dr', { ...SOUND, objectives: { rtoMinutes: 1, rpoSeconds: 60 }, tables: TABLES.slice(0, 1) })).toThrow(/DR253|DR260/);
});
