// Where the states of a service's stacks are, as plain data for the runbook.

import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { keptState, StatePlace } from './kept-state';
import { SiteStacks } from '../layout/site-stacks';

/** What is known of the state of a stack. */
export interface StateFacts {
  /** The path of the stack, such as `orders-prod`. */
  readonly stackPath: string;
  /** Missing where the stack does not keep its state in S3, or was not told to by the library. */
  readonly kept?: KeptFacts;
}

/** A state in S3. */
export interface KeptFacts {
  readonly key: string;
  /** The bucket that is used, unless the environment leads to another one for a while. */
  readonly used: StatePlace;
  /** Its replica in another region; missing where none is known. */
  readonly replica?: StatePlace;
}

/** The states of the stacks that a construct's service lies in: one, or the four of a layout per region. */
export function stateFactsOf(scope: IConstruct): StateFacts[] {
  const stack = TerraformStack.of(scope);
  const layout = SiteStacks._around(stack);
  const stacks = layout === undefined ? [stack] : [layout.foundation, layout.primary, layout.standby, layout.routing];
  return stacks.map(one => {
    const stackPath = one.node.path;
    const state = keptState(one);
    const used = state?.places.find(({ region }) => region === state.normalRegion);
    if (state === undefined || used === undefined) return { stackPath };
    const replica = state.places.find(place => place !== used);
    return { stackPath, kept: { key: state.key, used, ...(replica === undefined ? {} : { replica }) } };
  });
}
