// The addresses of everything that the library makes, for each architecture of the schema plan.

import { ARCHITECTURES } from '../e2e/architectures';
import { quietly, newStack, templateOf } from '../support/synth';

/** Addresses by architecture. */
export function currentAddresses(): Record<string, string[]> {
  return Object.fromEntries(Object.entries(ARCHITECTURES).map(([name, architecture]) => {
    const stack = newStack();
    quietly(() => architecture(stack));
    return [name, templateOf(stack).addresses];
  }));
}
