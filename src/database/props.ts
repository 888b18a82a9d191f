// What a user says of a database.

import type { Capacity } from './capacity';
import type { Credentials } from './credentials';
import type { DatabaseEngine } from './engine';

/** An Aurora Global Database that is there already. It is wired, not made. */
export interface ExistingDatabase {
  /** The identifier of the global cluster. May be a token. */
  readonly globalClusterIdentifier: string;
  /** The identifier of the cluster in the primary region. May be a token. */
  readonly primaryClusterIdentifier: string;
  /**
   * The identifier of the cluster in the standby region. May be a token.
   *
   * @default - needed, unless the strategy is BACKUP_RESTORE
   */
  readonly standbyClusterIdentifier?: string;
}

/**
 * A relational database in both regions: an Aurora Global Database with a writer in the primary region.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html
 */
export interface DatabaseProps {
  /** The engine and its version, the same in both regions. */
  readonly engine: DatabaseEngine;
  /**
   * The capacity in the primary region.
   *
   * @default Capacity.serverless(), 0.5 to 8 ACU, two instances
   */
  readonly capacity?: Capacity;
  /**
   * The capacity in the standby region. Refused with BACKUP_RESTORE, which has no cluster there.
   *
   * @default - like `capacity`, with one instance; with ACTIVE_ACTIVE with as many as there
   */
  readonly standbyCapacity?: Capacity;
  /**
   * The database that is made with the cluster: a letter, then letters, digits and underscores; up to 63 with PostgreSQL, 64 with MySQL; no
   * word that the engine reserves.
   *
   * @default - the name of the service with underscores for hyphens
   */
  readonly databaseName?: string;
  /**
   * Keeps the storage of the standby cluster without an instance. PILOT_LIGHT only. A failover must make an instance first, and minor
   * upgrades of the engine wait until there is one. Refused with an `instanceCount` in `standbyCapacity`.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.console.headless.html
   * @default false
   */
  readonly headlessStandby?: boolean;
  /**
   * Sends writes that arrive in the standby region on to the writer. Data definition is not forwarded. PostgreSQL 14.9, 15.4, 16 or newer, or MySQL.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-write-forwarding.html
   * @default false
   */
  readonly writeForwarding?: boolean;
  /**
   * Seconds that the standby may lag before the primary holds commits back (`rds.global_db_rpo`), 20 to 2147483647. PostgreSQL only. It is set
   * in the region that is the primary in the beginning, and in no other. Where it is reset by hand in a disaster, the next plan sets it again.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
   * @default - commits are never held back
   */
  readonly enforcedRpoSeconds?: number;
  /**
   * The master user and its password.
   *
   * @default Credentials.generated()
   */
  readonly credentials?: Credentials;
  /**
   * Parameters of both clusters, by name, such as `{ work_mem: '65536' }`. They take effect when an instance restarts. TLS and
   * `rds.global_db_rpo` are the library's.
   *
   * @default - those of the engine, with TLS required and slow statements logged
   */
  readonly parameters?: Record<string, string>;
  /**
   * Days that automatic backups are kept in each region, 1 to 35.
   *
   * @default 7
   */
  readonly backupRetentionDays?: number;
  /**
   * Days that the exported logs are kept, one of the periods of CloudWatch Logs, such as 7, 30, 90 or 365.
   *
   * @default 30
   */
  readonly logRetentionDays?: number;
  /**
   * A global database that is there already. Beside it only `engine` and `credentials` are set, the latter by `Credentials.fromSecretArns`.
   *
   * @default - the database is made
   */
  readonly existing?: ExistingDatabase;
}

/** Where a cluster is reached in one region. */
export interface DatabaseNetworkProps {
  /** The ids of two or more private subnets in different zones. The ids may be tokens, the list may not. */
  readonly subnetIds: string[];
  /** The ids of the security groups of the instances. The ids may be tokens, the list may not. */
  readonly securityGroupIds: string[];
}

/** Where the clusters are reached in both regions. */
export interface DatabaseNetworks {
  /** In the primary region. */
  readonly primary: DatabaseNetworkProps;
  /**
   * In the standby region.
   *
   * @default - needed, unless the strategy is BACKUP_RESTORE
   */
  readonly standby?: DatabaseNetworkProps;
  /**
   * Whether the networks of both regions are connected, so that the standby region reaches the writer of the primary region.
   *
   * @default false
   */
  readonly peered?: boolean;
}
