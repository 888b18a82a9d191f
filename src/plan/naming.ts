// Names of what the library makes: from a strategy, with overrides, checked against each service's limits, never cut.

import type { NameLimit } from './name-limits';
import { Severity } from './problem';
import { show } from './reader';
import { ProblemList, RuleFacts } from './rule';

/** What a name is asked for. */
export interface NameRequest {
  /** The service, such as `orders`. */
  readonly serviceName: string;
  /** The environment, such as `prod`. */
  readonly environment: string;
  /** What is named, such as `cluster`. */
  readonly what: string;
  /** The region, unless the name is the same in both regions (a DynamoDB global table, an Aurora global cluster). */
  readonly region?: string;
}

/**
 * Gives the names of what the library makes. Implement it to follow naming rules of your own; Python can implement it too.
 *
 * A name must not change between runs: most AWS resources are made anew when their name changes.
 */
export interface INamingStrategy {
  /**
   * The name for a request. Requests that differ must get names that differ.
   */
  physicalName(request: NameRequest): string;
}

/** The default: `<service>-<environment>-<what>-<region>`. */
export const defaultNaming: INamingStrategy = {
  physicalName: request => [request.serviceName, request.environment, request.what, request.region].filter(part => part !== undefined).join('-'),
};

const LIMITS_SOURCE = 'API models of the AWS services; docs/names.md';

export const NAME_REFUSED: RuleFacts = {
  code: 'DR007',
  severity: Severity.IMPOSSIBLE,
  title: 'A name is longer than its service allows, or has characters that it does not',
  source: LIMITS_SOURCE,
};

export const NAMING_FAILED: RuleFacts = {
  code: 'DR008',
  severity: Severity.IMPOSSIBLE,
  title: 'The naming strategy threw an error, or gave something that is not a string',
  source: 'API.md#INamingStrategy',
};

export const NAME_TWICE: RuleFacts = {
  code: 'DR009',
  severity: Severity.IMPOSSIBLE,
  title: 'Two resources of one kind get the same name',
  source: LIMITS_SOURCE,
};

export const OVERRIDE_UNUSED: RuleFacts = {
  code: 'DR010',
  severity: Severity.IMPOSSIBLE,
  title: 'nameOverrides replaces a name that nothing has',
  source: 'API.md',
};

export const namingRules: RuleFacts[] = [NAME_REFUSED, NAMING_FAILED, NAME_TWICE, OVERRIDE_UNUSED];

/** What is named, and how it may be. */
export interface Naming {
  /** What is named, such as `cluster`. */
  readonly what: string;
  /** Left out for a name that both regions share. */
  readonly region?: string;
  readonly limit: NameLimit;
  /** The property that the name comes from. */
  readonly path: string;
  /** What the name begins with, before what the naming strategy gives. */
  readonly prefix?: string;
  /** Whether one thing is asked for by several layers, as the key of a purpose is. */
  readonly shared?: boolean;
  /** Whether it is the user's, not the naming strategy's. */
  readonly given?: boolean;
}

/** What is named as the user says, whatever the naming strategy and the overrides. */
export interface GivenNaming {
  /** What is named, such as `zone`. */
  readonly what: string;
  /** The resource as AWS calls it, of which an account should have one with the name. */
  readonly resource: string;
  /** The property that the name comes from. */
  readonly path: string;
  /** The object that is named: layers that are given the same one share it. */
  readonly owner: object;
  /** What to do where something else has the name. */
  readonly mend: string;
}

/** Something that is to have a name. */
interface Bearer {
  readonly what: string;
  readonly resource: string;
  readonly path: string;
  /** Several layers may ask for what has the same owner. */
  readonly owner?: unknown;
  /** Whether it does not come from the naming strategy. */
  readonly given?: boolean;
  /** Whether other plans cannot have the name. */
  readonly lasting: boolean;
  readonly mend?: string;
}

/** A name that something of a plan has. */
interface Claim {
  readonly path: string;
  readonly owner?: unknown;
  /** Whether other plans cannot have it. */
  readonly lasting: boolean;
}

