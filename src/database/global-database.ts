// GlobalDatabase: one relational database in both regions.

import { Construct } from 'constructs';
import { buildCluster } from './cluster';
import { ExistingParts, readDatabase } from './existing';
import { buildFoundation } from './foundation';
import { DatabasePlan, NewDatabasePlan, planDatabase } from './plan';
import { checkNetworks } from './plan-network';
import type { DatabaseNetworks, DatabaseProps } from './props';
import { buildSecret } from './secret';
import { Planned } from '../plan/rule';
import { SiteValues } from '../sites/site';
import { Sites } from '../sites/sites';

/** What a `GlobalDatabase` is made from. */
export interface GlobalDatabaseProps {
  /** The regions. */
  readonly sites: Sites;
  /** The database. */
  readonly database: DatabaseProps;
  /**
   * The subnets and security groups of the clusters.
   *
   * @default - needed, unless the database is there already
   */
  readonly network?: DatabaseNetworks;
}

/**
 * An Aurora Global Database over both regions of a service, by itself. `MultiRegionDr` makes the same from its `database`.
 *
 * Roles are the initial ones: after a switchover or failover the standby writes, and a plan shows no change.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html
 */
export class GlobalDatabase extends Construct {
  /** The identifier of the global cluster. */
  public readonly globalClusterIdentifier: string;
  /** The ARN of the cluster in each region: what a switchover or failover is told to make the writer. */
  public readonly clusterArns: SiteValues;
  /** The address that follows the writer. Clients keep its DNS answer for about five seconds, no longer. */
  public readonly writerEndpoint: string;
  /** The address of the readers in each region. The standby's is missing without an instance there. */
  public readonly readerEndpoints: SiteValues;
  /** The ARN of the secret with the master user in each region: JSON with `username` and `password`. */
  public readonly secretArns: SiteValues;
  /** The name of the secret, the same in both regions; undefined for secrets that were there already. */
  public readonly secretName?: string;
  /** The database made with the cluster; undefined for one that was there already. */
  public readonly databaseName?: string;
  /** The port: 5432 or 3306; of a database that was there already the one that its cluster listens on, which Terraform alone knows. */
  public readonly port: number;
  /** The port as the standby region's cluster tells it: of a database that was there already, so that the standby reads nothing of the primary; otherwise undefined. */
  public readonly standbyPort?: number;

  public constructor(scope: Construct, constructId: string, props: GlobalDatabaseProps) {
    const { sites, database, network } = props;
    const plan = sites._planFor('GlobalDatabase', scope, constructId, database, () => planAlone(props));
    super(scope, constructId);
    const parts: DatabaseParts = plan.existing
      ? { ...readDatabase(this, sites, plan), secretArns: plan.credentials.ownSecretArns! }
      : build(this, sites, plan, network!);
    const identifiers = plan.existing
      ? { primary: plan.primaryClusterIdentifier, standby: plan.standbyClusterIdentifier }
      : { primary: plan.primary.clusterIdentifier, standby: plan.standby?.clusterIdentifier };
    this.globalClusterIdentifier = plan.globalClusterIdentifier;
    this.clusterArns = {
      primary: sites.primary.arnOf('rds', `cluster:${identifiers.primary}`),
      ...(identifiers.standby === undefined ? {} : { standby: sites.standby.arnOf('rds', `cluster:${identifiers.standby}`) }),
    };
    this.writerEndpoint = parts.writerEndpoint;
    this.readerEndpoints = parts.readerEndpoints;
    this.secretArns = parts.secretArns;
    this.secretName = plan.credentials.secretName;
    this.databaseName = plan.existing ? undefined : plan.databaseName;
    this.port = parts.port;
    this.standbyPort = parts.standbyPort;
  }
}

/** Where a database is reached, made or not. */
interface DatabaseParts extends ExistingParts {
  readonly secretArns: SiteValues;
}

function planAlone({ sites, database, network }: GlobalDatabaseProps): Planned<DatabasePlan> {
  const needed = (database?.existing ?? undefined) === undefined;
  const { peered, problems } = checkNetworks(network, needed, sites._context);
  const planned = planDatabase(database, 'database', sites._context, { peered });
  return { plan: planned.plan, problems: [...planned.problems, ...problems] };
}

function build(layer: Construct, sites: Sites, plan: NewDatabasePlan, network: DatabaseNetworks): DatabaseParts {
  const foundation = buildFoundation(layer, sites, plan);
  const secret = buildSecret(layer, sites, plan, foundation.writerEndpoint);
  const primary = buildCluster(layer, sites, plan, plan.primary, { foundation, network: network.primary, password: secret.password });
  const readerEndpoints = { primary: primary.readerEndpoint };
  const parts = { writerEndpoint: foundation.writerEndpoint, secretArns: secret.arns, port: plan.engine.port, readerEndpoints };
  if (plan.standby === undefined) return parts;

  const standby = buildCluster(layer, sites, plan, plan.standby, { foundation, network: network.standby! });
  // A secondary is made after the primary has an instance, and destroyed before. Nothing else of the standby waits: a parameter group
  // that does would pass its `create_before_destroy` on to the instances.
  primary.instances.forEach(instance => sites.after(standby.cluster, instance));
  return standby.instances.length === 0 ? parts : { ...parts, readerEndpoints: { ...readerEndpoints, standby: standby.readerEndpoint } };
}
