// What no part of a service protects: what concerns all of it, then section by section.

import type { ReportSource } from './source';
import { stateUnprotected } from './state';
import { backupUnprotected } from '../backup/report';
import { databaseUnprotected } from '../database/report';
import { dnsUnprotected } from '../dns/report';
import { eventsUnprotected } from '../events/report';
import { functionsUnprotected } from '../functions/report';
import { httpUnprotected } from '../http/report';
import { operatorsUnprotected } from '../identity/report';
import { monitoringUnprotected } from '../monitoring/report';
import type { LayerPlans } from '../multi-region-dr/layers';
import { networkUnprotected } from '../network/report';
import { parametersUnprotected } from '../parameters/report';
import { counted, joined, timesOf, Unprotected } from '../plan/report';
import { Removal, Strategy } from '../plan/strategy';
import type { SitesPlan } from '../sites/plan';
import { tablesUnprotected } from '../tables/report';

/** Everything that is not protected. */
export function unprotectedOf(source: ReportSource): Unprotected[] {
  const { plan: { layers, estimate: { terms }, context: { sites } }, stacks } = source;
  const { dns, http, functions = [], events, tables = [], database, parameters, backup, monitoring, network, operators } = layers;
  const publishers = functions.filter(({ access }) => access.some(one => one.kind === 'publish' && one.busName === events?.busName)).map(({ functionName }) => functionName);
  return [
    ...ofRegions(layers, sites),
    ...ofStores(source),
    ...ofAbsence(layers, sites),
    ...ofSites(source),
    ...(dns === undefined ? [] : dnsUnprotected(dns)),
    ...(http === undefined ? [] : httpUnprotected(http)),
    ...functionsUnprotected(functions, events?.busName),
    ...(events === undefined ? [] : eventsUnprotected(events, terms, publishers)),
    ...tablesUnprotected(tables, terms),
    ...(database === undefined ? [] : databaseUnprotected(database, terms)),
    ...(parameters === undefined ? [] : parametersUnprotected(parameters)),
    ...(backup === undefined ? [] : backupUnprotected(backup, terms)),
    ...(monitoring === undefined ? [] : monitoringUnprotected(monitoring)),
    ...(network === undefined ? [] : networkUnprotected(network)),
    ...(operators === undefined ? [] : operatorsUnprotected(operators)),
    ...stateUnprotected(stacks, sites),
  ];
}

function ofRegions({ database, tables = [] }: LayerPlans, { primary, standby, strategy }: SitesPlan): Unprotected[] {
  const stores = database !== undefined || tables.length > 0;
  return [
    {
      path: 'standby',
      what: `The loss of ${primary.region} and ${standby.region} at the same time stops the service${stores ? ', and takes what is in no backup elsewhere' : ''}.`,
    },
    ...(strategy === Strategy.BACKUP_RESTORE ? [] : [{
      path: 'standby',
      what: `After a failover the service is in ${standby.region} alone until ${primary.region} is back and has caught up, which takes minutes to hours: a second loss meanwhile stops it${stores ? ', and loses what was written since' : ''}.`,
      mend: 'Know beforehand what you do when it is not back soon.',
    }]),
    { path: 'primary', what: 'Both regions are in one account: whoever takes it over, and whatever stops it, has both.' },
  ];
}

// Corruption is replicated like everything else.
function ofStores({ plan: { layers, estimate: { terms }, context: { sites } } }: ReportSource): Unprotected[] {
  const { database, tables = [], backup, ...others } = layers;
  const { strategy, primary, standby } = sites;
  const stores = database !== undefined || tables.length > 0;
  if (strategy === Strategy.BACKUP_RESTORE) {
    const built = [
      ...(others.network === undefined ? [] : ['network']), ...(others.functions?.length ? ['functions'] : []), ...(others.http === undefined ? [] : ['HTTP entry']),
      ...(others.events === undefined ? [] : ['event bus']), ...(stores ? ['stores'] : []),
    ];
    return [
      ...(built.length === 0 ? [] : [{
        path: 'strategy',
        what: `${capitalized(joined(built))} ${built.length === 1 && built[0] !== 'stores' && built[0] !== 'functions' ? 'is' : 'are'} not in ${standby.region}, and built there during the outage, with what room AWS has left, and through control planes some of which are in one region.`,
        mend: 'PILOT_LIGHT or more keeps them there.',
      }]),
      ...(!stores ? [] : [backup === undefined
        ? { path: 'backup', what: `Backups are made by others: whether there are copies in ${standby.region}, and how old they are, is not known.`, mend: 'Give the service a section backup.' }
        : { path: 'backup', what: `What was written since the last backup that was copied is lost with ${primary.region}: ${timesOf(terms, 'backup.lag') ?? 'how much is not known'}.`, mend: 'Back up more often, or choose PILOT_LIGHT or more.' }]),
    ];
  }
  if (!stores || backup !== undefined) return [];
  const windows = [
    ...(tables.some(({ existing }) => !existing) ? ['35 days of tables (point-in-time recovery)'] : []),
    ...(database === undefined || database.existing ? [] : [`${counted(database.backupRetentionDays, 'day')} of the database (its own backups)`]),
  ];
  const unknown = [...tables.filter(({ existing }) => existing).map(({ tableName }) => `the table '${tableName}'`), ...(database?.existing ? ['the database'] : [])];
  return [{
    path: 'backup',
    what: `Wrong writes, deletions and ransom are replicated like everything else, and there is no section backup: ${windows.length === 0 ? 'nothing made here goes' : `nothing goes back further than ${joined(windows)}`}`
      + `${windows.length === 0 ? ' back to a moment before' : ', kept in the region itself and in this account'}${unknown.length === 0 ? '' : `; what ${joined(unknown)} can go back to is not known`}.`,
    mend: 'Give the service a section backup.',
  }];
}

