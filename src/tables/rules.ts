// What is refused of tables: DR200 to DR249. What concerns their replication is in rules-replication.ts.

import type { AttributePlan, ExistingTablePlan, IndexPlan, NewTablePlan, TablePlan } from './plan';
import { newTableRule, replicationRules } from './rules-replication';
import { fits, NAME_LIMITS } from '../plan/name-limits';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import type { Finding, Rule, RuleFacts } from '../plan/rule';

const GUIDE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const KEYS = `${GUIDE}/HowItWorks.CoreComponents.html`;
const QUOTAS = `${GUIDE}/ServiceQuotas.html`;
const LOCAL_INDEXES = `${GUIDE}/LSI.html`;
const TTL = `${GUIDE}/TTL.html`;

const MOST_GLOBAL_INDEXES = 20;
const MOST_LOCAL_INDEXES = 5;
const MOST_NAMES_PER_INDEX = 20;
const MOST_NAMES_PER_TABLE = 100;

export const TABLE_NAME: RuleFacts = {
  code: 'DR200',
  severity: Severity.IMPOSSIBLE,
  title: 'The name of a table is not one that physical names and ids can be made of',
  source: 'API.md',
};

export const KEY_WITHOUT_NAME: RuleFacts = {
  code: 'DR201',
  severity: Severity.IMPOSSIBLE,
  title: 'A key attribute has no name, or one of more than 255 bytes',
  source: QUOTAS,
};

export const TABLE_TWICE: RuleFacts = {
  code: 'DR224',
  severity: Severity.IMPOSSIBLE,
  title: 'Two tables of a service have one name',
  source: 'API.md',
  implies: ['DR009'],
};

const sameKeyTwice = newTableRule({
  code: 'DR202',
  severity: Severity.IMPOSSIBLE,
  title: 'Partition key and sort key are the same attribute',
  source: KEYS,
  check: table => [
    { path: table.path, keys: table as { partitionKey: AttributePlan; sortKey?: AttributePlan } },
    ...table.indexes.map(index => ({ path: index.path, keys: index })),
  ].filter(({ keys }) => keys.partitionKey.attributeName === keys.sortKey?.attributeName).map(({ path, keys }) => ({
    path: `${path}.sortKey`,
    message: `'${keys.sortKey!.attributeName}' given, which is the partition key too`,
    mend: 'Choose another attribute or leave it out',
  })),
});

const twoTypes = newTableRule({
  code: 'DR203',
  severity: Severity.IMPOSSIBLE,
  title: 'One attribute is declared with two types',
  source: KEYS,
  check: table => {
    const types = new Map<string, string>();
    return keyAttributes(table).flatMap(({ path, attribute }) => {
      const known = types.get(attribute.attributeName) ?? attribute.attributeType;
      types.set(attribute.attributeName, known);
      return known === attribute.attributeType ? [] : [{
        path,
        message: `'${attribute.attributeName}' given with the type ${attribute.attributeType}, elsewhere in the table it has ${known}`,
        mend: 'Use one type',
      }];
    });
  },
});

const tooManyIndexes = newTableRule({
  code: 'DR204',
  severity: Severity.UNSAFE,
  title: 'More global secondary indexes than an account allows by default',
  source: QUOTAS,
  check: table => atMost(table, 'indexes', table.indexes.filter(index => !index.local).length, MOST_GLOBAL_INDEXES, 'Remove some, or have the quota raised in both regions'),
});

const tooManyLocalIndexes = newTableRule({
  code: 'DR205',
  severity: Severity.IMPOSSIBLE,
  title: 'More local secondary indexes than DynamoDB allows',
  source: QUOTAS,
  check: table => atMost(table, 'localIndexes', table.indexes.filter(index => index.local).length, MOST_LOCAL_INDEXES, 'Remove some, or use global indexes'),
});

const localWithoutSortKey = newTableRule({
  code: 'DR206',
  severity: Severity.IMPOSSIBLE,
  title: 'A local secondary index on a table without a sort key',
  source: LOCAL_INDEXES,
  check: table => (table.sortKey === undefined && table.indexes.some(index => index.local) ? [{
    path: `${table.path}.localIndexes`,
    message: 'local indexes given for a table without sortKey, which they need',
    mend: 'Give the table a sort key, or use a global index',
  }] : []),
});

const indexName = newTableRule({
  code: 'DR207',
  severity: Severity.IMPOSSIBLE,
  title: 'An index has a name that DynamoDB refuses',
  source: QUOTAS,
  check: table => table.indexes.filter(index => !fitsName(index.indexName)).map(index => ({
    path: `${index.path}.indexName`,
    message: `${show(index.indexName)} given, 3 to 255 letters, digits and _.- needed`,
    mend: 'Rename it',
  })),
});

const indexTwice = newTableRule({
  code: 'DR208',
  severity: Severity.IMPOSSIBLE,
  title: 'Two indexes of a table have one name',
  source: QUOTAS,
  check: table => {
    const isTaken = (index: IndexPlan, position: number) => table.indexes.findIndex(other => other.indexName === index.indexName) < position;
    return table.indexes.filter(isTaken).map(index => ({
      path: `${index.path}.indexName`,
      message: `'${index.indexName}' given, which another index of the table is called`,
      mend: 'Rename one of them',
    }));
  },
});

