import { AnnotationMetadataEntryType, TerraformStack } from 'cdktf';
import {
  Attribute, GlobalDatabase, GlobalTable, LocalIndex, MultiRegionDr, MultiRegionDrProps, MultiRegionNetwork, Sites, SitesProps, Strategy,
  TableConsistency, TableSpec,
} from '../../src';
import { EXISTING, NETWORK, POSTGRESQL } from '../support/database';
import { textOf } from '../support/files';
import { newSites, newStack, quietly, refusal, refusalCodes, SITES, templateOf, written } from '../support/synth';
import { newTaggedStack } from '../tagged-stack/environment';

const pk = Attribute.string('pk');
const orders = () => new TableSpec('orders', { partitionKey: pk });
const withLocalIndex = () => new TableSpec('orders', {
  partitionKey: pk, sortKey: Attribute.string('sk'), localIndexes: [new LocalIndex('by-state', { sortKey: Attribute.string('state') })],
});
const service = (more: Partial<MultiRegionDrProps> = {}): MultiRegionDrProps => ({
  ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables: [orders()], ...more,
});
const sitesIn = (stack: TerraformStack, more: Partial<SitesProps> = {}) => Sites.inOneStack(stack, 'Sites', { ...SITES, ...more });
const besideItsState = () => newTaggedStack({ environmentSuffix: 'prod', stateBucketRegion: 'us-east-1' }, {}, 'orders-prod');

test.each<[code: string, what: string, stack: () => TerraformStack, make: (stack: TerraformStack) => unknown]>([
  ['DR221', "MultiRegionDr 'orders/Made'", newStack, stack => new MultiRegionDr(stack, 'Made', service({ tables: [withLocalIndex()] }))],
  ['DR041', "MultiRegionDr 'orders-prod/Made'", besideItsState, stack => new MultiRegionDr(stack, 'Made', service())],
  ['DR041', "Sites 'orders-prod/Sites'", besideItsState, stack => sitesIn(stack)],
  ['DR221', "GlobalTable 'orders/Made'", newStack, stack => new GlobalTable(stack, 'Made', { sites: sitesIn(stack), table: withLocalIndex() })],
  ['DR155', "MultiRegionNetwork 'orders/Made'", newStack, stack => (
    new MultiRegionNetwork(stack, 'Made', { sites: sitesIn(stack), network: { primaryCidr: '172.17.0.0/16' } })
  )],
  ['DR121', "GlobalDatabase 'orders/Made'", newStack, stack => new GlobalDatabase(stack, 'Made', {
    sites: sitesIn(stack, { strategy: Strategy.PILOT_LIGHT }), database: { engine: POSTGRESQL, headlessStandby: true }, network: NETWORK,
  })],
])('%s warns of a risk of a %s, once by cdktf and once on stderr', (code, what, newOne, make) => {
  const stack = newOne();
  const { lines } = written(() => make(stack));
  const warnings = warningsOf(stack);
  expect(warnings).toEqual([expect.stringMatching(`^${code} `)]);
  expect(lines).toEqual([`${what}: ${warnings[0]}\n`]);
});

test.each<[string, (stack: TerraformStack, primary: SitesProps['primary']) => unknown]>([
  ['MultiRegionDr', (stack, primary) => new MultiRegionDr(stack, 'Other', service({ serviceName: 'stock', primary }))],
  ['Sites', (stack, primary) => Sites.inOneStack(stack, 'Other', { ...SITES, serviceName: 'stock', primary })],
])('DR022 refuses a %s in a stack that has another role or endpoint for the region', (_, make) => {
  for (const settings of [{ assumeRoleArn: 'arn:aws:iam::111122223333:role/terraform' }, { endpoints: { dynamodb: 'http://127.0.0.1:4566' } }]) {
    const { stack } = newSites();
    const other = { ...SITES.primary, ...settings };
    expect(refusalCodes(() => make(stack, other))).toContain('DR022');
    expect(refusal(() => make(stack, other))).toContain('DR022 primary: role ');
    expect(stack.node.tryFindChild('Other')).toBeUndefined();
  }
});

test('DR251 refuses to promise that nothing is lost of a database that is there already', () => {
  const make = () => new MultiRegionDr(newStack(), 'Dr', service({ objectives: { rtoMinutes: 30, rpoSeconds: 0 }, tables: undefined, database: EXISTING }));
  expect(refusalCodes(make)).toEqual(['DR251']);
  expect(refusal(make)).toContain('DR251 objectives.rpoSeconds: 0 given, and replication is asynchronous for database');
});

test('the tags of a service are on everything of it that takes tags', () => {
  const stack = newStack();
  quietly(() => new MultiRegionDr(stack, 'Dr', service({
    tags: { Team: 'payments', Owner: 'orders' },
    network: {},
    database: { engine: POSTGRESQL },
    tables: [orders(), new TableSpec('stock', { partitionKey: pk, consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' })],
  })));
  const taggable = templateOf(stack).blocks.filter(block => block.kind === 'resource' && takesTags(block.resourceType));
  expect(new Set(taggable.map(block => block.resourceType)).size).toBeGreaterThan(20);
  for (const block of taggable) expect([block.address, block.body.tags]).toEqual([block.address, expect.objectContaining({ Team: 'payments', Owner: 'orders' })]);
});

function takesTags(resourceType: string): boolean {
  return textOf(`bindings/${resourceType.replace(/^aws_/, '').replace(/_/g, '-')}/index.d.ts`).includes('readonly tags?:');
}

function warningsOf(stack: TerraformStack): string[] {
  const entries = stack.node.findAll().flatMap(construct => construct.node.metadata);
  return entries.filter(entry => entry.type === AnnotationMetadataEntryType.WARN).map(entry => entry.data);
}
