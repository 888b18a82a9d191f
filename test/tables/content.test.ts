import { TerraformOutput } from 'cdktf';
import { Attribute, GlobalTable, SitesProps, Strategy, TableConsistency, TableSpec, TableSpecProps } from '../../src';
import { referencesIn } from '../support/references';
import { newSites, templateOf } from '../support/synth';

const KEYED: TableSpecProps = { partitionKey: Attribute.string('pk') };
const SITES_IN = [['primary', 'us-east-1'], ['standby', 'us-west-2']] as const;

function synthesized(props: TableSpecProps = KEYED, sitesProps: Partial<SitesProps> = {}) {
  const { stack, sites } = newSites(sitesProps);
  const table = new GlobalTable(stack, 'Orders', { sites, table: new TableSpec('orders', props) });
  Object.entries(table.arns).forEach(([role, value]) => new TerraformOutput(stack, role, { value }));
  return { table, template: templateOf(stack) };
}

test.each<[string, TableSpecProps, string]>([
  ['made', KEYED, 'orders-prod-orders'],
  ['there already', { existingName: 'legacy' }, 'legacy'],
])('the ARN of a table that is %s is in each region the one of that region, of this account', (_, props, name) => {
  const { template } = synthesized(props);
  for (const [role, region] of SITES_IN) {
    const arn = template.json.output[role].value;
    expect(arn).toMatch(new RegExp(`^arn:\\$\\{\\S+\\.partition\\}:dynamodb:${region}:\\$\\{\\S+\\.account_id\\}:table/${name}$`));
    expect(referencesIn(arn).map(address => template.block(address)!.region)).toEqual([region, region]);
  }
});

test('the table and its replica have the tags of the service', () => {
  const tags = { Team: 'payments', Owner: 'orders' };
  const { template } = synthesized(KEYED, { tags });
  expect(template.only('aws_dynamodb_table', 'us-east-1').body.tags).toEqual(tags);
  expect(template.only('aws_dynamodb_table_replica', 'us-west-2').body.tags).toEqual(tags);
});

test('a strongly consistent table hands its tags on to its replica', () => {
  const tags = { Team: 'payments' };
  const { body } = synthesized({ ...KEYED, consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' }, { tags }).template.only('aws_dynamodb_table');
  expect(body.tags).toEqual(tags);
  expect(body.replica.map((one: { propagate_tags?: boolean }) => one.propagate_tags)).toEqual([true]);
});

test('Terraform waits an hour for a table, and two where indexes or a replica are filled', () => {
  const { template } = synthesized();
  expect(template.only('aws_dynamodb_table').body.timeouts).toEqual({ create: '60m', update: '120m', delete: '60m' });
  expect(template.only('aws_dynamodb_table_replica').body.timeouts).toEqual({ create: '120m', update: '60m', delete: '60m' });
});

test('with a strategy of backups an existing table is read in the primary region alone', () => {
  const { table, template } = synthesized(
    { existingName: 'legacy' }, { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'backups are copied by another team' } },
  );
  expect(template.all('aws_dynamodb_table').map(({ kind, region, body }) => [kind, region, body.name])).toEqual([['data', 'us-east-1', 'legacy']]);
  expect(Object.keys(table.arns)).toEqual(['primary']);
});
