// What a report consists of: `report.json` is this, and the page and the runbook are written from it. Plain data, the same for the same properties.

import type { FootprintPlan } from '../multi-region-dr/footprint';
import type { EstimateBasis, EstimatePhase } from '../plan/estimate';
import type { Severity } from '../plan/problem';
import type { ArchitectureRow, Unprotected } from '../plan/report';
import { ProcedureKind } from '../plan/runbook';
import type { Strategy } from '../plan/strategy';

export { FlowDirection } from '../plan/report';
export type { ArchitectureRow, Flow, SiteBox, Unprotected } from '../plan/report';
export { ProcedureKind };

/** A report on a service in two regions: what there is, what it promises, and what to do. */
export interface Report {
  /** The schema of this file, which lies beside it. */
  readonly $schema: string;
  /** The library that wrote it, with its version. */
  readonly writtenBy: string;
  readonly service: ReportedService;
  readonly objectives: ReportedObjectives;
  readonly estimate: ReportedEstimate;
  /** The service with each of the four strategies. */
  readonly strategies: ReportedStrategy[];
  /** What is in each region and what replicates, from users to stores. */
  readonly architecture: ArchitectureRow[];
  /** Rules that are broken, and accepted with a reason. */
  readonly acceptedRisks: AcceptedRisk[];
  /** Warnings that nobody has accepted. */
  readonly openRisks: ReportedProblem[];
  /** What no part of the service protects. */
  readonly unprotected: Unprotected[];
  /** Every rule that a service can break. */
  readonly rules: ReportedRule[];
  /** What Terraform makes, counted by scope, region and type. */
  readonly resources: ResourceCount[];
  readonly runbook: Runbook;
}

/** Which service it is. */
export interface ReportedService {
  readonly serviceName: string;
  readonly environment: string;
  readonly strategy: Strategy;
  readonly primaryRegion: string;
  readonly standbyRegion: string;
  /** The account, where the properties tell it. */
  readonly account?: string;
  /** The stacks that it lies in. */
  readonly stacks: string[];
}

/** What is promised, and whether it is planned so. */
export interface ReportedObjectives {
  readonly rtoMinutes: number;
  readonly rpoSeconds: number;
  readonly decisionMinutes: number;
  readonly meetsRto: boolean;
  /** Missing where it is not known what is lost. */
  readonly meetsRpo?: boolean;
}

/** A time in seconds. */
export interface ReportedTime {
  /** When all goes well. */
  readonly bestSeconds: number;
  /** What to plan with. */
  readonly plannedSeconds: number;
  /** When much goes wrong. */
  readonly pessimisticSeconds: number;
}

/** How long the service takes to come back, and what it loses. */
export interface ReportedEstimate {
  /** What every reader has to be told beside the numbers. */
  readonly disclaimer: string;
  readonly detect: ReportedTime;
  readonly decide: ReportedTime;
  readonly execute: ReportedTime;
  readonly validate: ReportedTime;
  readonly rtoTotal: ReportedTime;
  /** Missing where there is no store, or where it is not known. */
  readonly rpo?: ReportedTime;
  /** Missing where no backups are declared. */
  readonly rpoFromBackup?: ReportedTime;
  readonly terms: ReportedTerm[];
  /** What is not counted. */
  readonly notes: string[];
}

/** One term of the estimate. */
export interface ReportedTerm {
  readonly termName: string;
  readonly phase: EstimatePhase;
  readonly what: string;
  readonly time: ReportedTime;
  readonly inputs: string[];
  readonly source: string;
  /** Whether the source tells of the step alone, and the time is inferred. */
  readonly inferred: boolean;
  readonly lowers?: string;
  readonly basis: EstimateBasis;
  /** Whether the planned sum follows from it. */
  readonly counts: boolean;
}

/** The service with one of the strategies. */
export interface ReportedStrategy {
  readonly strategy: Strategy;
  /** Whether it is the service's own. */
  readonly chosen: boolean;
  readonly rtoTotal: ReportedTime;
  readonly rpo?: ReportedTime;
  readonly rpoFromBackup?: ReportedTime;
  readonly meetsObjectives: boolean;
  /** What runs in the standby region while nothing happens: counts, no prices. */
  readonly standby: FootprintPlan;
  /** Why the service would be refused with this strategy. */
  readonly refusals: ReportedProblem[];
}

/** A broken rule. */
export interface ReportedProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly path: string;
  readonly message: string;
  readonly mend: string;
  readonly source: string;
}

/** A broken rule that was accepted. */
export interface AcceptedRisk extends ReportedProblem {
  readonly acceptedBecause: string;
}

/** A rule, and what became of it. */
export interface ReportedRule {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly source: string;
  /** The folder of the library that it belongs to, such as `database`. */
  readonly chapter: string;
  readonly outcome: RuleOutcome;
}

export enum RuleOutcome {
  /** Looked at, and kept. */
  KEPT = 'KEPT',
  /** Broken, and accepted with a reason. */
  ACCEPTED = 'ACCEPTED',
  /** Broken, and a warning. */
  OPEN = 'OPEN',
  /** The service has no section that it is about, or what it is about is there already, or only a layer by itself can break it. */
  NOT_ASKED = 'NOT_ASKED',
  /** Looked at after the report is written: when the app is synthesized, or when Terraform plans. */
  LATER = 'LATER',
}

/** How many resources of a type there are. */
export interface ResourceCount {
  /** `Foundation`, `Primary`, `Standby` or `Routing`. */
  readonly scope: string;
  /** The region through which they are made. */
  readonly region: string;
  /** Such as `aws_dynamodb_table`. */
  readonly resourceType: string;
  readonly count: number;
}

/** What to do, and with which commands. */
export interface Runbook {
  /** What a reader has to know first, in sentences. */
  readonly introduction: string[];
  readonly procedures: Procedure[];
}

/** One thing to do, from its beginning to its end. */
export interface Procedure {
  readonly kind: ProcedureKind;
  readonly title: string;
  /** When it is for and what it rests on, in sentences. */
  readonly introduction: string[];
  readonly steps: RunbookStep[];
}

/** One step: what is done, the commands that do it, and what they answer. `code` in texts stands between backticks. */
export interface RunbookStep {
  /** In sentences. */
  readonly text: string;
  /** Commands of a shell, each whole; one that is too long for a line goes on after a backslash. */
  readonly commands: string[];
  /** What the answer has to be, in a sentence. */
  readonly answer?: string;
}
