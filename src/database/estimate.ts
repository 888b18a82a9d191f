// How long a database takes to come back in the standby region, and what it loses.
//
// No page of AWS's promises a time for a switchover or a failover: these are planning values, to be replaced by those of a drill.

import type { DatabasePlan } from './plan';
import { EstimatePhase, LayerTerm, Span } from '../plan/estimate';
import { Strategy } from '../plan/strategy';

const RECOVERY = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html';
const OVERVIEW = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html';
const HEADLESS = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.console.headless.html';

/** What the guide calls a few minutes, and its announcement of 2023 about a minute. */
const FAILOVER: Span = { best: 60, planned: 180, pessimistic: 300 };
/** "A short time" of the guide, which grows with the lag; at worst eight minutes that others measured (keycloak-benchmark, issue 445). */
const SWITCHOVER: Span = { best: 60, planned: 120, pessimistic: 8 * 60 };
/** How long it takes to make an instance. Inferred. */
const MAKE_INSTANCE: Span = { best: 5 * 60, planned: 7 * 60, pessimistic: 10 * 60 };
/** With the DNS cache that AWS advises, five seconds; at worst connections of a pool wait for their own time-outs. */
const FOLLOW: Span = { best: 5, planned: 5, pessimistic: 60 };
/** Until writers that can still be reached are stopped. Inferred: it is best effort. */
const FENCE: Span = { best: 0, planned: 30, pessimistic: 60 };
/** The guide: a lag under a second as a rule, a loss of seconds. */
const LAG: Span = { best: 1, planned: 5, pessimistic: 30 };

/** The terms of a database that replicates. One that is built from backups has those of the backups. */
export function databaseTerms(plan: DatabasePlan): LayerTerm[] {
  if (plan.strategy === Strategy.BACKUP_RESTORE) return [];
  const { path } = plan;
  const headless = !plan.existing && plan.standby !== undefined && plan.standby.instances.length === 0;
  const enforced = plan.existing ? undefined : plan.enforcedRpoSeconds;
  const inBranch = { phase: EstimatePhase.RECOVER, branch: 'database' };
  return [
    {
      termName: 'database.fence', phase: EstimatePhase.FENCE, branch: 'database', what: 'Stopping what still writes to the lost region', span: FENCE, inputs: [path], source: RECOVERY, inferred: true,
    },
    {
      ...inBranch, termName: 'database.failover', what: 'Making the standby cluster the writer', span: FAILOVER, inputs: [path], source: RECOVERY,
    },
    ...(headless ? [{
      ...inBranch,
      termName: 'database.instance',
      what: 'Making an instance for the standby cluster, which has none',
      span: MAKE_INSTANCE,
      inputs: [`${path}.headlessStandby true`],
      source: HEADLESS,
      inferred: true,
      lowers: 'an instance in the standby region',
    }] : []),
    {
      ...inBranch, termName: 'database.clients', what: 'Clients following the writer endpoint', span: FOLLOW, inputs: [path], source: RECOVERY, lowers: 'a DNS cache of five seconds, and short time-outs of pools',
    },
    {
      termName: 'database.lag',
      phase: EstimatePhase.LOSS,
      what: 'Writes that the standby cluster has not got',
      span: enforced === undefined ? LAG : capped(LAG, enforced),
      inputs: enforced === undefined ? [path] : [`${path}.enforcedRpoSeconds ${enforced}`],
      source: OVERVIEW,
      lowers: 'enforcedRpoSeconds, for PostgreSQL',
    },
    {
      termName: 'database.switchover', phase: EstimatePhase.SWITCHOVER, what: 'Changing the writer without loss, while both regions are well', span: SWITCHOVER, inputs: [path], source: RECOVERY,
    },
  ];
}

/** The most that a database may lag, where it holds commits back. */
export function lagLimit(plan: DatabasePlan): number | undefined {
  return plan.existing ? undefined : plan.enforcedRpoSeconds;
}

/** A time that does not exceed so many seconds. */
export function capped({ best, planned, pessimistic }: Span, seconds: number): Span {
  return { best: Math.min(best, seconds), planned: Math.min(planned, seconds), pessimistic: Math.min(pessimistic, seconds) };
}
