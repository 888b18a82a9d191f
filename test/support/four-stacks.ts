// Layers over one stack and over the four of a layout per region, with the same properties.

import { App, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { SITES, templatesOf } from './synth';
import { Template } from './template';
import { PartScope, PerRegionProps, Sites, SitesProps, SiteStacks } from '../../src';
import { inEnvironment } from '../tagged-stack/environment';

/** Makes layers under `scope`, where their place in the tree is the same in every layout. */
export type BuildLayers = (scope: Construct, sites: Sites) => void;

/** Stacks per region with states in files, whatever the machine of the tests has set. */
export function fourStacks(app: App, name: string, props: Partial<PerRegionProps> = {}): SiteStacks {
  const { region: primary } = SITES.primary;
  const { region: standby } = SITES.standby;
  return inEnvironment({}, () => Sites.perRegion(app, name, {
    environmentSuffix: 'prod',
    primary: { region: primary },
    standby: { region: standby },
    localState: true,
    acceptedRisks: { DR068: 'shorter names in tests' },
    ...props,
  }));
}

/** The stack of each scope. */
export function byScope({ foundation, primary, standby, routing }: SiteStacks): Record<PartScope, TerraformStack> {
  return { [PartScope.FOUNDATION]: foundation, [PartScope.PRIMARY]: primary, [PartScope.STANDBY]: standby, [PartScope.ROUTING]: routing };
}

/** Layers over four stacks. */
export function overFourStacks(
  build: BuildLayers, props: Partial<SitesProps> = {},
): { stacks: Record<PartScope, TerraformStack>; templates: Template[] } {
  const app = Testing.app();
  const given = { ...SITES, ...props };
  const stacks = fourStacks(app, 'orders', { primary: { region: given.primary.region }, standby: { region: given.standby.region } });
  const scope = new Construct(stacks.scope, 'Dr');
  build(scope, Sites.overStacks(scope, 'Sites', given));
  return { stacks: byScope(stacks), templates: templatesOf(app) };
}

/** The same layers in one stack. */
export function inOneStack(build: BuildLayers, props: Partial<SitesProps> = {}): Template {
  const app = Testing.app();
  const stack = new TerraformStack(app, 'orders');
  const scope = new Construct(stack, 'Dr');
  build(scope, Sites.inOneStack(scope, 'Sites', { ...SITES, ...props }));
  return templatesOf(app)[0];
}
