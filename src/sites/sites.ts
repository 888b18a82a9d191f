// The two sites of a service in their stacks: the only place that knows how parts are spread over stacks.

import {
  Annotations, App, Op, TerraformProvider, TerraformResource, TerraformResourceLifecycle, TerraformSelf, TerraformStack, Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { DataAwsCallerIdentity } from '#aws/data-aws-caller-identity';
import { DataAwsPartition } from '#aws/data-aws-partition';
import { keptState } from './kept-state';
import { stacksPerRegion } from './per-region';
import { PlanningContext, planSites, SitePlan, StackDefaults } from './plan';
import type { SitesProps } from './props';
import { providerOf } from './providers';
import { refuseOrWarn } from './refuse';
import { LAYER_ELSEWHERE, TWO_ACCOUNTS } from './rules';
import { PartScope, Site } from './site';
import { stackContext } from './stack-context';
import { markChecked, stackProblems } from './stack-problems';
import { NameHolder, takeNames, takenNames } from './taken-names';
import { validateAliasesOnce, validateProviders } from './validate-providers';
import type { PerRegionProps } from '../layout/props';
import { OTHER_LAYOUT } from '../layout/rules';
import { SiteStacks } from '../layout/site-stacks';
import { Planned, ProblemList } from '../plan/rule';

/** The stack of each scope. In one stack, all four are the same. */
export type StackOfScope = Record<PartScope, TerraformStack>;

/** What the resources of a scope are made with. The last three are tokens. */
export interface ScopeFacts {
  readonly provider: TerraformProvider;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  readonly dnsSuffix: string;
}

/** cdktf's test for tokens: the library's planning functions get it from here. */
export const isToken = (value: unknown): boolean => Token.isUnresolved(value);

/**
 * The two regions of a service. Everything the library makes is under one of its four scopes.
 *
 * `MultiRegionDr` makes its own; make one yourself to use a layer alone.
 */
export class Sites extends Construct {
  /**
   * Both regions in the stack around `scope`.
   */
  public static inOneStack(scope: Construct, constructId: string, props: SitesProps): Sites {
    const stack = TerraformStack.of(scope);
    const list = new ProblemList();
    if (SiteStacks._around(stack) !== undefined) {
      list.add(OTHER_LAYOUT, {
        path: 'scope',
        message: `the stack '${stack.node.path}' given, which is one of four; a stack that stands alone needed`,
        mend: 'Use Sites.overStacks here',
      });
    }
    return makeSites(scope, constructId, props, list);
  }

  /**
   * Four stacks directly under the app, for a service of which each region can be planned while the other one is down: `orders-prod-foundation`,
   * `orders-prod-primary`, `orders-prod-standby` and `orders-prod-routing`. Make `MultiRegionDr` in `scope` of what is returned, with the
   * properties that it has in one stack: every resource has the same address there.
   *
   * Each is a `TaggedStack`: environment, default tags and state come from the properties, else from the same variables of the environment.
   *
   * @param app the app
   * @param layoutName what the stacks are called before their scope, such as `TaggedStack.stackName('orders')`
   * @see https://github.com/cdktf-multi-region-dr/cdktf-multi-region-dr/blob/main/docs/layout.md
   */
  public static perRegion(app: App, layoutName: string, props: PerRegionProps): SiteStacks {
    return stacksPerRegion(app, layoutName, props);
  }

  /**
   * Both regions over the four stacks of `perRegion`, for layers by themselves: with `scope` of those stacks, or a construct in it, as `scope`.
   */
  public static overStacks(scope: Construct, constructId: string, props: SitesProps): Sites {
    const stack = TerraformStack.of(scope);
    const list = new ProblemList();
    if (SiteStacks._around(stack) === undefined) {
      list.add(OTHER_LAYOUT, {
        path: 'scope',
        message: `the stack '${stack.node.path}' given, which stands alone; one of the four of Sites.perRegion needed`,
        mend: 'Use Sites.inOneStack here',
      });
    }
    return makeSites(scope, constructId, props, list);
  }

  /** @internal */
  public static _make(scope: Construct, constructId: string, context: PlanningContext, stacks: StackOfScope, props: SitesProps): Sites {
    return new Sites(scope, constructId, context, stacks, props);
  }

  /** The region that serves users in the beginning. */
  public readonly primary: Site;
  /** The region that takes over. */
  public readonly standby: Site;

  private readonly stacks: StackOfScope;
  private readonly context: PlanningContext;
  private readonly ownProviders: Record<'primary' | 'standby', TerraformProvider | undefined>;
  private readonly facts = new Map<PartScope, ScopeFacts>();
  /** Layers and their parts. */
  private readonly parts = new Set<Construct>();
  private readonly plans = new WeakMap<object, object>();

  private constructor(scope: Construct, constructId: string, context: PlanningContext, stacks: StackOfScope, props: SitesProps) {
    super(scope, constructId);
    this.context = context;
    this.stacks = stacks;
    this.ownProviders = { primary: props.primary.provider ?? undefined, standby: props.standby.provider ?? undefined };
    this.primary = this.makeSite(PartScope.PRIMARY);
    this.standby = this.makeSite(PartScope.STANDBY);
    this.node.addValidation({ validate: () => this.unusedOverrides() });
    new Set(Object.values(stacks)).forEach(validateAliasesOnce);
    Object.values(stacks).forEach(markChecked);
    this.node.addValidation({ validate: () => validateProviders(context.sites, stacks, this.ownProviders, this.checked()) });
  }

  /** Both sites, the primary first. */
  public get both(): Site[] {
    return [this.primary, this.standby];
  }

  /**
   * Where the resources of a layer for a scope belong: a child of the layer, or the same path in the scope's own stack.
   */
  public part(layer: Construct, partScope: PartScope): Construct {
    let parent: Construct = this.stacks[partScope];
    for (const step of [...stepsInStack(layer), partScope]) {
      parent = (parent.node.tryFindChild(step) as Construct | undefined) ?? new Construct(parent, step);
    }
    this.parts.add(layer).add(parent);
    return parent;
  }

  /**
   * States that everything under `later` is made after everything under `earlier`, and destroyed before it. Call it when both are built.
   *
   * It becomes `depends_on` inside a stack and a dependency of the stacks otherwise, without reading the other stack's state.
   */
  public after(later: Construct, earlier: Construct): void {
    const [stack, other] = [TerraformStack.of(later), TerraformStack.of(earlier)];
    if (stack !== other) {
      stack.addDependency(other);
      return;
    }
    const addresses = resourcesUnder(earlier).map(addressOf);
    for (const resource of resourcesUnder(later)) {
      resource.dependsOn = [...new Set([...(resource.dependsOn ?? []), ...addresses])];
    }
  }

  /**
   * What a scope's resources are made with. Each scope asks AWS for itself, so that none reads another region.
   *
   * @internal
   */
  public _in(partScope: PartScope): ScopeFacts {
    const existing = this.facts.get(partScope);
    if (existing !== undefined) return existing;
    const { role, region } = this.sitePlan(partScope);
    const provider = this._providerOf(role, partScope);
    const scope = this.part(this, partScope);
    const partition = new DataAwsPartition(scope, 'Partition', { provider });
    const identity = new DataAwsCallerIdentity(scope, 'CallerIdentity', { provider, lifecycle: this.sameAccount(partScope) });
    const facts = { provider, region, accountId: identity.accountId, partition: partition.partition, dnsSuffix: partition.dnsSuffix };
    this.facts.set(partScope, facts);
    return facts;
  }

  /**
   * The provider of a site for what is in another scope, though AWS makes it through that site's region.
   *
   * @internal
   */
  public _providerOf(role: 'primary' | 'standby', partScope: PartScope): TerraformProvider {
    return this.ownProviders[role] ?? providerOf(this.stacks[partScope], this.context.sites[role]);
  }

  /**
   * The provider of a region that need not be one of the two, for what AWS keeps there alone; undefined where the user's own providers tell nothing of it.
   *
   * @internal
   */
  public _providerIn(region: string, partScope: PartScope): TerraformProvider | undefined {
    const { primary, standby } = this.context.sites;
    const site = [standby, primary].find(one => one.region === region);
    if (site !== undefined) return this._providerOf(site.role, partScope);
    return standby.ownProvider ? undefined : providerOf(this.stacks[partScope], { ...standby, region });
  }

  /**
   * The plan of a layer: the one that `MultiRegionDr` handed over for these properties, or a new one. Throws when the layer must not be made.
   *
   * @internal
   */
  public _planFor<P>(kind: string, scope: Construct, constructId: string, props: object, plan: () => Planned<P>): P {
    const handedOver = this.plans.get(props);
    if (handedOver !== undefined) {
      this.plans.delete(props);
      return handedOver as P;
    }
    const list = new ProblemList();
    this.checkStack(scope, list);
    this.context.namer.begin();
    const planned = plan();
    list.addAll(planned.problems);
    const what = `${kind} '${scope.node.path}/${constructId}'`;
    const warnings = refuseOrWarn(what, list.problems, this.context.sites);
    warnings.forEach(warning => Annotations.of(this).addWarning(warning));
    // With an id that is in use the construct will not be made.
    if (scope.node.tryFindChild(constructId) === undefined) this._takeNames({ kind, scope, constructId });
    return planned.plan!;
  }

  /**
   * Takes the names of a plan that was accepted.
   *
   * @internal
   */
  public _takeNames(holder: NameHolder): void {
    takeNames(holder, this.context.namer.accept());
  }

  /** @internal */
  public _handOver(props: object, plan: object): void {
    this.plans.set(props, plan);
  }

  /** @internal */
  public get _context(): PlanningContext {
    return this.context;
  }

  private checkStack(scope: Construct, list: ProblemList): void {
    const stacks = new Set(Object.values(this.stacks));
    if (stacks.has(TerraformStack.of(scope))) return;
    list.add(LAYER_ELSEWHERE, {
      path: 'sites',
      message: `the sites are in the stack ${[...stacks].map(stack => `'${stack.node.path}'`).join(', ')}, the construct in '${TerraformStack.of(scope).node.path}'`,
      mend: 'Make both in one stack',
    });
  }

  private makeSite(partScope: PartScope): Site {
    return Site._of({ ...this._in(partScope), partScope, scope: this.part(this, partScope), namer: this.context.namer });
  }

  // What must name its providers: everything under the construct that the sites are in, and layers elsewhere.
  private checked(): Construct[] {
    const { scope } = this.node;
    return [...TerraformStack.isStack(scope) ? [] : [scope as Construct], ...this.parts];
  }

  // Late, since the names of the user's own resources count too.
  private unusedOverrides(): string[] {
    const list = new ProblemList();
    this.context.namer.checkOverrides(list);
    return list.problems.map(problem => problem.text);
  }

  private sameAccount(partScope: PartScope): TerraformResourceLifecycle | undefined {
    if (partScope === PartScope.FOUNDATION) return undefined;
    return {
      postcondition: [{
        condition: Op.eq(TerraformSelf.getString('account_id'), this._in(PartScope.FOUNDATION).accountId),
        errorMessage: `${TWO_ACCOUNTS.code}: the credentials for ${this.sitePlan(partScope).region} belong to another account. Both regions of a service are in one account.`,
      }],
    };
  }

  // Foundation and Routing work through the standby region, so that they can be planned when the primary is down. The Aurora
  // global cluster alone is made through its primary's (`_providerOf`).
  private sitePlan(partScope: PartScope): SitePlan {
    return partScope === PartScope.PRIMARY ? this.context.sites.primary : this.context.sites.standby;
  }
}

/** The stack of each scope for constructs of a stack: the four of its layout, or itself for all. */
export function stacksOfScopes(stack: TerraformStack): StackOfScope {
  const layout = SiteStacks._around(stack);
  return layout === undefined ? allScopesIn(stack) : {
    [PartScope.FOUNDATION]: layout.foundation,
    [PartScope.PRIMARY]: layout.primary,
    [PartScope.STANDBY]: layout.standby,
    [PartScope.ROUTING]: layout.routing,
  };
}

/** One stack for all four scopes. */
export function allScopesIn(stack: TerraformStack): StackOfScope {
  return { [PartScope.FOUNDATION]: stack, [PartScope.PRIMARY]: stack, [PartScope.STANDBY]: stack, [PartScope.ROUTING]: stack };
}

/** What the stack around a construct says of it. */
export function stackDefaults(stack: TerraformStack): StackDefaults {
  const layout = SiteStacks._around(stack);
  const home = layout?.foundation ?? stack;
  const context = stackContext(home);
  return {
    takenNames: takenNames(stack),
    stackPath: home.node.path,
    layout: layout?._regions,
    ...(context === undefined ? {} : {
      environment: context.environment,
      assumeRoleArn: context.assumeRoleArn,
      defaultTagKeys: Object.keys(context.defaultTags),
    }),
    stateRegion: keptState(stack)?.normalRegion,
  };
}

function makeSites(scope: Construct, constructId: string, props: SitesProps, list: ProblemList): Sites {
  const stack = TerraformStack.of(scope);
  const stacks = stacksOfScopes(stack);
  const { plan, problems } = planSites(props, stackDefaults(stack), isToken);
  list.addAll(problems);
  if (plan !== undefined) list.addAll(stackProblems(stacks, plan.sites));
  const warnings = refuseOrWarn(`Sites '${scope.node.path}/${constructId}'`, list.problems, plan?.sites);
  const sites = Sites._make(scope, constructId, plan!, stacks, props);
  warnings.forEach(warning => Annotations.of(sites).addWarning(warning));
  return sites;
}

function stepsInStack(construct: Construct): string[] {
  const stackDepth = TerraformStack.of(construct).node.scopes.length;
  return construct.node.scopes.slice(stackDepth).map(one => one.node.id);
}

function resourcesUnder(construct: Construct): TerraformResource[] {
  return construct.node.findAll().filter((one): one is TerraformResource => TerraformResource.isTerraformResource(one));
}

function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
