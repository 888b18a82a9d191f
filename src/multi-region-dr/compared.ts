// A service with each of the four strategies, as it is planned.

import type { EstimatePlan } from './estimate';
import { FootprintPlan, footprintOf } from './footprint';
import { metBy } from './objectives';
import { planService } from './plan';
import { Problem, Severity } from '../plan/problem';
import type { IsToken } from '../plan/reader';
import { refusalText, settle } from '../plan/settle';
import { Strategy } from '../plan/strategy';
import type { StackDefaults } from '../sites/plan';

/** What a strategy is made of, in a comparison. */
export interface ComparedPlan {
  readonly strategy: Strategy;
  readonly estimate: EstimatePlan;
  readonly footprint: FootprintPlan;
  readonly meetsObjectives: boolean;
  readonly refused: Problem[];
}

/** Plans a service with each strategy. Throws where regions or names are not known. */
export function comparePlans(props: object, defaults: StackDefaults, isToken: IsToken): ComparedPlan[] {
  return Object.values(Strategy).map(strategy => {
    const { plan, problems } = planService({ ...props, strategy }, defaults, isToken);
    if (plan === undefined) throw new Error(refusalText('The service', problems));
    const { estimate, layers, objectives, context } = plan;
    const met = objectives === undefined ? { rto: false } : metBy(objectives, estimate);
    return {
      strategy,
      estimate,
      footprint: footprintOf(layers, strategy),
      meetsObjectives: met.rto && met.rpo !== false,
      refused: settle(problems, context.sites).all
        .filter(({ severity, acceptedBecause }) => severity !== Severity.RISK && acceptedBecause === undefined),
    };
  });
}
