// The recovery estimate and the comparison of strategies, as a user reads them.

import type { ComparedPlan } from './compared';
import { DISCLAIMER, EstimatePlan } from './estimate';
import { FootprintPlan, StandbyCost } from './footprint';
import { inWords } from '../plan/duration';
import { countingTerms, EstimateBasis, EstimatePhase, Span, Term } from '../plan/estimate';
import { Problem } from '../plan/problem';
import type { Strategy } from '../plan/strategy';

/** A time in seconds. */
export class RecoveryTime {
  /** @internal */
  public static _of(span: Span): RecoveryTime {
    return new RecoveryTime(span);
  }

  /** When all goes well. */
  public readonly bestSeconds: number;
  /** What to plan with. */
  public readonly plannedSeconds: number;
  /** When much goes wrong. */
  public readonly pessimisticSeconds: number;

  private constructor({ best, planned, pessimistic }: Span) {
    this.bestSeconds = best;
    this.plannedSeconds = planned;
    this.pessimisticSeconds = pessimistic;
  }

  /** The planned time in words, such as `28 min 30 s`. */
  public get text(): string {
    return inWords(this.plannedSeconds);
  }
}

/** One term of an estimate. */
export class EstimateTerm {
  /** @internal */
  public static _of(term: Term, counts: boolean): EstimateTerm {
    return new EstimateTerm(term, counts);
  }

  /** What it is called in `assumptions`, such as `database.failover`. */
  public readonly termName: string;
  /** What it is part of. */
  public readonly phase: EstimatePhase;
  /** What happens meanwhile. */
  public readonly what: string;
  /** How long it takes. */
  public readonly time: RecoveryTime;
  /** What the time follows from. */
  public readonly inputs: string[];
  /** Where the time comes from: a page, the source of an assumption, or a drill. */
  public readonly source: string;
  /** Whether the source tells of the step alone, and how long it takes is inferred. */
  public readonly inferred: boolean;
  /**
   * What would lower it.
   *
   * @default - nothing that is declared
   */
  public readonly lowers?: string;
  /** Whether the time is the library's, the user's, or measured. */
  public readonly basis: EstimateBasis;
  /** Whether the planned sum follows from it: it is the soonest signal, on the longest branch, or the worst store. */
  public readonly counts: boolean;

  private constructor(term: Term, counts: boolean) {
    this.termName = term.termName;
    this.phase = term.phase;
    this.what = term.what;
    this.time = RecoveryTime._of(term.span);
    this.inputs = term.inputs;
    this.source = term.source;
    this.inferred = term.inferred ?? false;
    this.lowers = term.lowers;
    this.basis = term.basis;
    this.counts = counts;
  }
}

/**
 * How long a service takes to come back after the loss of its primary region, and what it loses.
 *
 * These are planning values, never promises of AWS: replace them with those of a drill (`measurements`, `assumptions`).
 */
export class RecoveryEstimate {
  /** @internal */
  public static _of(plan: EstimatePlan): RecoveryEstimate {
    return new RecoveryEstimate(plan);
  }

  /** What every reader has to be told beside the numbers. */
  public readonly disclaimer: string;
  /** The strategy that it is for. */
  public readonly strategy: Strategy;
  /** Every term, also those that a sum does not follow from. */
  public readonly terms: EstimateTerm[];
  /** Until somebody, or something, knows. */
  public readonly detect: RecoveryTime;
  /** Until somebody has decided. */
  public readonly decide: RecoveryTime;
  /** From the decision until users reach a standby that writes: what a drill measures. */
  public readonly rtoExecute: RecoveryTime;
  /** Until it is known that the service works. */
  public readonly validate: RecoveryTime;
  /** Everything: detect, decide, execute and validate. `objectives.rtoMinutes` is held against its planned time. */
  public readonly rtoTotal: RecoveryTime;
  /**
   * What is lost with the region, of the worst store. `objectives.rpoSeconds` is held against its planned time.
   *
   * @default - there is no store, or it is not known
   */
  public readonly rpo?: RecoveryTime;
  /**
   * What is lost when data is corrupted or held to ransom, which replicates: the age of the last backup.
   *
   * @default - no backups are declared
   */
  public readonly rpoFromBackup?: RecoveryTime;
  /** What is not counted. */
  public readonly notes: string[];

