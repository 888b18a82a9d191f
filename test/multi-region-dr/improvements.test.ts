// The search for the cheapest changes, with a planner that is made up: what is chosen of changes that help, hurt, or are not allowed.

import { FunctionCode, FunctionSpec } from '../../src';
import { findImprovements, improvementsOf, Replanned } from '../../src/multi-region-dr/improvements';
import { Problem, Severity } from '../../src/plan/problem';

const problem = (code: string, severity: Severity, path: string = 'dns') => Problem._of({ code, severity, path, message: 'given', mend: 'Mend it', source: 'a test' });
const PROPS = { dns: { ttlSeconds: 60 }, objectives: { decisionMinutes: 10 }, monitoring: {}, strategy: 'ACTIVE_ACTIVE' };

interface Seen {
  readonly quick: boolean;
  readonly shortTtl: boolean;
  readonly decided: boolean;
}

/** Plans by what of the three changes there is. */
const planner = (plan: (seen: Seen) => Replanned) => (props: any) => plan({
  quick: props.dns.healthCheck?.intervalSeconds === 10, shortTtl: props.dns.ttlSeconds === 30, decided: props.objectives.decisionMinutes === 5,
});
const search = (limit: number, plan: (seen: Seen) => Replanned) => {
  const { chosen, seconds } = findImprovements(PROPS, limit, planner(plan));
  return [chosen.map(({ improvement, savesSeconds }) => `${improvement.text.split(' ')[0]} ${savesSeconds}`), seconds];
};
const saving = ({ quick, shortTtl, decided }: Seen) => 100 - (quick ? 30 : 0) - (shortTtl ? 40 : 0) - (decided ? 50 : 0);

test('what is free comes before what costs, and of what costs the same what saves more', () => {
  expect(search(60, seen => ({ seconds: saving(seen), problems: [] }))).toEqual([['dns.ttlSeconds 40'], 60]);
  expect(search(40, seen => ({ seconds: saving(seen), problems: [] }))).toEqual([['dns.ttlSeconds 40', 'dns.healthCheck.intervalSeconds 30'], 30]);
});

test('what is not needed beside what came later is left out again', () => {
  expect(search(20, seen => ({ seconds: saving(seen), problems: [] }))).toEqual([['dns.ttlSeconds 40', 'objectives.decisionMinutes 50'], 10]);
});

test('where nothing meets it nothing is chosen, and what is planned with all that help is told', () => {
  expect(search(-60, seen => ({ seconds: saving(seen), problems: [] }))).toEqual([[], -20]);
});

test('a change that is refused is not chosen, whether it cannot be accepted or was not', () => {
  for (const severity of [Severity.IMPOSSIBLE, Severity.UNSAFE]) {
    expect(search(60, seen => ({ seconds: saving(seen), problems: seen.shortTtl ? [problem('DR599', severity)] : [] })))
      .toEqual([['objectives.decisionMinutes 50'], 50]);
  }
});

test('a change with a risk is chosen, and one beside problems that were there before', () => {
  expect(search(60, seen => ({ seconds: saving(seen), problems: seen.shortTtl ? [problem('DR599', Severity.RISK)] : [] }))[0]).toEqual(['dns.ttlSeconds 40']);
  expect(search(60, seen => ({ seconds: saving(seen), problems: [problem('DR599', Severity.UNSAFE)] }))[0]).toEqual(['dns.ttlSeconds 40']);
  const elsewhere = (seen: Seen) => [problem('DR599', Severity.UNSAFE, seen.shortTtl ? 'dns.ttlSeconds' : 'dns')];
  expect(search(60, seen => ({ seconds: saving(seen), problems: elsewhere(seen) }))[0]).toEqual(['objectives.decisionMinutes 50']);
});

test('changes that are refused together are not chosen together', () => {
  const both = (seen: Seen) => (seen.quick && seen.shortTtl ? [problem('DR599', Severity.UNSAFE)] : []);
  expect(search(20, seen => ({ seconds: saving(seen), problems: both(seen) }))).toEqual([['dns.ttlSeconds 40', 'objectives.decisionMinutes 50'], 10]);
});

test('a change that helps alone, and hurts beside another, is not taken', () => {
  const seconds = (seen: Seen) => saving(seen) + (seen.quick && seen.shortTtl ? 80 : 0);
  expect(search(20, seen => ({ seconds: seconds(seen), problems: [] }))).toEqual([['dns.ttlSeconds 40', 'objectives.decisionMinutes 50'], 10]);
});

const textsOf = (props: object) => improvementsOf(props as any).map(({ text }) => text);

test('only what there is more of than needed can be less', () => {
  expect(textsOf({ dns: {}, monitoring: {}, strategy: 'ACTIVE_ACTIVE' })).toEqual(['dns.healthCheck.intervalSeconds 30 -> 10', 'dns.ttlSeconds 60 -> 30']);
  expect(textsOf({
    dns: { ttlSeconds: 30, healthCheck: { intervalSeconds: 10, failureThreshold: 3 } }, objectives: { decisionMinutes: 5 }, monitoring: {}, strategy: 'ACTIVE_ACTIVE',
  })).toEqual([]);
  expect(textsOf({ database: { enforcedRpoSeconds: 20, headlessStandby: false }, monitoring: {}, strategy: 'ACTIVE_ACTIVE' })).toEqual([]);
  expect(textsOf({ monitoring: {}, strategy: 'WARM_STANDBY' })).toEqual(['strategy WARM_STANDBY -> ACTIVE_ACTIVE']);
});

test('a function that consumes in the standby is the one that routes and the health check name', () => {
  const code = FunctionCode.fromS3({ primary: { bucket: 'one', key: 'a.zip' }, standby: { bucket: 'two', key: 'a.zip' } });
  const spec = (name: string) => new FunctionSpec(name, { code, runtime: 'python3.13', handler: 'app.handler' });
  const [worker, other] = [spec('worker'), spec('other')];
  const props = { functions: [worker, other], http: { routes: { 'GET /a': worker, 'GET /b': other }, healthFunction: worker } };
  const [change] = improvementsOf(props as any).filter(({ text }) => text === 'functions.worker.consumeInStandby false -> true');
  const changed = change.apply(props as any) as any;
  expect(changed.functions[0].props.consumeInStandby).toBe(true);
  expect(changed.http).toEqual({ routes: { 'GET /a': changed.functions[0], 'GET /b': other }, healthFunction: changed.functions[0] });
  expect(changed.http.healthFunction).toBe(changed.functions[0]);
  expect(worker.props.consumeInStandby).toBeUndefined();
});
