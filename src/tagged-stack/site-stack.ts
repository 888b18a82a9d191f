// The properties of a stack that is one of the four of a service.

import type { TaggedStackProps } from './props';
import { settingOf, Variables } from './settings';
import type { StackRequest } from '../layout/stack-maker';
import type { IsToken } from '../plan/reader';
import { isStateLocation } from '../state-backend/location';
import { planLocation, regionToSurviveIn } from '../state-backend/plan-location';

/** Properties of the stack: its state lies under the name of the scope. */
export function siteStackProps(request: StackRequest, variables: Variables, isToken: IsToken): TaggedStackProps {
  const { layoutName, scopeName, primaryRegion, keyPrefix, props } = request;
  if (props.localState === true) return props;
  const given = typeof props.environmentSuffix === 'string' ? props.environmentSuffix : undefined;
  const prefix = keyPrefix ?? keyPrefixOf(layoutName, settingOf('environmentSuffix', given, variables).value);
  const stateBucketRegion = (props as TaggedStackProps).stateBucketRegion ?? regionIn(props.stateLocation, primaryRegion, isToken);
  return { ...props, stateKey: `${prefix}/${scopeName}/terraform.tfstate`, stateBucketRegion };
}

// The primary's own state as well is beside the others: Routing reads it.
function regionIn(location: unknown, primaryRegion: string, isToken: IsToken): string | undefined {
  const plan = isStateLocation(location) ? planLocation(location._props, 'stateLocation', isToken).plan : undefined;
  return plan && regionToSurviveIn(plan, primaryRegion, true);
}

/** What the keys of a stack's states begin with: `orders-prod` in `prod` has `orders/prod`. */
export function keyPrefixOf(stackId: string, environment: string): string {
  const suffix = `-${environment}`;
  const name = stackId.endsWith(suffix) && stackId !== suffix ? stackId.slice(0, -suffix.length) : stackId;
  return `${name}/${environment}`;
}