  private constructor({ strategy, terms, sums, notes }: EstimatePlan) {
    const counting = countingTerms(terms);
    this.disclaimer = DISCLAIMER;
    this.strategy = strategy;
    this.terms = terms.map(term => EstimateTerm._of(term, counting.includes(term)));
    this.detect = RecoveryTime._of(sums.detect);
    this.decide = RecoveryTime._of(sums.decide);
    this.rtoExecute = RecoveryTime._of(sums.execute);
    this.validate = RecoveryTime._of(sums.validate);
    this.rtoTotal = RecoveryTime._of(sums.rtoTotal);
    this.rpo = sums.rpo && RecoveryTime._of(sums.rpo);
    this.rpoFromBackup = sums.rpoFromBackup && RecoveryTime._of(sums.rpoFromBackup);
    this.notes = notes;
  }

  /** The term of this name. Throws when there is none. */
  public term(termName: string): EstimateTerm {
    const found = this.terms.find(one => one.termName === termName);
    if (found === undefined) throw new Error(`The estimate has no term '${termName}'; its terms are ${this.terms.map(one => one.termName).join(', ')}`);
    return found;
  }
}

/** What runs in the standby region while nothing happens. Counts, not prices; what is there already is not counted. */
export class StandbyFootprint {
  /** @internal */
  public static _of(plan: FootprintPlan): StandbyFootprint {
    return new StandbyFootprint(plan);
  }

  /** How much of it is paid for. */
  public readonly cost: StandbyCost;
  /** NAT gateways, paid for by the hour. */
  public readonly natGateways: number;
  /** Interface endpoints, each counted in each of its zones, paid for by the hour. */
  public readonly interfaceEndpoints: number;
  /** Instances of the database, paid for by the hour. */
  public readonly databaseInstances: number;
  /** Aurora capacity units that its serverless instances have at least, paid for by the hour. */
  public readonly leastAcu: number;
  /** Whether the database has a cluster there, whose storage and replication are paid for. */
  public readonly databaseMember: boolean;
  /** Replicas of tables, paid for by size and writes. */
  public readonly tableReplicas: number;
  /** Functions, paid for when they are called. */
  public readonly functions: number;
  /** Whether copies of backups are kept there. */
  public readonly backupCopies: boolean;

  private constructor(plan: FootprintPlan) {
    this.cost = plan.cost;
    this.natGateways = plan.natGateways;
    this.interfaceEndpoints = plan.interfaceEndpoints;
    this.databaseInstances = plan.databaseInstances;
    this.leastAcu = plan.leastAcu;
    this.databaseMember = plan.databaseMember;
    this.tableReplicas = plan.tableReplicas;
    this.functions = plan.functions;
    this.backupCopies = plan.backupCopies;
  }

  /** What there is, in words, such as `2 NAT gateways, 1 database instance, 0.5 ACU`; `nothing` where there is nothing. Zeros are left out. */
  public get text(): string {
    const counts: [number, string, string][] = [
      [this.natGateways, 'NAT gateway', 'NAT gateways'],
      [this.interfaceEndpoints, 'interface endpoint', 'interface endpoints'],
      [this.databaseInstances, 'database instance', 'database instances'],
      [this.leastAcu, 'ACU', 'ACU'],
      [this.databaseMember && this.databaseInstances === 0 ? 1 : 0, 'database cluster without an instance', ''],
      [this.tableReplicas, 'table replica', 'table replicas'],
      [this.functions, 'function', 'functions'],
    ];
    const counted = counts.filter(([count]) => count > 0).map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
    return [...counted, ...this.backupCopies ? ['backup copies'] : []].join(', ') || 'nothing';
  }
}

/** A service with one of the strategies. */
export class StrategyComparison {
  /** @internal */
  public static _of(plan: ComparedPlan): StrategyComparison {
    return new StrategyComparison(plan);
  }

  /** The strategy. */
  public readonly strategy: Strategy;
  /** How long it takes to come back, and what is lost. */
  public readonly estimate: RecoveryEstimate;
  /** What runs in the standby region. */
  public readonly standby: StandbyFootprint;
  /** Whether the planned times are within the objectives. */
  public readonly meetsObjectives: boolean;
  /** Why the service would be refused with this strategy; empty where it would not be. */
  public readonly refusals: Problem[];

  private constructor(plan: ComparedPlan) {
    this.strategy = plan.strategy;
    this.estimate = RecoveryEstimate._of(plan.estimate);
    this.standby = StandbyFootprint._of(plan.footprint);
    this.meetsObjectives = plan.meetsObjectives;
    this.refusals = plan.refused;
  }
}
