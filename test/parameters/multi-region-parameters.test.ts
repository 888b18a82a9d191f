import { TerraformOutput, TerraformVariable } from 'cdktf';
import * as fc from 'fast-check';
import {
  KeyOwnership, MultiRegionParameters, MultiRegionParametersProps, ParametersProps, ParameterTier, Removal, SecretSpec, SiteParameter, SitesProps,
  Strategy,
} from '../../src';
import { newSites, quietly, refusalCodes, templateOf } from '../support/synth';
import { Template } from '../support/template';

const [EAST, WEST] = ['us-east-1', 'us-west-2'];
const OWN = '/orders/prod/';

function synthesized(parameters: ParametersProps = {}, sitesProps: Partial<SitesProps> = {}, more: Partial<MultiRegionParametersProps> = {}) {
  const { stack, sites } = newSites(sitesProps);
  const made = quietly(() => new MultiRegionParameters(stack, 'Parameters', { sites, parameters, ...more }));
  return { stack, made, template: () => templateOf(stack) };
}

/** The parameters of a region by their names. */
const inRegion = (template: Template, region: string): Record<string, any> => Object.fromEntries(template.bodies('aws_ssm_parameter', region).map(body => [body.name, body]));
const valuesIn = (template: Template, region: string) =>
  Object.fromEntries(Object.entries(inRegion(template, region)).map(([name, body]) => [name.slice(OWN.length), body.insecure_value]));
// With the account and the partition of its own scope in place of their data sources.
const plain = (value: unknown): any => JSON.parse(JSON.stringify(value)
  .replace(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, '111122223333').replace(/\$\{data\.aws_partition\.\w+\.partition\}/g, 'aws'));

