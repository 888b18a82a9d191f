import { AnnotationMetadataEntryType, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { AwsProvider } from '#aws/provider';
import { SecurityGroup } from '#aws/security-group';
import { Attribute, GlobalTable, LocalIndex, PartScope, Sites, SitesProps, TableSpec, TaggedStack } from '../../src';
import { newSites, newStack, refusal, refusalCodes, SITES, templateOf, templatesOf, written } from '../support/synth';

const ENDPOINTS = { dynamodb: 'http://127.0.0.1:4566' };
const ROLE = 'arn:aws:iam::111122223333:role/terraform';

test('each region has one provider, named like the region', () => {
  expect(templateOf(newSites().stack).json.provider).toEqual({ aws: [{ alias: 'us-east-1', region: 'us-east-1' }, { alias: 'us-west-2', region: 'us-west-2' }] });
});

test('two services of one stack share the providers', () => {
  const { stack, sites } = newSites();
  const others = Sites.inOneStack(stack, 'Others', { ...SITES, serviceName: 'stock' });
  expect(others.primary.provider).toBe(sites.primary.provider);
  expect(templateOf(stack).json.provider.aws).toHaveLength(2);
});

test('a provider has the role and the endpoints of its site alone', () => {
  const { stack } = newSites({ primary: { region: 'us-east-1', assumeRoleArn: ROLE }, standby: { region: 'us-west-2', endpoints: ENDPOINTS } });
  expect(templateOf(stack).json.provider.aws).toEqual([
    { alias: 'us-east-1', region: 'us-east-1', assume_role: [{ role_arn: ROLE }] },
    { alias: 'us-west-2', region: 'us-west-2', endpoints: [ENDPOINTS] },
  ]);
});

test('endpoints that are written in another order are the same', () => {
  const endpoints = { kms: 'http://127.0.0.1:1', ...ENDPOINTS };
  const { stack } = newSites({ primary: { region: 'us-east-1', endpoints } });
  expect(refusalCodes(() => Sites.inOneStack(stack, 'Others', { ...SITES, primary: { region: 'us-east-1', endpoints: { ...ENDPOINTS, kms: endpoints.kms } } }))).toEqual([]);
});

test('a provider of the user\'s is used, and none is made for its region', () => {
  const stack = newStack();
  const provider = new AwsProvider(stack, 'Own', { alias: 'own', region: 'us-west-2' });
  const sites = Sites.inOneStack(stack, 'Sites', { ...SITES, standby: { region: 'us-west-2', provider } });
  expect(sites.standby.provider).toBe(provider);
  const standby = templateOf(stack).all('aws_partition').filter(block => block.scope === 'Standby');
  expect(standby.map(block => block.body.provider)).toEqual(['aws.own']);
  expect(sites.primary.provider.alias).toBe('us-east-1');
});

test('a user\'s own resources lie beside the library\'s, named and placed by the site', () => {
  const { stack, sites } = newSites();
  for (const site of sites.both) {
    new SecurityGroup(site.scope, 'Jobs', { provider: site.provider, name: site.physicalName('jobs') });
  }
  expect(templateOf(stack).all('aws_security_group').map(({ region, scope, body }) => [region, scope, body.name])).toEqual([
    ['us-east-1', 'Primary', 'orders-prod-jobs-us-east-1'], ['us-west-2', 'Standby', 'orders-prod-jobs-us-west-2'],
  ]);
});

test('an ARN is made of the partition, the region and the account that AWS tells', () => {
  const { stack, sites } = newSites();
  new SecurityGroup(sites.standby.scope, 'It', { provider: sites.standby.provider, description: sites.standby.arnOf('sqs', 'jobs') });
  expect(templateOf(stack).only('aws_security_group').body.description).toMatch(
    /^arn:\$\{data\.aws_partition\.\w+_Standby_\w+\.partition\}:sqs:us-west-2:\$\{data\.aws_caller_identity\.\w+_Standby_\w+\.account_id\}:jobs$/,
  );
});

test('what is global is reached through the standby region', () => {
  const template = templateOf(newSites().stack);
  expect(template.all('aws_caller_identity').filter(block => block.scope === 'Foundation').map(block => block.region)).toEqual(['us-west-2']);
});

test('sites make nothing in AWS', () => {
  expect(templateOf(newSites().stack).addresses).toEqual([]);
});

test('a part is made once, at the place of its layer', () => {
  const { stack, sites } = newSites();
  const layer = new Construct(new Construct(stack, 'Dr'), 'Tables');
  expect(sites.part(layer, PartScope.PRIMARY)).toBe(sites.part(layer, PartScope.PRIMARY));
  expect(sites.part(layer, PartScope.PRIMARY).node.path).toBe('orders/Dr/Tables/Primary');
});

test('everything of a later part comes after everything of an earlier one, once', () => {
  const { stack, sites } = newSites();
  const layer = new Construct(stack, 'Layer');
  const [earlier, later] = [PartScope.PRIMARY, PartScope.STANDBY].map(scope => sites.part(layer, scope));
  for (const [part, site] of [[earlier, sites.primary], [later, sites.standby]] as const) {
    ['A', 'B'].forEach(name => new SecurityGroup(part, name, { provider: site.provider }));
  }
  sites.after(later, earlier);
  sites.after(later, earlier);
  const template = templateOf(stack);
  const before = template.all('aws_security_group', 'us-east-1').map(block => block.address);
  expect(template.all('aws_security_group', 'us-west-2').map(block => block.body.depends_on)).toEqual([before, before]);
  expect(template.all('aws_security_group', 'us-east-1').map(block => block.body.depends_on)).toEqual([undefined, undefined]);
});

const RISKY = () => new TableSpec('orders', {
  partitionKey: Attribute.string('pk'), sortKey: Attribute.string('sk'), localIndexes: [new LocalIndex('by-state', { sortKey: Attribute.string('state') })],
});

function risky(props: Partial<SitesProps> = {}) {
  const { stack, sites } = newSites(props);
  const { lines } = written(() => new GlobalTable(stack, 'Orders', { sites, table: RISKY() }));
  return { stack, lines };
}

test('a risk is a warning on stderr and in the annotations', () => {
  const { stack, lines } = risky();
  expect(lines).toEqual([expect.stringMatching(/^GlobalTable 'orders\/Orders': DR221 orders\.localIndexes: local indexes given; .*\. Prefer global indexes\.\n$/)]);
  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^DR221 orders\.localIndexes: /)]);
});

