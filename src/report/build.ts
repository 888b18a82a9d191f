// The report of a service, from its plan and plain data. The same source gives the same report.

import { architectureOf } from './architecture';
import type { AcceptedRisk, Report, ReportedEstimate, ReportedObjectives, ReportedProblem, ReportedService, ReportedStrategy, ReportedTime } from './report';
import { rulesOf } from './rules';
import type { ReportSource } from './source';
import { unprotectedOf } from './unprotected';
import type { ComparedPlan } from '../multi-region-dr/compared';
import { DISCLAIMER, EstimatePlan } from '../multi-region-dr/estimate';
import { metBy } from '../multi-region-dr/objectives';
import type { ServicePlan } from '../multi-region-dr/plan';
import { countingTerms, Span } from '../plan/estimate';
import type { Problem } from '../plan/problem';
import { accountOfRole } from '../plan/role-arn';
import type { Strategy } from '../plan/strategy';

/** What the schema of a report is called; it lies beside it. */
export const SCHEMA_FILE = 'report.schema.json';

/** The report of a service. */
export function reportOf(source: ReportSource): Report {
  const { plan, compared, problems, resources, version, runbook } = source;
  const accepted = problems.filter(({ acceptedBecause }) => acceptedBecause !== undefined);
  return {
    $schema: `./${SCHEMA_FILE}`,
    writtenBy: `cdktf-multi-region-dr ${version}`,
    service: serviceOf(source),
    objectives: objectivesOf(plan),
    estimate: estimateOf(plan.estimate),
    strategies: compared.map(one => strategyOf(one, plan.context.sites.strategy)),
    architecture: architectureOf(source),
    acceptedRisks: accepted.map((problem): AcceptedRisk => ({ ...problemOf(problem), acceptedBecause: problem.acceptedBecause! })),
    openRisks: problems.filter(({ acceptedBecause }) => acceptedBecause === undefined).map(problemOf),
    unprotected: unprotectedOf(source),
    rules: rulesOf(plan, problems),
    resources,
    runbook,
  };
}

function serviceOf({ plan: { context: { sites } }, stacks }: ReportSource): ReportedService {
  const { serviceName, environment, strategy, primary, standby } = sites;
  const account = primary.assumeRoleArn === undefined ? undefined : accountOfRole(primary.assumeRoleArn);
  return {
    serviceName,
    environment,
    strategy,
    primaryRegion: primary.region,
    standbyRegion: standby.region,
    ...(account === undefined ? {} : { account }),
    stacks: stacks.map(({ stackPath }) => stackPath),
  };
}

function objectivesOf({ objectives, estimate }: ServicePlan): ReportedObjectives {
  // A service without objectives is refused.
  const { rtoMinutes, rpoSeconds, decisionMinutes } = objectives!;
  const met = metBy(objectives!, estimate);
  return { rtoMinutes, rpoSeconds, decisionMinutes, meetsRto: met.rto, ...(met.rpo === undefined ? {} : { meetsRpo: met.rpo }) };
}

function estimateOf({ terms, sums, notes }: EstimatePlan): ReportedEstimate {
  const counting = countingTerms(terms);
  return {
    disclaimer: DISCLAIMER,
    detect: timeOf(sums.detect),
    decide: timeOf(sums.decide),
    execute: timeOf(sums.execute),
    validate: timeOf(sums.validate),
    rtoTotal: timeOf(sums.rtoTotal),
    ...lossesOf({ sums }),
    terms: terms.map(term => ({
      termName: term.termName,
      phase: term.phase,
      what: term.what,
      time: timeOf(term.span),
      inputs: term.inputs,
      source: term.source,
      inferred: term.inferred ?? false,
      ...(term.lowers === undefined ? {} : { lowers: term.lowers }),
      basis: term.basis,
      counts: counting.includes(term),
    })),
    notes,
  };
}

function lossesOf({ sums: { rpo, rpoFromBackup } }: Pick<EstimatePlan, 'sums'>): Pick<ReportedEstimate, 'rpo' | 'rpoFromBackup'> {
  return {
    ...(rpo === undefined ? {} : { rpo: timeOf(rpo) }),
    ...(rpoFromBackup === undefined ? {} : { rpoFromBackup: timeOf(rpoFromBackup) }),
  };
}

function strategyOf({ strategy, estimate, footprint, meetsObjectives, refused }: ComparedPlan, chosen: Strategy): ReportedStrategy {
  return {
    strategy,
    chosen: strategy === chosen,
    rtoTotal: timeOf(estimate.sums.rtoTotal),
    ...lossesOf(estimate),
    meetsObjectives,
    standby: { ...footprint },
    refusals: refused.map(problemOf),
  };
}

function timeOf({ best, planned, pessimistic }: Span): ReportedTime {
  return { bestSeconds: best, plannedSeconds: planned, pessimisticSeconds: pessimistic };
}

function problemOf({ code, severity, path, message, mend, source }: Problem): ReportedProblem {
  return { code, severity, path, message, mend, source };
}
