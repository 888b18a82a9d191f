// Late checks of the providers: an escape hatch, or the user's own code, may change them until the app is synthesized.

import { TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack, Token } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import type { SitesPlan } from './plan';
import { PROVIDER_ELSEWHERE, PROVIDER_TWICE, PROVIDER_UNFIT, RESOURCE_WITHOUT_PROVIDER } from './rules';
import { PartScope } from './site';
import type { StackOfScope } from './sites';
import { ProblemList } from '../plan/rule';
import { refusalText } from '../plan/settle';

/** The problems of the providers of a service and of what is made with them, as text; empty when there are none. */
export function validateProviders(
  plan: SitesPlan, stacks: StackOfScope, own: Record<'primary' | 'standby', TerraformProvider | undefined>, roots: Construct[],
): string[] {
  const list = new ProblemList();
  for (const site of [plan.primary, plan.standby]) {
    const provider = own[site.role];
    if (provider === undefined) continue;
    const stack = stacks[site.role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY];
    const found = configuration(provider);
    const problems = [
      ...unfitFor(stack, 'site', provider),
      found.region === site.region ? undefined : `is for the region '${String(found.region)}', the site for '${site.region}'`,
    ].filter(problem => problem !== undefined);
    if (problems.length > 0) {
      list.add(PROVIDER_UNFIT, {
        path: `${site.role}.provider`,
        message: `the provider '${provider.node.path}' ${problems.join(', ')}`,
        mend: 'Give one with an alias, of the site\'s stack and region, or leave it out',
      });
    }
  }
  outermost(roots).flatMap(root => root.node.findAll()).forEach(one => checkElement(one, list));
  return textOf(list);
}

/** The same of the provider of a zone, whose region does not matter. */
export function validateZoneProvider(zoneName: string, stack: TerraformStack, provider: TerraformProvider): string[] {
  const list = new ProblemList();
  const problems = unfitFor(stack, 'zone', provider).filter(problem => problem !== undefined);
  if (problems.length > 0) {
    list.add(PROVIDER_UNFIT, {
      path: `zoneProvider of '${zoneName}'`,
      message: `the provider '${provider.node.path}' ${problems.join(', ')}`,
      mend: 'Give one with an alias, of the stack of the service, or use assumeRoleArn',
    });
  }
  return textOf(list);
}

const VALIDATED = Symbol.for('cdktf-multi-region-dr.ValidatedAliases');

/** Has the aliases of a stack checked when the app is synthesized, once however many services are in it. */
export function validateAliasesOnce(stack: TerraformStack): void {
  if (VALIDATED in stack) return;
  Object.defineProperty(stack, VALIDATED, { value: true });
  stack.node.addValidation({
    validate: () => {
      const list = new ProblemList();
      checkAliases(stack, list);
      return textOf(list);
    },
  });
}

/** Problems as the late checks of constructs tell of them. */
export function textOf(list: ProblemList): string[] {
  return list.problems.length === 0 ? [] : [refusalText('Providers', list.problems)];
}

function checkAliases(stack: TerraformStack, list: ProblemList): void {
  const seen = new Map<string, TerraformProvider>();
  for (const provider of stack.node.findAll().filter(isProvider)) {
    const key = provider.fqn;
    const other = seen.get(key);
    if (other !== undefined) {
      list.add(PROVIDER_TWICE, {
        path: provider.node.path,
        message: `the alias '${key}' is given to '${other.node.path}' and to '${provider.node.path}'; an alias names one provider of a stack`,
        mend: 'Give one of them another alias, or hand yours in as the site\'s provider',
      });
    }
    seen.set(key, provider);
  }
}

// What lies under another one is not walked twice.
function outermost(roots: Construct[]): Construct[] {
  const all = new Set<IConstruct>(roots);
  return [...new Set(roots)].filter(root => !root.node.scopes.slice(0, -1).some(scope => all.has(scope)));
}

function checkElement(one: IConstruct, list: ProblemList): void {
  if (!TerraformResource.isTerraformResource(one) && !TerraformDataSource.isTerraformDataSource(one)) return;
  const { provider, terraformResourceType } = one;
  const stack = TerraformStack.of(one);
  if (provider === undefined) {
    if (!terraformResourceType.startsWith('aws_')) return;
    list.add(RESOURCE_WITHOUT_PROVIDER, {
      path: one.node.path,
      message: `${terraformResourceType} given without a provider, the one of its region needed`,
      mend: 'Set provider: site.provider',
    });
  } else if (TerraformStack.of(provider) !== stack) {
    list.add(PROVIDER_ELSEWHERE, {
      path: one.node.path,
      message: `the provider '${provider.node.path}' given, which is in the stack '${TerraformStack.of(provider).node.path}'; the resource is in '${stack.node.path}'`,
      mend: 'Use a provider of its own stack',
    });
  }
}

function unfitFor(stack: TerraformStack, what: string, provider: TerraformProvider): (string | undefined)[] {
  return [
    TerraformStack.of(provider) === stack ? undefined : `is in the stack '${TerraformStack.of(provider).node.path}', the ${what} in '${stack.node.path}'`,
    configuration(provider).alias ? undefined : 'has no alias',
  ];
}

/** The region of a provider; undefined where it has none that is known. */
export function regionOfProvider(provider: TerraformProvider | undefined): string | undefined {
  const region = provider === undefined ? undefined : configuration(provider).region;
  return typeof region === 'string' && !Token.isUnresolved(region) ? region : undefined;
}

function configuration(provider: TerraformProvider): { alias?: string; region?: unknown } {
  const block = Object.values((provider.toTerraform() as { provider: Record<string, { alias?: string; region?: unknown }[]> }).provider)[0][0];
  return block;
}

function isProvider(construct: unknown): construct is TerraformProvider {
  return TerraformProvider.isTerraformProvider(construct);
}
