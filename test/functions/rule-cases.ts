// How the rules of functions are tested: one mistake each, and what is close to it and right.

import { Around, SOUND } from './making';
import { FunctionSpec, FunctionSpecProps, MultiRegionFunction, SitesProps } from '../../src';
import { catalogue } from '../../src/multi-region-dr/catalogue';
import { newSites, refusal, refusalCodes, written } from '../support/synth';

/** A mistake. Properties are those that differ from a sound function. */
export interface Case {
  readonly what: string;
  readonly props?: object;
  readonly functionName?: unknown;
  readonly sites?: Partial<SitesProps>;
  readonly around?: object;
  /** Path and message. */
  readonly says: string;
  /** Properties that are close to it, and right. */
  readonly fits?: object;
}

/** Cases by the code of the rule. */
export type Cases = Record<string, Case[]>;

/** Tests that each mistake is refused for that alone. */
export function testRefused(cases: Cases): void {
  test.each(rows(cases))('%s refuses %s', (code, _, one) => {
    const message = refusal(making(one));
    expect(message).toContain(`  ${code} ${one.says}`);
    const implied = catalogue.find(rule => rule.code === code)!.implies ?? [];
    expect([...new Set(refusalCodes(making(one)))].filter(other => !implied.includes(other))).toEqual([code]);
  });
  testFitting(cases);
}

/** Tests that each mistake is warned of, and nothing else. */
export function testWarned(cases: Cases): void {
  test.each(rows(cases))('%s warns of %s', (code, _, one) => {
    expect(written(making(one)).lines).toEqual([expect.stringContaining(`: ${code} ${one.says}`)]);
    expect(refusalCodes(making({ ...one, sites: { ...one.sites, failOnRisks: true } }))).toEqual([code]);
  });
  testFitting(cases);
}

function testFitting(cases: Cases): void {
  const fitting = rows(cases).filter(([, , { fits }]) => fits !== undefined);
  if (fitting.length === 0) return;
  test.each(fitting)('%s has nothing against what is right and close to %s', (_, __, one) => {
    expect(written(making({ ...one, props: one.fits! })).lines).toEqual([]);
  });
}

/** Makes the function of a case, in a stack of its own each time. */
export function making({ props, functionName = 'api', sites: sitesProps, around }: Omit<Case, 'what' | 'says'>): () => MultiRegionFunction {
  return () => {
    const { stack, sites } = newSites(sitesProps);
    const spec = new FunctionSpec(functionName as string, { ...SOUND, ...props } as FunctionSpecProps);
    return new MultiRegionFunction(stack, 'Function', { sites, spec, ...around as Around });
  };
}

function rows(cases: Cases): [string, string, Case][] {
  return Object.entries(cases).flatMap(([code, list]) => list.map((one): [string, string, Case] => [code, one.what, one]));
}
