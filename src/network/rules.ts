// What is refused of the networks: DR150 to DR199. Those of address ranges are in cidr-rules.ts, those of networks that exist in existing-rules.ts.

import { cidrRules, otherCidrRules } from './cidr-rules';
import { knowsEndpointsOf } from './endpoint-names';
import { existingRules, otherExistingRules } from './existing-rules';
import type { NetworkPlan, NewSiteNetwork } from './plan';
import { NatStrategy } from './props';
import { at, newSites } from './rule-subjects';
import { FEWEST_ZONES, MOST_ZONES } from './subnets';
import { LOG_RETENTION_DAYS } from '../plan/log-retention';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import { Rule, RuleFacts } from '../plan/rule';
import { Strategy } from '../plan/strategy';

const ZONES = 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html';
const NAT = 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html';
const RETENTION = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html';
const ENDPOINTS = 'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html';
const SECRETS = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html';

// Regions that are known to offer another number of zones to most accounts than the three that AWS speaks of.
const ZONES_OF_REGION: Record<string, number> = { 'us-west-1': 2, 'us-east-1': 6, 'us-west-2': 4, 'ap-northeast-2': 4 };
const USUAL_ZONES = 3;

const zoneCountRange: Rule<NetworkPlan> = {
  code: 'DR160',
  severity: Severity.IMPOSSIBLE,
  title: 'A network over one zone, or over more than four',
  source: ZONES,
  check: plan => (plan.zoneCount >= FEWEST_ZONES && plan.zoneCount <= MOST_ZONES ? [] : [{
    path: at(plan, 'zoneCount'),
    message: `${plan.zoneCount} given, ${FEWEST_ZONES} to ${MOST_ZONES} needed`,
    mend: 'Set it to 3, or to 2 where a region has no more',
  }]),
};

const fewerNamed: Rule<NetworkPlan> = {
  code: 'DR161',
  severity: Severity.IMPOSSIBLE,
  overMade: true,
  title: 'A site names fewer zones than its network spans',
  source: ZONES,
  check: plan => newSites(plan).flatMap(({ role, zoneNames }) => (zoneNames !== undefined && zoneNames.length < usableZones(plan) ? [{
    path: at(plan, 'zoneCount'),
    message: `${plan.zoneCount} zones needed, ${role}.zones names ${zoneNames.length}`,
    mend: `Name more zones in ${role}.zones, or set zoneCount to ${Math.max(FEWEST_ZONES, zoneNames.length)}`,
  }] : [])),
};

const fewerOffered: Rule<NetworkPlan> = {
  code: 'DR162',
  severity: Severity.UNSAFE,
  overMade: true,
  title: 'More zones than the region is known to offer to most accounts',
  source: ZONES,
  check: plan => newSites(plan).flatMap(({ role, region, zoneNames }) => (zoneNames === undefined && zonesOf(region) < usableZones(plan) ? [{
    path: at(plan, 'zoneCount'),
    message: `${plan.zoneCount} zones needed, ${region} is known to offer ${zonesOf(region)} to most accounts`,
    mend: `Set zoneCount to ${zonesOf(region)}, or name the zones of this account in ${role}.zones`,
  }] : [])),
};

const flowLogDays: Rule<NetworkPlan> = {
  code: 'DR163',
  severity: Severity.IMPOSSIBLE,
  title: 'Flow logs kept for a time that CloudWatch Logs does not offer',
  source: RETENTION,
  check: plan => {
    const longer = LOG_RETENTION_DAYS.find(days => days >= plan.flowLogDays) ?? Math.max(...LOG_RETENTION_DAYS);
    return LOG_RETENTION_DAYS.includes(plan.flowLogDays) ? [] : [{
      path: at(plan, 'flowLogDays'),
      message: `${plan.flowLogDays} given, one of ${LOG_RETENTION_DAYS.join(', ')} needed`,
      mend: `Set it to ${longer}`,
    }];
  },
};

const databasePort: Rule<NetworkPlan> = {
  code: 'DR164',
  severity: Severity.IMPOSSIBLE,
  title: 'A port that does not exist',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
  check: plan => (plan.databasePort === undefined || (plan.databasePort >= 1 && plan.databasePort <= 65_535) ? [] : [{
    path: at(plan, 'databasePort'),
    message: `${plan.databasePort} given, 1 to 65535 needed`,
    mend: 'Correct it',
  }]),
};

const otherPort: Rule<NetworkPlan> = {
  code: 'DR165',
  severity: Severity.IMPOSSIBLE,
  title: 'A port that is not the one of the service\'s database',
  source: 'API.md',
  check: plan => (plan.otherPort === undefined ? [] : [{
    path: at(plan, 'databasePort'),
    message: `${plan.otherPort} given, the database of the service has ${plan.databasePort}`,
    mend: 'Leave it out',
  }]),
};

const endpointNames: Rule<NetworkPlan> = {
  code: 'DR166',
  severity: Severity.IMPOSSIBLE,
  title: 'An interface endpoint that is named wrongly, named twice, or not needed',
  source: ENDPOINTS,
  implies: ['DR007'],
  check: plan => plan.interfaceEndpoints.flatMap((service, position) => {
    const wrong = ['s3', 'dynamodb'].includes(service) ? 'which every network reaches through a gateway endpoint'
      : !/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/.test(service) || /^(com|cn)\./.test(service) ? "a short name like 'secretsmanager' or 'ecr.api' needed"
        : plan.interfaceEndpoints.indexOf(service) < position ? 'which is in the list before' : undefined;
    return wrong === undefined ? [] : [{
      path: `${at(plan, 'interfaceEndpoints')}[${position}]`,
      message: `${show(service)} given, ${wrong}`,
      mend: 'Correct it or leave it out',
    }];
  }),
};

