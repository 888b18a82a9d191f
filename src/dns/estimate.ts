// How long Route 53 takes to notice, to switch, and to be believed.

import { DnsPlan, isFollowed, SWITCH_CHECK } from './plan';
import { checkSpan, EstimatePhase, LayerTerm, metricSpan, Span } from '../plan/estimate';

const HEALTH = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';
const METRICS = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-types.html';
const RECORDS = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html';
const CONTROL_PLANE = 'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html';

/** Four seconds to connect and two for an answer, and two more for its body where a text is looked for. */
const PROBE_SECONDS = 6;
const PROBE_WITH_TEXT_SECONDS = 8;
/** What resolvers may keep beyond the time of a record. Inferred. */
const RESOLVERS = { planned: 30, pessimistic: 60 };
/** An alias to an endpoint of AWS's has its time. */
const ALIAS_TTL_SECONDS = 60;
/** Until a person has changed a record, through a control plane that may be down itself. Inferred. */
const RECORD_BY_HAND: Span = { best: 60, planned: 5 * 60, pessimistic: 30 * 60 };

/** Whether users leave a lost primary without anybody's doing. */
export function movesByItself(plan: DnsPlan): boolean {
  return isFollowed(plan, plan.primary);
}

/** Seconds until the check of the primary's endpoint tells that it is lost. */
export function endpointCheck({ check, primary: { signal } }: DnsPlan): { span: Span; inputs: string[]; source: string; lowers: string } {
  if (signal !== undefined) {
    const { path, periodSeconds, evaluationPeriods } = signal;
    return {
      span: metricSpan(periodSeconds, evaluationPeriods),
      inputs: [`${path}.periodSeconds ${periodSeconds}`, `${path}.evaluationPeriods ${evaluationPeriods}`],
      source: METRICS,
      lowers: `fewer evaluationPeriods of ${path}`,
    };
  }
  const { intervalSeconds, failureThreshold, searchString } = check;
  return {
    span: checkSpan(intervalSeconds, failureThreshold, searchString === undefined ? PROBE_SECONDS : PROBE_WITH_TEXT_SECONDS),
    inputs: [`dns.healthCheck.intervalSeconds ${intervalSeconds}`, `dns.healthCheck.failureThreshold ${failureThreshold}`],
    source: HEALTH,
    lowers: 'an interval of 10 seconds, or a lower failureThreshold',
  };
}

/** The term of the check that moves users. */
export function checkTerm(plan: DnsPlan): LayerTerm {
  return { termName: 'dns.endpointCheck', phase: EstimatePhase.DETECT, what: 'The health check of the primary noticing', ...endpointCheck(plan) };
}

/** Seconds until a thrown switch is noticed. */
export const SWITCH_SPAN = checkSpan(SWITCH_CHECK.intervalSeconds, SWITCH_CHECK.failureThreshold, PROBE_SECONDS);

/** The terms of leading users over. `byItself` is whether nobody has to throw the switch. */
export function dnsTerms(plan: DnsPlan, byItself: boolean): LayerTerm[] {
  const aliases = plan.primary.kind === 'entry' || plan.primary.kind === 'alias';
  const ttlSeconds = aliases ? ALIAS_TTL_SECONDS : plan.ttlSeconds;
  return [
    ...(byItself ? [] : plan.failoverSwitch === undefined ? [{
      termName: 'dns.recordByHand',
      phase: EstimatePhase.SHIFT,
      branch: 'users',
      what: 'Changing the record by hand, through a control plane in us-east-1',
      span: RECORD_BY_HAND,
      inputs: ['strategy BACKUP_RESTORE'],
      source: CONTROL_PLANE,
      inferred: true,
      lowers: 'a standby that there is an endpoint in',
    }] : [{
      termName: 'dns.switch',
      phase: EstimatePhase.SHIFT,
      branch: 'users',
      what: 'The health check of the failover switch noticing that it is thrown',
      span: SWITCH_SPAN,
      inputs: [`${plan.path}.failover ${plan.failover}`],
      source: HEALTH,
      lowers: 'DnsFailover.AUTOMATIC, without a database',
    }]),
    {
      // An answer that is remembered is half as old as it may get, on average.
      termName: 'dns.ttl',
      phase: EstimatePhase.SHIFT,
      branch: 'users',
      what: 'Resolvers and clients forgetting the old answer',
      span: { best: Math.floor(ttlSeconds / 2), planned: ttlSeconds + RESOLVERS.planned, pessimistic: ttlSeconds + RESOLVERS.pessimistic },
      inputs: [aliases ? 'the time of an alias, 60 seconds' : `${plan.path}.ttlSeconds ${ttlSeconds}`],
      source: RECORDS,
      ...(aliases ? {} : { lowers: 'a lower ttlSeconds' }),
    },
  ];
}
