// What the two sites are, with every default filled in.

import { IamPlan, planIam } from './iam';
import { KeyOwnership } from './keys';
import { MALFORMED, NAME_TAKEN, sitesRules } from './rules';
import { sitesInLayoutRules } from '../layout/rules';
import type { LayoutRegions } from '../layout/site-stacks';
import { defaultNaming, INamingStrategy, Namer, TakenNames } from '../plan/naming';
import { IsToken, Reader, show } from '../plan/reader';
import { partitionOf, REGION_PATTERN } from '../plan/regions';
import { accountOfRole } from '../plan/role-arn';
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
  readonly certificateArn?: string;
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
  readonly iam: IamPlan;
  readonly keys: { readonly ownership: KeyOwnership };
  /** Keys of the tags that the provider adds. */
  readonly defaultTagKeys: string[];
  /** The region that holds the state of the stack where the environment does not say otherwise, if it is known. */
  readonly stateRegion?: string;
  /** The regions of the stacks around the construct; undefined in one stack. */
  readonly layout?: LayoutRegions;
  /** Whether the declaration copies backups to the standby region. */
  readonly backupsCopied: boolean;
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
  /** The region that holds the state of the stack where the environment does not say otherwise. */
  readonly stateRegion?: string;
  /** The regions of the stacks around the construct; undefined in one stack. */
  readonly layout?: LayoutRegions;
  /** Names that other constructs of the app have. */
  readonly takenNames?: TakenNames;
  /** The path of the stack. */
  readonly stackPath?: string;
}

const SITES_PROPERTIES = [
  'serviceName', 'environment', 'strategy', 'primary', 'standby', 'additionalRegions', 'naming', 'nameOverrides', 'tags', 'iam', 'keys',
  'acceptedRisks', 'failOnRisks', 'removal',
];
const SITE_PROPERTIES = ['region', 'provider', 'assumeRoleArn', 'endpoints', 'kmsKeyArn', 'certificateArn', 'zones'];

/** A form that a text must have. */
interface Form {
  readonly pattern: RegExp;
  readonly inWords: string;
  readonly example: string;
}

/** What an environment may be called: it is part of most names. */
export const ENVIRONMENT: Form = {
  pattern: /^(?!.*--)[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$/,
  inWords: '1 to 20 lower-case letters, digits and single hyphens needed, no hyphen first or last',
  example: "'prod'",
};
const SERVICE_NAME: Form = {
  pattern: /^[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]$/,
  inWords: '2 to 40 lower-case letters, digits and single hyphens needed, a letter first, no hyphen last',
  example: "'orders'",
};
const REGIONS: Record<SitePlan['role'], Form> = { primary: regionLike("'us-east-1'"), standby: regionLike("'us-west-2'") };

/** What the rest of a declaration says that rules of the sites look at. */
export interface SitesSurroundings {
  readonly backupsCopied: boolean;
}

/** Plans the sites; `sections` are the properties that the caller reads itself. */
export function planSites(
  props: unknown, defaults: StackDefaults, isToken: IsToken, sections: string[] = [], { backupsCopied }: SitesSurroundings = { backupsCopied: false },
): Planned<PlanningContext> {
  const list = new ProblemList();
  const reader = new Reader(props, '', list, isToken);
  reader.onlyHas([...SITES_PROPERTIES, ...sections]);

  // Without a name there is a problem already; planning goes on with another one to find the other problems too.
  const serviceName = readName(reader, 'serviceName', SERVICE_NAME, undefined, list) ?? 'service';
  const environment = readName(reader, 'environment', ENVIRONMENT, defaults.environment, list) ?? 'environment';
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
    iam: planIam(reader.struct('iam')),
    keys: planKeys(reader.struct('keys')),
    defaultTagKeys: primary?.ownProvider && standby?.ownProvider ? [] : defaults.defaultTagKeys ?? [],
    stateRegion: defaults.stateRegion,
    layout: defaults.layout,
    backupsCopied,
  };
  checkReasons(plan, list);
  if (primary === undefined || standby === undefined) return { problems: list.problems };
  const sites: SitesPlan = { ...plan, serviceName, environment, primary, standby };
  list.check(sitesRules, sites);
  list.check(sitesInLayoutRules, sites);
  const service = { serviceName, environment, regions: [primary.region, standby.region], account: accountOf(primary, defaults.stackPath) };
  const namer = new Namer(service, naming, overrides, defaults.takenNames ?? { rule: NAME_TAKEN, holderOf: () => undefined });
  return { plan: { sites, namer, isToken }, problems: list.problems };
}

function planSite(reader: Reader, role: 'primary' | 'standby', defaults: StackDefaults, list: ProblemList): SitePlan | undefined {
  reader.onlyHas(SITE_PROPERTIES);
  const region = readName(reader, 'region', REGIONS[role], undefined, list);
  const ownProvider = reader.instance('provider', 'an AWS provider', isAwsProvider) !== undefined;
  const site = {
    role,
    ownProvider,
    assumeRoleArn: reader.opaque('assumeRoleArn') || (ownProvider ? undefined : defaults.assumeRoleArn),
    endpoints: reader.textMap('endpoints') ?? {},
    kmsKeyArn: reader.opaque('kmsKeyArn'),
    certificateArn: reader.opaque('certificateArn'),
    zones: reader.texts('zones'),
  };
  return region === undefined ? undefined : { ...site, region, partition: partitionOf(region) };
}

function planKeys(reader: Reader): SitesPlan['keys'] {
  reader.onlyHas(['ownership']);
  return { ownership: reader.oneOf('ownership', Object.values(KeyOwnership)) ?? KeyOwnership.CUSTOMER_MANAGED };
}

function readName(
  reader: Reader, property: string, { pattern, inWords, example }: Form, otherwise: string | undefined, list: ProblemList,
): string | undefined {
  if (otherwise === undefined) reader.need(property, example);
  const value = reader.text(property) ?? (reader.has(property) ? undefined : otherwise);
  if (value === undefined || pattern.test(value)) return value;
  list.add(MALFORMED, { path: reader.at(property), message: `${show(value)} given, ${inWords}`, mend: 'Correct it' });
  return undefined;
}

function regionLike(example: string): Form {
  return { pattern: REGION_PATTERN, inWords: `a region like ${example} needed`, example };
}

// By what one consists of, since planning knows no cdktf.
function isAwsProvider(value: unknown): value is object {
  const { terraformResourceType, toTerraform } = (value ?? {}) as { terraformResourceType?: unknown; toTerraform?: unknown };
  return terraformResourceType === 'aws' && typeof toTerraform === 'function';
}

function isNaming(value: unknown): value is INamingStrategy {
  return typeof (value as INamingStrategy)?.physicalName === 'function';
}

// A role tells its account; without one, all stacks have the credentials of the process. What a provider of the user's or an
// emulator stands for is not known, so only constructs of the same stack are compared.
function accountOf({ assumeRoleArn, ownProvider, endpoints }: SitePlan, stackPath: string = ''): string {
  if (ownProvider || Object.keys(endpoints).length > 0) return `stack ${stackPath}`;
  return assumeRoleArn === undefined ? '' : accountOfRole(assumeRoleArn) ?? `stack ${stackPath}`;
}
