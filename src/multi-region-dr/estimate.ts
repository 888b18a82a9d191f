// The recovery estimate of a service, from the plans of its layers.

import { DrilledCall, GivenTimes } from './estimate-props';
import type { LayerPlans } from './layers';
import { backupLossTerms, restoreTerm } from '../backup/estimate';
import { capped, databaseTerms, lagLimit } from '../database/estimate';
import type { DatabasePlan } from '../database/plan';
import { checkTerm, dnsTerms, endpointCheck, movesByItself, SWITCH_SPAN } from '../dns/estimate';
import { eventsTerms, followsSwitch } from '../events/estimate';
import { consumerTerms, isTurnedOn } from '../functions/estimate';
import { alarmTerms } from '../monitoring/estimate';
import { EstimateBasis, EstimatePhase, fixed, inSequence, LayerTerm, Span, Sums, sumsOf, Term } from '../plan/estimate';
import { Strategy } from '../plan/strategy';
import { tableTerms } from '../tables/estimate';

/** The estimate, as it is planned. */
export interface EstimatePlan {
  readonly strategy: Strategy;
  readonly terms: Term[];
  readonly sums: Sums;
  /** What is not in it, in sentences. */
  readonly notes: string[];
}

/** What an estimate is made from beside the plans. */
export interface EstimateSettings extends GivenTimes {
  readonly strategy: Strategy;
  readonly decisionMinutes: number;
}

/** What every reader has to be told beside the numbers. */
export const DISCLAIMER = 'Planning values, not promises of AWS: replace them with the measurements of your drill.';

const DETECTION = 'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/detection.html';
const OPTIONS = 'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html';
const TESTING = 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_dr_tested.html';

/** Until people notice by themselves. Inferred. */
const NOTICED: Span = { best: 5 * 60, planned: 10 * 60, pessimistic: 30 * 60 };
/** Until somebody knows that the service works: practice of runbooks. */
const VALIDATED: Span = { best: 60, planned: 180, pessimistic: 600 };
/** Until Terraform has built a region. Inferred. */
const BUILT: Span = { best: 20 * 60, planned: 30 * 60, pessimistic: 120 * 60 };

/** The terms that every service may have; tables have one more each. */
const TERM_NAMES = [
  'people.notice', 'monitoring.page', 'dns.endpointCheck', 'people.decide', 'database.fence', 'standby.build', 'database.failover', 'database.instance',
  'database.clients', 'functions.consumers', 'backup.restore', 'dns.switch', 'dns.recordByHand', 'dns.ttl', 'events.endpoint', 'people.validate', 'database.lag',
  'backup.lag', 'backup.age', 'database.switchover',
];

/** The names of terms that a service can have, with whichever strategy. */
export function termNamesOf({ tables = [] }: LayerPlans): string[] {
  return [...TERM_NAMES, ...tables.map(({ tableName }) => `tables.${tableName}.lag`)];
}

/** Estimates a service. Nothing of it looks at anything but plans. */
export function estimateService(plans: LayerPlans, settings: EstimateSettings): EstimatePlan {
  const told = termsOf(plans, settings).map((term): Term => ({ ...term, basis: EstimateBasis.PLANNING_VALUE }));
  const terms = withMeasurements(withAssumptions(told, settings), settings).map(term => withinLimit(term, plans));
  return { strategy: settings.strategy, terms, sums: sumsOf(terms), notes: notesOf(plans, settings) };
}

function termsOf(plans: LayerPlans, settings: EstimateSettings): LayerTerm[] {
  const { database, tables = [], functions = [], dns, events, backup } = plans;
  const fromBackups = settings.strategy === Strategy.BACKUP_RESTORE;
  return [
    ...signalsOf(plans, settings),
    ...(database === undefined ? [] : databaseTerms(database)),
    ...(fromBackups ? [{
      termName: 'standby.build',
      phase: EstimatePhase.FENCE,
      what: 'Building the standby region with Terraform',
      span: BUILT,
      inputs: ['strategy BACKUP_RESTORE'],
      source: OPTIONS,
      inferred: true,
      lowers: 'PILOT_LIGHT or more',
    }] : []),
    ...consumerTerms(functions),
    ...(fromBackups && (database !== undefined || tables.length > 0) ? [restoreTerm(backup)] : []),
    ...(dns === undefined ? [] : dnsTerms(dns, needsNobody(plans, settings))),
    ...(events === undefined ? [] : eventsTerms(events, SWITCH_SPAN)),
    {
      termName: 'people.validate', phase: EstimatePhase.VALIDATE, what: 'Making sure that the service works', span: VALIDATED, inputs: [], source: TESTING, inferred: true, lowers: 'a check that a machine runs',
    },
    ...tables.flatMap(tableTerms),
    ...(backup === undefined || !fromBackups ? [] : backupLossTerms(backup, EstimatePhase.LOSS)),
    ...(backup === undefined ? [] : backupLossTerms(backup, EstimatePhase.LOSS_FROM_BACKUP)),
  ];
}

