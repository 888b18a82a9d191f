// A table as another layer refers to it: by its spec, without planning it again.

import { TableConsistency, TableSpec } from './props';
import { KeyPlan, planKey } from '../keys/plan';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { ProblemList } from '../plan/rule';
import { Strategy } from '../plan/strategy';
import type { PlanningContext } from '../sites/plan';
import { PartScope } from '../sites/site';

/** What another layer may know of a table. */
export interface TableReference {
  /** What the service calls it. */
  readonly tableName: string;
  readonly physicalName: string;
  /** Names of its indexes; undefined for a table that is there already. */
  readonly indexNames?: string[];
  /** Whether it has a stream in both regions; undefined for a table that is there already. */
  readonly hasStream?: boolean;
  /** The keys of its replicas; none are known of a table that is there already. */
  readonly keys: { readonly primary?: KeyPlan; readonly standby?: KeyPlan };
}

/** Refers to a table. Undefined for a spec that cannot be planned: what is wrong with it, its own plan tells. */
export function referToTable(spec: TableSpec, context: PlanningContext): TableReference | undefined {
  const { tableName } = spec;
  if (typeof tableName !== 'string' || context.isToken(tableName)) return undefined;
  const told = new ProblemList();
  const reader = new Reader(spec.props, tableName, told, context.isToken);
  if (reader.has('existingName')) {
    const existingName = reader.opaque('existingName');
    return existingName === undefined ? undefined : { tableName, physicalName: existingName, keys: {} };
  }
  const strong = reader.oneOf('consistency', Object.values(TableConsistency)) === TableConsistency.STRONG;
  const { strategy, primary, standby } = context.sites;
  return {
    tableName,
    physicalName: context.namer.nameElsewhere(tableName, NAME_LIMITS.dynamodbTable),
    indexNames: [...namesIn(reader.raw('indexes')), ...namesIn(reader.raw('localIndexes'))],
    hasStream: !strong,
    keys: {
      primary: planKey('tables', primary, context, told),
      ...(strategy === Strategy.BACKUP_RESTORE ? {} : { standby: planKey('tables', standby, context, told, strong ? PartScope.FOUNDATION : undefined) }),
    },
  };
}

function namesIn(indexes: unknown): string[] {
  if (!Array.isArray(indexes)) return [];
  return indexes.map((index: { indexName?: unknown } | null) => index?.indexName).filter((name): name is string => typeof name === 'string');
}
