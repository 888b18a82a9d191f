// What a user knows better than the library: times of a drill, and planning values of their own.

import type { Span } from '../plan/estimate';
import { Severity } from '../plan/problem';
import { IsToken, Reader, show } from '../plan/reader';
import { Planned, ProblemList, Rule, RuleFacts } from '../plan/rule';

/** What a drill called. */
export enum DrilledCall {
  /** A failover, as in a disaster: the writer of the database changed with a possible loss, from the surviving region. */
  FAILOVER = 'FAILOVER',
  /** A switchover: both regions were well. It is another call, in another region, than that of a disaster; the estimate says so. */
  SWITCHOVER = 'SWITCHOVER',
}

/** What a drill measured. What is left out keeps its planning value. */
export interface Measurements {
  /** Where it is written down, such as `drill of 2026-10-01`, 1 to 200 characters. */
  readonly source: string;
  /** What was called. */
  readonly call: DrilledCall;
  /**
   * Seconds until somebody, or something, knew, 0 to 86,400.
   *
   * @default - planning values
   */
  readonly detectSeconds?: number;
  /**
   * Seconds from the decision until users reached the standby and it wrote, 0 to 604,800.
   *
   * @default - planning values
   */
  readonly executeSeconds?: number;
  /**
   * Seconds until it was known that the service works, 0 to 86,400.
   *
   * @default - a planning value
   */
  readonly validateSeconds?: number;
  /**
   * Seconds that the slowest store was behind, 0 to 86,400. It replaces the lag of the database and of tables that are eventually consistent.
   *
   * @default - planning values
   */
  readonly lagSeconds?: number;
}

/** What an `Assumption` consists of. */
export interface AssumptionProps {
  /** Seconds to plan with, 0 to 2,592,000. */
  readonly plannedSeconds: number;
  /**
   * Seconds when all goes well, `plannedSeconds` at most.
   *
   * @default - `plannedSeconds`
   */
  readonly bestSeconds?: number;
  /**
   * Seconds when much goes wrong, `plannedSeconds` at least.
   *
   * @default - `plannedSeconds`
   */
  readonly pessimisticSeconds?: number;
  /** Where it comes from, such as `our runbook, page 7`, 1 to 200 characters. */
  readonly source: string;
}

/** A planning value of your own, in place of the library's. */
export class Assumption {
  /** The term that it is for, as `estimate.terms` names it, such as `database.failover`. */
  public readonly termName: string;
  /** What it consists of. */
  public readonly props: AssumptionProps;

  public constructor(termName: string, props: AssumptionProps) {
    this.termName = termName;
    this.props = props;
  }
}

/** An assumption, as it is planned. */
export interface AssumptionPlan {
  readonly path: string;
  readonly termName: string;
  readonly span: Span;
  readonly source: string;
}

/** What was measured, as it is planned. */
export interface MeasurementsPlan {
  readonly source: string;
  readonly call: DrilledCall;
  readonly detectSeconds?: number;
  readonly executeSeconds?: number;
  readonly validateSeconds?: number;
  readonly lagSeconds?: number;
}

/** What replaces planning values. */
export interface GivenTimes {
  readonly assumptions: AssumptionPlan[];
  readonly measurements?: MeasurementsPlan;
}

interface KnownTerms extends GivenTimes {
  readonly knownTerms: string[];
}

const TIMES = ['detectSeconds', 'executeSeconds', 'validateSeconds', 'lagSeconds'] as const;
const LONGEST_MEASURED = { detectSeconds: 86_400, executeSeconds: 604_800, validateSeconds: 86_400, lagSeconds: 86_400 };
const LONGEST_ASSUMED = 2_592_000;
const LONGEST_SOURCE = 200;

const unknownTerm: Rule<KnownTerms> = {
  code: 'DR262',
  severity: Severity.IMPOSSIBLE,
  title: 'An assumption about a term that the estimate of the service does not have, or a second one about the same',
  source: 'docs/estimate.md',
  check: ({ assumptions, knownTerms }) => assumptions.flatMap(({ path, termName }, position) => {
    if (!knownTerms.includes(termName)) return [{ path, message: `${show(termName)} given, one of ${knownTerms.join(', ')} needed`, mend: 'Name a term that there is' }];
    return assumptions.findIndex(other => other.termName === termName) === position ? []
      : [{ path, message: `${show(termName)} given, which an assumption before is about`, mend: 'Leave out one of them' }];
  }),
};