/** The names that other constructs of the app have. */
export interface TakenNames {
  /** The rule that they must not be given again. */
  readonly rule: RuleFacts;
  /** What has a name, which is given by account, kind, region and name. */
  holderOf(key: string): string | undefined;
}

/** What the names of a service follow from. */
export interface NamedService {
  readonly serviceName: string;
  readonly environment: string;
  /** Both regions. */
  readonly regions: string[];
  /** What tells the account from others of the same app, as far as that is known. */
  readonly account: string;
}

// The owner of what is asked for by its purpose, such as a key.
const SHARED = 'the service';

/** Gives and checks the names of one service. */
export class Namer {
  /** The owners of names that were accepted. */
  private readonly owners = new Map<string, unknown>();
  /** Other constructs that were told of since `begin`. */
  private readonly told = new Set<string>();
  private readonly pending = new Map<string, Claim>();
  private readonly usedOverrides = new Set<string>();

  public constructor(
    private readonly service: NamedService,
    private readonly strategy: INamingStrategy,
    private readonly overrides: Record<string, string>,
    private readonly taken: TakenNames,
  ) {}

  /** A name; a problem is added for one that AWS would refuse. It is taken once the plan that it is part of is accepted. */
  public name(naming: Naming, list: ProblemList): string {
    return this.own(this.nameOf(naming, list), naming, list);
  }

  /** Checks and takes a name that something else than the naming strategy gave. */
  public own(name: string, naming: Naming, list: ProblemList): string {
    this.checkLimit(name, naming, list);
    this.claim(name, naming, list);
    return name;
  }

  /** Takes a name that the user gives. */
  public given(name: string, naming: GivenNaming, list: ProblemList): void {
    this.take([`${this.service.account}/${naming.resource}//${name}`], name, { ...naming, lasting: true }, list);
  }

  /** The name of something that another plan makes, without taking it. Problems of it are that plan's. */
  public nameElsewhere(what: string, limit: NameLimit, region?: string): string {
    return this.nameOf({ what, region, limit, path: '' }, new ProblemList());
  }

  /** A name for what the library knows no limits of. Errors of the naming strategy reach the caller. */
  public uncheckedName(what: string, region: string): string {
    return this.resolve({ ...this.service, what, region });
  }

  /** Forgets the names of a plan that was not accepted. To be called before planning. */
  public begin(): void {
    this.pending.clear();
    this.told.clear();
  }

  /** Takes the names of the plan made since `begin`, and gives them. */
  public accept(): string[] {
    const lasting = [...this.pending].filter(([, claim]) => claim.lasting);
    lasting.filter(([, { owner }]) => owner !== undefined).forEach(([key, { owner }]) => this.owners.set(key, owner));
    this.pending.clear();
    return lasting.map(([key]) => key);
  }

  /** To be called when every name has been asked for. */
  public checkOverrides(list: ProblemList): void {
    for (const name of Object.keys(this.overrides)) {
      if (!this.usedOverrides.has(name)) {
        list.add(OVERRIDE_UNUSED, {
          path: `nameOverrides.${name}`,
          message: `'${name}' given, which nothing is called`,
          mend: 'Use the name that the library would give, which is in the synthesized JSON, or leave it out',
        });
      }
    }
  }

  private nameOf({ what, region, limit, prefix }: Naming, list: ProblemList): string {
    try {
      const name: unknown = this.resolve({ ...this.service, what, region }, limit, prefix);
      if (typeof name === 'string') return name;
      list.add(NAMING_FAILED, { path: 'naming', message: `${show(name)} given as the name of '${what}', a string needed`, mend: 'Correct physicalName' });
    } catch (error) {
      const cause = error instanceof Error ? error.message : show(error);
      list.add(NAMING_FAILED, { path: 'naming', message: `physicalName failed for '${what}': ${cause}`, mend: 'Correct physicalName' });
    }
    return spelledFor(limit, `${prefix ?? ''}${defaultNaming.physicalName({ ...this.service, what, region })}`);
  }