// Where nothing needs a person, people are slower than the check: they notice, decide and throw the switch.
function signalsOf(plans: LayerPlans, settings: EstimateSettings): LayerTerm[] {
  const { dns, monitoring } = plans;
  const people: LayerTerm = {
    termName: 'people.notice',
    phase: EstimatePhase.DETECT,
    what: 'People noticing by themselves',
    span: NOTICED,
    inputs: [],
    source: DETECTION,
    inferred: true,
    lowers: 'monitoring with a receiver, and a host name whose health is checked',
  };
  const paged = monitoring === undefined || dns?.failoverSwitch === undefined ? [] : alarmTerms(monitoring, endpointCheck(dns).span);
  const decisionSpan = fixed(settings.decisionMinutes * 60);
  const byPeople = [people, ...paged];
  if (dns !== undefined && needsNobody(plans, settings)) {
    return [checkTerm(dns), ...byPeople.map(term => ({ ...term, what: `${term.what}, deciding and throwing the switch`, span: inSequence([term.span, decisionSpan, SWITCH_SPAN]) }))];
  }
  return [...byPeople, {
    termName: 'people.decide',
    phase: EstimatePhase.DECIDE,
    what: 'People deciding to fail over',
    span: decisionSpan,
    inputs: [`objectives.decisionMinutes ${settings.decisionMinutes}`],
    source: DETECTION,
    lowers: 'a decision that is made beforehand: who decides, and by what',
  }];
}

/** Whether everything that a failover consists of happens by itself. */
function needsNobody({ dns, database, functions = [], events }: LayerPlans, { strategy }: EstimateSettings): boolean {
  return dns !== undefined && movesByItself(dns) && database === undefined && strategy !== Strategy.BACKUP_RESTORE
    && !functions.some(isTurnedOn) && !(events !== undefined && followsSwitch(events));
}

function withAssumptions(terms: Term[], { assumptions }: GivenTimes): Term[] {
  return terms.map(term => {
    const own = assumptions.find(({ termName }) => termName === term.termName);
    return own === undefined ? term : { ...term, span: own.span, source: own.source, inferred: false, basis: EstimateBasis.ASSUMPTION };
  });
}

// A drill measures phases, not their terms.
function withMeasurements(terms: Term[], { measurements }: GivenTimes): Term[] {
  if (measurements === undefined) return terms;
  const { source, call, detectSeconds, executeSeconds, validateSeconds, lagSeconds } = measurements;
  type Step = (all: Term[]) => Term[];
  const measured = (phase: EstimatePhase, phases: EstimatePhase[], time: number | undefined, property: string, what: string): Step => all => (
    time === undefined ? all : [
      ...all.filter(term => !phases.includes(term.phase)),
      {
        termName: `drill.${property}`,
        phase,
        what,
        span: fixed(time),
        inputs: [`measurements.${property}Seconds ${time}, of a ${call}`],
        source,
        basis: EstimateBasis.MEASUREMENT,
      },
    ]);
  const steps = [
    measured(EstimatePhase.DETECT, [EstimatePhase.DETECT], detectSeconds, 'detect', 'Noticing, as in the drill'),
    measured(EstimatePhase.RECOVER, [EstimatePhase.FENCE, EstimatePhase.RECOVER, EstimatePhase.SHIFT], executeSeconds, 'execute', 'Failing over, as in the drill'),
    measured(EstimatePhase.VALIDATE, [EstimatePhase.VALIDATE], validateSeconds, 'validate', 'Making sure that the service works, as in the drill'),
  ];
  return steps.reduce((all, step) => step(all), terms).map(term => (lagSeconds === undefined || !isLag(term) ? term : {
    ...term,
    span: { best: lagSeconds, planned: lagSeconds, pessimistic: Math.max(lagSeconds, term.span.pessimistic) },
    inputs: [`measurements.lagSeconds ${lagSeconds}, of a ${call}`],
    source,
    inferred: false,
    basis: EstimateBasis.MEASUREMENT,
  }));
}

// What is strongly consistent has no lag; what comes from backups has an age.
function isLag({ termName, phase, span }: Term): boolean {
  return phase === EstimatePhase.LOSS && termName !== 'backup.lag' && span.pessimistic > 0;
}

// A database that holds commits back lags no more than it may, whatever was assumed or measured.
function withinLimit(term: Term, { database }: LayerPlans): Term {
  const limit = database === undefined ? undefined : lagLimit(database);
  return limit === undefined || term.termName !== 'database.lag' ? term : { ...term, span: capped(term.span, limit) };
}

function notesOf({ database, tables = [], dns, backup }: LayerPlans, { strategy, measurements }: EstimateSettings): string[] {
  const stores = database !== undefined || tables.length > 0;
  return [
    ...(dns === undefined ? ['Leading users to the standby region is not counted: there is no host name (dns).'] : []),
    ...(strategy === Strategy.BACKUP_RESTORE && backup === undefined && stores ? ['What is lost with the region is not known: backups are made by others.'] : []),
    ...(backup === undefined ? ['What corruption loses is not known: there is no section backup. Database and tables have backups of their own in each region, to go back to a moment.'] : []),
    ...(tables.some(({ existing }) => existing) ? ['Tables that are there already are taken as eventually consistent.'] : []),
    ...(database === undefined || !hasFewerInstances(database) ? []
      : ['The standby cluster has fewer instances than the primary; making more takes minutes, in which the service works with less.']),
    ...(measurements?.call === DrilledCall.SWITCHOVER ? ['The drill was a switchover, which is another call, in another region, than the failover of a disaster.'] : []),
    'Going back to two regions takes minutes to hours after a failover, and is not counted; until then the loss of the second region loses everything since.',
  ];
}

function hasFewerInstances(database: DatabasePlan): boolean {
  return !database.existing && database.standby !== undefined && database.standby.instances.length < database.primary.instances.length;
}
