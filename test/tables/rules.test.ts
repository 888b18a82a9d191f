import { Lazy, TerraformVariable, Token } from 'cdktf';
import {
  Attribute, GlobalIndex, GlobalTable, LocalIndex, MultiRegionDr, Projection, SitesProps, Strategy, StreamView, TableConsistency, TableSpec,
  TableSpecProps,
} from '../../src';
import { newSites, newStack, refusal, refusalCodes, SITES, templateOf, written } from '../support/synth';

interface Case {
  readonly what: string;
  readonly props: object;
  readonly tableName?: unknown;
  readonly sites?: Partial<SitesProps>;
  /** Path and message. */
  readonly says: string;
  /** What is close to it, and right. */
  readonly fits?: object;
}

const pk = Attribute.string('pk');
const sk = Attribute.string('sk');
const KEYED: TableSpecProps = { partitionKey: pk, sortKey: sk };
const STRONG: TableSpecProps = { partitionKey: pk, consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' };
const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });

const byCustomer = (more: object = {}) => new GlobalIndex('by-customer', { partitionKey: Attribute.string('customer'), ...more });
const local = (name: string = 'by-state') => new LocalIndex(name, { sortKey: Attribute.string('state') });
const globals = (count: number, more: object = {}) => numbers(count).map(number => new GlobalIndex(`index-${number}`, { partitionKey: pk, ...more }));
const include = (count: number) => Projection.include(numbers(count).map(number => `attribute-${number}`));

