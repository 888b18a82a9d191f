// What operators see and change: names and ARNs, handed over by whoever knows the other layers.

import type { RolePlan } from './plan';
import type { OperatorTarget, TargetFacts } from './props';
import { NAME_LIMITS } from '../plan/name-limits';
import type { Reader } from '../plan/reader';
import type { SiteRole } from '../plan/site-role';
import type { PlanningContext } from '../sites/plan';
import type { SiteValues } from '../sites/site';

/** The cluster of a database in one region. */
export interface ClusterTarget {
  readonly role: SiteRole;
  readonly clusterIdentifier: string;
  /** Its instances, as far as they are known. */
  readonly instanceIdentifiers?: string[];
  /** The cluster parameter group that a failover resets; left out where it resets none. */
  readonly resetParameterGroupName?: string;
  /** The alias of the key that the cluster is encrypted with, without `alias/`; for keys that are made. */
  readonly keyAlias?: string;
  /** The ARN of that key, for one that was there already. */
  readonly keyArn?: string;
  /** The instance that a failover makes in a cluster that has none. */
  readonly missingInstance?: MissingInstance;
}

/** An instance that a failover makes. */
export interface MissingInstance {
  readonly instanceIdentifier: string;
  readonly subnetGroupName: string;
  /** The engine, such as `aurora-postgresql`. */
  readonly engineName: string;
  /** The family of its parameter groups, such as `aurora-postgresql16`. */
  readonly family: string;
}

/** A database. */
export interface DatabaseTarget {
  readonly globalClusterIdentifier: string;
  readonly clusters: ClusterTarget[];
  /** The secret that both regions have under one name. */
  readonly secretName?: string;
}

/** Something with a name in one region. */
export interface NamedTarget {
  readonly role: SiteRole;
  readonly physicalName: string;
}

/** A rule of EventBridge in one region. */
export interface RuleTarget extends NamedTarget {
  /** Left out for the default bus. */
  readonly busName?: string;
}

/** The archive of a bus in one region, which operators replay to the bus. */
export interface ArchiveTarget extends NamedTarget {
  readonly busName: string;
}

/** The failover switch: an object that operators put and delete, and another that is always there. */
export interface SwitchTarget {
  /** The name of the bucket without the account, which ends it. */
  readonly bucketName: string;
  readonly switchKey: string;
  readonly canaryKey: string;
}

/** The keys of the objects of a switch that is named by itself. A test holds them against those that `FailoverDns` makes. */
const SWITCH_KEYS = { switchKey: 'switch', canaryKey: 'canary' };

/** The parameter with the region that serves users, which operators write. */
export interface ActiveRegionTarget {
  /** Its name in each region. */
  readonly names: NamedTarget[];
}

/** The vault of backups in one region. */
export interface VaultTarget extends NamedTarget {
  /** The alias of the key that copies in it are encrypted with, without `alias/`; for keys that are made. */
  readonly keyAlias?: string;
  /** The ARN of that key, for one that was there already. */
  readonly keyArn?: string;
}

/** Backups: seen, made, copied and restored with the role that AWS Backup works with. */
export interface BackupTarget {
  readonly vaults: VaultTarget[];
  readonly role: Pick<RolePlan, 'name' | 'rolePath' | 'existingArn'>;
  /** Clusters that a restore makes, each with the instance that it then needs. */
  readonly restoredClusters?: ClusterTarget[];
}

/** Everything that operators see, and what of it they change. */
export interface OperatorTargets {
  readonly database?: DatabaseTarget;
  /** Tables, which are seen. */
  readonly tables?: NamedTarget[];
  /** Functions of both regions, whose code is compared. */
  readonly functions?: NamedTarget[];
  /** Functions whose event source mappings are turned on and off. */
  readonly consumers?: NamedTarget[];
  /** Rules that are turned on and off. */
  readonly rules?: RuleTarget[];
  /** Archives that are replayed. */
  readonly archives?: ArchiveTarget[];
  readonly failoverSwitch?: SwitchTarget;
  readonly activeRegion?: ActiveRegionTarget;
  readonly backup?: BackupTarget;
  /** Dashboards, which are seen, and with them alarms. */
  readonly dashboardNames?: string[];
}

/** Whether a target has what names it; problems are added for what is missing. */
export function isComplete({ _facts: { kind } }: OperatorTarget, facts: Reader): boolean {
  if (kind === 'switch') return true;
  facts.need('names', "{ primary: 'orders', standby: 'orders' }");
  const names = facts.struct('names');
  names.onlyHas(['primary', 'standby']);
  if (facts.has('names')) names.need('primary', "'orders'");
  const texts = [names.opaque('primary')];
  if (names.has('standby')) texts.push(names.opaque('standby'));
  for (const needed of NEEDED[kind] ?? []) {
    facts.need(needed, "'orders'");
    texts.push(facts.opaque(needed));
  }
  return texts.every(text => text !== undefined);
}

/** What a target needs beside its names. */
const NEEDED: Partial<Record<TargetFacts['kind'], string[]>> = { database: ['globalClusterIdentifier'], archive: ['busName'], vaults: ['roleArn'] };

/** The targets that a user named, with one database at most. The bucket of a switch is called what `FailoverDns` calls it with the same sites. */
export function targetsOf(targets: OperatorTarget[], { namer, sites }: PlanningContext): OperatorTargets {
  const facts = targets.map(target => target._facts);
  const named = (kind: string) => facts.filter(fact => fact.kind === kind)
    .flatMap(({ names, busName }) => bySite(names!).map(one => ({ ...one, ...(busName === undefined ? {} : { busName }) })));
  const database = facts.find(fact => fact.kind === 'database');
  const activeRegion = named('activeRegion').map(({ role, physicalName }) => ({ role, physicalName }));
  const backup = facts.find(fact => fact.kind === 'vaults');
  return {
    ...(activeRegion.length === 0 ? {} : { activeRegion: { names: activeRegion } }),
    ...(database === undefined ? {} : {
      database: {
        globalClusterIdentifier: database.globalClusterIdentifier!,
        clusters: bySite(database.names!).map(({ role, physicalName }) => ({ role, clusterIdentifier: physicalName })),
      },
    }),
    tables: named('table'),
    consumers: named('consumer'),
    rules: named('rule'),
    archives: named('archive') as ArchiveTarget[],
    ...(facts.some(fact => fact.kind === 'switch')
      ? { failoverSwitch: { bucketName: namer.nameElsewhere('switch', NAME_LIMITS.s3Bucket, sites.standby.region), ...SWITCH_KEYS } }
      : {}),
    ...(backup === undefined ? {} : { backup: { vaults: bySite(backup.names!), role: { existingArn: backup.roleArn!, rolePath: '/' } } }),
  };
}

function bySite({ primary, standby }: SiteValues): NamedTarget[] {
  return [
    { role: 'primary', physicalName: primary },
    ...(standby === undefined || standby === null ? [] : [{ role: 'standby' as const, physicalName: standby }]),
  ];
}