test('an accepted risk is silent', () => {
  const { stack, lines } = risky({ acceptedRisks: { DR221: 'partitions stay small' } });
  expect(lines).toEqual([]);
  expect(warningsOf(stack)).toEqual([]);
});

test('failOnRisks refuses a risk that is not accepted, and nothing is left in the tree', () => {
  const { stack, sites } = newSites({ failOnRisks: true });
  const before = stack.node.findAll().length;
  expect(refusalCodes(() => new GlobalTable(stack, 'Orders', { sites, table: RISKY() }))).toEqual(['DR221']);
  expect(stack.node.findAll()).toHaveLength(before);
  expect(risky({ failOnRisks: true, acceptedRisks: { DR221: 'partitions stay small' } }).lines).toEqual([]);
});

test('a construct that was refused can be made again, corrected, under its id', () => {
  const stack = newStack();
  expect(refusalCodes(() => Sites.inOneStack(stack, 'Sites', { ...SITES, standby: { region: 'us-east-1' } }))).toEqual(['DR012']);
  expect(refusalCodes(() => Sites.inOneStack(stack, 'Sites', SITES))).toEqual([]);
});

test('each stack of an app has providers of its own', () => {
  const app = Testing.app();
  const stacks = ['one', 'other'].map(name => new TerraformStack(app, name));
  const [one, other] = stacks.map(stack => Sites.inOneStack(stack, 'Sites', SITES));
  expect(one.primary.provider).not.toBe(other.primary.provider);
  expect(templatesOf(app).map(template => template.json.provider.aws.length)).toEqual([2, 2]);
});

function warningsOf(stack: TerraformStack): string[] {
  const entries = stack.node.findAll().flatMap(construct => construct.node.metadata);
  return entries.filter(entry => entry.type === AnnotationMetadataEntryType.WARN).map(entry => entry.data);
}

test('DR040 refuses a layer in another stack than its sites', () => {
  const { sites } = newSites();
  const other = newStack('other');
  const table = new TableSpec('orders', { partitionKey: Attribute.string('pk') });
  expect(refusal(() => new GlobalTable(other, 'Orders', { sites, table })))
    .toContain("DR040 sites: the sites are in the stack 'orders', the construct in 'other'");
  expect(other.node.children).toEqual([]);
});

test('a layer that was refused can be made again with the same sites, corrected or under another id', () => {
  const { stack, sites } = newSites();
  const key = Attribute.string('pk');
  expect(refusal(() => new GlobalTable(stack, 'Orders', { sites, table: new TableSpec('orders', { partitionKey: key, sortKey: key }) }))).toContain('DR202');
  const table = new TableSpec('orders', { partitionKey: key });
  expect(refusal(() => new GlobalTable(stack, 'Sites', { sites, table }))).toContain("already a Construct with name 'Sites'");
  new GlobalTable(stack, 'Orders', { sites, table });
});

test('a construct of the user\'s that is called like a provider of the library is not taken for one', () => {
  const stack = newStack();
  new Construct(stack, 'MultiRegionDrProvider-us-east-1');
  expect(() => Sites.inOneStack(stack, 'Sites', SITES)).toThrow("already a Construct with name 'MultiRegionDrProvider-us-east-1'");
});

test('DR041 warns of a state that is in the primary region', () => {
  const writtenFor = (stateBucketRegion: string) => {
    const stack = new TaggedStack(Testing.app(), 'orders-test', { environmentSuffix: 'test', stateBucket: 'example-state', stateBucketRegion });
    return written(() => Sites.inOneStack(stack, 'Sites', { ...SITES, environment: undefined })).lines.join('');
  };
  expect(writtenFor('us-east-1')).toContain("DR041 stateBucketRegion: 'us-east-1' of the stack given, which is the primary region");
  expect(writtenFor('us-west-2')).toBe('');
});
