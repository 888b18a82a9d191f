// The names that the constructs of an app have taken. Kept on the root of its tree, so that two services or two stacks notice each other.

import type { IConstruct } from 'constructs';
import type { TakenNames } from '../plan/naming';

const TAKEN = Symbol.for('cdktf-multi-region-dr.TakenNames');

/** The names that are taken, with the paths of the constructs that have them. */
export function takenNames(scope: IConstruct): TakenNames {
  return registry(scope);
}

/** Takes names for a construct. */
export function takeNames(scope: IConstruct, names: string[], path: string): void {
  names.forEach(name => registry(scope).set(name, path));
}

function registry(scope: IConstruct): Map<string, string> {
  const root = scope.node.root as unknown as Record<symbol, Map<string, string> | undefined>;
  if (root[TAKEN] === undefined) Object.defineProperty(root, TAKEN, { value: new Map() });
  return root[TAKEN]!;
}