function ofAbsence({ dns, monitoring, operators }: LayerPlans, { primary, standby }: SitesPlan): Unprotected[] {
  return [
    ...(dns === undefined ? [{
      path: 'dns', what: `No host name is moved by this service: users are led to ${standby.region} by whatever you have for it.`, mend: 'Give the service dns, or a runbook of your own for it.',
    }] : []),
    ...(monitoring === undefined ? [{
      path: 'monitoring', what: `Nobody is paged by this service when ${primary.region} is lost, or when replication is late.`, mend: 'Give the service monitoring, with a receiver.',
    }] : []),
    ...(operators === undefined ? [{
      path: 'operators', what: 'Nobody is given the rights that a failover needs: whether those who are on duty have them is not known.', mend: 'Give the service operators.',
    }] : []),
  ];
}

function ofSites({ plan: { layers, context: { sites } }, otherResources }: ReportSource): Unprotected[] {
  const { primary, standby, removal, iam } = sites;
  const quotas = quotasOf(layers);
  const ownRoles = [iam.databaseMonitoringArn, iam.eventEndpointArn, ...Object.values(iam.flowLogArns), ...Object.values(iam.eventForwardArns)]
    .some(arn => arn !== undefined);
  return [
    ...(quotas.length === 0 ? [] : [{
      path: 'standby', what: `That ${standby.region} has room for the whole load is not looked at: quotas are by region, and nothing is reserved there. It needs ${joined(quotas)}.`, mend: `Have the quotas of ${standby.region} raised to those of ${primary.region}, and try it with the whole load.`,
    }]),
    ...(otherResources === 0 ? [] : [{
      path: 'stack', what: `${counted(otherResources, 'resource')} beside this service ${otherResources === 1 ? 'is' : 'are'} in its stack: what of it is needed after a failover, and is there in ${standby.region}, is not known.`,
    }]),
    ...[primary, standby].filter(({ kmsKeyArn }) => kmsKeyArn !== undefined).map(({ role, region }) => ({
      path: `${role}.kmsKeyArn`, what: `The key of ${region} is yours: what its policy allows is not known, and without it nothing there can be read.`,
    })),
    ...(ownRoles ? [{ path: 'iam.existingRoles', what: 'What roles of yours allow is not known.' }] : []),
    ...(removal === Removal.EPHEMERAL ? [{
      path: 'removal', what: 'Nothing keeps Terraform from destroying clusters, tables, keys and vaults with what is in them, and there is no final snapshot.', mend: 'Removal.PROTECTED keeps it from that.',
    }] : []),
  ];
}

function quotasOf({ functions = [], http, database, tables = [], network }: LayerPlans): string[] {
  const gateways = network?.standby === undefined || network.standby.existing ? 0 : network.standby.gateways.length;
  return [
    ...(functions.some(({ standby }) => standby !== undefined) ? ['calls at once of Lambda'] : []),
    ...(http?.standby === undefined ? [] : ['requests a second of API Gateway']),
    ...(tables.some(({ replicated }) => replicated) ? ['throughput of DynamoDB'] : []),
    ...(database === undefined || (database.existing ? database.standbyClusterIdentifier : database.standby) === undefined ? [] : ['instances of Aurora with room to grow']),
    ...(gateways === 0 ? [] : ['Elastic IP addresses']),
  ];
}

function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
