// What one layer is handed of another.

import { Lazy } from 'cdktf';
import { HTTP_TARGET } from './monitoring-targets';
import type { GlobalDatabase } from '../database/global-database';
import type { DatabaseNetworkProps, DatabaseNetworks } from '../database/props';
import type { DnsEntry } from '../dns/entry';
import type { FailoverDns } from '../dns/failover-dns';
import type { CrossRegionEventBus } from '../events/cross-region-event-bus';
import type { MultiRegionFunction } from '../functions/multi-region-function';
import type { FunctionPlan } from '../functions/plan';
import type { FunctionNetworkProps, FunctionNetworks } from '../functions/surroundings';
import type { HttpEntry } from '../http/http-entry';
import type { DrMonitoring } from '../monitoring/dr-monitoring';
import { MonitoringTarget } from '../monitoring/target';
import type { MultiRegionNetwork } from '../network/multi-region-network';
import type { SiteNetwork } from '../network/site-network';
import type { ServiceFacts } from '../parameters/facts';
import { PartScope, SiteValues } from '../sites/site';
import type { Sites } from '../sites/sites';
import type { GlobalTable } from '../tables/global-table';

/** Databases are in the isolated subnets; a network that is there already may have private ones only. */
export function databaseNetworks({ primary, standby }: MultiRegionNetwork): DatabaseNetworks {
  return { primary: databaseNetwork(primary), ...(standby === undefined ? {} : { standby: databaseNetwork(standby) }) };
}

/** Functions are in the private subnets. */
export function functionNetworks({ primary, standby }: MultiRegionNetwork): FunctionNetworks {
  return { primary: functionNetwork(primary), ...(standby === undefined ? {} : { standby: functionNetwork(standby) }) };
}

/** An entry as records lead to it; undefined for one without a host name. */
export function dnsEntry({ hostName, healthPath, targetDomainNames, targetZoneIds }: HttpEntry): DnsEntry | undefined {
  return hostName === undefined ? undefined : { hostName, healthPath, targetDomainNames: targetDomainNames!, targetZoneIds: targetZoneIds! };
}

/** The entry names its functions, and is made after them. */
export function afterFunctions(sites: Sites, entry: HttpEntry, functions: MultiRegionFunction[]): void {
  for (const one of functions) {
    for (const partScope of one.physicalNames.standby === undefined ? [PartScope.PRIMARY] : [PartScope.PRIMARY, PartScope.STANDBY]) {
      sites.after(sites.part(entry, partScope), sites.part(one, partScope));
    }
  }
}

/** A function whose rules are on the bus names it, and is made after it. */
export function afterBus(sites: Sites, bus: CrossRegionEventBus, made: MultiRegionFunction, { triggers, standby }: FunctionPlan): void {
  if (!triggers.some(trigger => trigger.kind === 'rule' && trigger.busName === bus.busName)) return;
  bus._before(sites.part(made, PartScope.PRIMARY), 'primary');
  if (standby !== undefined) bus._before(sites.part(made, PartScope.STANDBY), 'standby');
}

/** The parts of a service that its facts are of. */
export interface ServiceParts {
  readonly database?: GlobalDatabase;
  readonly tables: Map<string, GlobalTable>;
  readonly functions: Map<string, MultiRegionFunction>;
  readonly events?: CrossRegionEventBus;
  readonly http?: HttpEntry;
  readonly dns?: FailoverDns;
  /** The name of the failover switch's bucket without the account. */
  readonly switchBucket?: string;
}

/** What is written of a service in both regions. Each region names the account for itself. */
export function serviceFacts({ primary, standby }: Sites, parts: ServiceParts): ServiceFacts {
  const { database, tables, functions, events, http, dns, switchBucket } = parts;
  const named = <T>(map: Map<string, T>, nameOf: (one: T) => string | undefined) => Object.fromEntries(
    [...map].map(([name, one]) => [name, nameOf(one)]).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return {
    endpoints: http?.endpoints,
    hostName: dns?.hostName ?? http?.hostName,
    busName: events?.busName,
    tableNames: named(tables, one => one.tableName),
    primaryFunctionNames: named(functions, one => one.physicalNames.primary),
    standbyFunctionNames: named(functions, one => one.physicalNames.standby),
    database,
    switchBucketNames: switchBucket === undefined ? undefined : {
      primary: `${switchBucket}-${primary.accountId}`, standby: `${switchBucket}-${standby.accountId}`,
    },
  };
}

/** The health check that users are led by, which an endpoint of events follows too, so that both move together; empty without one. */
export function primaryCheckArn(sites: Sites, dns: FailoverDns | undefined): string {
  return dns?.primaryCheckId === undefined ? '' : `arn:${sites._in(PartScope.ROUTING).partition}:route53:::healthcheck/${dns.primaryCheckId}`;
}

/** What is watched and has ids of AWS's, which are known when it is made. Everything else is planned by its name. */
export function identifiedTargets(http: HttpEntry | undefined, dns: FailoverDns | undefined): MonitoringTarget[] {
  return [
    ...(http === undefined ? [] : [MonitoringTarget.httpApi(HTTP_TARGET, http.apiIds)]),
    ...(http?.certificateArns === undefined ? [] : [MonitoringTarget.certificate(HTTP_TARGET, http.certificateArns)]),
    ...(dns?.endpointCheckIds === undefined ? [] : [MonitoringTarget.endpointChecks(dns.endpointCheckIds)]),
    ...(dns?.switchCheckId === undefined ? [] : [MonitoringTarget.failoverSwitch(dns.switchCheckId)]),
  ];
}

/** The topics, which are made last and told of by alarms that are made before. */
export function topicsLater(monitoring: () => DrMonitoring | undefined): SiteValues {
  const later = (role: 'primary' | 'standby') => Lazy.stringValue({ produce: () => monitoring()!.topicArns[role] });
  return { primary: later('primary'), standby: later('standby') };
}

function databaseNetwork({ isolatedSubnetIds, databaseSecurityGroupId }: SiteNetwork): DatabaseNetworkProps {
  return { subnetIds: isolatedSubnetIds, securityGroupIds: databaseSecurityGroupId === undefined ? [] : [databaseSecurityGroupId] };
}

function functionNetwork({ privateSubnetIds, functionSecurityGroupId }: SiteNetwork): FunctionNetworkProps {
  return { subnetIds: privateSubnetIds, securityGroupIds: [functionSecurityGroupId] };
}
