import { tally, TestResult } from '../../tools/rule-tests';

const result = (fullName: string, passed: boolean): TestResult => ({ fullName, passed });
const IN_FORCE = [
  result('DR001 refuses one', true), result('DR001 lets through other', true), result('tables DR002 warns of two', true), result('DR003 refuses three', true),
  result('DR004 refuses four', false),
];

test('a rule is covered when one of its tests fails without it', () => {
  const without = [
    result('DR001 refuses one', false), result('DR001 lets through other', true), result('tables DR002 warns of two', false), result('DR003 refuses three', true),
    result('DR004 refuses four', false),
  ];
  expect(tally(['DR001', 'DR002', 'DR003', 'DR004', 'DR005'], IN_FORCE, without)).toEqual({
    red: ['DR001', 'DR002'], notRed: ['DR003', 'DR004', 'DR005'], broken: ['DR004 refuses four'],
  });
});

test('a test that fails anyway covers nothing, and one that is named after another rule neither', () => {
  const without = IN_FORCE.map(one => result(one.fullName, false));
  expect(tally(['DR004', 'DR005'], IN_FORCE, without)).toEqual({ red: [], notRed: ['DR004', 'DR005'], broken: ['DR004 refuses four'] });
});
