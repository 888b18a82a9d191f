// What one layer is handed of another.

import { Lazy } from 'cdktf';
import { HTTP_TARGET } from './monitoring-targets';
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
import { PartScope, SiteValues } from '../sites/site';
import type { Sites } from '../sites/sites';

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

/** The health check of the failover switch, which an endpoint of events follows too; empty without one. */
export function switchCheckArn(sites: Sites, dns: FailoverDns | undefined): string {
  return dns?.switchCheckId === undefined ? '' : `arn:${sites._in(PartScope.ROUTING).partition}:route53:::healthcheck/${dns.switchCheckId}`;
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
