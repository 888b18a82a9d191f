import { AlarmKind } from '../../src';
import { KINDS } from '../../src/monitoring/kinds';
import { monitoringPage } from '../../tools/monitoring-page';
import { textOf } from '../support/files';

test('docs/monitoring.md tells of every alarm as it is made (npm run write:rules writes it)', () => {
  expect(textOf('docs/monitoring.md')).toBe(monitoringPage());
});

test('every kind of alarm is in the table, with what to do and a source', () => {
  const rows = monitoringPage().split('\n').filter(line => /^\| `[A-Z_]+` \| (PAGE|NOTICE) \|/.test(line));
  expect(rows.map(row => row.split('`')[1])).toEqual(Object.values(AlarmKind));
  KINDS.forEach(({ why, todo, source, threshold }) => {
    expect([why, todo, threshold.reason].every(text => text.length > 10)).toBe(true);
    expect(source).toMatch(/^(https:\/\/docs\.aws\.amazon\.com\/|docs\/monitoring\.md$)/);
  });
});
