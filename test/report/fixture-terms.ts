// The terms of a warm standby with a database and a table, one assumed, one measured.

import { EstimateBasis, EstimatePhase } from '../../src/plan/estimate';
import type { ReportedTerm, ReportedTime } from '../../src/report/report';

const GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html';
const ROUTE_53 = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';

export function time(bestSeconds: number, plannedSeconds: number, pessimisticSeconds: number): ReportedTime {
  return { bestSeconds, plannedSeconds, pessimisticSeconds };
}

function term(
  termName: string, phase: EstimatePhase, what: string, times: [number, number, number], rest: Partial<ReportedTerm> = {},
): ReportedTerm {
  return {
    termName,
    phase,
    what,
    time: time(...times),
    inputs: [],
    source: GUIDE,
    inferred: false,
    basis: EstimateBasis.PLANNING_VALUE,
    counts: true,
    ...rest,
  };
}

export const TERMS: ReportedTerm[] = [
  term('people.notice', EstimatePhase.DETECT, 'People noticing by themselves', [300, 600, 1800], {
    source: 'our on-call report', basis: EstimateBasis.ASSUMPTION, counts: false, lowers: 'monitoring with a receiver, and a host name whose health is checked',
  }),
  term('monitoring.page', EstimatePhase.DETECT, "The alarm 'orders-prod-endpoint-health-primary-us-east-1' paging", [306, 366, 426], {
    inputs: ['monitoring.endpointHealth.periods: 3', 'dns.healthCheck.intervalSeconds: 30', 'dns.healthCheck.failureThreshold: 3'],
    source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html',
    inferred: true,
    lowers: 'fewer periods of the alarm, or a quicker health check',
  }),
  term('people.decide', EstimatePhase.DECIDE, 'People deciding to fail over', [600, 600, 600], {
    inputs: ['objectives.decisionMinutes: 10'],
    source: 'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/detection.html',
    lowers: 'a decision that is made beforehand: who decides, and by what',
  }),
  term('database.fence', EstimatePhase.FENCE, 'Stopping what still writes to the lost region', [0, 30, 60], { inferred: true }),
  term('database.failover', EstimatePhase.RECOVER, 'Making the standby cluster the writer', [60, 180, 300]),
  term('database.clients', EstimatePhase.RECOVER, 'Clients following the writer endpoint', [5, 5, 60], { lowers: 'a DNS cache of five seconds, and short time-outs of pools' }),
  term('functions.consumers', EstimatePhase.RECOVER, 'Turning on what works on queues, streams and schedules', [60, 90, 120], { inferred: true, counts: false, lowers: '`consumeInStandby`' }),
  term('dns.switch', EstimatePhase.SHIFT, 'The health check of the failover switch noticing that it is thrown', [26, 36, 46], {
    inputs: ['dns.switch.intervalSeconds: 10', 'dns.switch.failureThreshold: 3'], source: ROUTE_53,
  }),
  term('dns.ttl', EstimatePhase.SHIFT, 'Resolvers and clients forgetting the old answer', [30, 90, 120], { inputs: ['dns.ttlSeconds: 60'], lowers: 'a lower `ttlSeconds`' }),
  term('people.validate', EstimatePhase.VALIDATE, 'Making sure that the service works', [60, 120, 600], {
    source: 'drill of 2026-10-01', basis: EstimateBasis.MEASUREMENT, lowers: 'a check that a machine runs',
  }),
  term('database.lag', EstimatePhase.LOSS, 'Writes that the standby cluster has not got', [1, 5, 30], { lowers: 'enforcedRpoSeconds, for PostgreSQL' }),
  term('tables.orders.lag', EstimatePhase.LOSS, "Writes to 'orders' that its replica has not got", [1, 5, 30], { counts: false, lowers: 'TableConsistency.STRONG' }),
  term('backup.age', EstimatePhase.LOSS_FROM_BACKUP, 'Writes since the last backup, where data is corrupted or held to ransom', [90000, 97200, 729000], {
    inputs: ['backup.rules.daily.schedule: cron(0 3 * * ? *)'], inferred: true, lowers: 'backups more often, and shorter windows',
  }),
  term('database.switchover', EstimatePhase.SWITCHOVER, 'Changing the writer without loss, while both regions are well', [60, 120, 480], { counts: false }),
];
