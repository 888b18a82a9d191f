import { TerraformVariable } from 'cdktf';
import {
  Access, Attribute, DatabaseEngine, FunctionCode, FunctionSpec, KeyOwnership, MultiRegionDr, MultiRegionDrProps, TableSpec, Trigger,
} from '../../src';
import { newStack, quietly, refusal, SITES, templateOf } from '../support/synth';
import type { Template } from '../support/template';

const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';
const CODE = FunctionCode.fromS3({ primary: { bucket: 'a', key: 'k' }, standby: { bucket: 'b', key: 'k' } });
const ORDERS = new TableSpec('orders', { partitionKey: Attribute.string('pk') });
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const spec = (more: object = {}) => new FunctionSpec('api', {
  code: CODE, runtime: 'nodejs22.x', handler: 'index.handler', access: [Access.database(), Access.readWrite(ORDERS)], triggers: [Trigger.queue()], ...more,
});
const service = (props: Partial<MultiRegionDrProps>): MultiRegionDrProps => ({
  ...SITES, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables: [ORDERS], database: { engine: DatabaseEngine.auroraPostgresql('16.8') }, functions: [spec()], ...props,
});

/** A service with every layer. */
function synthesized(props: Partial<MultiRegionDrProps> = {}): Template {
  const stack = newStack();
  quietly(() => new MultiRegionDr(stack, 'Dr', service(props)));
  return templateOf(stack);
}

/** Names of roles as ARNs in the JSON have them, with their paths. */
const rolesIn = (template: Template) => [...JSON.stringify(template.json).matchAll(/:role(\/[\w+=,.@/-]+)/g)].map(([, name]) => name);

const NAMES = [
  'orders-prod-api-us-east-1', 'orders-prod-api-us-west-2', 'orders-prod-database-monitoring-us-east-1', 'orders-prod-flow-logs-us-east-1', 'orders-prod-flow-logs-us-west-2',
];

test('every role of a service has its name and nothing else by default', () => {
  const roles = synthesized().all('aws_iam_role');
  expect(roles.map(({ body }) => body.name).sort()).toEqual(NAMES);
  roles.forEach(({ body }) => {
    expect(body).not.toHaveProperty('path');
    expect(body).not.toHaveProperty('permissions_boundary');
  });
});

test('every role has the boundary, the path and the beginning of names that are wanted, and is called so everywhere', () => {
  const template = synthesized({ iam: { permissionsBoundaryArn: BOUNDARY, rolePath: '/team/shop/', roleNamePrefix: 'Dr_' } });
  const roles = template.all('aws_iam_role');
  expect(roles.map(({ body }) => body.name).sort()).toEqual(NAMES.map(name => `Dr_${name}`));
  roles.forEach(({ body }) => expect(body).toMatchObject({ path: '/team/shop/', permissions_boundary: BOUNDARY }));
  const named = rolesIn(template);
  expect(named.length).toBeGreaterThan(4);
  named.forEach(name => expect(name).toMatch(/^\/team\/shop\/Dr_orders-prod-/));
});

test('a boundary may be known to Terraform alone', () => {
  const stack = newStack();
  const boundary = new TerraformVariable(stack, 'boundary', { type: 'string' });
  quietly(() => new MultiRegionDr(stack, 'Dr', service({ iam: { permissionsBoundaryArn: boundary.stringValue } })));
  templateOf(stack).all('aws_iam_role').forEach(({ body }) => expect(body.permissions_boundary).toBe('${var.boundary}'));
});

test('the beginning of names counts towards their length', () => {
  const iam = { roleNamePrefix: 'x'.repeat(40) };
  expect(refusal(() => new MultiRegionDr(newStack(), 'Dr', service({ iam, database: undefined, functions: [spec({ access: [] })] }))))
    .toMatch(/DR007 functions\.api: 'x{40}orders-prod-api-us-east-1' of 65 characters given, 1 to 64 allowed for IAM role names/);
});

