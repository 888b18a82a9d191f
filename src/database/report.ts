// What is drawn of a database, and what it leaves unprotected.

import type { ClusterPlan, DatabasePlan, ExistingDatabasePlan, NewDatabasePlan } from './plan';
import type { Term } from '../plan/estimate';
import { ArchitectureRow, counted, FlowDirection, behindBy, SiteBox, timesOf, told, Unprotected } from '../plan/report';

const ENGINES: Record<string, string> = { 'aurora-postgresql': 'Aurora PostgreSQL', 'aurora-mysql': 'Aurora MySQL' };
const LAG = 'database.lag';

/** The database as it stands in both regions. */
export function databaseRows(plan: DatabasePlan, terms: Term[]): ArchitectureRow[] {
  const { engine, path } = plan;
  const sites = plan.existing ? existingSites(plan) : newSites(plan);
  return [{
    path,
    what: `${ENGINES[engine.engineName]} ${engine.version}, global cluster ${told(plan.globalClusterIdentifier, 'of yours')}`,
    ...sites,
    ...(sites.standby === undefined ? {} : { flow: { direction: FlowDirection.TO_STANDBY, what: replication(plan, terms) } }),
  }];
}

/** What a database leaves unprotected. */
export function databaseUnprotected(plan: DatabasePlan, terms: Term[]): Unprotected[] {
  const { path, primaryRegion, engine } = plan;
  const hasStandby = plan.existing ? plan.standbyClusterIdentifier !== undefined : plan.standby !== undefined;
  const isPostgresql = engine.engineName === 'aurora-postgresql';
  return [
    ...(hasStandby ? [
      lostCommits(plan, terms),
      {
        path,
        what: `What clients still write to the cluster in ${primaryRegion} after a failover is not in the new writer: AWS stops the old one as best it can, and promises nothing.`,
        mend: `Stop what writes there before the failover, and when ${primaryRegion} is back copy the snapshot 'rds:unplanned-global-failover-...' that AWS may have made of it: it goes with the old backups.`,
      },
      {
        path,
        what: `${isPostgresql ? 'Logical replication slots and proxies' : 'Proxies'} of yours stay in ${primaryRegion}, and do not move with the writer.`,
        mend: 'Make them in both regions, or let clients use the writer endpoint of the global cluster.',
      },
    ] : []),
    ...(plan.existing ? ofExisting(plan) : ofNew(plan)),
    ...ofSecrets(plan, hasStandby),
  ];
}

function replication(plan: DatabasePlan, terms: Term[]): string {
  const behind = behindBy(terms, LAG);
  return `${plan.existing ? 'replication that is there already, not checked' : 'storage replication'}${behind === undefined ? '' : `, ${behind}`}`;
}

function newSites({ primary, standby, credentials, writeForwarding, backupRetentionDays }: NewDatabasePlan): Pick<ArchitectureRow, 'primary' | 'standby'> {
  const secret = credentials.secretName === undefined ? 'secret of yours' : `secret ${credentials.secretName}`;
  const both = [`${backupRetentionDays} days of its own backups`];
  return {
    primary: boxOf(primary, 'writer', [...both, secret]),
    ...(standby === undefined ? {} : {
      standby: boxOf(standby, 'read-only until a failover', [
        ...(writeForwarding ? ['forwards writes'] : []), ...both, credentials.secretName === undefined ? secret : 'replica of the secret',
      ]),
    }),
  };
}

function boxOf({ clusterIdentifier, instances, capacity }: ClusterPlan, role: string, more: string[]): SiteBox {
  const size = capacity.acu === undefined ? capacity.instanceClass : `${capacity.acu.least} to ${capacity.acu.most} ACU each`;
  const running = instances.length === 0 ? ['no instance until a failover'] : [counted(instances.length, 'instance'), size];
  return { name: clusterIdentifier, details: [role, ...running, ...more] };
}

function existingSites({ primaryClusterIdentifier, standbyClusterIdentifier }: ExistingDatabasePlan): Pick<ArchitectureRow, 'primary' | 'standby'> {
  const there = 'there already, read and never changed';
  return {
    primary: { name: told(primaryClusterIdentifier, 'a cluster of yours'), details: ['writer in the beginning', there] },
    ...(standbyClusterIdentifier === undefined ? {} : {
      standby: { name: told(standbyClusterIdentifier, 'a cluster of yours'), details: ['read-only until a failover', there] },
    }),
  };
}

function lostCommits(plan: DatabasePlan, terms: Term[]): Unprotected {
  const { path, primaryRegion, standbyRegion, engine } = plan;
  const enforced = plan.existing ? undefined : plan.enforcedRpoSeconds;
  const canEnforce = !plan.existing && engine.engineName === 'aurora-postgresql' && enforced === undefined;
  return {
    path,
    what: `Commits of the last moments before ${primaryRegion} is lost never reach ${standbyRegion}, since storage replicates asynchronously: `
      + `${timesOf(terms, LAG) ?? 'how much is not known'}${enforced === undefined ? '' : `, ${enforced} s at most while commits are held back`}.`,
    ...(canEnforce ? { mend: 'Set enforcedRpoSeconds, with which commits wait instead of being lost; or let clients find out after a failover what was kept.' } : {}),
  };
}

function ofExisting({ path, globalClusterIdentifier, standbyClusterIdentifier }: ExistingDatabasePlan): Unprotected[] {
  const name = told(globalClusterIdentifier, 'of yours');
  return [{
    path,
    what: `The global cluster ${name} is there already: its ${standbyClusterIdentifier === undefined ? 'instances' : 'replication, the instances in both regions'}, its parameters, keys and backups are neither made nor checked here.`,
    mend: 'Look at them in a drill.',
  }];
}

function ofNew({ path, standby, standbyRegion, primaryRegion, enforcedRpoSeconds }: NewDatabasePlan): Unprotected[] {
  if (standby === undefined) return [];
  return [
    ...(enforcedRpoSeconds === undefined ? [] : [{
      path,
      what: `While ${standbyRegion} is more than ${enforcedRpoSeconds} s behind, or lost, commits in ${primaryRegion} wait; after a failover nothing holds them back any more, since the parameter is set in ${primaryRegion} alone.`,
      mend: `Reset rds.global_db_rpo in ${primaryRegion} when ${standbyRegion} is lost for longer.`,
    }]),
    ...(standby.instances.length === 0 ? [{
      path,
      what: `The cluster in ${standbyRegion} has no instance: at a failover AWS has to have room for one, when many ask for it.`,
      mend: 'Leave out headlessStandby, which keeps an instance there.',
    }] : []),
    ...(standby.instances.length === 1 ? [{
      path,
      what: `After a failover the database has one instance in ${standbyRegion}: the loss of it, or of its zone, stops it for minutes.`,
      mend: 'Give standbyCapacity an instanceCount of 2 or more.',
    }] : []),
  ];
}

function ofSecrets({ path, credentials, primaryRegion }: DatabasePlan, hasStandby: boolean): Unprotected[] {
  if (credentials.secretName !== undefined) {
    return hasStandby ? [{
      path: `${path}.credentials`,
      what: `A new password cannot be written to the secret ${credentials.secretName} while ${primaryRegion} is down: its replica is read-only until it is promoted.`,
    }] : [];
  }
  return [{
    path: `${path}.credentials`,
    what: 'The secrets with the user of the database are yours: whether they replicate, and hold the password that the database has, is not checked.',
    mend: 'Read the one of the standby region in a drill, and log in with it.',
  }];
}
