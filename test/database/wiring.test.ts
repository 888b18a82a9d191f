import { TerraformOutput, Token } from 'cdktf';
import { Access, Credentials, FunctionCode, FunctionSpec, GlobalDatabase, MultiRegionFunction } from '../../src';
import { EXISTING, NETWORK, OWN_SECRETS, POSTGRESQL, synthesizedDatabase } from '../support/database';
import { newSites, refusal, templateOf } from '../support/synth';

test('an existing database is read in each region and nothing is made', () => {
  const { stack, sites } = newSites();
  const database = new GlobalDatabase(stack, 'Database', { sites, database: EXISTING });
  new TerraformOutput(stack, 'Writer', { value: database.writerEndpoint });
  new TerraformOutput(stack, 'Reader', { value: database.readerEndpoints.primary });
  new TerraformOutput(stack, 'Port', { value: database.port });
  const template = templateOf(stack);
  expect(template.addresses).toEqual([]);
  expect(template.only('aws_rds_global_cluster')).toMatchObject({ kind: 'data', region: 'us-west-2', scope: 'Foundation', body: { identifier: 'legacy' } });
  expect(template.all('aws_rds_cluster').map(({ kind, region, body }) => [kind, region, body.cluster_identifier])).toEqual([
    ['data', 'us-east-1', 'legacy-east'], ['data', 'us-west-2', 'legacy-west'],
  ]);
  expect(database.clusterArns.standby).toMatch(/:rds:us-west-2:.*:cluster:legacy-west$/);
  expect(database.secretArns).toEqual(OWN_SECRETS);
  expect(database.globalClusterIdentifier).toBe('legacy');
  expect(database.databaseName).toBeUndefined();
  expect(template.json.output.Writer.value).toBe(`\${${template.only('aws_rds_global_cluster').address}.endpoint}`);
  expect(template.json.output.Reader.value).toBe(`\${${template.all('aws_rds_cluster', 'us-east-1')[0].address}.reader_endpoint}`);
  expect(Token.isUnresolved(database.port)).toBe(true);
  expect(template.json.output.Port.value).toBe(`\${${template.all('aws_rds_cluster', 'us-east-1')[0].address}.port}`);
});

test('a function of each region asks the existing cluster of its own region for the port', () => {
  const { stack, sites } = newSites();
  const database = new GlobalDatabase(stack, 'Database', { sites, database: EXISTING });
  const code = FunctionCode.fromS3({ primary: { bucket: 'one', key: 'api.zip' }, standby: { bucket: 'two', key: 'api.zip' } });
  const spec = new FunctionSpec('api', { code, runtime: 'python3.13', handler: 'app.handler', access: [Access.database()] });
  new MultiRegionFunction(stack, 'Api', { sites, spec, database, networks: { primary: NETWORK.primary, standby: NETWORK.standby } });
  const template = templateOf(stack);
  for (const region of ['us-east-1', 'us-west-2']) {
    const { variables } = template.only('aws_lambda_function', region).body.environment;
    expect(variables.DATABASE_PORT).toBe(`\${${template.only('aws_rds_cluster', region).address}.port}`);
  }
});

test('an existing database needs the secrets of its users', () => {
  const { stack, sites } = newSites();
  expect(refusal(() => new GlobalDatabase(stack, 'Database', { sites, database: { engine: POSTGRESQL, existing: EXISTING.existing } })))
    .toContain('DR001 database.credentials: nothing given');
  expect(stack.node.tryFindChild('Database')).toBeUndefined();
});

test('a database that is null is one that lacks everything it needs', () => {
  const { sites, stack } = newSites();
  const text = refusal(() => new GlobalDatabase(stack, 'Database', { sites, database: null as any }));
  expect(text).toContain('DR001 database.engine: nothing given');
  expect(text).toContain('DR001 network: nothing given');
});

test('an existing database that is null is none: the database is made and needs a network', () => {
  const { sites, stack } = newSites();
  expect(refusal(() => new GlobalDatabase(stack, 'Database', { sites, database: { engine: POSTGRESQL, existing: null as any } }))).toContain('DR001 network: nothing given');
});

test('identifiers, ARNs, subnets and security groups may be known to Terraform alone', () => {
  const token = (what: string) => Token.asString({ resolve: () => `\${aws_something.${what}}` });
  const { stack, sites } = newSites();
  expect(refusal(() => new GlobalDatabase(stack, 'Existing', {
    sites,
    database: {
      engine: POSTGRESQL,
      credentials: Credentials.fromSecretArns({ primary: token('one'), standby: token('other') }),
      existing: { globalClusterIdentifier: token('global'), primaryClusterIdentifier: token('east'), standbyClusterIdentifier: token('west') },
    },
  }))).toBe('');
  expect(refusal(() => new GlobalDatabase(stack, 'Made', {
    sites,
    database: { engine: POSTGRESQL },
    network: {
      primary: { subnetIds: [token('a'), token('b')], securityGroupIds: [token('sg')] }, standby: { subnetIds: [token('c'), token('d')], securityGroupIds: [token('sg')] },
    },
  }))).toBe('');
});

test('a secret of the user\'s is read in the primary region, and none is made', () => {
  const { database, template } = synthesizedDatabase({ credentials: Credentials.fromSecretArns({ ...OWN_SECRETS, username: 'owner' }) });
  expect(template.all('aws_secretsmanager_secret')).toEqual([]);
  const kept = template.only('aws_secretsmanager_secret_version');
  expect(kept).toMatchObject({ kind: 'ephemeral', region: 'us-east-1', body: { secret_id: OWN_SECRETS.primary } });
  expect(template.only('aws_rds_cluster', 'us-east-1').body).toMatchObject({
    master_username: 'owner', master_password_wo: `\${jsondecode(${kept.address}.secret_string)["password"]}`,
  });
  expect(database.secretArns).toEqual(OWN_SECRETS);
  expect(database.secretName).toBeUndefined();
});

test('a key of the user\'s encrypts the cluster and the replica of the secret in its region, and none is made there for them', () => {
  const kmsKeyArn = 'arn:aws:kms:us-west-2:111122223333:key/own';
  const { template } = synthesizedDatabase({}, { standby: { region: 'us-west-2', kmsKeyArn } });
  expect(template.only('aws_rds_cluster', 'us-west-2').body.kms_key_id).toBe(kmsKeyArn);
  expect(template.only('aws_secretsmanager_secret').body.replica[0].kms_key_id).toBe(kmsKeyArn);
  expect(template.all('aws_kms_key', 'us-west-2')).toEqual([]);
});

test('clusters are in the subnets and security groups of their region', () => {
  const { template } = synthesizedDatabase();
  for (const [region, network] of [['us-east-1', NETWORK.primary], ['us-west-2', NETWORK.standby!]] as const) {
    expect(template.only('aws_db_subnet_group', region).body.subnet_ids).toEqual(network.subnetIds);
    expect(template.only('aws_rds_cluster', region).body.vpc_security_group_ids).toEqual(network.securityGroupIds);
  }
});
