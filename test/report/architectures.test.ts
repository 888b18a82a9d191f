import { TerraformStack, Testing } from 'cdktf';
import { reportOf, textsIn } from './reported';
import { isValid } from './schema';
import { MultiRegionDr } from '../../src';
import { ARCHITECTURES } from '../e2e/architectures';
import { quietly } from '../support/synth';

const SERVICES = Object.entries(ARCHITECTURES).flatMap(([name, architecture]): [string, MultiRegionDr][] => {
  const stack = new TerraformStack(Testing.app(), 'orders');
  stack.addOverride('terraform.required_version', '>= 1.11');
  quietly(() => architecture(stack));
  const dr = stack.node.tryFindChild('Dr');
  return dr instanceof MultiRegionDr ? [[name, dr]] : [];
});

test('there are services', () => expect(SERVICES.length).toBeGreaterThan(20));

describe.each(SERVICES)('the report on %s', (_, dr) => {
  const report = reportOf(dr);

  test('is what its schema says', () => expect(isValid(report)).toEqual([]));

  test('has no token, and nothing that is not known', () => {
    expect(textsIn(report).filter(([, text]) => /\$\{|TfToken|undefined|\[object|NaN/.test(text))).toEqual([]);
  });

  test('has no empty text, and sentences end', () => {
    expect(textsIn(report).filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(report.unprotected.flatMap(({ what, mend }) => [what, ...(mend === undefined ? [] : [mend])]).filter(text => !/^[A-Z'].*\.$/.test(text))).toEqual([]);
  });

  test('says nothing twice', () => {
    const said = report.unprotected.map(({ what }) => what);
    expect(said.filter((what, position) => said.indexOf(what) !== position)).toEqual([]);
  });

  test('draws what is in a region, and lets nothing go to where nothing is', () => {
    expect(report.architecture.length).toBeGreaterThan(1);
    expect(report.architecture.filter(({ flow, primary, standby }) => flow !== undefined && (primary === undefined || standby === undefined))).toEqual([]);
  });
});