const CASES: Record<string, Case[]> = {
  DR001: [
    { what: 'a table without a partition key', props: {}, says: 'orders.partitionKey: nothing given, and there is no default' },
    { what: 'an index without a partition key', props: { ...KEYED, indexes: [new GlobalIndex('by-x', {} as any)] }, says: 'orders.indexes[0].partitionKey: nothing given' },
    { what: 'a local index without a sort key', props: { ...KEYED, localIndexes: [new LocalIndex('by-x', {} as any)] }, says: 'orders.localIndexes[0].sortKey: nothing given' },
    { what: 'a table without a name', props: KEYED, tableName: undefined, says: 'tableName: nothing given' },
  ],
  DR002: [
    { what: 'a table name that is a token', props: KEYED, tableName: TOKEN, says: 'tableName: a token given' },
    { what: 'a TTL attribute that is a token', props: { ...KEYED, ttlAttribute: TOKEN }, says: 'orders.ttlAttribute: a token given' },
  ],
  DR003: [
    { what: 'an index that is none', props: { ...KEYED, indexes: [{}] }, says: 'orders.indexes[0]: an object given, a GlobalIndex needed' },
    { what: 'a consistency that there is not', props: { ...KEYED, consistency: 'SOME' }, says: "orders.consistency: 'SOME' given, one of EVENTUAL, STRONG needed" },
  ],
  DR004: [
    { what: 'a property that there is not', props: { ...KEYED, capacity: 5 }, says: 'orders.capacity: no such property; known are partitionKey, sortKey, indexes' },
    { what: 'a property of an index that there is not', props: { ...KEYED, indexes: [byCustomer({ unique: true })] }, says: 'orders.indexes[0].unique: no such property' },
  ],
  DR200: ['Orders', 'or_ders', '-orders', 'or--ders', 'orders-', '1orders', 'x'.repeat(63)].map(tableName => ({
    what: `the table name '${tableName}'`, tableName, props: KEYED, says: `${tableName}.tableName: '${tableName}' given, 1 to 62 lower-case letters, digits and single hyphens needed`,
  })),
  DR201: [
    { what: 'a partition key without a name', props: { partitionKey: Attribute.string('') }, says: 'orders.partitionKey: a name of 0 bytes given, 1 to 255 needed' },
    {
      what: 'a sort key with too long a name',
      props: { partitionKey: pk, sortKey: Attribute.binary('é'.repeat(128)) },
      says: 'orders.sortKey: a name of 256 bytes given, 1 to 255 needed',
      fits: { partitionKey: pk, sortKey: Attribute.binary('x'.repeat(255)) },
    },
  ],
  DR202: [
    { what: 'one attribute as both keys', props: { partitionKey: pk, sortKey: pk }, says: "orders.sortKey: 'pk' given, which is the partition key too", fits: KEYED },
    { what: 'one attribute as both keys of an index', props: { ...KEYED, indexes: [byCustomer({ sortKey: Attribute.string('customer') })] }, says: "orders.indexes[0].sortKey: 'customer' given" },
  ],
  DR203: [{
    what: 'an attribute of two types',
    props: { ...KEYED, indexes: [new GlobalIndex('by-sk', { partitionKey: Attribute.number('sk') })] },
    says: "orders.indexes[0].partitionKey: 'sk' given with the type N, elsewhere in the table it has S",
    fits: { ...KEYED, indexes: [new GlobalIndex('by-sk', { partitionKey: sk })] },
  }],
  DR204: [{ what: 'more global indexes than accounts have by default', props: { ...KEYED, indexes: globals(21) }, says: 'orders.indexes: 21 indexes given, at most 20 possible', fits: { ...KEYED, indexes: globals(20) } }],
  DR205: [{
    what: 'more local indexes than there can be',
    props: { ...KEYED, localIndexes: numbers(6).map(number => local(`by-${number}`)) },
    says: 'orders.localIndexes: 6 localIndexes given, at most 5 possible',
    fits: { ...KEYED, localIndexes: numbers(5).map(number => local(`by-${number}`)) },
  }],
  DR206: [{ what: 'a local index of a table without a sort key', props: { partitionKey: pk, localIndexes: [local()] }, says: 'orders.localIndexes: local indexes given for a table without sortKey' }],
  DR207: ['by', 'by customer', 'x'.repeat(256)].map(name => ({
    what: `the index name '${name.slice(0, 12)}'`,
    props: { ...KEYED, indexes: [new GlobalIndex(name, { partitionKey: pk })] },
    says: `orders.indexes[0].indexName: '${name.length > 60 ? `${name.slice(0, 57)}...` : name}' given, 3 to 255 letters, digits and _.- needed`,
    fits: { ...KEYED, indexes: [new GlobalIndex('By_customer.1-x', { partitionKey: pk })] },
  })),
  DR208: [
    { what: 'two global indexes of one name', props: { ...KEYED, indexes: [byCustomer(), byCustomer()] }, says: "orders.indexes[1].indexName: 'by-customer' given, which another index of the table is called" },
    { what: 'a local index named like a global one', props: { ...KEYED, indexes: [byCustomer()], localIndexes: [local('by-customer')] }, says: "orders.localIndexes[0].indexName: 'by-customer' given" },
  ],
  DR209: [
    { what: 'a projection of nothing', props: { ...KEYED, indexes: [byCustomer({ projection: Projection.include([]) })] }, says: 'orders.indexes[0].projection: 0 attributes given, 0 of them different; 1 to 20 different names' },
    { what: 'a projection of one attribute twice', props: { ...KEYED, indexes: [byCustomer({ projection: Projection.include(['a', 'a']) })] }, says: 'orders.indexes[0].projection: 2 attributes given, 1 of them different' },
    { what: 'a projection of an attribute without a name', props: { ...KEYED, indexes: [byCustomer({ projection: Projection.include(['']) })] }, says: 'orders.indexes[0].projection: 1 attributes given' },
    {
      what: 'a projection of too many attributes',
      props: { ...KEYED, indexes: [byCustomer({ projection: include(21) })] },
      says: 'orders.indexes[0].projection: 21 attributes given, 21 of them different',
      fits: { ...KEYED, indexes: [byCustomer({ projection: include(20) }), new GlobalIndex('keys-only', { partitionKey: pk, projection: Projection.keysOnly() })] },
    },
    {
      what: 'too many attributes over all indexes',
      props: { ...KEYED, indexes: globals(6, { projection: include(17) }) },
      says: 'orders.indexes: 102 projected attributes over all indexes given, at most 100 possible',
      fits: { ...KEYED, indexes: globals(5, { projection: include(20) }) },
    },
  ],
  DR210: ['', 'x'.repeat(256)].map(ttlAttribute => ({
    what: `a TTL attribute with a name of ${ttlAttribute.length} characters`,
    props: { ...KEYED, ttlAttribute },
    says: `orders.ttlAttribute: a name of ${ttlAttribute.length} characters given, 1 to 255 needed`,
    fits: { ...KEYED, ttlAttribute: 'x'.repeat(255) },
  })),
  DR211: [{
    what: 'a TTL attribute that is a key and no number',
    props: { ...KEYED, ttlAttribute: 'sk' },
    says: "orders.ttlAttribute: 'sk' given, which is a key of the type S; a number (N) needed",
    fits: { partitionKey: pk, sortKey: Attribute.number('expires'), ttlAttribute: 'expires' },
  }],
  DR212: [StreamView.NEW_IMAGE, StreamView.OLD_IMAGE, StreamView.KEYS_ONLY].map(stream => ({
    what: `the stream ${stream} on a table that replicates by it`,
    props: { ...KEYED, stream },
    says: `orders.stream: ${stream} given, NEW_AND_OLD_IMAGES needed for replication`,
    fits: { ...KEYED, stream: StreamView.NEW_AND_OLD_IMAGES },
  })),
  DR213: [
    { what: 'strong consistency with a region of another set', props: { ...STRONG, witnessRegion: 'eu-west-1' }, says: 'orders.witnessRegion: us-east-1, us-west-2, eu-west-1 given, three different regions of one of the sets us-east-1/us-east-2/us-west-2', fits: STRONG },
    { what: 'strong consistency with a witness at a site', props: { ...STRONG, witnessRegion: 'us-west-2' }, says: 'orders.witnessRegion: us-east-1, us-west-2, us-west-2 given' },
    { what: 'strong consistency between sites of no set', props: { ...STRONG, witnessRegion: 'us-east-2' }, sites: { standby: { region: 'us-west-1' } }, says: 'orders.witnessRegion: us-east-1, us-west-1, us-east-2 given' },
  ],
  DR214: [{ what: 'strong consistency without a third region', props: { ...STRONG, witnessRegion: undefined }, says: 'orders.witnessRegion: nothing given, and strong consistency needs a third region', fits: STRONG }],
  DR215: [{ what: 'strong consistency with TTL', props: { ...STRONG, ttlAttribute: 'expires' }, says: "orders.ttlAttribute: 'expires' given for a strongly consistent table, which knows no TTL" }],
  DR216: [{ what: 'strong consistency with local indexes', props: { ...STRONG, sortKey: sk, localIndexes: [local()] }, says: 'orders.localIndexes: local indexes given for a strongly consistent table', fits: { ...STRONG, sortKey: sk, indexes: [byCustomer()] } }],
  DR217: [{ what: 'a witness of an eventually consistent table', props: { ...KEYED, witnessRegion: 'us-east-2' }, says: "orders.witnessRegion: 'us-east-2' given for an eventually consistent table", fits: STRONG }],
  DR218: [{
    what: 'strong consistency with a strategy without replicas',
    props: STRONG,
    sites: { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'another team copies them' } },
    says: 'orders.consistency: STRONG given with the strategy BACKUP_RESTORE, which keeps no replica in the standby',
  }],
  DR222: [{ what: 'an existing table with a key', props: { existingName: 'legacy', partitionKey: pk, stream: 'NEW_IMAGE' }, says: "orders.existingName: 'legacy' given together with partitionKey, stream, which only tables that are made have", fits: { existingName: 'legacy' } }],
  DR223: [
    { what: 'the ARN of an existing table', props: { existingName: 'arn:aws:dynamodb:us-east-1:1:table/x' }, says: "orders.existingName: 'arn:aws:dynamodb:us-east-1:1:table/x' given, 3 to 255 letters, digits and _.- needed; it is a name, not an ARN", fits: { existingName: 'Legacy_1.x-y' } },
    { what: 'too short a name of an existing table', props: { existingName: 'ab' }, says: "orders.existingName: 'ab' given" },
  ],
};

