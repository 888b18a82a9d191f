// How long a restore takes, and what is lost with it. Sizes and rates are inferred, to be replaced by those of a restore of your own.

import type { BackupsPlan } from './plan';
import type { BackupRulePlan } from './plan-rules';
import { EstimatePhase, firstOf, LayerTerm, Span } from '../plan/estimate';
import { longestGapSeconds } from '../plan/schedule-gap';

const RESTORE = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-a-backup.html';
const PLANS = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Whatever the size: inferred. */
const SETUP_SECONDS = 30 * MINUTE;
/** GB an hour: inferred. */
const RATE: Span = { best: 200, planned: 100, pessimistic: 50 };
/** Where no size is given. */
const ASSUMED_GB = 100;

/** Seconds that a restore, a backup or a copy of so many GB takes. */
export function transferSpan(sizeGb: number): Span {
  const of = (rate: number) => Math.ceil(SETUP_SECONDS + (Math.max(sizeGb, 0) / rate) * HOUR);
  return { best: of(RATE.best), planned: of(RATE.planned), pessimistic: of(RATE.pessimistic) };
}

/** The term of a standby whose data comes from backups. Without a plan they are another's, of which nothing is known. */
export function restoreTerm(plan: BackupsPlan | undefined): LayerTerm {
  return {
    termName: 'backup.restore',
    phase: EstimatePhase.RECOVER,
    branch: 'restore',
    what: 'Restoring the largest of database and tables from its backup',
    span: transferSpan(plan?.largestSizeGb ?? ASSUMED_GB),
    inputs: [sizeInput(plan)],
    source: RESTORE,
    inferred: true,
    lowers: 'less data, or a strategy that replicates it',
  };
}

/** What a restore loses, as `phase` calls it: of the backups of all rules that fit, the newest is restored. */
export function backupLossTerms(plan: BackupsPlan, phase: EstimatePhase.LOSS | EstimatePhase.LOSS_FROM_BACKUP): LayerTerm[] {
  const fitting = plan.rules.filter(({ copy }) => copy !== undefined || phase === EstimatePhase.LOSS_FROM_BACKUP);
  const terms = fitting.flatMap(rule => lossTerm(plan, rule, phase)).sort((one, other) => one.span.planned - other.span.planned);
  // A rule that runs seldom, and has short windows, may be the better one when much goes wrong.
  const span = firstOf(terms.map(one => one.span));
  const isBetterThen = (one: LayerTerm) => one.span.pessimistic === span.pessimistic && terms[0].span.pessimistic > span.pessimistic;
  const needed = terms.filter((one, position) => position === 0 || isBetterThen(one));
  return terms.slice(0, 1).map(term => ({ ...term, span, inputs: [...new Set(needed.flatMap(({ inputs }) => inputs))] }));
}

function lossTerm(plan: BackupsPlan, rule: BackupRulePlan, phase: EstimatePhase): LayerTerm[] {
  const gap = longestGapSeconds(rule.schedule);
  if (gap === undefined) return [];
  const transfer = transferSpan(plan.largestSizeGb ?? ASSUMED_GB);
  const copies = rule.copy === undefined ? 0 : 1;
  const windows = (rule.startWindowMinutes + rule.completionWindowMinutes) * MINUTE;
  return [{
    termName: phase === EstimatePhase.LOSS ? 'backup.lag' : 'backup.age',
    phase,
    what: phase === EstimatePhase.LOSS ? 'Writes since the last backup that was copied' : 'Writes since the last backup, where data is corrupted or held to ransom',
    span: {
      best: gap + transfer.best * copies,
      // A backup is of the moment at which it began; the next one counts when it is there, and copied.
      planned: gap + transfer.planned * (1 + copies),
      // AWS lets a job wait for so long, and run for so long.
      pessimistic: gap + Math.max(windows, transfer.pessimistic) + transfer.pessimistic * copies,
    },
    inputs: [
      `backup.rules ${rule.ruleName}: ${rule.schedule}, startWindowMinutes ${rule.startWindowMinutes}, completionWindowMinutes ${rule.completionWindowMinutes}`,
      sizeInput(plan),
    ],
    source: PLANS,
    inferred: true,
    lowers: 'backups more often, and shorter windows',
  }];
}

function sizeInput(plan: BackupsPlan | undefined): string {
  return plan?.largestSizeGb === undefined ? `backup.largestSizeGb not given, ${ASSUMED_GB} taken` : `backup.largestSizeGb ${plan.largestSizeGb}`;
}
