// Where a stack keeps its state in S3, kept on the stack itself: so that stacks of one app notice each other, and sites their stack's region.

import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A bucket that a state can be in. */
export interface StatePlace {
  readonly bucket: string;
  readonly region: string;
  /** Missing without a table for locks. */
  readonly lockTable?: string;
}

/** Where a stack keeps its state. */
export interface KeptState {
  /** The bucket, and the one that it replicates to. */
  readonly buckets: string[];
  readonly key: string;
  /** The region of the bucket that is in use, unless the environment leads to another one for a while. */
  readonly normalRegion: string;
  /** The buckets with their regions: one, or both of a location. */
  readonly places: StatePlace[];
}

/** The state of a stack of the app. */
export interface StateOfStack extends KeptState {
  readonly stackPath: string;
}

const KEPT = Symbol.for('cdktf-multi-region-dr.KeptState');

export function keepState(stack: TerraformStack, state: KeptState): void {
  Object.defineProperty(stack, KEPT, { value: state });
}

export function keptState(stack: TerraformStack): KeptState | undefined {
  return (stack as unknown as Record<symbol, KeptState | undefined>)[KEPT];
}

/** The states of all stacks of the app around a construct that were told of. */
export function statesOfApp(scope: IConstruct): StateOfStack[] {
  const stacks = scope.node.root.node.findAll().filter((one): one is TerraformStack => TerraformStack.isStack(one));
  return stacks.flatMap(stack => {
    const state = keptState(stack);
    return state === undefined ? [] : [{ ...state, stackPath: stack.node.path }];
  });
}

/** The stacks that have a state of this key in one of the buckets. */
export function sharersOf(key: string, buckets: string[], others: StateOfStack[]): string[] {
  return others.filter(other => other.key === key && other.buckets.some(bucket => buckets.includes(bucket))).map(other => other.stackPath);
}
