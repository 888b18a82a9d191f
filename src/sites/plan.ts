// What the two sites are, with every default filled in.

import { MALFORMED, sitesRules } from './rules';
import { defaultNaming, INamingStrategy, Namer } from '../plan/naming';
import { IsToken, Reader } from '../plan/reader';
import { partitionOf, REGION_PATTERN } from '../plan/regions';
import { Planned, ProblemList } from '../plan/rule';
import { checkReasons, RiskSettings } from '../plan/settle';
import { Removal, Strategy } from '../plan/strategy';

/** One site. */
export interface SitePlan {
  readonly role: 'primary' | 'standby';
  readonly region: string;
  readonly partition: string;
  readonly ownProvider: boolean;
  readonly assumeRoleArn?: string;
  readonly endpoints: Record<string, string>;
  readonly kmsKeyArn?: string;
  readonly zones?: string[];
}

/** What all layers of a service have in common. */
export interface SitesPlan extends RiskSettings {
  readonly serviceName: string;
  readonly environment: string;
  readonly strategy: Strategy;
  readonly removal: Removal;
  readonly primary: SitePlan;
  readonly standby: SitePlan;
  readonly additionalRegions: string[];
  readonly tags: Record<string, string>;
  /** Keys of the tags that the provider adds. */
  readonly defaultTagKeys: string[];
}

/** What planning a layer needs beside its own properties. */
export interface PlanningContext {
  readonly sites: SitesPlan;
  readonly namer: Namer;
  readonly isToken: IsToken;
}

/** What the stack around the construct says. */
export interface StackDefaults {
  readonly environment?: string;
  readonly assumeRoleArn?: string;
  readonly defaultTagKeys?: string[];
}

const SITES_PROPERTIES = [
  'serviceName', 'environment', 'strategy', 'primary', 'standby', 'additionalRegions', 'naming', 'nameOverrides', 'tags', 'acceptedRisks',
  'failOnRisks', 'removal',
];
const SITE_PROPERTIES = ['region', 'provider', 'assumeRoleArn', 'endpoints', 'kmsKeyArn', 'zones'];

const SERVICE_NAME = /^[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]$/;
/** What an environment may be called: it is part of most names. */
export const ENVIRONMENT = /^(?!.*--)[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$/;

/** Plans the sites; `sections` are the properties that the caller reads itself. */
export function planSites(props: unknown, defaults: StackDefaults, isToken: IsToken, sections: string[] = []): Planned<PlanningContext> {
  const list = new ProblemList();
  const reader = new Reader(props, '', list, isToken);
  reader.onlyHas([...SITES_PROPERTIES, ...sections]);

  const serviceName = readName(reader, 'serviceName', SERVICE_NAME, "'orders'", undefined, list);
  const environment = readName(reader, 'environment', ENVIRONMENT, "'prod'", defaults.environment, list);
  const primary = planSite(reader.struct('primary'), 'primary', defaults, list);
  const standby = planSite(reader.struct('standby'), 'standby', defaults, list);
  const tags = reader.textMap('tags', { opaque: true }) ?? {};
  const naming = reader.instance('naming', 'an object with a method physicalName', isNaming) ?? defaultNaming;
  const overrides = reader.textMap('nameOverrides') ?? {};
  const plan = {
    strategy: reader.oneOf('strategy', Object.values(Strategy)) ?? Strategy.WARM_STANDBY,
    removal: reader.oneOf('removal', Object.values(Removal)) ?? Removal.PROTECTED,
    additionalRegions: reader.texts('additionalRegions') ?? [],
    acceptedRisks: reader.textMap('acceptedRisks') ?? {},
    failOnRisks: reader.bool('failOnRisks') ?? false,
    tags,
    defaultTagKeys: defaults.defaultTagKeys ?? [],
  };
  checkReasons(plan, list);
  if (serviceName === undefined || environment === undefined || primary === undefined || standby === undefined) {
    return { problems: list.problems };
  }
  const sites: SitesPlan = { ...plan, serviceName, environment, primary, standby };
  list.check(sitesRules, sites);
  return { plan: { sites, namer: new Namer(sites, naming, overrides), isToken }, problems: list.problems };
}

function planSite(reader: Reader, role: 'primary' | 'standby', defaults: StackDefaults, list: ProblemList): SitePlan | undefined {
  reader.onlyHas(SITE_PROPERTIES);
  const region = readName(reader, 'region', REGION_PATTERN, role === 'primary' ? "'us-east-1'" : "'us-west-2'", undefined, list);
  const ownProvider = reader.raw('provider') !== undefined && reader.raw('provider') !== null;
  const site = {
    role,
    ownProvider,
    assumeRoleArn: reader.opaque('assumeRoleArn') ?? (ownProvider ? undefined : defaults.assumeRoleArn),
    endpoints: reader.textMap('endpoints') ?? {},
    kmsKeyArn: reader.opaque('kmsKeyArn'),
    zones: reader.texts('zones'),
  };
  return region === undefined ? undefined : { ...site, region, partition: partitionOf(region) };
}

function readName(
  reader: Reader, property: string, pattern: RegExp, example: string, otherwise: string | undefined, list: ProblemList,
): string | undefined {
  if (otherwise === undefined) reader.need(property, example);
  const value = reader.text(property) ?? (reader.has(property) ? undefined : otherwise);
  if (value === undefined || pattern.test(value)) return value;
  list.add(MALFORMED, { path: reader.at(property), message: `'${value}' given, a value like ${example} needed (${pattern.source})`, mend: 'Correct it' });
  return undefined;
}

function isNaming(value: unknown): value is INamingStrategy {
  return typeof (value as INamingStrategy)?.physicalName === 'function';
}