export const NOT_A_TIME: RuleFacts = {
  code: 'DR263',
  severity: Severity.IMPOSSIBLE,
  title: 'A measurement or an assumption that is not a time, or does not say where it comes from',
  source: 'docs/estimate.md',
};

export const givenTimesRules: RuleFacts[] = [unknownTerm, NOT_A_TIME];

/** Reads what was measured and assumed. `knownTerms` are the names of terms that a service like this can have. */
export function planGivenTimes(sections: Reader, knownTerms: string[], list: ProblemList, isToken: IsToken): GivenTimes {
  const measurements = sections.has('measurements') ? planMeasurements(sections.struct('measurements'), list) : undefined;
  const given = sections.instances('assumptions', 'an Assumption', (value): value is Assumption => value instanceof Assumption) ?? [];
  const assumptions = given.flatMap((one, position) => planAssumption(one, `assumptions[${position}]`, list, isToken).plan ?? []);
  const plan = { assumptions, ...(measurements === undefined ? {} : { measurements }) };
  list.check([unknownTerm], { ...plan, knownTerms });
  return { ...plan, assumptions: assumptions.filter(({ termName }) => knownTerms.includes(termName)) };
}

function planMeasurements(reader: Reader, list: ProblemList): MeasurementsPlan | undefined {
  reader.onlyHas(['source', 'call', ...TIMES]);
  reader.need('source', "'drill of 2026-10-01'");
  reader.need('call', 'DrilledCall.FAILOVER');
  const source = readSource(reader, list);
  const call = reader.oneOf('call', Object.values(DrilledCall));
  const times = Object.fromEntries(TIMES.map(name => [name, readTime(reader, name, 0, LONGEST_MEASURED[name], list)] as const)
    .filter(([, value]) => value !== undefined));
  return source === undefined || call === undefined ? undefined : { source, call, ...times };
}

function planAssumption({ termName: name, props }: Assumption, path: string, list: ProblemList, isToken: IsToken): Planned<AssumptionPlan> {
  const named = new Reader({ termName: name }, path, list, isToken);
  named.need('termName', "'database.failover'");
  const termName = named.text('termName');
  const reader = new Reader(props, path, list, isToken);
  reader.onlyHas(['plannedSeconds', 'bestSeconds', 'pessimisticSeconds', 'source']);
  reader.need('plannedSeconds', '240');
  reader.need('source', "'our runbook, page 7'");
  const source = readSource(reader, list);
  const planned = readTime(reader, 'plannedSeconds', 0, LONGEST_ASSUMED, list);
  if (planned === undefined) return { problems: [] };
  const best = readTime(reader, 'bestSeconds', 0, planned, list) ?? planned;
  const pessimistic = readTime(reader, 'pessimisticSeconds', planned, LONGEST_ASSUMED, list) ?? planned;
  if (termName === undefined || source === undefined) return { problems: [] };
  return { plan: { path, termName, span: { best, planned, pessimistic }, source }, problems: [] };
}

function readTime(reader: Reader, name: string, least: number, most: number, list: ProblemList): number | undefined {
  const value = reader.number(name);
  if (value === undefined || (value >= least && value <= most)) return value;
  list.add(NOT_A_TIME, { path: reader.at(name), message: `${value} given, ${least} to ${most} seconds needed`, mend: 'Correct it' });
  return undefined;
}

function readSource(reader: Reader, list: ProblemList): string | undefined {
  const source = reader.text('source');
  if (source === undefined || (source.trim() !== '' && source.length <= LONGEST_SOURCE)) return source;
  list.add(NOT_A_TIME, { path: reader.at('source'), message: `a text of ${source.length} characters given, 1 to ${LONGEST_SOURCE} needed`, mend: 'Say where it comes from' });
  return undefined;
}
