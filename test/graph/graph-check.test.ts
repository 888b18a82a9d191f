import { MultiRegionDr } from '../../src';
import { inOneStack, overFourStacks } from '../support/four-stacks';
import { checkGraph, Defect, DEFECTS } from '../support/graph-check';
import { everyLayer, TABLES } from '../support/layers';
import { newStack, quietly, SITES, templateOf } from '../support/synth';
import { Template } from '../support/template';

type Json = Record<string, any>;

const [ONE_STACK, FOUR_STACKS] = quietly(() => [inOneStack(everyLayer), overFourStacks(everyLayer).templates]);

test('all layers in one stack have no defect', () => {
  expect(checkGraph([ONE_STACK])).toEqual([]);
});

test('all layers over four stacks have no defect', () => {
  expect(checkGraph(FOUR_STACKS)).toEqual([]);
});

test('two services in one stack have no defect', () => {
  const stack = newStack();
  quietly(() => {
    for (const serviceName of ['orders', 'stock']) {
      new MultiRegionDr(stack, serviceName, { ...SITES, serviceName, objectives: { rtoMinutes: 30, rpoSeconds: 60 }, tables: TABLES.slice(0, 2) });
    }
  });
  expect(checkGraph([templateOf(stack)])).toEqual([]);
});

const table = (json: Json) => blockOf(json, 'resource', 'aws_dynamodb_table', /orders_Primary/);
const replica = (json: Json) => blockOf(json, 'resource', 'aws_dynamodb_table_replica', /orders_Standby/);
const key = (json: Json, name: RegExp) => blockOf(json, 'resource', 'aws_kms_key', name);
const standbyKeyAddress = (json: Json) => `aws_kms_key.${key(json, /Keys_Standby/)[0]}`;
const primaryTableAddress = (json: Json) => `aws_dynamodb_table.${table(json)[0]}`;

const SEEDS: [defect: Defect, what: string, seed: (json: Json) => void][] = [
  ['dangling-reference', 'a resource refers to one that is not there', json => { table(json)[1].server_side_encryption.kms_key_arn = '${aws_kms_key.gone.arn}'; }],
  ['dangling-reference', 'an output shows a resource that is not there', json => { json.output = { arn: { value: '${aws_kms_key.gone.arn}' } }; }],
  ['depends-on-unknown', 'a resource comes after one that is not there', json => { replica(json)[1].depends_on = ['aws_dynamodb_table.gone']; }],
  ['cycle', 'a table and its key wait for each other', json => { key(json, /Keys_Primary/)[1].depends_on = [primaryTableAddress(json)]; }],
  ['cycle', 'a resource waits for itself', json => { table(json)[1].tags = { Own: `\${${primaryTableAddress(json)}.arn}` }; }],
  ['missing-provider', 'a resource names no provider', json => { delete replica(json)[1].provider; }],
  ['unknown-provider', 'a resource names a provider of another stack', json => { replica(json)[1].provider = 'aws.eu-west-1'; }],
  ['provider-without-alias', 'a resource names the default provider', json => { json.provider.aws.push({ region: 'us-west-2' }); replica(json)[1].provider = 'aws'; }],
  ['duplicate-alias', 'two providers have one alias', json => { json.provider.aws.push({ alias: 'us-east-1', region: 'us-east-1' }); }],
  ['duplicate-name', 'two tables of a region have one name', json => {
    add(json, 'aws_dynamodb_table', { again: moved(table(json)[1], 'Dr/Tables/again/Primary/Table') });
  }],
  ['duplicate-name', 'two regions have a role of one name', json => {
    add(json, 'aws_iam_role', { one: role(json, 'us-east-1'), other: role(json, 'us-west-2') });
  }],
  ['site-to-site', 'a table is encrypted with the key of the other site', json => {
    table(json)[1].server_side_encryption.kms_key_arn = `\${${standbyKeyAddress(json)}.arn}`;
  }],
  ['site-to-site', 'a replica reads the ARN of its table', json => { replica(json)[1].global_table_arn = `\${${primaryTableAddress(json)}.arn}`; }],
  ['backward-reference', 'what is global reads a site', json => {
    add(json, 'aws_iam_role', { one: { ...role(json, 'us-west-2'), assume_role_policy: `\${jsonencode({"Resource" = "\${${primaryTableAddress(json)}.arn}"})}` } });
  }],
  ['backward-order', 'the primary waits for the standby', json => { table(json)[1].depends_on = [standbyKeyAddress(json)]; }],
  ['forbidden-type-in-site', 'a site holds a role', json => {
    add(json, 'aws_iam_role', { one: moved(role(json, 'us-west-2'), 'Dr/Tables/orders/Standby/Role') });
  }],
  ['forbidden-type-in-site', 'a site holds a health check', json => {
    add(json, 'aws_route53_health_check', { one: moved({ provider: 'aws.us-east-1' }, 'Dr/Dns/Primary/Check') });
  }],
  ['wrong-region', 'a resource of the primary lands in the standby\'s region', json => { table(json)[1].provider = 'aws.us-west-2'; }],
  ['literal-arn-partition', 'a policy names a partition', json => { key(json, /Keys_Primary/)[1].policy = '{"Principal":"arn:aws:iam::aws:policy/ReadOnlyAccess"}'; }],
];

