// What is drawn of networks, and what they leave unprotected.

import { cidrText } from './cidr';
import type { ExistingSiteNetwork } from './existing-plan';
import type { NetworkPlan, NewSiteNetwork, SiteNetworkPlan } from './plan';
import { NatStrategy } from './props';
import { ArchitectureRow, counted, SiteBox, told, Unprotected } from '../plan/report';

/** The networks as they stand in both regions. */
export function networkRows({ path, primary, standby }: NetworkPlan): ArchitectureRow[] {
  return [{ path, what: 'VPC of each region, not connected by this library', primary: boxOf(primary), ...(standby === undefined ? {} : { standby: boxOf(standby) }) }];
}

/** What networks leave unprotected. */
export function networkUnprotected({ path, primary, standby }: NetworkPlan): Unprotected[] {
  const sites = standby === undefined ? [primary] : [primary, standby];
  const existing = sites.filter((site): site is ExistingSiteNetwork => site.existing);
  return [
    ...existing.map(site => ({
      path: site.path,
      what: `The network of ${site.region} is there already: its routes, its endpoints, its free addresses and its way to the internet are not checked.`,
      mend: `Try what runs in it from ${site.region}.`,
    })),
    ...(standby !== undefined && gatewaysOf(standby) > 0 ? [{
      path,
      what: `Calls from the network of ${standby.region} come from other addresses than those of ${primary.region}: who lets in known addresses alone turns them away after a failover.`,
      mend: 'Have the addresses of both regions\' NAT gateways let in.',
    }] : []),
    ...(standby !== undefined && !standby.existing && standby.nat === NatStrategy.NONE && (primary.existing || primary.nat !== NatStrategy.NONE) ? [{
      path: standby.natPath,
      what: `The network of ${standby.region} has no way to the internet: what runs in it reaches S3, DynamoDB${interfacesOf(standby)} and nothing else.`,
      mend: 'Name the services it calls in interfaceEndpoints, or give the standby a NAT gateway (standbyNat).',
    }] : []),
    ...sites.filter((site): site is NewSiteNetwork => !site.existing && site.nat === NatStrategy.SINGLE).map(site => ({
      path: site.natPath, what: `One NAT gateway serves all zones of ${site.region}: with its zone the others lose the internet too.`, mend: 'Use NatStrategy.PER_ZONE.',
    })),
  ];
}

function boxOf(site: SiteNetworkPlan): SiteBox {
  if (site.existing) return { name: told(site.vpcId, 'a VPC of yours'), details: ['there already, not changed'] };
  const { name, cidr, zoneCount, gateways, interfaceEndpoints } = site;
  return {
    name,
    details: [
      cidrText(cidr),
      counted(zoneCount, 'zone'),
      gateways.length === 0 ? 'no way to the internet' : counted(gateways.length, 'NAT gateway'),
      ...(interfaceEndpoints.length === 0 ? [] : [`endpoints of ${interfaceEndpoints.map(({ service }) => service).join(', ')}`]),
    ],
  };
}

function gatewaysOf(site: SiteNetworkPlan): number {
  return site.existing ? 0 : site.gateways.length;
}

function interfacesOf({ interfaceEndpoints }: NewSiteNetwork): string {
  return interfaceEndpoints.map(({ service }) => `, ${service}`).join('');
}