const projection = newTableRule({
  code: 'DR209',
  severity: Severity.IMPOSSIBLE,
  title: 'A projection of no attribute, of an attribute twice, or of more attributes than DynamoDB allows',
  source: QUOTAS,
  check: table => {
    const bad = table.indexes.filter(index => index.projectionType === 'INCLUDE' && !fitsProjection(index)).map(index => ({
      path: `${index.path}.projection`,
      message: `${index.nonKeyAttributes.length} attributes given, ${new Set(index.nonKeyAttributes).size} of them different; 1 to ${MOST_NAMES_PER_INDEX} different names of 1 to 255 bytes needed`,
      mend: 'Project what queries read, or use Projection.everything() or Projection.keysOnly()',
    }));
    const sum = table.indexes.reduce((total, index) => total + index.nonKeyAttributes.length, 0);
    return sum <= MOST_NAMES_PER_TABLE ? bad : [...bad, ...atMost(table, 'indexes', sum, MOST_NAMES_PER_TABLE, 'Project fewer attributes', 'projected attributes over all indexes')];
  },
});

const ttlName = newTableRule({
  code: 'DR210',
  severity: Severity.IMPOSSIBLE,
  title: 'The TTL attribute has no name or too long a one',
  source: TTL,
  check: table => (table.ttlAttribute !== undefined && !/^.{1,255}$/s.test(table.ttlAttribute) ? [{
    path: `${table.path}.ttlAttribute`,
    message: `a name of ${table.ttlAttribute.length} characters given, 1 to 255 needed`,
    mend: 'Name the attribute, or leave it out',
  }] : []),
});

const ttlNeverExpires = newTableRule({
  code: 'DR211',
  severity: Severity.IMPOSSIBLE,
  title: 'The TTL attribute is a key that is not a number, so that nothing would ever expire',
  source: TTL,
  check: table => keyAttributes(table).filter(({ attribute }) => attribute.attributeName === table.ttlAttribute && attribute.attributeType !== 'N').slice(0, 1)
    .map(({ attribute }) => ({
      path: `${table.path}.ttlAttribute`,
      message: `'${attribute.attributeName}' given, which is a key of the type ${attribute.attributeType}; a number (N) needed`,
      mend: 'Use an attribute that holds seconds since 1970',
    })),
});

const localIndexForLife: Rule<TablePlan> = newTableRule({
  code: 'DR221',
  severity: Severity.RISK,
  title: 'Local secondary indexes limit the items of one partition key to 10 GB and cannot be changed later',
  source: LOCAL_INDEXES,
  check: table => (table.indexes.some(index => index.local) ? [{
    path: `${table.path}.localIndexes`,
    message: 'local indexes given; they limit a partition key to 10 GB and a change of them replaces the table',
    mend: 'Prefer global indexes',
  }] : []),
});

const existingAlone: Rule<TablePlan> = {
  code: 'DR222',
  severity: Severity.IMPOSSIBLE,
  title: 'An existing table with properties that would be ignored',
  source: 'API.md',
  check: table => (isExisting(table) && table.alsoSet.length > 0 ? [{
    path: `${table.path}.existingName`,
    message: `'${table.physicalName}' given together with ${table.alsoSet.join(', ')}, which only tables that are made have`,
    mend: 'Leave them out, or leave out existingName',
  }] : []),
};

const existingName: Rule<TablePlan> = {
  code: 'DR223',
  severity: Severity.IMPOSSIBLE,
  title: 'The name of an existing table is not one of DynamoDB\'s',
  source: QUOTAS,
  check: table => (isExisting(table) && !table.nameIsToken && !fitsName(table.physicalName) ? [{
    path: `${table.path}.existingName`,
    message: `${show(table.physicalName)} given, 3 to 255 letters, digits and _.- needed; it is a name, not an ARN`,
    mend: 'Give the name of the table',
  }] : []),
};

export const tableRules: Rule<TablePlan>[] = [
  sameKeyTwice, twoTypes, tooManyIndexes, tooManyLocalIndexes, localWithoutSortKey, indexName, indexTwice, projection, ttlName, ttlNeverExpires,
  ...replicationRules, localIndexForLife, existingAlone, existingName,
];

export const otherTableRules: RuleFacts[] = [TABLE_NAME, KEY_WITHOUT_NAME, TABLE_TWICE];

function isExisting(table: TablePlan): table is ExistingTablePlan {
  return table.existing;
}

function keyAttributes(table: NewTablePlan): { path: string; attribute: AttributePlan }[] {
  return [table, ...table.indexes].flatMap(({ path, partitionKey, sortKey }) => [
    { path: `${path}.partitionKey`, attribute: partitionKey },
    ...(sortKey === undefined ? [] : [{ path: `${path}.sortKey`, attribute: sortKey }]),
  ]);
}

function atMost(table: NewTablePlan, property: string, count: number, most: number, mend: string, what: string = property): Finding[] {
  return count <= most ? [] : [{ path: `${table.path}.${property}`, message: `${count} ${what} given, at most ${most} possible`, mend }];
}

function fitsProjection({ nonKeyAttributes }: IndexPlan): boolean {
  const count = nonKeyAttributes.length;
  return count >= 1 && count <= MOST_NAMES_PER_INDEX && new Set(nonKeyAttributes).size === count
    && nonKeyAttributes.every(name => name.length > 0 && Buffer.byteLength(name) <= 255);
}

// Tables and indexes are named alike.
function fitsName(name: string): boolean {
  return fits(name, NAME_LIMITS.dynamodbTable);
}
