// How fast a service must come back and how much it may lose.

import type { EstimatePlan } from './estimate';
import type { FoundImprovements } from './improvements';
import { inWords } from '../plan/duration';
import { countingTerms, EstimateBasis, EstimatePhase, inPhase, Term } from '../plan/estimate';
import { Severity } from '../plan/problem';
import { IsToken, Reader } from '../plan/reader';
import { Finding, Planned, ProblemList, Rule, RuleFacts } from '../plan/rule';
import { Strategy } from '../plan/strategy';

/**
 * What a service promises for the loss of a region.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/disaster-recovery-dr-objectives.html
 */
export interface Objectives {
  /**
   * Minutes from the loss of the region until users are served again (recovery time objective), the decision included. Refused where the estimate
   * plans with more (DR260), and under 10 unless accepted (DR253).
   */
  readonly rtoMinutes: number;
  /**
   * Seconds of writes that may be lost (recovery point objective). 0 is possible with strongly consistent tables alone. Refused where the estimate
   * plans with more (DR261).
   */
  readonly rpoSeconds: number;
  /**
   * Minutes that people take to decide for a failover, 0 to 1440, less than `rtoMinutes`.
   *
   * @default 10
   */
  readonly decisionMinutes?: number;
}

/** The objectives, with what they are held against. */
export interface ObjectivesPlan {
  readonly rtoMinutes: number;
  readonly rpoSeconds: number;
  readonly decisionMinutes: number;
  readonly strategy: Strategy;
  /** Whether the time for a decision was given. */
  readonly decisionGiven: boolean;
  readonly stores: Stores;
}

/** The stores of a service by how they replicate, as paths in the properties. */
export interface Stores {
  readonly asynchronous: string[];
  /** There already, so that it is not known. */
  readonly unknown: string[];
}

const WHITEPAPER = 'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html';

const outOfRange: Rule<ObjectivesPlan> = {
  code: 'DR250',
  severity: Severity.IMPOSSIBLE,
  title: 'An objective that is not a time',
  source: 'API.md',
  check: plan => [
    ...outside('objectives.rtoMinutes', plan.rtoMinutes, 1, 525_600, 'minutes'),
    ...outside('objectives.rpoSeconds', plan.rpoSeconds, 0, 31_536_000, 'seconds'),
    ...outside('objectives.decisionMinutes', plan.decisionMinutes, 0, 1440, 'minutes'),
  ],
};

const noLoss: Rule<ObjectivesPlan> = {
  code: 'DR251',
  severity: Severity.IMPOSSIBLE,
  title: 'An RPO of 0 with stores that replicate asynchronously',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html',
  check: plan => (plan.rpoSeconds === 0 && plan.stores.asynchronous.length > 0 ? [{
    path: 'objectives.rpoSeconds',
    message: `0 given, and replication is asynchronous for ${plan.stores.asynchronous.join(', ')}, so that the last writes can be lost`,
    mend: 'Allow some seconds, or use strongly consistent tables alone',
  }] : []),
};

const unknownLoss: Rule<ObjectivesPlan> = {
  code: 'DR254',
  severity: Severity.RISK,
  title: 'An RPO of 0 with tables that are there already, of which it is not known how they replicate',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html',
  check: plan => (plan.rpoSeconds === 0 && plan.stores.unknown.length > 0 ? [{
    path: 'objectives.rpoSeconds',
    message: `0 given, which ${plan.stores.unknown.join(', ')} can keep only with strong consistency`,
    mend: 'Make sure that they have it, or allow some seconds',
  }] : []),
};

const lateDecision: Rule<ObjectivesPlan> = {
  code: 'DR255',
  severity: Severity.IMPOSSIBLE,
  title: 'A decision that takes longer than the RTO allows for everything',
  source: WHITEPAPER,
  check: plan => (plan.decisionGiven && plan.decisionMinutes >= plan.rtoMinutes ? [{
    path: 'objectives.decisionMinutes',
    message: `${plan.decisionMinutes} given, and the service is to be back after ${plan.rtoMinutes} minutes`,
    mend: 'Decide sooner, or choose a longer rtoMinutes',
  }] : []),
};

/** The laws, which hold whatever is estimated. */
export const objectivesRules: Rule<ObjectivesPlan>[] = [outOfRange, noLoss, unknownLoss, lateDecision];

/** Objectives, with what is estimated. */
export interface EstimatedObjectives extends ObjectivesPlan {
  readonly estimate: EstimatePlan;
  /** What would help, where an objective is not met. */
  readonly improvements: { readonly rto?: FoundImprovements; readonly rpo?: FoundImprovements };
}

const SHORTEST_RTO_MINUTES = 10;
const ESTIMATE = 'docs/estimate.md';

/** Whether more time is planned than the objective allows. What is no time, or less than the decision takes, is told of by other rules. */
export function exceedsRto({ rtoMinutes, decisionMinutes, decisionGiven }: ObjectivesPlan, { sums }: EstimatePlan): boolean {
  return rtoMinutes >= 1 && !(decisionGiven && decisionMinutes >= rtoMinutes) && sums.rtoTotal.planned > rtoMinutes * 60;
}

/** Whether more loss is planned than the objective allows. Of no loss at all there are laws. */
export function exceedsRpo({ rpoSeconds }: ObjectivesPlan, { sums }: EstimatePlan): boolean {
  return rpoSeconds > 0 && sums.rpo !== undefined && sums.rpo.planned > rpoSeconds;
}