const endpointPartition: Rule<NetworkPlan> = {
  code: 'DR167',
  severity: Severity.IMPOSSIBLE,
  overMade: true,
  title: 'Interface endpoints in a partition where their names differ by service',
  source: ENDPOINTS,
  check: plan => newSites(plan).slice(0, 1).filter(site => plan.interfaceEndpoints.length > 0 && !knowsEndpointsOf(site.partition)).map(site => ({
    path: at(plan, 'interfaceEndpoints'),
    message: `${plan.interfaceEndpoints.map(show).join(', ')} given in the partition ${site.partition}, where the library knows no names of endpoints`,
    mend: 'Leave it out, and make the endpoints in site.scope with the subnets of the network',
  })),
};

const unused: Rule<NetworkPlan> = {
  code: 'DR168',
  severity: Severity.RISK,
  title: 'Properties of a standby network with a strategy that has none',
  source: 'docs/network.md',
  check: plan => plan.unused.map(path => ({
    path,
    message: `given with the strategy ${plan.strategy}, which has no network in the standby region`,
    mend: 'Leave it out, or choose PILOT_LIGHT or more',
  })),
};

const singleNat: Rule<NetworkPlan> = {
  code: 'DR181',
  severity: Severity.UNSAFE,
  overMade: true,
  title: 'One NAT gateway for several zones: when its zone is down, the others lose the internet too',
  source: NAT,
  check: plan => {
    const paths = newSites(plan).filter(site => site.nat === NatStrategy.SINGLE).map(site => site.natPath);
    return [...new Set(paths)].map(path => ({
      path,
      message: `SINGLE given for ${plan.zoneCount} zones; when the first one is down, the others lose the internet too`,
      mend: 'Choose PER_ZONE, or NONE with interfaceEndpoints',
    }));
  },
};

const lesserStandby: Rule<NetworkPlan> = {
  code: 'DR182',
  severity: Severity.UNSAFE,
  title: 'A standby that is to take over within minutes has no way to the internet, and the primary has one',
  source: NAT,
  check: plan => {
    const { primary, standby, strategy } = plan;
    const differs = primary.existing === false && standby?.existing === false && primary.nat !== NatStrategy.NONE && standby.nat === NatStrategy.NONE;
    return differs && strategy !== Strategy.PILOT_LIGHT ? [{
      path: standby.natPath,
      message: `NONE given for the standby of ${strategy}, ${primary.nat} for the primary; what works there fails after a failover`,
      mend: 'Leave standbyNat out',
    }] : [];
  },
};

const secretsOutOfReach: Rule<NetworkPlan> = {
  code: 'DR184',
  severity: Severity.RISK,
  overMade: true,
  title: 'Functions cannot read the credentials of the database: there is neither NAT nor an endpoint of Secrets Manager',
  source: SECRETS,
  check: plan => newSites(plan).filter(site => site.nat === NatStrategy.NONE && site.databaseGroup !== undefined && !servicesOf(site).includes('secretsmanager'))
    .map(site => ({
      path: at(plan, 'interfaceEndpoints'),
      message: `no secretsmanager for the ${site.role}, which has a database and no NAT`,
      mend: "Add 'secretsmanager', make an endpoint of your own in this VPC, or choose PER_ZONE",
    })),
};

const servicesOutOfReach: Rule<NetworkPlan> = {
  code: 'DR185',
  severity: Severity.RISK,
  overMade: true,
  title: 'Functions cannot reach a service that they call: there is neither NAT nor an endpoint of it, and their calls wait until they time out',
  source: ENDPOINTS,
  check: plan => newSites(plan).filter(site => site.nat === NatStrategy.NONE).flatMap(site => {
    // The secret of a database in this network is DR184's.
    const toldElsewhere = (service: string) => service === 'secretsmanager' && site.databaseGroup !== undefined;
    const missing = plan.calledServices.filter(service => !toldElsewhere(service) && !servicesOf(site).includes(service));
    return missing.length === 0 ? [] : [{
      path: at(plan, 'interfaceEndpoints'),
      message: `no ${missing.join(', ')} for the ${site.role}, where functions call ${missing.length === 1 ? 'it' : 'them'} and which has no NAT`,
      mend: 'Add what is missing, make endpoints of your own in this VPC, or choose PER_ZONE',
    }];
  }),
};

/** Checked by `terraform plan`, which sees the account. */
export const ZONES_MISSING: RuleFacts = {
  code: 'DR190',
  severity: Severity.IMPOSSIBLE,
  title: 'Terraform finds that the region offers fewer zones to this account than the network spans (checked by terraform plan)',
  source: ZONES,
};

export const networkRules: Rule<NetworkPlan>[] = [
  ...cidrRules, zoneCountRange, fewerNamed, fewerOffered, flowLogDays, databasePort, otherPort, endpointNames, endpointPartition, unused,
  ...existingRules, singleNat, lesserStandby, secretsOutOfReach, servicesOutOfReach,
];

export const otherNetworkRules: RuleFacts[] = [...otherCidrRules, ...otherExistingRules, ZONES_MISSING];

// Counts that DR160 refuses are left to it.
function usableZones({ zoneCount }: NetworkPlan): number {
  return Math.min(zoneCount, MOST_ZONES);
}

function servicesOf(site: NewSiteNetwork): string[] {
  return site.interfaceEndpoints.map(endpoint => endpoint.service);
}

function zonesOf(region: string): number {
  return ZONES_OF_REGION[region] ?? USUAL_ZONES;
}
