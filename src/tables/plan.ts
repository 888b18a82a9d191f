// What a table is in both regions, with every default filled in.

import { Attribute, GlobalIndex, LocalIndex, Projection, StreamView, TableConsistency, TableSpec } from './props';
import { KEY_WITHOUT_NAME, TABLE_NAME, TABLE_TWICE, tableRules } from './rules';
import type { KeyPlan } from '../keys/plan';
import { planKey } from '../keys/plan';
import { isLogicalName } from '../plan/logical-name';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader, show } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { Removal, Strategy } from '../plan/strategy';
import type { PlanningContext } from '../sites/plan';
import { PartScope } from '../sites/site';

/** A key attribute. */
export interface AttributePlan {
  readonly attributeName: string;
  readonly attributeType: string;
}

/** A secondary index. */
export interface IndexPlan {
  readonly indexName: string;
  readonly path: string;
  readonly local: boolean;
  readonly partitionKey: AttributePlan;
  readonly sortKey?: AttributePlan;
  readonly projectionType: string;
  readonly nonKeyAttributes: string[];
}

/** What all tables have. */
interface AnyTable {
  readonly path: string;
  /** What the service calls it. */
  readonly tableName: string;
  /** What AWS calls it: the same in both regions. */
  readonly physicalName: string;
  readonly primaryRegion: string;
  readonly standbyRegion: string;
  /** Whether the strategy keeps a replica in the standby region. */
  readonly replicated: boolean;
  readonly tags: Record<string, string>;
}

/** A table that is there already. */
export interface ExistingTablePlan extends AnyTable {
  readonly existing: true;
  readonly nameIsToken: boolean;
  /** Properties that were set beside its name. */
  readonly alsoSet: string[];
}

/** A table that is made. */
export interface NewTablePlan extends AnyTable {
  readonly existing: false;
  readonly strategy: Strategy;
  readonly partitionKey: AttributePlan;
  readonly sortKey?: AttributePlan;
  readonly indexes: IndexPlan[];
  readonly ttlAttribute?: string;
  readonly stream?: StreamView;
  readonly consistency: TableConsistency;
  readonly witnessRegion?: string;
  readonly protected: boolean;
  readonly keys: { readonly primary: KeyPlan; readonly standby?: KeyPlan };
}

/** A table. */
export type TablePlan = ExistingTablePlan | NewTablePlan;

const PROPERTIES = [
  'partitionKey', 'sortKey', 'indexes', 'localIndexes', 'ttlAttribute', 'stream', 'consistency', 'witnessRegion', 'existingName',
];
const LONGEST_NAME = 62;

/** Plans the tables of a service. */
export function planTables(specs: TableSpec[], path: string, context: PlanningContext): Planned<TablePlan[]> {
  const list = new ProblemList();
  const plans = specs.flatMap((spec, position) => {
    if (specs.findIndex(other => other.tableName === spec.tableName) < position) {
      list.add(TABLE_TWICE, {
        path: `${path}[${position}].tableName`,
        message: `${show(spec.tableName)} given, which another table of the service is called`,
        mend: 'Rename one of them',
      });
    }
    const { plan, problems } = planTable(spec, path, context);
    list.addAll(problems);
    return plan === undefined ? [] : [plan];
  });
  return { plan: plans, problems: list.problems };
}

/** Plans one table. `path` is where it stands in the properties, such as `tables`. */
export function planTable(spec: TableSpec, path: string, context: PlanningContext): Planned<TablePlan> {
  const list = new ProblemList();
  const given = new Reader({ table: spec }, path, list, context.isToken);
  given.need('table', "new TableSpec('orders', {...})");
  if (given.instance('table', 'a TableSpec', isTableSpec) === undefined) return { problems: list.problems };
  const name = new Reader({ tableName: spec.tableName }, path, list, context.isToken);
  name.need('tableName', "'orders'");
  const tableName = name.text('tableName');
  if (tableName === undefined) return { problems: list.problems };
  const reader = new Reader(spec.props, path === '' ? tableName : `${path}.${tableName}`, list, context.isToken);
  if (!isLogicalName(tableName, LONGEST_NAME)) {
    list.add(TABLE_NAME, {
      path: reader.at('tableName'),
      message: `'${tableName}' given, 1 to 62 lower-case letters, digits and single hyphens needed, a letter first`,
      mend: 'Rename it; existingName may be any name of DynamoDB\'s',
    });
    return { problems: list.problems };
  }
  reader.onlyHas(PROPERTIES);
  const plan = reader.has('existingName') ? planExisting(reader, tableName, context) : planNew(reader, spec, context, list);
  if (plan !== undefined) list.check(tableRules, plan);
  return { plan, problems: list.problems };
}

function planExisting(reader: Reader, tableName: string, context: PlanningContext): ExistingTablePlan | undefined {
  const physicalName = reader.opaque('existingName');
  if (physicalName === undefined) return undefined;
  return {
    ...common(reader, tableName, physicalName, context),
    existing: true,
    nameIsToken: context.isToken(physicalName),
    alsoSet: PROPERTIES.filter(property => property !== 'existingName' && reader.has(property)),
  };
}

