// A layout for tests alone: every scope in a stack of its own. It shows that the layers do not know how they are spread.

import { App, LocalBackend, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { SITES, templatesOf } from './synth';
import { Template } from './template';
import { PartScope, Sites, SitesProps } from '../../src';
import { planSites } from '../../src/sites/plan';
import { allScopesIn, isToken, StackOfScope } from '../../src/sites/sites';

/** Makes layers under `scope`, where their place in the tree is the same in every layout. */
export type BuildLayers = (scope: Construct, sites: Sites) => void;

/** The stack of each scope, directly under the app: cdktf lets stacks under a construct overwrite each other. */
export function fourStacks(app: App, name: string): StackOfScope {
  const [foundation, primary, standby, routing] = ['foundation', 'primary', 'standby', 'routing'].map(role => {
    const stack = new TerraformStack(app, `${name}-${role}`);
    new LocalBackend(stack, { path: `${name}-${role}.tfstate` }); // what stacks hand each other goes through their states
    return stack;
  });
  return {
    [PartScope.FOUNDATION]: foundation,
    [PartScope.PRIMARY]: primary,
    [PartScope.STANDBY]: standby,
    [PartScope.ROUTING]: routing,
  };
}

/** Layers over four stacks. */
export function overFourStacks(build: BuildLayers, props: Partial<SitesProps> = {}): { stacks: StackOfScope; templates: Template[] } {
  const app = Testing.app();
  const stacks = fourStacks(app, 'orders');
  buildIn(stacks, build, props);
  return { stacks, templates: templatesOf(app) };
}

/** The same layers in one stack. */
export function inOneStack(build: BuildLayers, props: Partial<SitesProps> = {}): Template {
  const app = Testing.app();
  buildIn(allScopesIn(new TerraformStack(app, 'orders')), build, props);
  return templatesOf(app)[0];
}

function buildIn(stacks: StackOfScope, build: BuildLayers, more: Partial<SitesProps>): void {
  const props = { ...SITES, ...more };
  const scope = new Construct(stacks[PartScope.FOUNDATION], 'Dr');
  const context = planSites(props, {}, isToken).plan!;
  build(scope, Sites._overStacks(scope, 'Sites', context, stacks, props));
}
