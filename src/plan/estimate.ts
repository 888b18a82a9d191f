// What the recovery estimate is made of: terms of time, and their sums. Pure; every number is a planning value, none a promise of AWS's.

/** What a term is part of. */
export enum EstimatePhase {
  /** Until somebody, or something, knows that the region is lost. Of several signals the soonest counts. */
  DETECT = 'DETECT',
  /** Until somebody decides to fail over. */
  DECIDE = 'DECIDE',
  /** Until nothing writes in the lost region any more. */
  FENCE = 'FENCE',
  /** Until the standby can do the work. Its branches run side by side, and the longest counts. */
  RECOVER = 'RECOVER',
  /** Until users, and events, are led to the standby. */
  SHIFT = 'SHIFT',
  /** Until it is known that the service works. */
  VALIDATE = 'VALIDATE',
  /** What of a store is lost with the region. Of several stores the worst counts. */
  LOSS = 'LOSS',
  /** What is lost when data is corrupted, and replicated as such, and a backup has to be restored. */
  LOSS_FROM_BACKUP = 'LOSS_FROM_BACKUP',
  /** A switchover, planned and without loss. It is another call than the failover of a disaster, and not in the sums. */
  SWITCHOVER = 'SWITCHOVER',
}

/** Where the time of a term comes from. */
export enum EstimateBasis {
  /** The library's own planning value. */
  PLANNING_VALUE = 'PLANNING_VALUE',
  /** The user's own planning value. */
  ASSUMPTION = 'ASSUMPTION',
  /** A drill. */
  MEASUREMENT = 'MEASUREMENT',
}

/** A time in seconds: when all goes well, what to plan with, and when much goes wrong. */
export interface Span {
  readonly best: number;
  readonly planned: number;
  readonly pessimistic: number;
}

/** One term. */
export interface Term {
  /** What it is called in `assumptions`, such as `database.failover`. */
  readonly termName: string;
  readonly phase: EstimatePhase;
  /** What happens meanwhile, in words. */
  readonly what: string;
  readonly span: Span;
  /** What the time follows from, as paths with their values. */
  readonly inputs: string[];
  readonly source: string;
  /** Whether the source tells of the step, and its time is the library's own guess. */
  readonly inferred?: boolean;
  /** What would lower it. */
  readonly lowers?: string;
  /** Terms of one branch come one after the other, branches side by side; without one the term is before all branches. */
  readonly branch?: string;
  readonly basis: EstimateBasis;
}

/** A term as a layer tells it. */
export type LayerTerm = Omit<Term, 'basis'>;

/** The sums. */
export interface Sums {
  readonly detect: Span;
  readonly decide: Span;
  readonly execute: Span;
  readonly validate: Span;
  readonly rtoTotal: Span;
  /** Missing where no store is known, or where it is not known what is lost. */
  readonly rpo?: Span;
  /** Missing where no backups are declared. */
  readonly rpoFromBackup?: Span;
}

export const NO_TIME: Span = { best: 0, planned: 0, pessimistic: 0 };

/** The same time whatever happens. */
export function fixed(seconds: number): Span {
  return { best: seconds, planned: seconds, pessimistic: seconds };
}

/** One after the other. */
export function inSequence(spans: Span[]): Span {
  return combined(spans, values => values.reduce((sum, value) => sum + value, 0));
}

/** Side by side, until the last is done. */
export function inParallel(spans: Span[]): Span {
  return spans.length === 0 ? NO_TIME : combined(spans, values => Math.max(...values));
}

/** Side by side, until the first is done. */
export function firstOf(spans: Span[]): Span {
  return spans.length === 0 ? NO_TIME : combined(spans, values => Math.min(...values));
}

function combined(spans: Span[], how: (values: number[]) => number): Span {
  const of = (which: keyof Span) => how(spans.map(span => span[which]));
  return { best: of('best'), planned: of('planned'), pessimistic: of('pessimistic') };
}

/** Seconds until an endpoint check of Route 53 changes its state: so many failed answers in a row, and the last of them waited for. */
export function checkSpan(intervalSeconds: number, failureThreshold: number, probeSeconds: number): Span {
  const planned = intervalSeconds * failureThreshold + probeSeconds;
  // At best the region is lost just before a request; at worst checkers disagree for a round.
  return { best: planned - intervalSeconds, planned, pessimistic: planned + intervalSeconds };
}

