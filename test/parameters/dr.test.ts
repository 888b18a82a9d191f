// Parameters and secrets as a section of a service: what is written of it, who reads and who changes them, asked of a simulation of IAM.

import {
  Access, Attribute, Credentials, DatabaseEngine, FunctionCode, FunctionSpec, HostedZone, MultiRegionDr, MultiRegionDrProps, MultiRegionFunction,
  SecretSpec, Strategy, TableSpec,
} from '../../src';
import { ACCOUNT, allows, policyOfRole } from '../identity/simulate';
import { newSites, newStack, quietly, refusal, refusalCodes, SITES, templateOf } from '../support/synth';
import { Template } from '../support/template';

const REGIONS = ['us-east-1', 'us-west-2'];
const OTHER: Record<string, string> = { 'us-east-1': 'us-west-2', 'us-west-2': 'us-east-1' };
const PAYMENT = SecretSpec.fromVariable('payment');
const OWN = SecretSpec.fromArns('own', {
  primary: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:own-AbCdEf`, standby: `arn:aws:secretsmanager:us-west-2:${ACCOUNT}:secret:own-AbCdEf`,
});
const ORDERS = new TableSpec('orders', { partitionKey: Attribute.string('pk') });
const functionWith = (...access: Access[]) => new FunctionSpec('api', {
  code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'api.zip' }, standby: { bucket: 'two', key: 'api.zip' } }), runtime: 'python3.13', handler: 'app.handler', access,
});
const API = functionWith(Access.parameters(), Access.secret(PAYMENT), Access.secret(OWN));
const PARAMETERS = { values: { 'log-level': 'info' }, secrets: [PAYMENT, OWN] };

function service(more: Partial<MultiRegionDrProps>) {
  const stack = newStack();
  const dr = quietly(() => new MultiRegionDr(stack, 'Dr', { ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, ...more }));
  return { dr, template: templateOf(stack) };
}

const valuesIn = (template: Template, region: string) =>
  Object.fromEntries(template.bodies('aws_ssm_parameter', region).map(body => [body.name.replace('/orders/prod/', ''), body.insecure_value]));

describe('a service with everything', () => {
  const { dr, template } = service({
    database: { engine: DatabaseEngine.auroraPostgresql('16.8'), databaseName: 'orders' },
    tables: [ORDERS],
    events: {},
    functions: [API],
    http: { routes: { 'ANY /{proxy+}': API }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') },
    dns: {},
    parameters: PARAMETERS,
    operators: { trustedPrincipalArns: [`arn:aws:iam::${ACCOUNT}:user/sre`] },
  });

  test.each(REGIONS)('tells in %s what it consists of, with what is that region\'s own', region => {
    expect(valuesIn(template, region)).toEqual({
      'log-level': 'info',
      'dr/site-role': region === 'us-east-1' ? 'primary' : 'standby',
      'dr/primary-region': 'us-east-1',
      'dr/standby-region': 'us-west-2',
      'dr/active-region': 'us-east-1',
      'dr/endpoint': `https://${region}.orders.example.com`,
      'dr/host-name': 'orders.example.com',
      'dr/bus-name': 'orders-prod-events',
      'dr/tables/orders': 'orders-prod-orders',
      'dr/functions/api': `orders-prod-api-${region}`,
      'dr/functions/http-health': `orders-prod-http-health-${region}`,
      'dr/database/writer-endpoint': `\${${template.only('aws_rds_global_cluster').address}.endpoint}`,
      'dr/database/reader-endpoint': `\${${template.only('aws_rds_cluster', region).address}.reader_endpoint}`,
      'dr/database/port': '5432',
      'dr/database/secret-id': 'orders-prod-database',
      'dr/database/name': 'orders',
      'dr/switch-bucket': expect.stringMatching(/^orders-prod-switch-us-west-2-\$\{data\.aws_caller_identity\.\w+\.account_id\}$/),
    });
  });

  test('has the path that its functions are told, and may read', async () => {
    expect(template.bodies('aws_lambda_function').map(body => body.environment.variables.PARAMETER_PREFIX)).toEqual(expect.arrayContaining([dr.parameters!.path]));
    for (const region of REGIONS) {
      const policy = policyOfRole([template], `orders-prod-api-${region}`);
      const read = (where: string, name: string) => allows(policy, { action: 'ssm:GetParameter', resource: `arn:aws:ssm:${where}:${ACCOUNT}:parameter${name}` });
      for (const name of dr.parameters!.parameterNames) expect(await read(region, name)).toBe(true);
      expect(await read(OTHER[region], dr.parameters!.activeRegionName)).toBe(false);
      expect(await read(region, '/billing/prod/log-level')).toBe(false);
    }
  });

  test.each(REGIONS)('lets operators write the active region in %s, and no other parameter; observers read it', async region => {
    const [operator, observer] = ['operator', 'observer'].map(role => policyOfRole([template], `orders-prod-${role}`));
    const at = (where: string, name: string) => `arn:aws:ssm:${where}:${ACCOUNT}:parameter${name}`;
    const may = (policy: typeof operator, action: string, name: string, where = region) => allows(policy, { action, resource: at(where, name) });
    const { activeRegionName } = dr.parameters!;
    expect(await may(operator, 'ssm:PutParameter', activeRegionName)).toBe(true);
    expect(await may(operator, 'ssm:GetParameter', activeRegionName)).toBe(true);
    expect(await may(observer, 'ssm:GetParameter', activeRegionName)).toBe(true);
    expect(await may(observer, 'ssm:PutParameter', activeRegionName)).toBe(false);
    expect(await may(operator, 'ssm:DeleteParameter', activeRegionName)).toBe(false);
    expect(await may(operator, 'ssm:PutParameter', '/orders/prod/log-level')).toBe(false);
    expect(await may(operator, 'ssm:PutParameter', activeRegionName, 'eu-west-1')).toBe(false);
  });
});