  private resolve({ serviceName, environment, what, region }: NameRequest, limit?: NameLimit, prefix: string = ''): string {
    const given: unknown = this.strategy.physicalName({ serviceName, environment, what, region });
    const name = typeof given === 'string' ? spelledFor(limit, `${prefix}${given}`) : given as string;
    const ofThisKind = `${limit?.resource}:${name}`;
    for (const key of [ofThisKind, name]) {
      if (Object.prototype.hasOwnProperty.call(this.overrides, key)) {
        this.usedOverrides.add(key);
        return this.overrides[key];
      }
    }
    return name;
  }

  private checkLimit(name: string, { limit, path, given = false }: Naming, list: ProblemList): void {
    if (name.length > limit.longest || name.length < limit.shortest) {
      list.add(NAME_REFUSED, {
        path,
        message: `'${name}' of ${name.length} characters given, ${limit.shortest} to ${limit.longest} allowed for ${limit.resource} names`,
        mend: given ? 'Use a shorter one' : 'Use a shorter serviceName or environment, or set nameOverrides',
      });
    } else if (!limit.pattern.test(name)) {
      list.add(NAME_REFUSED, {
        path,
        message: `'${name}' given, ${limit.resource} names have ${limit.charset}`,
        mend: given ? 'Correct it' : 'Correct it, or set nameOverrides',
      });
    }
  }

  // A name that both regions share is taken in both.
  private claim(name: string, naming: Naming, list: ProblemList): void {
    const { limit, region } = naming;
    const [primary, standby] = this.service.regions;
    // Names of two sites in one region collide because of that alone, which has a rule of its own.
    if (limit.uniqueIn === undefined || primary === standby) return;
    const places = limit.uniqueIn === 'account' ? [''] : region === undefined ? this.service.regions : [region];
    const keys = places.map(place => `${this.service.account}/${limit.resource}/${place}/${name}`);
    const { what, path, shared, given } = naming;
    const owner = shared ? SHARED : undefined;
    this.take(keys, name, { what, resource: limit.resource, path, owner, given, lasting: limit.uniqueIn !== 'VPC' }, list);
  }

  private take(keys: string[], name: string, bearer: Bearer, list: ProblemList): void {
    this.checkPlan(keys, name, bearer, list);
    if (bearer.lasting) this.checkApp(keys, name, bearer, list);
  }

  private checkPlan(keys: string[], name: string, { resource, path, owner, lasting, mend }: Bearer, list: ProblemList): void {
    const others = keys.map(key => this.pending.get(key)).filter(claim => claim !== undefined && !isOne(claim.owner, owner));
    for (const other of new Set(others.map(claim => claim!.path))) {
      list.add(NAME_TWICE, { path, message: `'${name}' would be the ${resource} of ${path}, and is of ${other}`, mend: mend ?? 'Give one of them another name' });
    }
    keys.filter(key => !this.pending.has(key)).forEach(key => this.pending.set(key, { path, owner, lasting }));
  }

  // One name tells enough of another construct: what has one name usually has them all.
  private checkApp(keys: string[], name: string, { resource, what, path, owner, given = false, mend }: Bearer, list: ProblemList): void {
    for (const key of keys.filter(one => !isOne(this.owners.get(one), owner))) {
      const other = this.taken.holderOf(key);
      if (other === undefined || this.told.has(other)) continue;
      this.told.add(other);
      list.add(this.owners.has(key) ? NAME_TWICE : this.taken.rule, {
        path: mend === undefined ? 'serviceName' : path,
        message: `'${name}' would be the ${resource} '${what}', and is one of ${other}`,
        mend: mend ?? `Use another serviceName or environment, ${given ? 'or another name' : `hand the same Sites to both, or set nameOverrides of '${resource}:${name}'`}`,
      });
    }
  }
}

function isOne(owner: unknown, other: unknown): boolean {
  return owner !== undefined && owner === other;
}

function spelledFor({ spelled }: Partial<NameLimit> = {}, name: string): string {
  return spelled === undefined ? name : spelled(name);
}
