// How long a global endpoint of EventBridge takes to lead events to the standby region.

import type { EventsPlan } from './plan';
import { EstimatePhase, LayerTerm, metricSpan, Span } from '../plan/estimate';

const ENDPOINTS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-global-endpoints.html';

/** The alarm that the guide of global endpoints makes for their health check: so many periods of a minute. */
export const GUIDE_RECIPE = { periodSeconds: 60, evaluationPeriods: 5 };

/** Whether events wait for somebody to throw the failover switch. */
export function followsSwitch({ endpoint }: Pick<EventsPlan, 'endpoint'>): boolean {
  return endpoint !== undefined && endpoint.healthCheckArn === undefined;
}

/** The terms of a bus. `switched` is how long the failover switch takes; a user's own check is taken to be as the guide makes it. */
export function eventsTerms({ path, endpoint }: EventsPlan, switched: Span): LayerTerm[] {
  if (endpoint === undefined) return [];
  const own = !followsSwitch({ endpoint });
  return [{
    termName: 'events.endpoint',
    phase: EstimatePhase.SHIFT,
    branch: 'events',
    what: 'The global endpoint leading events to the standby region',
    span: own ? metricSpan(GUIDE_RECIPE.periodSeconds, GUIDE_RECIPE.evaluationPeriods) : switched,
    inputs: [own ? `${path}.replication.healthCheckArn, with the alarm of the guide` : `${path}.replication, on the failover switch`],
    source: ENDPOINTS,
    ...(own ? { lowers: 'the failover switch in place of a health check of your own' } : {}),
  }];
}
