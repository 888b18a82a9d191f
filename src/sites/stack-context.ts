// What a stack of this library tells the constructs in it. Kept on the stack itself, so that neither side imports the other.

import type { TerraformStack } from 'cdktf';

/** What a `TaggedStack` tells the constructs in it. */
export interface StackContext {
  readonly environment: string;
  readonly defaultTags: Record<string, string>;
  readonly assumeRoleArn?: string;
}

const CONTEXT = Symbol.for('cdktf-multi-region-dr.StackContext');

export function setStackContext(stack: TerraformStack, context: StackContext): void {
  Object.defineProperty(stack, CONTEXT, { value: context });
}

export function stackContext(stack: TerraformStack): StackContext | undefined {
  return (stack as unknown as Record<symbol, StackContext | undefined>)[CONTEXT];
}
