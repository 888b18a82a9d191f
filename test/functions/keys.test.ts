import { ORDERS, plain, roleStatements, SOUND, statementsOf, synthesizedFunction } from './making';
import { Access, FunctionSpec, KeyOwnership, MultiRegionFunction } from '../../src';
import { newSites, quietly, templateOf } from '../support/synth';

const REGIONS = ['us-east-1', 'us-west-2'] as const;
const ROLES = { 'us-east-1': 'primary', 'us-west-2': 'standby' } as const;

const [EAST, WEST] = REGIONS.map(region => `arn:aws:kms:${region}:111122223333:key/own`);

test('keys of the sites are named by the roles that use them, through the service that does', () => {
  const { template } = synthesizedFunction({ access: [Access.read(ORDERS)] }, { primary: { region: 'us-east-1', kmsKeyArn: EAST }, standby: { region: 'us-west-2', kmsKeyArn: WEST } });
  expect(template.all('aws_kms_key')).toEqual([]);
  expect(template.only('aws_lambda_function', 'us-west-2').body.kms_key_arn).toBe(WEST);
  expect(template.only('aws_cloudwatch_log_group', 'us-east-1').body.kms_key_id).toBe(EAST);
  expect(plain(roleStatements(template, 'standby')).filter(({ Sid }) => /^Key/.test(Sid))).toEqual([
    { Sid: 'Key1', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [WEST] },
    { Sid: 'Key2', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:DescribeKey'], Resource: [WEST], Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.us-west-2.S' } } },
  ]);
});

test('keys that are made admit exactly the roles that use them, for what they do, after these are there', () => {
  const { stack, sites } = newSites();
  const specOf = (name: string, access: Access[]) => new FunctionSpec(name, { ...SOUND, access });
  const make = (name: string, access: Access[]) => new MultiRegionFunction(stack, name, { sites, spec: specOf(name, access) });
  make('reader', [Access.read(ORDERS)]);
  make('writer', [Access.readWrite(ORDERS)]);
  make('other', []);
  const template = templateOf(stack);
  const role = (name: string, region: string) => `arn:P:iam::A:role/orders-prod-${name}-${region}`;
  for (const region of REGIONS) {
    const [functions, tables, logs] = ['functions', 'tables', 'logs'].map(purpose => template.all('aws_kms_key', region).find(({ path }) => path.includes(`/${purpose}-`))!);
    const uses = (key: typeof functions) => plain(statementsOf(key)).filter(({ Sid }) => /^Roles/.test(Sid)).map(({ Principal, Action, Condition }) => [Principal.AWS, Action, Condition]);
    const viaTables = { StringEquals: { 'kms:ViaService': `dynamodb.${region}.S` } };
    expect(uses(functions)).toEqual([[['reader', 'writer', 'other'].map(name => role(name, region)), ['kms:Decrypt'], undefined]]);
    expect(uses(tables)).toEqual([
      [[role('reader', region)], ['kms:Decrypt', 'kms:DescribeKey'], viaTables],
      [[role('writer', region)], ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'], viaTables],
    ]);
    expect(uses(logs)).toEqual([]);
    const rolesOf = (names: string[]) => names.map(name => template.all('aws_iam_role').find(({ body }) => body.name === `orders-prod-${name}-${region}`)!.address);
    const before = (key: typeof functions) => (key.body.depends_on ?? []).filter((address: string) => address.startsWith('aws_iam_role.')).sort();
    expect(before(functions)).toEqual(rolesOf(['reader', 'writer', 'other']).sort());
    expect(before(tables)).toEqual(rolesOf(['reader', 'writer']).sort());
  }
});

test('keys of AWS are named nowhere', () => {
  const { template } = quietly(() => synthesizedFunction({ access: [Access.readWrite(ORDERS)] }, { keys: { ownership: KeyOwnership.AWS_MANAGED }, acceptedRisks: { DR048: 'a sandbox' } }));
  expect(template.all('aws_kms_key')).toEqual([]);
  for (const region of REGIONS) {
    expect(template.only('aws_lambda_function', region).body).not.toHaveProperty('kms_key_arn');
    expect(template.only('aws_cloudwatch_log_group', region).body).not.toHaveProperty('kms_key_id');
    expect(JSON.stringify(roleStatements(template, ROLES[region]))).not.toContain('kms:');
  }
});
