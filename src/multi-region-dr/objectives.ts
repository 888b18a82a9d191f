// How fast a service must come back and how much it may lose.

import { Severity } from '../plan/problem';
import { IsToken, Reader } from '../plan/reader';
import { Planned, ProblemList, Rule, RuleFacts } from '../plan/rule';
import { Strategy } from '../plan/strategy';

/**
 * What a service promises for the loss of a region.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/disaster-recovery-dr-objectives.html
 */
export interface Objectives {
  /**
   * Minutes from the loss of the region until users are served again (recovery time objective), the decision included. At least 10;
   * with backup-restore at least 60.
   */
  readonly rtoMinutes: number;
  /**
   * Seconds of writes that may be lost (recovery point objective). 0 is possible with strongly consistent tables alone.
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
const SHORTEST_RTO_MINUTES = 10;
const SHORTEST_RTO_FROM_BACKUPS_MINUTES = 60;

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

const rtoOfBackups: Rule<ObjectivesPlan> = {
  code: 'DR252',
  severity: Severity.IMPOSSIBLE,
  title: 'An RTO under an hour with a standby that is built from backups',
  source: WHITEPAPER,
  check: plan => (plan.strategy === Strategy.BACKUP_RESTORE && plan.rtoMinutes < SHORTEST_RTO_FROM_BACKUPS_MINUTES ? [{
    path: 'objectives.rtoMinutes',
    message: `${plan.rtoMinutes} given, at least ${SHORTEST_RTO_FROM_BACKUPS_MINUTES} needed with BACKUP_RESTORE`,
    mend: 'Choose PILOT_LIGHT or more, or a longer time',
  }] : []),
};

const rtoFloor: Rule<ObjectivesPlan> = {
  code: 'DR253',
  severity: Severity.UNSAFE,
  title: 'An RTO under ten minutes, which no strategy here can promise',
  source: WHITEPAPER,
  check: plan => (plan.rtoMinutes < SHORTEST_RTO_MINUTES && plan.strategy !== Strategy.BACKUP_RESTORE ? [{
    path: 'objectives.rtoMinutes',
    message: `${plan.rtoMinutes} given, at least ${SHORTEST_RTO_MINUTES} is what is worth promising: detection, DNS and clients take minutes of their own`,
    mend: 'Choose a longer time',
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

export const objectivesRules: Rule<ObjectivesPlan>[] = [outOfRange, noLoss, rtoOfBackups, rtoFloor, unknownLoss, lateDecision];

export const NOTHING_DECLARED: RuleFacts = {
  code: 'DR256',
  severity: Severity.RISK,
  title: 'A service that declares nothing to keep',
  source: 'README.md',
};

export const otherServiceRules: RuleFacts[] = [NOTHING_DECLARED];

/** Plans the objectives of a service. */
export function planObjectives(props: unknown, strategy: Strategy, stores: Stores, isToken: IsToken): Planned<ObjectivesPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, 'objectives', list, isToken);
  reader.onlyHas(['rtoMinutes', 'rpoSeconds', 'decisionMinutes']);
  reader.need('rtoMinutes', '30');
  reader.need('rpoSeconds', '60');
  const rtoMinutes = reader.number('rtoMinutes');
  const rpoSeconds = reader.number('rpoSeconds');
  const decisionMinutes = reader.number('decisionMinutes') ?? 10;
  if (rtoMinutes === undefined || rpoSeconds === undefined) return { problems: list.problems };
  const plan = { rtoMinutes, rpoSeconds, decisionMinutes, decisionGiven: reader.has('decisionMinutes'), strategy, stores };
  list.check(objectivesRules, plan);
  return { plan, problems: list.problems };
}

function outside(path: string, value: number, least: number, most: number, unit: string) {
  return value >= least && value <= most ? [] : [{ path, message: `${value} given, ${least} to ${most} ${unit} needed`, mend: 'Correct it' }];
}