test('without a standby in it, a fact is in the primary alone', () => {
  const { template } = service({
    tables: [ORDERS],
    functions: [functionWith()],
    parameters: {},
    strategy: Strategy.BACKUP_RESTORE,
    objectives: { rtoMinutes: 600, rpoSeconds: 172_800 },
    acceptedRisks: { DR018: 'another team copies backups' },
  });
  expect(valuesIn(template, 'us-east-1')).toHaveProperty(['dr/functions/api']);
  expect(valuesIn(template, 'us-west-2')).not.toHaveProperty(['dr/functions/api']);
  expect(valuesIn(template, 'us-west-2')).toHaveProperty(['dr/tables/orders'], 'orders-prod-orders');
});

test.each([
  ['with a cluster in the standby', { standbyClusterIdentifier: 'legacy-two' }],
  ['without one', {}],
])('the port of a database that was there already is read by each region of its own cluster: %s', (_, standby) => {
  const credentials = Credentials.fromSecretArns({
    primary: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:own-AbCdEf`, standby: `arn:aws:secretsmanager:us-west-2:${ACCOUNT}:secret:own-AbCdEf`,
  });
  const { template } = service({
    database: {
      engine: DatabaseEngine.auroraPostgresql('16.8'), credentials, existing: { globalClusterIdentifier: 'legacy', primaryClusterIdentifier: 'legacy-one', ...standby },
    },
    parameters: {},
    ...('standbyClusterIdentifier' in standby ? {} : {
      strategy: Strategy.BACKUP_RESTORE, objectives: { rtoMinutes: 600, rpoSeconds: 86_400 }, acceptedRisks: { DR018: 'another team copies backups' },
    }),
  });
  const portOf = (region: string) => valuesIn(template, region)['dr/database/port'];
  const clusterOf = (region: string) => template.all('aws_rds_cluster', region).map(({ address }) => `\${${address}.port}`)[0];
  expect(portOf('us-east-1')).toBe(clusterOf('us-east-1'));
  expect(portOf('us-west-2')).toBe(clusterOf('us-west-2'));
});

test('a service without the section has no parameters', () => {
  const { dr, template } = service({ tables: [ORDERS], functions: [functionWith(Access.parameters())] });
  expect(dr.parameters).toBeUndefined();
  expect(template.all('aws_ssm_parameter')).toEqual([]);
});

describe('a function with access to secrets', () => {
  const { template } = service({ functions: [API], parameters: PARAMETERS });

  test.each(REGIONS)('reads them in %s, and no others', async region => {
    const policy = policyOfRole([template], `orders-prod-api-${region}`);
    const read = (where: string, name: string, action = 'secretsmanager:GetSecretValue') =>
      allows(policy, { action, resource: `arn:aws:secretsmanager:${where}:${ACCOUNT}:secret:${name}` });
    expect(await read(region, 'orders-prod-secrets/payment-a1B2c3')).toBe(true);
    expect(await read(region, 'own-AbCdEf')).toBe(true);
    expect(await read(OTHER[region], 'orders-prod-secrets/payment-a1B2c3')).toBe(false);
    expect(await read(OTHER[region], 'own-AbCdEf')).toBe(false);
    expect(await read(region, 'orders-prod-secrets/payment-other-a1B2c3')).toBe(false);
    expect(await read(region, 'orders-prod-secrets/payment-a1B2c3', 'secretsmanager:PutSecretValue')).toBe(false);
  });

  test.each(REGIONS)('may use the key of %s for it, through Secrets Manager alone', region => {
    const key = template.all('aws_kms_key', region).find(({ path }) => /\/secrets-(primary|standby)\//.test(path))!;
    const uses = JSON.parse(key.body.policy).Statement.filter((one: any) => one.Sid !== 'Account');
    expect(uses).toEqual([expect.objectContaining({
      Action: ['kms:Decrypt'],
      Principal: { AWS: [expect.stringMatching(new RegExp(`role/orders-prod-api-${region}$`))] },
      Condition: { StringEquals: { 'kms:ViaService': expect.stringContaining(`secretsmanager.${region}.`) } },
    })]);
  });

  test.each(REGIONS)('finds in %s what to ask for', region => {
    expect(template.only('aws_lambda_function', region).body.environment.variables).toMatchObject({
      SECRET_PAYMENT: 'orders-prod-secrets/payment', SECRET_OWN: `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:own-AbCdEf`,
    });
  });

  test('by itself has the same', async () => {
    const { stack, sites } = newSites();
    quietly(() => new MultiRegionFunction(stack, 'Api', { sites, spec: API }));
    const policy = policyOfRole([templateOf(stack)], 'orders-prod-api-us-east-1');
    const resource = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:orders-prod-secrets/payment-a1B2c3`;
    expect(await allows(policy, { action: 'secretsmanager:GetSecretValue', resource })).toBe(true);
  });

  test('in a network without NAT gets to Secrets Manager through an endpoint', () => {
    const spec = new FunctionSpec('api', { ...API.props, inNetwork: true });
    const services = service({ functions: [spec], parameters: PARAMETERS, strategy: Strategy.PILOT_LIGHT }).template.bodies('aws_vpc_endpoint', 'us-west-2');
    expect(services.map(body => body.service_name)).toEqual(expect.arrayContaining([expect.stringMatching(/secretsmanager$/)]));
  });
});

const refused = (more: Partial<MultiRegionDrProps>) => () => quietly(() => service(more));

test('DR727 refuses a function that reads a secret of nobody', () => {
  expect(refusal(refused({ functions: [functionWith(Access.secret(PAYMENT))] })))
    .toContain("DR727 functions.api.access[0]: the secret 'payment' given, which is not among the secrets of the service. Add the same SecretSpec to parameters.secrets");
  expect(refusalCodes(refused({ functions: [functionWith(Access.secret(SecretSpec.fromVariable('payment')))], parameters: PARAMETERS }))).toEqual(['DR727']);
  expect(refusalCodes(refused({ functions: [functionWith(Access.secret(PAYMENT))], parameters: PARAMETERS }))).toEqual([]);
});

test('what is no secret is refused where a function names it', () => {
  expect(refusal(refused({ functions: [functionWith(Access.secret('payment' as any))] }))).toContain("DR003 functions.api.access[0].secret: 'payment' given, a SecretSpec needed");
  expect(refusalCodes(refused({ functions: [new FunctionSpec('api', { ...API.props, environment: { SECRET_OWN: 'x' } })], parameters: PARAMETERS }))).toEqual(['DR315']);
});
