// The twenty lines that print the four strategies side by side. test/python holds that Python prints the same.

import { Attribute, DatabaseEngine, MultiRegionDr, TableSpec } from '../../src';
import { textOf } from '../support/files';

// The example names the package as its users do.
jest.mock('cdktf-multi-region-dr', () => jest.requireActual('../../src'), { virtual: true });

const EXAMPLES = ['examples/comparison-typescript/compare.ts', 'examples/comparison-python/compare.py'];

function printed(): string[] {
  const log = jest.spyOn(console, 'log').mockImplementation();
  jest.requireActual('../../examples/comparison-typescript/compare');
  const lines = log.mock.calls.map(words => words.join(' '));
  log.mockRestore();
  return lines;
}

test.each(EXAMPLES)('%s has twenty lines at most', example => {
  const lines = textOf(example).trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(20);
  lines.forEach(line => expect(line.length).toBeLessThanOrEqual(150));
});

test('the table has what the comparison says, and the README shows it as it is printed', () => {
  const [header, ...rows] = printed();
  expect(header).toBe('strategy         RTO          RPO        meets  cost     in the standby region');
  const compared = MultiRegionDr.compare({
    serviceName: 'orders',
    environment: 'prod',
    objectives: { rtoMinutes: 30, rpoSeconds: 60 },
    primary: { region: 'us-east-1' },
    standby: { region: 'us-west-2' },
    database: { engine: DatabaseEngine.auroraPostgresql('16.8'), writeForwarding: true },
    tables: [new TableSpec('orders', { partitionKey: Attribute.string('orderId') })],
    backup: { manageRegionSettings: true },
  });
  expect(rows.map(row => row.split(/ {2,}/))).toEqual(compared.map(({ strategy, estimate, meetsObjectives, standby }) => [
    strategy, estimate.rtoTotal.text, estimate.rpo!.text, meetsObjectives ? 'yes' : 'no', standby.cost, standby.text,
  ]));
  expect(rows.length).toBe(4);
  expect(textOf('README.md')).toContain(['```text', header, ...rows, '```'].join('\n'));
});
