import { TerraformOutput } from 'cdktf';
import { Capacity, Removal } from '../../src';
import { MYSQL, newDatabase, POSTGRESQL, synthesizedDatabase as synthesized } from '../support/database';
import { referencesIn } from '../support/references';
import { templateOf } from '../support/synth';
import { Block, Template } from '../support/template';

const EAST = 'us-east-1';
const WEST = 'us-west-2';
const SITES_IN = [['primary', EAST], ['standby', WEST]] as const;

test('instances of both regions are made after the policy of their monitoring role', () => {
  const { template } = synthesized();
  const policy = template.only('aws_iam_role_policy_attachment').address;
  for (const region of [EAST, WEST]) {
    const instances = template.all('aws_rds_cluster_instance', region);
    expect(instances.length).toBeGreaterThan(0);
    instances.forEach(instance => expect([...before(template, instance)]).toContain(policy));
  }
});

test('the monitoring role trusts RDS for instances of this account alone, and may do what AWS gives enhanced monitoring', () => {
  const { template } = synthesized();
  const role = template.only('aws_iam_role');
  const [statement, ...others] = JSON.parse(role.body.assume_role_policy).Statement;
  const identity = template.all('aws_caller_identity').find(block => block.scope === 'Foundation')!;
  expect(others).toEqual([]);
  expect(statement).toMatchObject({ Effect: 'Allow', Principal: { Service: 'monitoring.rds.amazonaws.com' }, Action: 'sts:AssumeRole' });
  expect(statement.Condition.StringEquals).toEqual({ 'aws:SourceAccount': `\${${identity.address}.account_id}` });
  expect(statement.Condition.ArnLike['aws:SourceArn']).toEqual([EAST, WEST].map(region => (
    expect.stringMatching(new RegExp(`^arn:\\$\\{\\S+\\.partition\\}:rds:${region}:\\$\\{${identity.address}\\.account_id\\}:db:\\*$`))
  )));
  const attachment = template.only('aws_iam_role_policy_attachment');
  expect(attachment.body.role).toBe(`\${${role.address}.name}`);
  expect(attachment.body.policy_arn).toMatch(/^arn:\$\{\S+\.partition\}:iam::aws:policy\/service-role\/AmazonRDSEnhancedMonitoringRole$/);
});

test('the ARN of each cluster is the one in its region', () => {
  const { template, output } = wired();
  for (const [role, region] of SITES_IN) {
    const arn = output('clusterArns', role);
    expect(arn).toMatch(new RegExp(`:rds:${region}:.*:cluster:${template.only('aws_rds_cluster', region).body.cluster_identifier}$`));
    expect(referencesIn(arn).map(address => template.block(address)!.region)).toEqual([region, region]);
  }
});

test('readers of each region get the address of the readers of their own cluster', () => {
  const { template, output } = wired();
  for (const [role, region] of SITES_IN) {
    expect(output('readerEndpoints', role)).toBe(`\${${template.only('aws_rds_cluster', region).address}.reader_endpoint}`);
  }
});

test('users in the standby region get the ARN of the replica of the secret: that of the secret with their region', () => {
  const { template, output } = wired();
  const secret = template.only('aws_secretsmanager_secret', EAST).address;
  expect(output('secretArns', 'primary')).toBe(`\${${secret}.arn}`);
  expect(output('secretArns', 'standby')).toBe(`\${replace(${secret}.arn, ":${EAST}:", ":${WEST}:")}`);
});

test.each([
  ['PostgreSQL', POSTGRESQL, 'postgres', 5432],
  ['MySQL', MYSQL, 'mysql', 3306],
])('a client finds everything to connect with in the secret of %s, and the clusters listen on its port', (_, engine, engineInSecret, port) => {
  const { database, template } = synthesized({ engine, databaseName: 'shop_data' });
  const version = template.all('aws_secretsmanager_secret_version').find(block => block.kind === 'resource')!;
  expect(entriesOf(version.body.secret_string_wo)).toEqual({
    username: '"dbadmin"',
    password: `${template.only('aws_secretsmanager_random_password').address}.random_password`,
    engine: `"${engineInSecret}"`,
    host: `${template.only('aws_rds_global_cluster').address}.endpoint`,
    port: String(port),
    dbname: '"shop_data"',
  });
  expect(template.only('aws_rds_cluster', EAST).body.database_name).toBe('shop_data');
  expect(database.databaseName).toBe('shop_data');
  expect([EAST, WEST].map(region => template.only('aws_rds_cluster', region).body.port)).toEqual([port, port]);
  expect(database.port).toBe(port);
});

test('the first reader is the first to take over from the writer, and those after it keep a size of their own', () => {
  const instances = (instanceCount: number) => Capacity.serverless({ instanceCount });
  const { template } = synthesized({ capacity: instances(4), standbyCapacity: instances(3) });
  const tiers = (region: string) => template.all('aws_rds_cluster_instance', region).map(({ body }) => body.promotion_tier);
  expect(tiers(EAST)).toEqual([0, 1, 2, 2]);
  expect(tiers(WEST)).toEqual([0, 1, 2]);
});

test('changes of an ephemeral database take effect at once, those of a protected one in its maintenance window', () => {
  const applied = (removal: Removal) => {
    const { template } = synthesized({}, { removal });
    return ['aws_rds_cluster', 'aws_rds_cluster_instance'].flatMap(type => template.all(type)).map(({ body }) => body.apply_immediately);
  };
  expect(applied(Removal.EPHEMERAL)).toEqual(Array(5).fill(true));
  expect(applied(Removal.PROTECTED)).toEqual(Array(5).fill(undefined));
});

/** A database whose values for each site are outputs of the stack. */
function wired() {
  const { stack, database } = newDatabase();
  const members = ['clusterArns', 'readerEndpoints', 'secretArns'] as const;
  for (const member of members) {
    SITES_IN.forEach(([role]) => new TerraformOutput(stack, `${member}-${role}`, { value: database[member][role] }));
  }
  const template = templateOf(stack);
  return { template, output: (member: typeof members[number], role: 'primary' | 'standby'): string => template.json.output[`${member}-${role}`].value };
}

/** Addresses of everything that is made before a block. */
function before(template: Template, block: Block): Set<string> {
  const reached = new Set(template.references(block));
  for (const address of reached) template.references(template.block(address)!).forEach(one => reached.add(one));
  return reached;
}

/** The entries of a `jsonencode({...})`, as they stand in the expression. */
function entriesOf(expression: string): Record<string, string> {
  const content = /^\$\{jsonencode\(\{(.*)\}\)\}$/.exec(expression)![1];
  return Object.fromEntries(content.split(', ').map(entry => /^"(\w+)" = (.*)$/.exec(entry)!.slice(1)));
}