test.each(SEEDS)('%s is found when %s', (defect, _, seed) => {
  const json = JSON.parse(JSON.stringify(ONE_STACK.json));
  seed(json);
  const defects = checkGraph([new Template('orders', json)]).map(finding => finding.defect);
  expect([...new Set(defects)]).toEqual([defect]);
});

test('every kind of defect is seeded', () => {
  expect([...new Set(SEEDS.map(([defect]) => defect))].sort()).toEqual([...DEFECTS].sort());
});

const SEEDS_OVER_STACKS: [defect: Defect, what: string, seed: (stacks: Record<string, Json>) => void][] = [
  ['dangling-reference', 'a stack reads what another does not hand over', stacks => { stacks['orders-foundation'].output = {}; }],
  ['site-to-site', 'a standby reads the state of the primary', stacks => {
    stacks['orders-standby'].data.terraform_remote_state.primary = { backend: 'local', config: stacks['orders-primary'].terraform.backend.local };
  }],
  ['cycle', 'two stacks read each other\'s state', stacks => {
    stacks['orders-foundation'].data.terraform_remote_state = { primary: { backend: 'local', config: stacks['orders-primary'].terraform.backend.local } };
  }],
  ['site-to-site', 'a stack hands a site what belongs to the other', stacks => {
    stacks['orders-primary'].output = { ...stacks['orders-primary'].output, key: { value: `\${aws_kms_key.${key(stacks['orders-primary'], /Keys_Primary/)[0]}.arn}` } };
    stacks['orders-standby'].data.terraform_remote_state.primary = { backend: 'local', config: stacks['orders-primary'].terraform.backend.local };
    replica(stacks['orders-standby'])[1].kms_key_arn = '${data.terraform_remote_state.primary.outputs.key}';
  }],
  ['duplicate-name', 'two stacks make a role of one name', stacks => {
    for (const name of ['orders-foundation', 'orders-routing']) {
      stacks[name].provider ??= { aws: [{ alias: 'us-west-2', region: 'us-west-2' }] };
      add(stacks[name], 'aws_iam_role', { twice: { name: 'role', provider: 'aws.us-west-2' } });
    }
  }],
];

test.each(SEEDS_OVER_STACKS)('over stacks, %s is found when %s', (defect, _, seed) => {
  const stacks = Object.fromEntries(FOUR_STACKS.map(({ stackName, json }) => [stackName, JSON.parse(JSON.stringify(json))]));
  seed(stacks);
  const defects = checkGraph(Object.entries(stacks).map(([name, json]) => new Template(name, json))).map(finding => finding.defect);
  expect([...new Set(defects)]).toEqual([defect]);
});

test('an exception lets one finding through and says why', () => {
  const json = JSON.parse(JSON.stringify(ONE_STACK.json));
  replica(json)[1].global_table_arn = `\${${primaryTableAddress(json)}.arn}`;
  table(json)[1].depends_on = [standbyKeyAddress(json)];
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const findings = checkGraph([new Template('orders', json)], [{ defect: 'site-to-site', matches: /aws_dynamodb_table_replica.*reads Primary/, reason: 'tried' }]);
  expect(findings.map(finding => finding.defect)).not.toContain('site-to-site');
  expect(findings.map(finding => finding.defect)).toContain('backward-order');
  expect(written.mock.calls.join()).toMatch(/site-to-site of orders\/aws_dynamodb_table_replica\.\S+ is let through: tried/);
  written.mockRestore();
});

test('text that looks like a reference is none, and code in the strings of code is', () => {
  const template = new Template('texts', {
    resource: { aws_sns_topic: { one: { provider: 'aws.a', display_name: 'aws_vpc.one $${aws_vpc.two.id} ${join("aws_vpc.three", [aws_vpc.four.attr_x.y, "${aws_vpc.five.id}"])}' } } },
  });
  expect(template.references(template.only('aws_sns_topic'))).toEqual(['aws_vpc.four', 'aws_vpc.five']);
});

function blockOf(json: Json, kind: string, resourceType: string, name: RegExp): [string, Json] {
  return Object.entries<Json>(json[kind][resourceType]).find(([one]) => name.test(one))!;
}

function add(json: Json, resourceType: string, bodies: Json): void {
  json.resource = { ...json.resource, [resourceType]: { ...json.resource?.[resourceType], ...bodies } };
}

function role(json: Json, region: string): Json {
  return { 'name': 'orders-prod-role', 'provider': `aws.${region}`, '//': key(json, /Keys_Foundation/)[1]['//'] };
}

function moved(body: Json, path: string): Json {
  return { ...body, '//': { metadata: { path: `orders/${path}` } } };
}
