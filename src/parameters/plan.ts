// What the parameters and secrets of a service are in both regions, with every default filled in.

import { planSecrets, SecretPlan } from './plan-secrets';
import { parametersRules } from './rules';
import { ParameterTier, SiteParameter } from './site-parameter';
import { KeyPlan, planKey, planStandbySecretsKey } from '../keys/plan';
import { NAME_LIMITS } from '../plan/name-limits';
import { ACTIVE_REGION, parameterPath } from '../plan/parameter-path';
import { isExpression, MISSING, Reader, WRONG_KIND } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { Removal } from '../plan/strategy';
import type { PlanningContext } from '../sites/plan';

/** A text of a parameter and where it was given. */
export interface ValuePlan {
  readonly path: string;
  readonly text: string;
}

/** A parameter of the user's. */
export interface ParameterPlan {
  readonly path: string;
  /** What the user calls it, below the path of the service. */
  readonly name: string;
  /** Its whole name: the same in both regions. */
  readonly parameterName: string;
  readonly kind: 'String' | 'StringList';
  readonly tier: ParameterTier;
  readonly description?: string;
  /** One for a `String`, the items of a `StringList`. */
  readonly primary: ValuePlan[];
  readonly standby: ValuePlan[];
}

/** A region as the names of parameters are limited in it. */
export interface ParameterSitePlan {
  readonly role: 'primary' | 'standby';
  readonly region: string;
  readonly partition: string;
}

/** Parameters and secrets. */
export interface ParametersPlan {
  readonly path: string;
  readonly service: string;
  /** `/<service>/<environment>/`. */
  readonly folder: string;
  readonly sites: ParameterSitePlan[];
  readonly parameters: ParameterPlan[];
  /** The whole name of the parameter with the region that serves users. */
  readonly activeRegionName: string;
  readonly secrets: SecretPlan[];
  /** The keys of secrets that are made; missing without any. */
  readonly secretKeys?: { readonly primary: KeyPlan; readonly standby: KeyPlan };
  readonly protected: boolean;
  readonly tags: Record<string, string>;
}

/** Plans the parameters. `path` is where they stand in the properties, such as `parameters`. */
export function planParameters(props: unknown, path: string, context: PlanningContext): Planned<ParametersPlan> {
  const list = new ProblemList();
  const reader = new Reader(props, path, list, context.isToken);
  reader.onlyHas(['values', 'entries', 'secrets']);
  const { sites, namer } = context;
  const folder = parameterPath(sites.serviceName, sites.environment);
  const making: Making = { folder, reader, context, list };
  const parameters = [...planValues(making), ...planEntries(making)];
  const activeRegionName = `${folder}${ACTIVE_REGION}`;
  namer.own(activeRegionName, { what: ACTIVE_REGION, limit: NAME_LIMITS.ssmParameter, path: reader.path, given: true }, list);
  const secrets = planSecrets(reader, context, list);
  const plan: ParametersPlan = {
    path: reader.path,
    service: `${sites.serviceName} ${sites.environment}`,
    folder,
    sites: [sites.primary, sites.standby].map(({ role, region, partition }) => ({ role, region, partition })),
    parameters,
    activeRegionName,
    secrets,
    ...(secrets.some(secret => secret.made !== undefined)
      ? { secretKeys: { primary: planKey('secrets', sites.primary, context, list), standby: planStandbySecretsKey(context, list) } }
      : {}),
    protected: sites.removal === Removal.PROTECTED,
    tags: sites.tags,
  };
  list.check(parametersRules, plan);
  return { plan, problems: list.problems };
}

interface Making {
  readonly folder: string;
  readonly reader: Reader;
  readonly context: PlanningContext;
  readonly list: ProblemList;
}

function planValues(making: Making): ParameterPlan[] {
  return entriesOf('values', 'a map of strings', making).flatMap(([name, value, path]) => {
    const text = textOf(value, path, making.list);
    return text === undefined ? [] : [planOne({ name, path, kind: 'String', primary: [text], standby: [text] }, making)];
  });
}