const WARNINGS: Record<string, Case[]> = {
  DR219: [{ what: 'a stream that only the primary region has', props: { ...STRONG, stream: StreamView.NEW_IMAGE }, says: 'orders.stream: NEW_IMAGE given for a strongly consistent table; the provider turns the stream on in us-east-1 only', fits: STRONG }],
  DR220: [{ what: 'both regions writing to an eventually consistent table', props: KEYED, sites: { strategy: Strategy.ACTIVE_ACTIVE }, says: 'orders.consistency: EVENTUAL given with the strategy ACTIVE_ACTIVE', fits: STRONG }],
  DR221: [{ what: 'local indexes, which stay as they are', props: { ...KEYED, localIndexes: [local()] }, says: 'orders.localIndexes: local indexes given; they limit a partition key to 10 GB', fits: KEYED }],
};

const rows = (cases: Record<string, Case[]>) => Object.entries(cases).flatMap(([code, list]) => list.map(one => [code, one.what, one] as const));
const REFUSED = rows(CASES);
const WARNED = rows(WARNINGS);
const FITTING = [...REFUSED, ...WARNED].filter(([, , { fits }]) => fits !== undefined);

test.each(REFUSED)('%s refuses %s', (code, _, one) => {
  const message = refusal(making(one));
  expect(message).toContain(`  ${code} ${one.says}`);
  expect(codesOf(message)).toEqual([code]);
});

