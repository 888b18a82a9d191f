// What a database is in both regions, with every default filled in.

import type { Credentials } from './credentials';
import { DatabaseEngine } from './engine';
import { exportedLogs, ParameterPlan, parametersOf } from './parameters';
import { CapacityPlan, planCapacity, planStandbyCapacity } from './plan-capacity';
import { CredentialsPlan, planCredentials } from './plan-credentials';
import { databaseRules, ENGINE_VERSION } from './rules';
import { EngineVersion, isEngineName, parseVersion } from './version';
import { planRole, RolePlan } from '../identity/plan';
import type { KeyPlan } from '../keys/plan';
import { planKey, planStandbyDatabaseKey } from '../keys/plan';
import { NAME_LIMITS, NameLimit } from '../plan/name-limits';
import { IsToken, Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { Removal, Strategy } from '../plan/strategy';
import type { PlanningContext, SitePlan } from '../sites/plan';

/** The engine. */
export interface EnginePlan {
  readonly engineName: string;
  readonly version: string;
  readonly family: string;
  readonly port: number;
  readonly parsed: EngineVersion;
}

/** An instance of a cluster. */
export interface InstancePlan {
  readonly identifier: string;
  /** Instances of the tiers 0 and 1 keep the size of the writer, the others their own. */
  readonly promotionTier: number;
}

/** The cluster in one region. */
export interface ClusterPlan {
  readonly role: 'primary' | 'standby';
  readonly region: string;
  readonly clusterIdentifier: string;
  readonly finalSnapshotIdentifier: string;
  readonly subnetGroupName: string;
  readonly parameterGroupName: string;
  readonly parameters: ParameterPlan[];
  readonly capacity: CapacityPlan;
  readonly instances: InstancePlan[];
  /** What the instance is called that a failover makes; for a cluster without any. */
  readonly missingInstanceIdentifier?: string;
  /** The key of the region that a user brought, if any. */
  readonly ownKeyArn?: string;
  readonly key: KeyPlan;
  readonly logsKey: KeyPlan;
}

/** What all databases have. */
interface AnyDatabase {
  readonly path: string;
  readonly strategy: Strategy;
  readonly engine: EnginePlan;
  readonly primaryRegion: string;
  readonly standbyRegion: string;
  readonly globalClusterIdentifier: string;
  readonly credentials: CredentialsPlan;
}

/** A database that is there already. */
export interface ExistingDatabasePlan extends AnyDatabase {
  readonly existing: true;
  readonly primaryClusterIdentifier: string;
  readonly standbyClusterIdentifier?: string;
  /** Properties that were set beside it. */
  readonly alsoSet: string[];
}

/** A database that is made. */
export interface NewDatabasePlan extends AnyDatabase {
  readonly existing: false;
  readonly databaseName: string;
  readonly primary: ClusterPlan;
  /** Missing where the strategy has no cluster in the standby region. */
  readonly standby?: ClusterPlan;
  /** Properties of a standby cluster that were set. */
  readonly standbyProperties: string[];
  readonly headlessStandby: boolean;
  readonly writeForwarding: boolean;
  /** Whether the standby region reaches the writer through a connection of the networks. */
  readonly peered: boolean;
  readonly enforcedRpoSeconds?: number;
  readonly givenParameters: Record<string, string>;
  readonly exportedLogs: string[];
  readonly backupRetentionDays: number;
  readonly logRetentionDays: number;
  readonly monitoringRole: RolePlan;
  /** The key of the secret's replica, which is the standby cluster's too. */
  readonly standbyKey: KeyPlan;
  readonly protected: boolean;
  readonly tags: Record<string, string>;
}

/** A database. */
export type DatabasePlan = ExistingDatabasePlan | NewDatabasePlan;

/** What planning needs to know of the network. */
export interface DatabaseSurroundings {
  /** Whether the networks of both regions are connected. */
  readonly peered: boolean;
}

const PROPERTIES = [
  'engine', 'capacity', 'standbyCapacity', 'databaseName', 'headlessStandby', 'writeForwarding', 'enforcedRpoSeconds', 'credentials',
  'parameters', 'backupRetentionDays', 'logRetentionDays', 'existing',
];
const BESIDE_EXISTING = ['engine', 'credentials', 'existing'];

/** Plans the database of a service. `path` is where it stands in the properties, such as `database`. */
export function planDatabase(
  props: unknown, path: string, context: PlanningContext, surroundings: DatabaseSurroundings = { peered: false },
): Planned<DatabasePlan> {
  const list = new ProblemList();
  const reader = new Reader(props, path, list, context.isToken);
  reader.onlyHas(PROPERTIES);
  const engine = readEngine(reader, list, context.isToken);
  const plan = reader.has('existing') ? planExisting(reader, engine, context, list) : planNew(reader, engine, context, surroundings, list);
  if (plan !== undefined) list.check(databaseRules, plan);
  return { plan, problems: list.problems };
}

function readEngine(reader: Reader, list: ProblemList, isToken: IsToken): EnginePlan | undefined {
  reader.need('engine', "DatabaseEngine.auroraPostgresql('16.8')");
  const engine = reader.instance('engine', 'a DatabaseEngine', isEngine);
  if (engine === undefined) return undefined;
  const own = new Reader({ version: engine.version }, reader.at('engine'), list, isToken);
  own.need('version', "'16.8'");
  const version = own.text('version');
  if (version === undefined) return undefined;
  const parsed = parseVersion(engine.engineName, version);
  if (parsed !== undefined) return { engineName: engine.engineName, version, family: engine.family, port: engine.port, parsed };
  const example = engine.engineName === 'aurora-mysql' ? "'8.0.mysql_aurora.3.08.0' or '8.4.mysql_aurora.8.4.7'" : "'16.8'";
  list.add(ENGINE_VERSION, {
    path: own.at('version'),
    message: `'${version}' given, a whole version like ${example} needed`,
    mend: 'Write all of its numbers, as aws rds describe-db-engine-versions lists them',
  });
  return undefined;
}

// An object may be an instance of the class without having been made by it.
function isEngine(value: unknown): value is DatabaseEngine {
  return value instanceof DatabaseEngine && isEngineName(value.engineName) && typeof value.family === 'string' && typeof value.port === 'number';
}

function planExisting(reader: Reader, engine: EnginePlan | undefined, context: PlanningContext, list: ProblemList): ExistingDatabasePlan | undefined {
  const existing = reader.struct('existing');
  existing.onlyHas(['globalClusterIdentifier', 'primaryClusterIdentifier', 'standbyClusterIdentifier']);
  existing.need('globalClusterIdentifier', "'orders-global'");
  existing.need('primaryClusterIdentifier', "'orders-one'");
  if (hasStandby(context)) existing.need('standbyClusterIdentifier', "'orders-two'");
  reader.need('credentials', 'Credentials.fromSecretArns({...})');
  const globalClusterIdentifier = existing.opaque('globalClusterIdentifier');
  const primaryClusterIdentifier = existing.opaque('primaryClusterIdentifier');
  const standbyClusterIdentifier = existing.opaque('standbyClusterIdentifier');
  const credentials = planCredentials(reader, undefined, hasStandby(context), list, context.isToken);
  if (engine === undefined || credentials === undefined) return undefined;
  if (globalClusterIdentifier === undefined || primaryClusterIdentifier === undefined) return undefined;
  return {
    ...common(reader, engine, credentials, context),
    existing: true,
    globalClusterIdentifier,
    primaryClusterIdentifier,
    ...(hasStandby(context) && standbyClusterIdentifier !== undefined ? { standbyClusterIdentifier } : {}),
    alsoSet: [
      ...PROPERTIES.filter(property => !BESIDE_EXISTING.includes(property) && reader.has(property)),
      ...(isGenerated(reader.raw('credentials')) ? ['generated credentials'] : []),
    ],
  };
}

function planNew(
  reader: Reader, engine: EnginePlan | undefined, context: PlanningContext, surroundings: DatabaseSurroundings, list: ProblemList,
): NewDatabasePlan | undefined {
  const { sites } = context;
  const name = namedIn(reader.path, context, list);
  const standby = hasStandby(context);
  const capacity = planCapacity(reader, list, context.isToken);
  const headlessStandby = reader.bool('headlessStandby') ?? false;
  const standbyCapacity = planStandbyCapacity(reader, capacity, headlessStandby, sites.strategy, list, context.isToken);
  const givenParameters = reader.textMap('parameters') ?? {};
  const enforcedRpoSeconds = reader.number('enforcedRpoSeconds');
  const rest = {
    databaseName: reader.text('databaseName') ?? sites.serviceName.replace(/-/g, '_'),
    writeForwarding: reader.bool('writeForwarding') ?? false,
    backupRetentionDays: reader.number('backupRetentionDays') ?? 7,
    logRetentionDays: reader.number('logRetentionDays') ?? 30,
  };
  const credentials = planCredentials(reader, () => name('database', NAME_LIMITS.secret), standby, list, context.isToken);
  if (engine === undefined || capacity === undefined || standbyCapacity === undefined || credentials === undefined) return undefined;

  const cluster = (site: SitePlan, size: CapacityPlan, key: KeyPlan): ClusterPlan => {
    const clusterIdentifier = name('database', NAME_LIMITS.auroraCluster, site.region);
    return {
      role: site.role,
      region: site.region,
      clusterIdentifier,
      finalSnapshotIdentifier: `${clusterIdentifier}-final`,
      subnetGroupName: name('database', NAME_LIMITS.dbSubnetGroup, site.region),
      parameterGroupName: name(`database-${engine.family.replace(/\./g, '-')}`, NAME_LIMITS.parameterGroup, site.region),
      parameters: parametersOf(engine.engineName, givenParameters, site.role === 'primary' ? enforcedRpoSeconds : undefined),
      capacity: size,
      instances: Array.from({ length: planned(size.instanceCount) }, (_, index) => ({
        identifier: name(`database-${index + 1}`, NAME_LIMITS.auroraInstance, site.region),
        promotionTier: Math.min(index, 2),
      })),
      ...(planned(size.instanceCount) > 0 ? {} : { missingInstanceIdentifier: name('database-1', NAME_LIMITS.auroraInstance, site.region) }),
      ownKeyArn: site.kmsKeyArn,
      key,
      logsKey: planKey('logs', site, context, list),
    };
  };
  const standbyKey = planStandbyDatabaseKey(context, list);
  return {
    ...common(reader, engine, credentials, context),
    existing: false,
    globalClusterIdentifier: name('database', NAME_LIMITS.auroraGlobalCluster),
    ...rest,
    primary: cluster(sites.primary, capacity, planKey('database', sites.primary, context, list)),
    ...(standby ? { standby: cluster(sites.standby, standbyCapacity, standbyKey) } : {}),
    standbyProperties: ['standbyCapacity', 'headlessStandby', 'writeForwarding', 'enforcedRpoSeconds'].filter(property => isSet(reader, property)),
    headlessStandby,
    peered: surroundings.peered,
    enforcedRpoSeconds,
    givenParameters,
    exportedLogs: exportedLogs(engine.engineName, givenParameters),
    monitoringRole: planRole({
      what: 'database-monitoring', region: sites.primary.region, path: reader.path, existingArn: sites.iam.databaseMonitoringArn,
    }, context, list),
    standbyKey,
    protected: sites.removal === Removal.PROTECTED,
    tags: sites.tags,
  };
}

function common(reader: Reader, engine: EnginePlan, credentials: CredentialsPlan, { sites }: PlanningContext) {
  return {
    path: reader.path,
    strategy: sites.strategy,
    engine,
    primaryRegion: sites.primary.region,
    standbyRegion: sites.standby.region,
    credentials,
  };
}

// Each call is for a thing of its own, also when two databases of one service ask for the same name.
function namedIn(path: string, context: PlanningContext, list: ProblemList) {
  return (what: string, limit: NameLimit, region?: string): string => context.namer.name({ what, region, limit, path }, list);
}

function hasStandby({ sites }: PlanningContext): boolean {
  return sites.strategy !== Strategy.BACKUP_RESTORE;
}

function isSet(reader: Reader, property: string): boolean {
  return reader.has(property) && reader.raw(property) !== false;
}

function isGenerated(credentials: unknown): boolean {
  return (credentials as Credentials | undefined)?.generatedProps !== undefined;
}

// A count that no cluster has is refused by a rule; it must not be tried.
function planned(instanceCount: number): number {
  return Number.isInteger(instanceCount) ? Math.min(Math.max(instanceCount, 0), 16) : 0;
}