function planEntries(making: Making): ParameterPlan[] {
  return entriesOf('entries', 'a map of SiteParameter', making).flatMap(([name, value, path]) => {
    const plan = planEntry(name, value, path, making);
    return plan === undefined ? [] : [plan];
  });
}

function planEntry(name: string, value: unknown, path: string, making: Making): ParameterPlan | undefined {
  const { list, context } = making;
  if (!(value instanceof SiteParameter)) {
    list.add(WRONG_KIND, { path, message: `${kindOf(value)} given, a SiteParameter needed`, mend: 'Give a SiteParameter' });
    return undefined;
  }
  const { kind, primary, standby, items, options } = value._facts;
  const settings = new Reader(options, `${path}.options`, list, context.isToken);
  settings.onlyHas(['tier', 'description']);
  const common = { name, path, tier: settings.oneOf('tier', Object.values(ParameterTier)), description: settings.text('description') };
  switch (kind) {
    case 'stringList': {
      const texts = itemsOf(items, `${path}.items`, making);
      return texts && planOne({ ...common, kind: 'StringList', primary: texts, standby: texts }, making);
    }
    case 'same': {
      const text = textOf(primary, path, list);
      return text && planOne({ ...common, kind: 'String', primary: [text], standby: [text] }, making);
    }
    default: {
      const [one, other] = [textOf(primary, `${path}.primary`, list), textOf(standby, `${path}.standby`, list)];
      return one && other && planOne({ ...common, kind: 'String', primary: [one], standby: [other] }, making);
    }
  }
}

function planOne(
  one: Omit<ParameterPlan, 'parameterName' | 'tier'> & { readonly tier?: ParameterTier }, { folder, context, list }: Making,
): ParameterPlan {
  const parameterName = `${folder}${one.name}`;
  context.namer.own(parameterName, { what: one.name, limit: NAME_LIMITS.ssmParameter, path: one.path, given: true }, list);
  return { ...one, parameterName, tier: one.tier ?? ParameterTier.STANDARD };
}

// What is given here may be a secret by mistake, so no message shows it.
function entriesOf(property: string, needed: string, { reader, context, list }: Making): [name: string, value: unknown, path: string][] {
  const given = reader.raw(property);
  if (given === undefined || given === null) return [];
  const path = reader.at(property);
  if (context.isToken(given) || typeof given !== 'object' || Array.isArray(given)) {
    list.add(WRONG_KIND, { path, message: `${kindOf(given)} given, ${needed} needed`, mend: `Give ${needed}` });
    return [];
  }
  return Object.entries(given).filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]): [string, unknown, string] => [name, value, `${path}.${name}`]);
}

function textOf(value: unknown, path: string, list: ProblemList): ValuePlan | undefined {
  if (typeof value === 'string') return { path, text: value };
  if (value === undefined || value === null) {
    list.add(MISSING, { path, message: 'nothing given, and there is no default', mend: 'Give the value' });
  } else {
    list.add(WRONG_KIND, { path, message: `${kindOf(value)} given, a string needed`, mend: 'Give a string' });
  }
  return undefined;
}

function itemsOf(items: unknown, path: string, { context, list }: Making): ValuePlan[] | undefined {
  if (!Array.isArray(items) || context.isToken(items)) {
    list.add(WRONG_KIND, { path, message: `${kindOf(items)} given, a list of strings needed`, mend: 'Give a list of strings' });
    return undefined;
  }
  const texts = items.map((item, position) => textOf(item, `${path}[${position}]`, list));
  // Where items were refused, the list is not to be judged by those that are left.
  return texts.includes(undefined) ? undefined : texts as ValuePlan[];
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return isExpression(value) ? 'a token' : 'a string';
  if (Array.isArray(value)) return 'a list';
  if (value === undefined || value === null) return 'nothing';
  return typeof value === 'object' ? 'another object' : `a ${typeof value}`;
}