/** Seconds until a metric is over its threshold for so many periods, and whoever waits for it knows. */
export function metricSpan(periodSeconds: number, evaluationPeriods: number): Span {
  const watched = periodSeconds * evaluationPeriods;
  return { best: watched + METRIC_OVERHEAD.best, planned: watched + METRIC_OVERHEAD.planned, pessimistic: watched + METRIC_OVERHEAD.pessimistic };
}

// Until the metric is there and has been looked at: inferred from the recipe of EventBridge's global endpoints and the total that its guide states.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-global-endpoints.html
const METRIC_OVERHEAD: Span = { best: 60, planned: 90, pessimistic: 120 };

/** The terms of a phase. */
export function inPhase(terms: Term[], ...phases: EstimatePhase[]): Term[] {
  return terms.filter(({ phase }) => phases.includes(phase));
}

/** The sums of terms. */
export function sumsOf(terms: Term[]): Sums {
  const detect = firstOf(spansIn(terms, EstimatePhase.DETECT));
  const decide = inSequence(spansIn(terms, EstimatePhase.DECIDE));
  const execute = inSequence([EstimatePhase.FENCE, EstimatePhase.RECOVER, EstimatePhase.SHIFT].map(phase => branched(inPhase(terms, phase))));
  const validate = inSequence(spansIn(terms, EstimatePhase.VALIDATE));
  const losses = spansIn(terms, EstimatePhase.LOSS);
  const fromBackup = spansIn(terms, EstimatePhase.LOSS_FROM_BACKUP);
  return {
    detect,
    decide,
    execute,
    validate,
    rtoTotal: inSequence([detect, decide, execute, validate]),
    ...(losses.length === 0 ? {} : { rpo: inParallel(losses) }),
    ...(fromBackup.length === 0 ? {} : { rpoFromBackup: firstOf(fromBackup) }),
  };
}

/** The terms that a sum follows from: of signals the soonest, of branches the longest, of stores the worst, as planned. */
export function countingTerms(terms: Term[]): Term[] {
  const execution = [EstimatePhase.FENCE, EstimatePhase.RECOVER, EstimatePhase.SHIFT].flatMap(phase => {
    const own = inPhase(terms, phase);
    const longest = branchesOf(own).reduce<Term[]>((longer, branch) => (plannedIn(branch) > plannedIn(longer) ? branch : longer), []);
    return [...own.filter(({ branch }) => branch === undefined), ...longest];
  });
  const soonest = least(inPhase(terms, EstimatePhase.DETECT));
  const worst = inPhase(terms, EstimatePhase.LOSS)
    .reduce<Term[]>((most, term) => (most.length === 0 || term.span.planned > most[0].span.planned ? [term] : most), []);
  const backup = least(inPhase(terms, EstimatePhase.LOSS_FROM_BACKUP));
  const counting = new Set([...soonest, ...execution, ...worst, ...backup, ...inPhase(terms, EstimatePhase.DECIDE, EstimatePhase.VALIDATE)]);
  return terms.filter(term => counting.has(term));
}

function least(terms: Term[]): Term[] {
  return terms.reduce<Term[]>((first, term) => (first.length === 0 || term.span.planned < first[0].span.planned ? [term] : first), []);
}

function spansIn(terms: Term[], phase: EstimatePhase): Span[] {
  return inPhase(terms, phase).map(({ span }) => span);
}

function branched(terms: Term[]): Span {
  const before = terms.filter(({ branch }) => branch === undefined).map(({ span }) => span);
  return inSequence([...before, inParallel(branchesOf(terms).map(branch => inSequence(branch.map(({ span }) => span))))]);
}

function branchesOf(terms: Term[]): Term[][] {
  const names = [...new Set(terms.flatMap(({ branch }) => (branch === undefined ? [] : [branch])))];
  return names.map(name => terms.filter(({ branch }) => branch === name));
}

function plannedIn(terms: Term[]): number {
  return inSequence(terms.map(({ span }) => span)).planned;
}
