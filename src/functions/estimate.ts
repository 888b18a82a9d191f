// How long it takes until consumers work in the standby region.

import type { FunctionPlan } from './plan';
import { EstimatePhase, LayerTerm, Span } from '../plan/estimate';

/** Until a mapping or a rule that was off works: inferred. */
const TURN_ON: Span = { best: 60, planned: 90, pessimistic: 120 };

/** Whether the failover has to turn a function's triggers on. */
export function isTurnedOn({ triggers, standby }: FunctionPlan): boolean {
  return triggers.length > 0 && standby !== undefined && !standby.consumes;
}

/** The term of all consumers that are off in the standby region. */
export function consumerTerms(plans: FunctionPlan[]): LayerTerm[] {
  const off = plans.filter(isTurnedOn);
  return off.length === 0 ? [] : [{
    termName: 'functions.consumers',
    phase: EstimatePhase.RECOVER,
    branch: 'consumers',
    what: 'Turning on what works on queues, streams and schedules',
    span: TURN_ON,
    inputs: off.map(({ path }) => `${path}.consumeInStandby false`),
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html',
    inferred: true,
    lowers: 'consumeInStandby',
  }];
}
