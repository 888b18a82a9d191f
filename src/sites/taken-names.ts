// The names that the constructs of an app have. Kept on the root of its tree, so that two services or two stacks notice each other.

import type { IConstruct } from 'constructs';
import { NAME_TAKEN } from './rules';
import type { TakenNames } from '../plan/naming';

/** What has a name: a child of a scope, which may not be there any more. */
export interface NameHolder {
  readonly kind: string;
  readonly scope: IConstruct;
  readonly constructId: string;
}

const TAKEN = Symbol.for('cdktf-multi-region-dr.TakenNames');

/** Tells which construct of the app around a scope has a name. */
export function takenNames(scope: IConstruct): TakenNames {
  return {
    rule: NAME_TAKEN,
    holderOf: key => {
      const holder = registry(scope).get(key);
      return holder !== undefined && isThere(holder) ? `${holder.kind} '${holder.scope.node.path}/${holder.constructId}'` : undefined;
    },
  };
}

/** Takes names for a construct. */
export function takeNames(holder: NameHolder, names: string[]): void {
  names.forEach(name => registry(holder.scope).set(name, holder));
}

// A construct that could not be made, or was removed, holds no names.
function isThere({ scope, constructId }: NameHolder): boolean {
  return scope.node.tryFindChild(constructId) !== undefined && scope.node.scopes.every((one, depth) => {
    const parent = scope.node.scopes[depth - 1];
    return parent === undefined || parent.node.tryFindChild(one.node.id) === one;
  });
}

function registry(scope: IConstruct): Map<string, NameHolder> {
  const root = scope.node.root as unknown as Record<symbol, Map<string, NameHolder> | undefined>;
  if (root[TAKEN] === undefined) Object.defineProperty(root, TAKEN, { value: new Map() });
  return root[TAKEN]!;
}
