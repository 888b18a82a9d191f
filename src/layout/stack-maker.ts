// Who makes the stacks of a layout. `TaggedStack` knows how and tells it here, since what lies below it must not import it.

import type { App, TerraformStack } from 'cdktf';
import type { Problem } from '../plan/problem';

/** The scopes, as stack ids and state keys spell them, in the order in which their stacks are deployed. */
export const SCOPE_NAMES = ['foundation', 'primary', 'standby', 'routing'] as const;
export type ScopeName = typeof SCOPE_NAMES[number];

/** A stack that is wanted. */
export interface StackRequest {
  /** What all stacks of the layout are called. */
  readonly layoutName: string;
  readonly scopeName: ScopeName;
  /** The primary region of the layout. */
  readonly primaryRegion: string;
  /** What the key of the state begins with; undefined for the default. */
  readonly keyPrefix?: string;
  /** Properties of the stack as a user wrote them, unchecked. */
  readonly props: Record<string, unknown>;
}

/** What a stack would be. */
export interface StackForecast {
  readonly problems: Problem[];
  /** Where its state would be; undefined when that is a file or not known. */
  readonly state?: {
    readonly bucket: string;
    readonly region: string;
    /** The region that is used where no variable leads to another bucket of a location. */
    readonly normalRegion: string;
  };
}

/** Makes stacks of layouts. */
export interface StackMaker {
  /** What would be made, without making it. */
  forecast(app: App, request: StackRequest): StackForecast;
  make(app: App, request: StackRequest): TerraformStack;
}

let current: StackMaker | undefined;

export function setStackMaker(maker: StackMaker): void {
  current = maker;
}

export function stackMaker(): StackMaker {
  if (current === undefined) throw new Error('no stack maker: src/tagged-stack/tagged-stack was not loaded');
  return current;
}

/** The id of a stack of a layout. */
export function stackIdOf({ layoutName, scopeName }: Pick<StackRequest, 'layoutName' | 'scopeName'>): string {
  return `${layoutName}-${scopeName}`;
}
