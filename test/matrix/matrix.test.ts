// Every pair of options together: what is sound synthesizes and keeps the promise of its strategy, what is not is refused for a stated reason.

import { MultiRegionDr } from '../../src';
import { CONSTRAINTS, FACTORS, refusalsOf, Row, rowsRefusedBy, serviceOf, soundRows, titleOf } from '../support/matrix';
import { keyOf, pairsIn, pairsOf } from '../support/pairwise';
import { activity, disparities, held, PARITY, unlisted } from '../support/parity';
import { newStack, quietly, templateOf } from '../support/synth';
import { Template } from '../support/template';

const ROWS = soundRows();
const TEMPLATES = new Map<Row, Template>();

/** The JSON of a row, with the graph check. */
function synthesized(row: Row): Template {
  const known = TEMPLATES.get(row);
  if (known !== undefined) return known;
  const stack = newStack();
  quietly(() => new MultiRegionDr(stack, 'Dr', serviceOf(row)));
  const template = templateOf(stack);
  TEMPLATES.set(row, template);
  return template;
}

function refusedCodes(row: Row): string[] {
  const open = MultiRegionDr.check(serviceOf(row)).filter(problem => problem.acceptedBecause === undefined);
  return [...new Set(open.map(problem => problem.code))].sort();
}

// No constraint is about these two: automatic failover goes with no database, and such functions with none but one.
const NEVER_TOGETHER = ['dns: automatic, functions: on the database'];

test('every pair of options is in a sound row, or is refused whatever the rest is', () => {
  const tried = new Set(ROWS.flatMap(row => pairsIn(row)).map(keyOf));
  const refused = new Set(CONSTRAINTS.flatMap(rowsRefusedBy).flatMap(row => pairsIn(row)).map(keyOf));
  const open = pairsOf(FACTORS).map(keyOf).filter(pair => !tried.has(pair));
  expect(open.filter(pair => !refused.has(pair))).toEqual(NEVER_TOGETHER);
  expect(tried.size).toBeGreaterThan(500);
});

describe.each(ROWS.map((row): [string, Row] => [titleOf(row), row]))('%s', (_, row) => {
  test('synthesizes, and passes the graph check', () => {
    expect(refusedCodes(row)).toEqual([]);
    expect(synthesized(row).blocks.length).toBeGreaterThan(0);
  });

  test('both regions hold what the strategy says that both hold', () => {
    expect(unlisted(synthesized(row))).toEqual([]);
    expect(disparities(synthesized(row), row)).toEqual([]);
  });

  test('the standby works and is asked as the strategy says', () => {
    expect(activity(synthesized(row), row)).toEqual([]);
  });
});

describe.each(CONSTRAINTS)('$code, since $reason', constraint => {
  test.each(rowsRefusedBy(constraint).map((row): [string, Row] => [titleOf(row), row]))('%s', (_, row) => {
    expect(refusedCodes(row)).toEqual(refusalsOf(row));
    expect(refusalsOf(row)).toContain(constraint.code);
  });
});

// Strategies that promise no minutes make no restores of their own accord.
const WITHOUT_ANY = ['restore tests, PILOT_LIGHT', 'restore tests, BACKUP_RESTORE'];

test('each row of the table of parity is about something that a primary holds under every strategy', () => {
  const idle = PARITY.flatMap(one => FACTORS.strategy.filter(strategy => !ROWS.some(row => {
    if (row.strategy !== strategy) return false;
    const [primary, standby] = held(synthesized(row), one, one.types[0], row.regions.split(' '));
    return primary + standby > 0;
  })).map(strategy => `${one.what}, ${strategy}`));
  expect(idle).toEqual(WITHOUT_ANY);
});

test('a resource that the standby lacks, and one that it should not have, is noticed', () => {
  const row = ROWS.find(({ strategy, functions, regions }) => strategy === 'PILOT_LIGHT' && functions === 'background' && regions.startsWith('us-east-1'))
    ?? ROWS.find(({ strategy, functions }) => strategy === 'PILOT_LIGHT' && functions === 'background')!;
  const json = JSON.parse(JSON.stringify(synthesized(row).json));
  const [name] = Object.entries<any>(json.resource.aws_lambda_function).find(([, body]) => body['//'].metadata.path.includes('/Standby/'))!;
  delete json.resource.aws_lambda_function[name];
  const [mapping] = Object.values<any>(json.resource.aws_lambda_event_source_mapping).filter(body => body['//'].metadata.path.includes('/Standby/'));
  mapping.enabled = true;
  const defective = new Template('orders', json);
  expect(disparities(defective, row)).toEqual([expect.stringContaining('functions: aws_lambda_function: ')]);
  expect(activity(defective, row)).toHaveLength(1);
});
