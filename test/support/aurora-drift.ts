// What AWS changes of an Aurora Global Database when the writer moves to the other region: drift for the checks of the next plan.

/** Whole attributes by the address of a resource. */
export type Drift = Record<string, Record<string, unknown>>;

/** What the two ways of moving the writer change. */
export interface AuroraDrift {
  /** A planned switchover: both members stay, their roles are exchanged. */
  readonly switchover: Drift;
  /** A failover with the loss of the primary region: the old primary comes back on a new volume, and is no member until it is rebuilt. The secret's replica is promoted. */
  readonly failover: Drift;
  /** The way back after either: the first primary writes again, and AWS has filled in what the standby replicates from. */
  readonly switchback: Drift;
}

interface Found {
  readonly address: string;
  readonly body: Record<string, any>;
}

const ACCOUNT = '111122223333';

/** The drift of every global database of a stack's Terraform JSON that has a member in both regions. */
export function auroraDrift(template: Record<string, any>): AuroraDrift {
  const clusters = resources(template, 'aws_rds_cluster');
  const standbys = clusters.filter(cluster => partOf(cluster) === 'Standby');
  const drifts = standbys.map(standby => {
    const primary = clusters.find(cluster => partOf(cluster) === 'Primary' && layerOf(cluster) === layerOf(standby))!;
    const sameLayer = (one: Found) => layerOf(one) === layerOf(standby);
    const globalCluster = resources(template, 'aws_rds_global_cluster').find(sameLayer)!;
    const instances = resources(template, 'aws_rds_cluster_instance').filter(sameLayer);
    const secrets = resources(template, 'aws_secretsmanager_secret').filter(sameLayer);
    return driftOf(primary, standby, globalCluster, instances, secrets);
  });
  return {
    switchover: Object.assign({}, ...drifts.map(drift => drift.switchover)),
    failover: Object.assign({}, ...drifts.map(drift => drift.failover)),
    switchback: Object.assign({}, ...drifts.map(drift => drift.switchback)),
  };
}

function driftOf(primary: Found, standby: Found, globalCluster: Found, instances: Found[], secrets: Found[]): AuroraDrift {
  const becomesWriter = {
    replication_source_identifier: '',
    database_name: primary.body.database_name,
    master_username: primary.body.master_username,
    endpoint: `${standby.body.cluster_identifier}.cluster-new.${regionOf(standby)}.rds.amazonaws.com`,
  };
  const becomesReader = { replication_source_identifier: arnOf(standby), endpoint: '', master_username: '', database_name: '' };
  const writers = Object.fromEntries(instances.map(instance => [
    instance.address, { writer: partOf(instance) === 'Standby' && instance.body['//'].metadata.path.endsWith('Instance1') },
  ]));
  const back = {
    [primary.address]: { replication_source_identifier: '', endpoint: `${primary.body.cluster_identifier}.cluster-new.${regionOf(primary)}.rds.amazonaws.com` },
    [standby.address]: { replication_source_identifier: arnOf(primary), endpoint: '', database_name: primary.body.database_name },
  };
  const member = (cluster: Found, isWriter: boolean) => ({ db_cluster_arn: arnOf(cluster), is_writer: isWriter });
  return {
    switchover: {
      [primary.address]: becomesReader,
      [standby.address]: becomesWriter,
      [globalCluster.address]: { global_cluster_members: [member(standby, true), member(primary, false)] },
      ...writers,
    },
    failover: {
      [primary.address]: { ...becomesReader, global_cluster_identifier: '', cluster_resource_id: 'cluster-NEWVOLUME', hosted_zone_id: 'ZNEW' },
      [standby.address]: becomesWriter,
      [globalCluster.address]: { global_cluster_members: [member(standby, true)] },
      ...Object.fromEntries(secrets.map(secret => [secret.address, { replica: [] }])),
      ...writers,
    },
    switchback: { ...back, [globalCluster.address]: { global_cluster_members: [member(primary, true), member(standby, false)] } },
  };
}

function resources(template: Record<string, any>, resourceType: string): Found[] {
  return Object.entries<Record<string, any>>(template.resource?.[resourceType] ?? {}).map(([name, body]) => ({ address: `${resourceType}.${name}`, body }));
}

function partOf({ body }: Found): string | undefined {
  return /\/(Foundation|Primary|Standby)\//.exec(body['//'].metadata.path)?.[1];
}

// The path above the part, without the stack: the same for all parts of one database, in one stack or in several.
function layerOf({ body }: Found): string {
  return body['//'].metadata.path.split('/').slice(1).join('/').replace(/\/(Foundation|Primary|Standby)\/.*/, '');
}

function regionOf({ body }: Found): string {
  return body.provider.replace(/^aws\./, '');
}

function arnOf(cluster: Found): string {
  return `arn:aws:rds:${regionOf(cluster)}:${ACCOUNT}:cluster:${cluster.body.cluster_identifier}`;
}
