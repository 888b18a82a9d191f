// How long it takes until somebody is paged.

import { AlarmKind, AlarmSeverity } from './kind';
import type { MonitoringPlan } from './plan';
import { EstimatePhase, inSequence, LayerTerm, metricSpan, Span } from '../plan/estimate';

const ALARMS = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html';
/** As long as it may take people to notice, where the alarm is lost with the region. Inferred. */
const LOST_SECONDS = 30 * 60;

/** The terms of the alarm on the health check of the primary, which pages. `check` is how long that check takes. */
export function alarmTerms({ alarms, path, regions }: MonitoringPlan, check: Span): LayerTerm[] {
  const paging = alarms.filter(({ kind, severity, targetName }) => kind === AlarmKind.ENDPOINT_HEALTH && severity === AlarmSeverity.PAGE && targetName === 'primary');
  return paging.map(({ alarmName, region, periodSeconds, evaluationPeriods }) => {
    const lost = region === regions.primary;
    const span = inSequence([check, metricSpan(periodSeconds, evaluationPeriods)]);
    return {
      termName: 'monitoring.page',
      phase: EstimatePhase.DETECT,
      what: `The alarm '${alarmName}' paging${lost ? `, from ${region}, which may be lost with it` : ''}`,
      span: lost ? { ...span, pessimistic: Math.max(span.pessimistic, LOST_SECONDS) } : span,
      inputs: [`${path}: ${evaluationPeriods} periods of ${periodSeconds} seconds for ${AlarmKind.ENDPOINT_HEALTH}`],
      source: ALARMS,
      inferred: true,
      lowers: 'fewer periods of the alarm, or a quicker health check',
    };
  });
}
