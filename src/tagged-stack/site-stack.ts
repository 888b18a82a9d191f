// The properties of a stack that is one of the four of a service.

import type { TaggedStackProps } from './props';
import { settingOf, Variables } from './settings';
import type { StackRequest } from '../layout/stack-maker';

/** Properties of the stack: its state lies under the name of the scope. */
export function siteStackProps({ layoutName, scopeName, keyPrefix, props }: StackRequest, variables: Variables): TaggedStackProps {
  if (props.localState === true) return props;
  const given = typeof props.environmentSuffix === 'string' ? props.environmentSuffix : undefined;
  const prefix = keyPrefix ?? keyPrefixOf(layoutName, settingOf('environmentSuffix', given, variables).value);
  return { ...props, stateKey: `${prefix}/${scopeName}/terraform.tfstate` };
}

/** What the keys of a stack's states begin with: `orders-prod` in `prod` has `orders/prod`. */
export function keyPrefixOf(stackId: string, environment: string): string {
  const suffix = `-${environment}`;
  const name = stackId.endsWith(suffix) && stackId !== suffix ? stackId.slice(0, -suffix.length) : stackId;
  return `${name}/${environment}`;
}
