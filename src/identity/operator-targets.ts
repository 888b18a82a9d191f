// What operators see and change: names and ARNs, handed over by whoever knows the other layers.

import type { OperatorTarget } from './props';
import type { SiteValues } from '../sites/site';

/** One of the two sites. */
export type SiteRole = 'primary' | 'standby';

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

/** The failover switch: an object that operators put and delete. */
export interface SwitchTarget {
  /** The name of the bucket without the account, which ends it. */
  readonly bucketName: string;
  readonly switchKey: string;
}

/** Everything that operators see, and what of it they change. */
export interface OperatorTargets {
  readonly database?: DatabaseTarget;
  /** Tables, which are seen. */
  readonly tables?: NamedTarget[];
  /** Functions whose event source mappings are turned on and off. */
  readonly consumers?: NamedTarget[];
  /** Rules that are turned on and off. */
  readonly rules?: RuleTarget[];
  readonly failoverSwitch?: SwitchTarget;
  /** Dashboards, which are seen, and with them alarms. */
  readonly dashboardNames?: string[];
}

/** The targets that a user named, with one database at most. */
export function targetsOf(targets: OperatorTarget[]): OperatorTargets {
  const facts = targets.map(target => target._facts);
  const named = (kind: string) => facts.filter(fact => fact.kind === kind)
    .flatMap(({ names, busName }) => bySite(names).map(one => ({ ...one, ...(busName === undefined ? {} : { busName }) })));
  const database = facts.find(fact => fact.kind === 'database');
  return {
    ...(database === undefined ? {} : {
      database: {
        globalClusterIdentifier: database.globalClusterIdentifier!,
        clusters: bySite(database.names).map(({ role, physicalName }) => ({ role, clusterIdentifier: physicalName })),
      },
    }),
    tables: named('table'),
    consumers: named('consumer'),
    rules: named('rule'),
  };
}

function bySite({ primary, standby }: SiteValues): NamedTarget[] {
  return [
    { role: 'primary', physicalName: primary },
    ...(standby === undefined || standby === null ? [] : [{ role: 'standby' as const, physicalName: standby }]),
  ];
}