const rtoFloor: Rule<EstimatedObjectives> = {
  code: 'DR253',
  severity: Severity.UNSAFE,
  title: 'An RTO under ten minutes, which no strategy here can promise, though planning values keep it',
  source: WHITEPAPER,
  check: plan => (plan.rtoMinutes >= 1 && plan.rtoMinutes < SHORTEST_RTO_MINUTES && plan.estimate.sums.rtoTotal.planned <= plan.rtoMinutes * 60 ? [{
    path: 'objectives.rtoMinutes',
    message: `${plan.rtoMinutes} given, at least ${SHORTEST_RTO_MINUTES} is what is worth promising: detection, DNS and clients take minutes of their own`,
    mend: 'Choose a longer time',
  }] : []),
};

// Planning values are no facts: who has measured better ones gives them, and who has other reasons accepts this.
const slowRecovery: Rule<EstimatedObjectives> = {
  code: 'DR260',
  severity: Severity.UNSAFE,
  title: 'An RTO that is shorter than the recovery is planned to take',
  source: ESTIMATE,
  check: plan => (exceedsRto(plan, plan.estimate) ? [tooSlow(plan)] : []),
};

/** Whether the planned times are within the objectives, whatever else is wrong with them. The loss is missing where it is not known. */
export function metBy({ rtoMinutes, rpoSeconds }: ObjectivesPlan, { sums }: EstimatePlan): { readonly rto: boolean; readonly rpo?: boolean } {
  const { rtoTotal, rpo } = sums;
  return { rto: rtoTotal.planned <= rtoMinutes * 60, ...(rpo === undefined ? {} : { rpo: rpo.planned <= rpoSeconds }) };
}

const largeLoss: Rule<EstimatedObjectives> = {
  code: 'DR261',
  severity: Severity.UNSAFE,
  title: 'An RPO that is shorter than the loss is planned to be',
  source: ESTIMATE,
  check: plan => (exceedsRpo(plan, plan.estimate) ? [tooMuchLost(plan)] : []),
};

/** The rules that the estimate decides. */
export const estimatedRules: Rule<EstimatedObjectives>[] = [rtoFloor, slowRecovery, largeLoss];

function tooSlow({ rtoMinutes, estimate, improvements }: EstimatedObjectives): Finding {
  const { LOSS, LOSS_FROM_BACKUP, SWITCHOVER } = EstimatePhase;
  const terms = countingTerms(estimate.terms).filter(({ phase }) => ![LOSS, LOSS_FROM_BACKUP, SWITCHOVER].includes(phase));
  return {
    path: 'objectives.rtoMinutes',
    message: `${rtoMinutes} given, and ${inWords(estimate.sums.rtoTotal.planned)} planned, most of it ${dominating(terms)}`,
    mend: mendOf(improvements.rto, 'time'),
  };
}

function tooMuchLost({ rpoSeconds, estimate, improvements }: EstimatedObjectives): Finding {
  const terms = inPhase(countingTerms(estimate.terms), EstimatePhase.LOSS);
  return {
    path: 'objectives.rpoSeconds',
    message: `${rpoSeconds} given, and a loss of ${inWords(estimate.sums.rpo!.planned)} planned, of ${dominating(terms)}`,
    mend: mendOf(improvements.rpo, 'loss'),
  };
}

const NAMED_TERMS = 3;
const BASIS_IN_WORDS = { [EstimateBasis.PLANNING_VALUE]: '', [EstimateBasis.ASSUMPTION]: ' (assumed)', [EstimateBasis.MEASUREMENT]: ' (measured)' };

function dominating(terms: Term[]): string {
  return [...terms].sort((one, other) => other.span.planned - one.span.planned).slice(0, NAMED_TERMS)
    .map(({ termName, span, basis }) => `${termName} ${inWords(span.planned)}${BASIS_IN_WORDS[basis]}`).join(', ');
}

function mendOf(found: FoundImprovements | undefined, what: 'time' | 'loss'): string {
  const longer = `allow ${what === 'time' ? 'a longer time' : 'a larger loss'}, or give what a drill measured (measurements)`;
  const chosen = (found?.chosen ?? []).map(({ improvement, savesSeconds }) => `${improvement.text} (saves ${inWords(savesSeconds)})`);
  return chosen.length > 0
    ? `Change ${chosen.join(' and ')}, with which ${inWords(found!.seconds)} ${found!.seconds === 1 ? 'is' : 'are'} planned; or ${longer}`
    : `No option that was tried meets it; ${longer}`;
}

export const NOTHING_DECLARED: RuleFacts = {
  code: 'DR256',
  severity: Severity.RISK,
  title: 'A service that declares nothing to keep',
  source: 'README.md',
};

export const otherServiceRules: RuleFacts[] = [NOTHING_DECLARED];

/** Plans the objectives of a service, and holds them against the laws. */
export function planObjectives(props: unknown, strategy: Strategy, stores: Stores, isToken: IsToken): Planned<ObjectivesPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, 'objectives', list, isToken);
  reader.onlyHas(['rtoMinutes', 'rpoSeconds', 'decisionMinutes']);
  reader.need('rtoMinutes', '30');
  reader.need('rpoSeconds', '60');
  const rtoMinutes = reader.number('rtoMinutes');
  const rpoSeconds = reader.number('rpoSeconds');
  const decisionMinutes = reader.number('decisionMinutes') ?? USUAL_DECISION_MINUTES;
  if (rtoMinutes === undefined || rpoSeconds === undefined) return { problems: list.problems };
  const plan = { rtoMinutes, rpoSeconds, decisionMinutes, decisionGiven: reader.has('decisionMinutes'), strategy, stores };
  list.check(objectivesRules, plan);
  return { plan, problems: list.problems };
}

/** How long people take to decide, where nothing else is said. https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/detection.html */
export const USUAL_DECISION_MINUTES = 10;

function outside(path: string, value: number, least: number, most: number, unit: string) {
  return value >= least && value <= most ? [] : [{ path, message: `${value} given, ${least} to ${most} ${unit} needed`, mend: 'Correct it' }];
}
