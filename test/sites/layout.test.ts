import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { PartScope } from '../../src';
import { inOneStack, overFourStacks } from '../support/four-stacks';
import { checkGraph } from '../support/graph-check';
import { everyLayer } from '../support/layers';
import { argumentsOf, placesOf } from '../support/layouts';
import { quietly } from '../support/synth';
import { Template } from '../support/template';

const [ONE, { stacks, templates }] = quietly(() => [inOneStack(everyLayer), overFourStacks(everyLayer)]);
const stackOf = (scope: PartScope): Template => templates.find(template => template.stackName === stacks[scope].node.id)!;

const stateFileOf = (scope: PartScope): string => stackOf(scope).json.terraform.backend.local.path;

test('every resource has the same address, region and scope in four stacks as in one', () => {
  expect(placesOf(templates)).toEqual(placesOf([ONE]));
  expect(ONE.addresses.length).toBeGreaterThan(8);
});

test('a resource has the same arguments in four stacks as in one, but for how it refers to Foundation', () => {
  expect(argumentsOf(templates)).toEqual(argumentsOf([ONE]));
});

test('each scope is in its own stack', () => {
  for (const scope of Object.values(PartScope)) {
    expect(stackOf(scope).blocks.filter(block => block.scope !== scope && block.resourceType !== 'terraform_remote_state')).toEqual([]);
  }
});

test('references, order and resource types hold in four stacks', () => {
  expect(checkGraph(templates)).toEqual([]);
});

test.each([[PartScope.PRIMARY, 'us-east-1'], [PartScope.STANDBY, 'us-west-2']])('the stack of %s talks to %s alone', (scope, region) => {
  expect(stackOf(scope).json.provider.aws.map((provider: any) => [provider.alias, provider.region])).toEqual([[undefined, region], [region, region]]);
  expect([...new Set(stackOf(scope).blocks.filter(block => block.resourceType.startsWith('aws_')).map(block => block.region))]).toEqual([region]);
});

test('a site reads the state of Foundation and no other', () => {
  for (const scope of [PartScope.PRIMARY, PartScope.STANDBY]) {
    expect(stackOf(scope).all('terraform_remote_state').map(block => block.body.config.path)).toEqual([stateFileOf(PartScope.FOUNDATION)]);
  }
  expect(stackOf(PartScope.FOUNDATION).all('terraform_remote_state')).toEqual([]);
});

test('the standby is deployed after the primary, and nothing of it comes after single resources of another stack', () => {
  const before = (scope: PartScope) => stacks[scope].dependencies.map(stack => stack.node.id);
  expect(before(PartScope.STANDBY)).toEqual(expect.arrayContaining(['orders-primary', 'orders-foundation']));
  expect(before(PartScope.PRIMARY)).toEqual(['orders-foundation']);
  expect(before(PartScope.FOUNDATION)).toEqual([]);
  const orders = templates.flatMap(template => template.blocks).flatMap(block => block.body.depends_on ?? []);
  expect(orders.filter((address: string) => address.includes('terraform_remote_state'))).toEqual([]);
});

test('an order that is stated on a resource of another stack is found', () => {
  const make = () => overFourStacks((scope, sites) => {
    everyLayer(scope, sites);
    const resources = (part: Construct) => part.node.findAll().filter((one): one is TerraformResource => TerraformResource.isTerraformResource(one));
    const [earlier] = resources(TerraformStack.of(sites.primary.scope));
    const [later] = resources(TerraformStack.of(sites.standby.scope));
    later.dependsOn = [earlier.fqn];
  });
  expect(() => quietly(make)).toThrow(/site-to-site: orders-standby\/data\.terraform_remote_state\.\S+ a stack of Standby reads the state of orders-primary/);
});
