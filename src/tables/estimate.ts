// What tables lose with a region. Their replicas take writes at any time, so they need no time to come back.

import type { TablePlan } from './plan';
import { TableConsistency } from './props';
import { EstimatePhase, LayerTerm, NO_TIME, Span } from '../plan/estimate';

const GLOBAL_TABLES = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html';
/** The guide: within a second as a rule, a loss of a few seconds, and no promise. */
const LAG: Span = { best: 1, planned: 5, pessimistic: 30 };

/** The terms of a table that replicates. One that is built from backups has those of the backups. */
export function tableTerms(plan: TablePlan): LayerTerm[] {
  if (!plan.replicated) return [];
  const strong = !plan.existing && plan.consistency === TableConsistency.STRONG;
  return [{
    termName: `tables.${plan.tableName}.lag`,
    phase: EstimatePhase.LOSS,
    what: `Writes to '${plan.tableName}' that its replica has not got`,
    span: strong ? NO_TIME : LAG,
    inputs: [plan.existing ? `${plan.path}.existingName, taken as eventually consistent` : `${plan.path}.consistency ${plan.consistency}`],
    source: GLOBAL_TABLES,
    ...(strong ? {} : { lowers: 'TableConsistency.STRONG' }),
  }];
}