test.each(WARNED)('%s warns of %s', (code, _, one) => {
  const { lines } = written(making(one));
  expect(lines).toEqual([expect.stringContaining(`: ${code} ${one.says}`)]);
  expect(refusalCodes(making({ ...one, sites: { ...one.sites, failOnRisks: true } }))).toEqual([code]);
});

test.each(FITTING)('%s has nothing against what is right and close to %s', (_, __, one) => {
  const { lines } = written(making({ ...one, props: one.fits! }));
  expect(lines.filter(line => !/ DR221 /.test(line))).toEqual([]);
});

test('DR224 refuses two tables of one name in a service', () => {
  const make = () => new MultiRegionDr(newStack(), 'Dr', {
    ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables: [new TableSpec('orders', KEYED), new TableSpec('orders', { partitionKey: pk })],
  });
  expect(refusal(make)).toContain("DR224 tables[1].tableName: 'orders' given, which another table of the service is called");
});

test('DR042 refuses two tables of one physical name', () => {
  const { stack, sites } = newSites({ nameOverrides: { 'orders-prod-stock': 'orders-prod-orders' } });
  new GlobalTable(stack, 'Orders', { sites, table: new TableSpec('orders', KEYED) });
  const make = () => new GlobalTable(stack, 'Stock', { sites, table: new TableSpec('stock', KEYED) });
  expect(refusal(make)).toContain("DR042 serviceName: 'orders-prod-orders' would be the DynamoDB table 'stock', and is one of GlobalTable 'orders/Orders'");
});

test('a refused table leaves nothing in the tree', () => {
  const { stack, sites } = newSites();
  const before = stack.node.findAll().length;
  expect(refusalCodes(() => new GlobalTable(stack, 'Orders', { sites, table: new TableSpec('orders', { partitionKey: pk, sortKey: pk }) }))).toEqual(['DR202']);
  expect(stack.node.findAll()).toHaveLength(before);
});

function making({ props, sites: sitesProps, ...rest }: Case): () => GlobalTable {
  const { stack, sites } = newSites(sitesProps);
  const table = new TableSpec(('tableName' in rest ? rest.tableName : 'orders') as string, props as TableSpecProps);
  return () => new GlobalTable(stack, 'Orders', { sites, table });
}

function codesOf(message: string): string[] {
  const quiet = ['DR219', 'DR221']; // risks are not refused
  return [...message.matchAll(/^ {2}(DR\d{3}) /gm)].map(match => match[1]).filter(code => !quiet.includes(code)).sort();
}

function numbers(count: number): number[] {
  return [...Array(count).keys()];
}

test('DR200 refuses the one name that no construct can have', () => {
  const { stack, sites } = newSites();
  expect(refusalCodes(() => new GlobalTable(stack, 'Orders', { sites, table: new TableSpec('constructor', KEYED) }))).toEqual(['DR200']);
});

test('DR002 refuses a key attribute that only Terraform knows', () => {
  const { stack, sites } = newSites();
  const partitionKey = Attribute.string(Token.asString({ resolve: () => 'pk' }));
  expect(refusal(() => new GlobalTable(stack, 'Orders', { sites, table: new TableSpec('orders', { partitionKey }) }))).toContain('DR002 orders.partitionKey.attributeName');
});

test('DR003 refuses what is no table', () => {
  const { stack, sites } = newSites();
  expect(refusalCodes(() => new GlobalTable(stack, 'Orders', { sites, table: {} as any }))).toEqual(['DR003']);
});

test('DR042 refuses one table in two constructs', () => {
  const { stack, sites } = newSites();
  const table = new TableSpec('orders', KEYED);
  new GlobalTable(stack, 'One', { sites, table });
  expect(refusal(() => new GlobalTable(stack, 'Other', { sites, table }))).toContain("and is one of GlobalTable 'orders/One'");
});

test('the name of a table that is there already may be a token', () => {
  const { stack, sites } = newSites();
  const name = new TerraformVariable(stack, 'name', { type: 'string' });
  new GlobalTable(stack, 'Orders', { sites, table: new TableSpec('orders', { existingName: name.stringValue }) });
  expect(templateOf(stack).all('aws_dynamodb_table').map(block => block.body.name)).toEqual(['${var.name}', '${var.name}']);
});
