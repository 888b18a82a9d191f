// What the report asks of the constructs of a service: what is made where, and in which stacks. Counted when the report is written.

import { TerraformBackend, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import type { ResourceCount } from '../report/report';
import type { StackFacts } from '../report/source';
import { PartScope } from '../sites/site';
import { stacksOfScopes } from '../sites/sites';
import { stateFactsOf } from '../sites/state-facts';
import { regionOfProvider } from '../sites/validate-providers';

const SCOPES: string[] = [PartScope.FOUNDATION, PartScope.PRIMARY, PartScope.STANDBY, PartScope.ROUTING];

/** The resources of a service, counted by scope, region and type. */
export function resourceCounts(service: Construct): ResourceCount[] {
  const counts = new Map<string, ResourceCount>();
  const regions = new Map<TerraformProvider | undefined, string>();
  for (const resource of resourcesOf(service)) {
    const scope = resource.node.path.split('/').find(step => SCOPES.includes(step)) ?? '';
    const { provider, terraformResourceType: resourceType } = resource;
    const region = regions.get(provider) ?? regionOfProvider(provider) ?? '';
    regions.set(provider, region);
    const key = [SCOPES.indexOf(scope), region, resourceType].join(' ');
    counts.set(key, { scope, region, resourceType, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count);
}

/** How many resources the stacks of a service have beside it. */
export function otherResources(service: Construct): number {
  const own = new Set(resourcesOf(service));
  return stacksOf(service).flatMap(resourcesUnder).filter(resource => !own.has(resource)).length;
}

/** The stacks of a service and their states. */
export function stackFacts(service: Construct): StackFacts[] {
  const stacks = stacksOf(service);
  return stateFactsOf(service).map(facts => {
    const backend = stacks.find(({ node }) => node.path === facts.stackPath)?.node.children.find(child => TerraformBackend.isBackend(child));
    return backend === undefined ? facts : { ...facts, backendName: (backend as unknown as { name: string }).name };
  });
}

function stacksOf(service: Construct): TerraformStack[] {
  return [...new Set(Object.values(stacksOfScopes(TerraformStack.of(service))))];
}

// Each stack has what it holds of a service at the path that the service has in its own.
function resourcesOf(service: Construct): TerraformResource[] {
  const steps = service.node.scopes.slice(TerraformStack.of(service).node.scopes.length).map(({ node }) => node.id);
  return stacksOf(service).flatMap(stack => {
    const root = steps.reduce<IConstruct | undefined>((parent, step) => parent?.node.tryFindChild(step), stack);
    return root === undefined ? [] : resourcesUnder(root);
  });
}

function resourcesUnder(root: IConstruct): TerraformResource[] {
  return root.node.findAll().filter((one): one is TerraformResource => TerraformResource.isTerraformResource(one));
}