test('existing roles take the place of those of the library, and none is made', () => {
  const flowLogArns = { primary: role('flow-logs-east'), standby: role('flow-logs-west') };
  const roleArns = { primary: role('api-east'), standby: role('api-west') };
  const template = synthesized({
    iam: { permissionsBoundaryArn: BOUNDARY, rolePath: '/team/', existingRoles: { databaseMonitoringArn: role('monitoring'), flowLogArns } },
    functions: [spec({ roleArns })],
  });
  ['aws_iam_role', 'aws_iam_role_policy', 'aws_iam_role_policy_attachment'].forEach(resource => expect(template.all(resource)).toEqual([]));
  expect(['us-east-1', 'us-west-2'].map(region => template.only('aws_flow_log', region).body.iam_role_arn)).toEqual([flowLogArns.primary, flowLogArns.standby]);
  expect(['us-east-1', 'us-west-2'].map(region => template.only('aws_lambda_function', region).body.role)).toEqual([roleArns.primary, roleArns.standby]);
  template.all('aws_rds_cluster_instance').forEach(({ body }) => expect(body.monitoring_role_arn).toBe(role('monitoring')));
});

test('single existing roles leave the others to the library', () => {
  const template = synthesized({ iam: { existingRoles: { flowLogArns: { primary: role('flow-logs') } } } });
  expect(template.all('aws_iam_role').map(({ body }) => body.name).sort()).toEqual(NAMES.filter(name => name !== 'orders-prod-flow-logs-us-east-1'));
});

describe('keys of AWS', () => {
  const template = synthesized({ keys: { ownership: KeyOwnership.AWS_MANAGED }, acceptedRisks: { DR048: 'a sandbox' } });

  test('are not made, and take no rights of the library\'s', () => {
    expect([...template.all('aws_kms_key'), ...template.all('aws_kms_alias')].filter(({ kind }) => kind === 'resource')).toEqual([]);
    template.all('aws_iam_role_policy').forEach(({ body }) => expect(body.policy).not.toContain('kms:'));
  });

  test('are left to each service, but for clusters, where another region must name them', () => {
    const names = ['kms_key_id', 'kms_key_arn', 'performance_insights_kms_key_id', 'master_user_secret_kms_key_id'];
    const resources = template.blocks.filter(({ kind, body }) => kind === 'resource' && names.some(name => body[name] !== undefined));
    expect([...new Set(resources.map(({ resourceType }) => resourceType))].sort()).toEqual(['aws_rds_cluster', 'aws_rds_cluster_instance']);
    const keys = template.all('aws_kms_key').filter(({ kind }) => kind === 'data');
    expect(keys.map(({ region, scope, body }) => [region, scope, body.key_id])).toEqual([['us-east-1', 'Primary', 'alias/aws/rds'], ['us-west-2', 'Standby', 'alias/aws/rds']]);
    for (const key of keys) {
      resources.filter(({ region }) => region === key.region).forEach(({ body }) => {
        names.filter(name => body[name] !== undefined).forEach(name => expect(body[name]).toBe(`\${${key.address}.arn}`));
      });
    }
  });

  test('still encrypt everything that has a switch for it', () => {
    template.all('aws_rds_cluster').forEach(({ body }) => expect(body.storage_encrypted).toBe(true));
    template.all('aws_dynamodb_table').filter(({ kind }) => kind === 'resource').forEach(({ body }) => expect(body.server_side_encryption).toEqual({ enabled: true }));
  });
});

test('a key of the user\'s takes the place of those of the library and of AWS alike', () => {
  const key = (region: string) => `arn:aws:kms:${region}:111122223333:key/own`;
  const template = synthesized({
    keys: { ownership: KeyOwnership.AWS_MANAGED },
    acceptedRisks: { DR048: 'a sandbox' },
    primary: { region: 'us-east-1', kmsKeyArn: key('us-east-1') },
    standby: { region: 'us-west-2', kmsKeyArn: key('us-west-2') },
  });
  expect(template.all('aws_kms_key')).toEqual([]);
  for (const region of ['us-east-1', 'us-west-2']) {
    expect(template.only('aws_rds_cluster', region).body.kms_key_id).toBe(key(region));
    expect(template.only('aws_lambda_function', region).body.kms_key_arn).toBe(key(region));
    template.all('aws_cloudwatch_log_group', region).forEach(({ body }) => expect(body.kms_key_id).toBe(key(region)));
    const policy = template.all('aws_iam_role_policy').find(({ body, path }) => path.includes(region === 'us-east-1' ? '/primary/' : '/standby/') && body.policy.includes('kms:'))!;
    const used = JSON.parse(policy.body.policy).Statement.filter(({ Sid }: { Sid: string }) => /^Key/.test(Sid));
    expect(used.map(({ Resource }: { Resource: string[] }) => Resource)).toEqual(used.map(() => [key(region)]));
    expect(used.map(({ Condition }: any) => Condition?.StringEquals['kms:ViaService'].split('.')[0])).toEqual([undefined, 'dynamodb', 'secretsmanager']);
  }
});