describe('parameters', () => {
  const { made, template: toTemplate } = synthesized({
    values: { 'log-level': 'info', 'limits/orders': '100' },
    entries: {
      'queue-url': SiteParameter.perSite('https://sqs.us-east-1.amazonaws.com/1/jobs', 'https://sqs.us-west-2.amazonaws.com/1/jobs'),
      'countries': SiteParameter.stringList(['at', 'de'], { description: 'Where we deliver' }),
      'catalogue': SiteParameter.same('{}', { tier: ParameterTier.ADVANCED }),
    },
  });
  const template = toTemplate();

  test('have the same names in both regions, under service and environment', () => {
    const names = Object.keys(inRegion(template, EAST)).sort();
    expect(Object.keys(inRegion(template, WEST)).sort()).toEqual(names);
    expect(names.every(name => name.startsWith(OWN))).toBe(true);
    expect(names).toEqual(expect.arrayContaining(['/orders/prod/log-level', '/orders/prod/limits/orders', '/orders/prod/countries']));
  });

  test('are the values that were given: the same, or those of each region', () => {
    expect(valuesIn(template, EAST)).toMatchObject({ 'log-level': 'info', 'limits/orders': '100', 'countries': 'at,de', 'queue-url': expect.stringContaining(EAST) });
    expect(valuesIn(template, WEST)).toMatchObject({ 'log-level': 'info', 'limits/orders': '100', 'countries': 'at,de', 'queue-url': expect.stringContaining(WEST) });
  });

  test('are no SecureString, and each states its tier', () => {
    [EAST, WEST].forEach(region => {
      const bodies = inRegion(template, region);
      expect(bodies[`${OWN}log-level`]).toMatchObject({ type: 'String', tier: 'Standard' });
      expect(bodies[`${OWN}countries`]).toMatchObject({ type: 'StringList', tier: 'Standard', description: 'Where we deliver' });
      expect(bodies[`${OWN}catalogue`]).toMatchObject({ type: 'String', tier: 'Advanced' });
    });
  });

  test('are in the parts of their regions, which read nothing of each other', () => {
    expect(new Set(template.all('aws_ssm_parameter', EAST).map(({ scope }) => scope))).toEqual(new Set(['Primary']));
    expect(new Set(template.all('aws_ssm_parameter', WEST).map(({ scope }) => scope))).toEqual(new Set(['Standby']));
  });

  test('are changed by Terraform, which a plan shows', () => {
    template.all('aws_ssm_parameter').filter(({ body }) => !/active-region$/.test(body.name)).forEach(({ body }) => {
      expect(body.lifecycle).toBeUndefined();
      expect(body.value).toBeUndefined();
    });
  });

  test('are told by name and ARN', () => {
    expect(made.path).toBe(OWN);
    expect(made.parameterName('log-level')).toBe('/orders/prod/log-level');
    expect(made.parameterNames).toEqual(expect.arrayContaining(Object.keys(inRegion(template, EAST))));
    const { stack, made: other } = synthesized({ values: { 'log-level': 'info' } });
    Object.entries(other.parameterArns('log-level')).forEach(([role, value]) => new TerraformOutput(stack, role, { value }));
    const { output } = templateOf(stack).json;
    expect(plain([output.primary.value, output.standby.value]))
      .toEqual([EAST, WEST].map(region => `arn:aws:ssm:${region}:111122223333:parameter/orders/prod/log-level`));
    expect(() => made.parameterName('other')).toThrow("has no parameter 'other'; its parameters are log-level");
    expect(() => made.secretArns('other')).toThrow("has no secret 'other'; its secrets are none");
  });

  test('may be tokens', () => {
    const { stack, sites } = newSites();
    const { stringValue } = new TerraformVariable(stack, 'level', { type: 'string' });
    new MultiRegionParameters(stack, 'Parameters', { sites, parameters: { values: { level: stringValue }, entries: { levels: SiteParameter.stringList([stringValue, 'b']) } } });
    [EAST, WEST].forEach(region => expect(valuesIn(templateOf(stack), region)).toMatchObject({ level: '${var.level}', levels: '${var.level},b' }));
  });

  test('are in both regions with BACKUP_RESTORE too: what is restored needs them', () => {
    const template2 = synthesized({ values: { level: 'info' } }, { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'another team copies backups' } }).template();
    [EAST, WEST].forEach(region => expect(valuesIn(template2, region)).toMatchObject({ level: 'info' }));
  });

  test('may be called as what every object has', () => {
    const template2 = synthesized({ values: { constructor: 'a', toString: 'b', a: 'c' } as any }).template();
    [EAST, WEST].forEach(region => expect(valuesIn(template2, region)).toMatchObject({ constructor: 'a', toString: 'b', a: 'c' }));
  });

  test('can be made once for a service', () => {
    const { stack, sites } = newSites();
    new MultiRegionParameters(stack, 'One', { sites, parameters: {} });
    expect(refusalCodes(() => new MultiRegionParameters(stack, 'Other', { sites, parameters: {} }))).toEqual(['DR042']);
  });
});