function planNew(reader: Reader, spec: TableSpec, context: PlanningContext, list: ProblemList): NewTablePlan | undefined {
  const { tableName } = spec;
  reader.need('partitionKey', "Attribute.string('pk')");
  const partitionKey = readAttribute(reader, 'partitionKey', list, context);
  const sortKey = readAttribute(reader, 'sortKey', list, context);
  const consistency = reader.oneOf('consistency', Object.values(TableConsistency)) ?? TableConsistency.EVENTUAL;
  const strong = consistency === TableConsistency.STRONG;
  const localIndexes = reader.instances('localIndexes', 'a LocalIndex', isLocalIndex) ?? [];
  const globalIndexes = reader.instances('indexes', 'a GlobalIndex', isGlobalIndex) ?? [];
  const physicalName = context.namer.name({ what: tableName, limit: NAME_LIMITS.dynamodbTable, path: reader.at('tableName') }, list);
  const rest = {
    ttlAttribute: reader.text('ttlAttribute'),
    stream: reader.oneOf('stream', Object.values(StreamView)) ?? (strong ? undefined : StreamView.NEW_AND_OLD_IMAGES),
    witnessRegion: reader.text('witnessRegion'),
  };
  if (partitionKey === undefined) return undefined;
  const table = common(reader, tableName, physicalName, context);
  return {
    ...table,
    existing: false,
    strategy: context.sites.strategy,
    partitionKey,
    sortKey,
    indexes: [
      ...globalIndexes.flatMap((index, position) => planGlobalIndex(index, `${reader.at('indexes')}[${position}]`, list, context)),
      ...localIndexes.flatMap((index, position) => planLocalIndex(index, `${reader.at('localIndexes')}[${position}]`, partitionKey, list, context)),
    ],
    ...rest,
    consistency,
    protected: context.sites.removal === Removal.PROTECTED,
    keys: planKeys(table.replicated, strong, context, list),
  };
}

function common(reader: Reader, tableName: string, physicalName: string, { sites }: PlanningContext): AnyTable {
  return {
    path: reader.path,
    tableName,
    physicalName,
    primaryRegion: sites.primary.region,
    standbyRegion: sites.standby.region,
    replicated: sites.strategy !== Strategy.BACKUP_RESTORE,
    tags: sites.tags,
  };
}

// A strongly consistent table and its replicas are one resource, in the primary's part. It must not refer to the standby's
// part, so the key of its replica is in Foundation, made through the standby's region.
function planKeys(replicated: boolean, strong: boolean, context: PlanningContext, list: ProblemList): NewTablePlan['keys'] {
  const primary = planKey('tables', context.sites.primary, context, list);
  if (!replicated) return { primary };
  return { primary, standby: planKey('tables', context.sites.standby, context, list, strong ? PartScope.FOUNDATION : undefined) };
}

function planGlobalIndex(index: GlobalIndex, path: string, list: ProblemList, context: PlanningContext): IndexPlan[] {
  const reader = new Reader(index.props, path, list, context.isToken);
  reader.onlyHas(['partitionKey', 'sortKey', 'projection']);
  reader.need('partitionKey', "Attribute.string('customer')");
  const partitionKey = readAttribute(reader, 'partitionKey', list, context);
  const sortKey = readAttribute(reader, 'sortKey', list, context);
  const indexName = readIndexName(index, path, list, context);
  if (partitionKey === undefined || indexName === undefined) return [];
  return [{ indexName, path, local: false, partitionKey, sortKey, ...readProjection(reader, list, context) }];
}

function planLocalIndex(index: LocalIndex, path: string, partitionKey: AttributePlan, list: ProblemList, context: PlanningContext): IndexPlan[] {
  const reader = new Reader(index.props, path, list, context.isToken);
  reader.onlyHas(['sortKey', 'projection']);
  reader.need('sortKey', "Attribute.string('placedAt')");
  const sortKey = readAttribute(reader, 'sortKey', list, context);
  const indexName = readIndexName(index, path, list, context);
  if (sortKey === undefined || indexName === undefined) return [];
  const projection = readProjection(reader, list, context);
  // AWS gives the names back in this order, and Terraform would replace the table for another.
  return [{ indexName, path, local: true, partitionKey, sortKey, ...projection, nonKeyAttributes: [...projection.nonKeyAttributes].sort() }];
}

function readIndexName(index: { indexName: string }, path: string, list: ProblemList, context: PlanningContext): string | undefined {
  const reader = new Reader({ indexName: index.indexName }, path, list, context.isToken);
  reader.need('indexName', "'by-customer'");
  return reader.text('indexName');
}

function readAttribute(reader: Reader, property: string, list: ProblemList, context: PlanningContext): AttributePlan | undefined {
  const attribute = reader.instance(property, 'an Attribute', (value): value is Attribute => value instanceof Attribute);
  if (attribute === undefined) return undefined;
  const own = new Reader({ attributeName: attribute.attributeName }, reader.at(property), list, context.isToken);
  own.need('attributeName', "'pk'");
  const attributeName = own.text('attributeName');
  if (attributeName === undefined) return undefined;
  const bytes = Buffer.byteLength(attributeName);
  if (bytes >= 1 && bytes <= 255) return { attributeName, attributeType: attribute.attributeType };
  list.add(KEY_WITHOUT_NAME, { path: reader.at(property), message: `a name of ${bytes} bytes given, 1 to 255 needed`, mend: 'Give the attribute a name' });
  return undefined;
}

function readProjection(reader: Reader, list: ProblemList, context: PlanningContext): { projectionType: string; nonKeyAttributes: string[] } {
  const projection = reader.instance('projection', 'a Projection', (value): value is Projection => value instanceof Projection) ?? Projection.everything();
  const names = new Reader({ nonKeyAttributes: projection.nonKeyAttributes }, reader.at('projection'), list, context.isToken).texts('nonKeyAttributes');
  return { projectionType: projection.projectionType, nonKeyAttributes: names ?? [] };
}

function isTableSpec(value: unknown): value is TableSpec {
  return value instanceof TableSpec;
}

function isGlobalIndex(value: unknown): value is GlobalIndex {
  return value instanceof GlobalIndex;
}

function isLocalIndex(value: unknown): value is LocalIndex {
  return value instanceof LocalIndex;
}