const level = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/);
const name = fc.array(level, { minLength: 1, maxLength: 4 }).map(levels => levels.join('/')).filter(one => !one.startsWith('dr/'));
const text = fc.string({ minLength: 1, maxLength: 30 }).filter(one => !/\{\{|\$\{|%\{/.test(one));
const entry = fc.oneof(
  text.map(value => ({ values: [value, value], make: () => SiteParameter.same(value) })),
  fc.tuple(text, text).map(([one, other]) => ({ values: [one, other], make: () => SiteParameter.perSite(one, other) })),
  fc.array(text.filter(one => !one.includes(',')), { minLength: 1, maxLength: 4 }).map(items => ({ values: [items.join(), items.join()], make: () => SiteParameter.stringList(items) })),
);

test('every parameter that is declared is in both regions under one name, with the values that were given', () => {
  const ACCEPTED = { DR707: 'names at random', DR708: 'values at random' };
  fc.assert(fc.property(fc.dictionary(name, text, { maxKeys: 4 }), fc.dictionary(name, entry, { maxKeys: 4 }), (values, entries) => {
    const others = Object.entries(entries).filter(([one]) => !(one in values));
    const made = Object.fromEntries(others.map(([one, { make }]) => [one, make()]));
    const template = synthesized({ values, entries: made }, { acceptedRisks: ACCEPTED }).template();
    const [inEast, inWest] = [EAST, WEST].map(region => valuesIn(template, region));
    expect(Object.keys(inEast).sort()).toEqual(Object.keys(inWest).sort());
    for (const [one, value] of Object.entries(values)) expect([inEast[one], inWest[one]]).toEqual([value, value]);
    for (const [one, { values: pair }] of others) expect([inEast[one], inWest[one]]).toEqual(pair);
  }), { numRuns: 60 });
});

describe('what the library tells of a service', () => {
  test('is its regions and roles, if nothing else is known', () => {
    const template = synthesized().template();
    const common = { 'dr/primary-region': EAST, 'dr/standby-region': WEST, 'dr/active-region': EAST };
    expect(valuesIn(template, EAST)).toEqual({ ...common, 'dr/site-role': 'primary' });
    expect(valuesIn(template, WEST)).toEqual({ ...common, 'dr/site-role': 'standby' });
  });

  test('is what it is handed, without what a region does not have', () => {
    const template = synthesized({}, {}, {
      facts: {
        endpoints: { primary: 'https://one', standby: 'https://two' },
        hostName: 'orders.example.com',
        busName: 'orders-prod-events',
        tableNames: { orders: 'orders-prod-orders' },
        primaryFunctionNames: { api: 'orders-prod-api-us-east-1' },
        standbyFunctionNames: { api: 'orders-prod-api-us-west-2' },
        database: {
          writerEndpoint: 'writer',
          readerEndpoints: { primary: 'reader' },
          port: 5432,
          secretArns: { primary: 'arn-one', standby: 'arn-two' },
          databaseName: 'orders',
        },
        switchBucketNames: { primary: 'bucket', standby: 'bucket' },
      },
    }).template();
    expect(valuesIn(template, EAST)).toMatchObject({
      'dr/endpoint': 'https://one',
      'dr/host-name': 'orders.example.com',
      'dr/bus-name': 'orders-prod-events',
      'dr/tables/orders': 'orders-prod-orders',
      'dr/functions/api': 'orders-prod-api-us-east-1',
      'dr/database/writer-endpoint': 'writer',
      'dr/database/reader-endpoint': 'reader',
      'dr/database/port': '5432',
      'dr/database/secret-id': 'arn-one',
      'dr/database/name': 'orders',
      'dr/switch-bucket': 'bucket',
    });
    const inWest = valuesIn(template, WEST);
    expect(inWest).toMatchObject({ 'dr/endpoint': 'https://two', 'dr/functions/api': 'orders-prod-api-us-west-2', 'dr/database/secret-id': 'arn-two' });
    expect(inWest).not.toHaveProperty(['dr/database/reader-endpoint']);
  });

  test('names the secret that both regions have, where there is one', () => {
    const database = { writerEndpoint: 'w', readerEndpoints: { primary: 'r' }, port: 5432, secretArns: { primary: 'a', standby: 'b' }, secretName: 'orders-prod-database' };
    const template = synthesized({}, {}, { facts: { database } }).template();
    [EAST, WEST].forEach(region => expect(valuesIn(template, region)['dr/database/secret-id']).toBe('orders-prod-database'));
  });
});

describe('the active region', () => {
  const { made, template: toTemplate } = synthesized();
  const blocks = toTemplate().all('aws_ssm_parameter').filter(({ body }) => body.name === '/orders/prod/dr/active-region');

  test('is the primary in the beginning, in both regions under one name', () => {
    expect(blocks.map(({ region, body }) => [region, body.insecure_value]).sort()).toEqual([[EAST, EAST], [WEST, EAST]]);
    expect(made.activeRegionName).toBe('/orders/prod/dr/active-region');
  });

  test('is left alone by Terraform from then on', () => {
    blocks.forEach(({ body }) => expect(body.lifecycle).toEqual({ ignore_changes: ['insecure_value'] }));
  });
});

describe('a secret that is made', () => {
  const PAYMENT = SecretSpec.fromVariable('payment');
  const { template: toTemplate } = synthesized({ secrets: [PAYMENT, SecretSpec.fromVariable('mail', { variableName: 'smtp_login', version: 3, description: 'Mail' })] });
  const template = toTemplate();
  const secretOf = (what: string) => template.all('aws_secretsmanager_secret').find(({ body }) => body.name === `orders-prod-secrets/${what}`)!;
  const versionOf = (what: string) => template.all('aws_secretsmanager_secret_version').find(({ path }) => path.includes(`Secret-${what}`))!;

  test('is replicated to the standby, each under the key of its region', () => {
    const { body, region, scope } = secretOf('payment');
    expect([region, scope]).toEqual([EAST, 'Primary']);
    const [inEast, inWest] = [EAST, WEST].map(one => template.only('aws_kms_key', one));
    expect(body).toMatchObject({
      kms_key_id: `\${${inEast.address}.arn}`,
      replica: [{ region: WEST, kms_key_id: `\${${inWest.address}.arn}` }],
      force_overwrite_replica_secret: false,
      recovery_window_in_days: 30,
      lifecycle: { prevent_destroy: true, ignore_changes: ['replica'] },
    });
    expect(inWest.scope).toBe('Foundation');
  });

  test('has its value from an ephemeral variable, which Terraform keeps nowhere, and writes it once for each number', () => {
    expect(versionOf('payment').body).toMatchObject({ secret_string_wo: '${var.orders_prod_payment}', secret_string_wo_version: 1 });
    expect(versionOf('mail').body).toMatchObject({ secret_string_wo: '${var.smtp_login}', secret_string_wo_version: 3 });
    expect(template.json.variable).toMatchObject({
      orders_prod_payment: { type: 'string', ephemeral: true, sensitive: true, default: '' },
      smtp_login: { type: 'string', ephemeral: true, sensitive: true, default: '' },
    });
    template.bodies('aws_secretsmanager_secret_version').forEach(body => expect(body.secret_string).toBeUndefined());
  });

  test('is told by the ARN in each region', () => {
    const { stack, made } = synthesized({ secrets: [PAYMENT] });
    Object.entries(made.secretArns('payment')).forEach(([role, value]) => new TerraformOutput(stack, role, { value }));
    const { output } = templateOf(stack).json;
    expect(output.primary.value).toMatch(/^\$\{aws_secretsmanager_secret\.[\w-]+\.arn\}$/);
    expect(output.standby.value).toMatch(/^\$\{replace\(aws_secretsmanager_secret\.[\w-]+\.arn, ":us-east-1:", ":us-west-2:"\)\}$/);
  });

  test('of an ephemeral service can be destroyed', () => {
    const body = synthesized({ secrets: [PAYMENT] }, { removal: Removal.EPHEMERAL }).template().only('aws_secretsmanager_secret').body;
    expect(body).toMatchObject({ recovery_window_in_days: 0, lifecycle: { ignore_changes: ['replica'] } });
    expect(body.lifecycle.prevent_destroy).toBe(false);
  });

  test('is under the key of AWS, or yours, if you say so', () => {
    const aws = synthesized({ secrets: [PAYMENT] }, { keys: { ownership: KeyOwnership.AWS_MANAGED }, acceptedRisks: { DR048: 'a sandbox' } }).template();
    expect(aws.only('aws_secretsmanager_secret').body.kms_key_id).toBeUndefined();
    expect(aws.only('aws_secretsmanager_secret').body.replica).toEqual([{ region: WEST }]);
    const keyIn = (region: string) => `arn:aws:kms:${region}:111122223333:key/own`;
    const [primary, standby] = [EAST, WEST].map(region => ({ region, kmsKeyArn: keyIn(region) }));
    const own = synthesized({ secrets: [PAYMENT] }, { primary, standby }).template();
    expect(own.only('aws_secretsmanager_secret').body).toMatchObject({ kms_key_id: keyIn(EAST), replica: [{ region: WEST, kms_key_id: keyIn(WEST) }] });
  });
});

test('a secret that is there already makes nothing, and is told by the ARNs that were given', () => {
  const [primary, standby] = [EAST, WEST].map(region => `arn:aws:secretsmanager:${region}:111122223333:secret:own-AbCdEf`);
  const arns = { primary, standby };
  const { made, template } = synthesized({ secrets: [SecretSpec.fromArns('own', arns)] });
  expect(made.secretArns('own')).toEqual(arns);
  expect(template().all('aws_secretsmanager_secret')).toEqual([]);
  expect(template().all('aws_kms_key')).toEqual([]);
});
