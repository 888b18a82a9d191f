// What is refused of networks that are there already.

import type { NetworkPlan } from './plan';
import { existingSites } from './rule-subjects';
import { FEWEST_ZONES } from './subnets';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import { Rule, RuleFacts } from '../plan/rule';

const IDS = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html';
const ZONES = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html';

export const MALFORMED_ID: RuleFacts = {
  code: 'DR170',
  severity: Severity.IMPOSSIBLE,
  title: 'Something that is not the id of a VPC, a subnet or a security group',
  source: IDS,
};

const alsoSet: Rule<NetworkPlan> = {
  code: 'DR171',
  severity: Severity.IMPOSSIBLE,
  title: 'An existing network with properties that would be ignored',
  source: 'API.md',
  check: plan => existingSites(plan).filter(site => site.alsoSet.length > 0).map(site => ({
    path: site.path,
    message: `given together with ${site.alsoSet.join(', ')}, which only a network that is made has`,
    mend: 'Leave them out, or leave out the existing network',
  })),
};

const fewSubnets: Rule<NetworkPlan> = {
  code: 'DR172',
  severity: Severity.IMPOSSIBLE,
  title: 'An existing network with fewer than two private or isolated subnets, which cannot span two zones',
  source: ZONES,
  check: plan => existingSites(plan).flatMap(site => (['privateSubnetIds', 'isolatedSubnetIds'] as const)
    .filter(property => site[property].length < FEWEST_ZONES && !(property === 'isolatedSubnetIds' && site.sharesSubnets))
    .map(property => ({
      path: `${site.path}.${property}`,
      message: `${site[property].length} given, two or more in different zones needed`,
      mend: 'Name more subnets',
    }))),
};

const subnetTwice: Rule<NetworkPlan> = {
  code: 'DR173',
  severity: Severity.IMPOSSIBLE,
  title: 'A subnet named twice, or both as private and as public',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html',
  check: plan => existingSites(plan).flatMap(site => {
    const { privateSubnetIds, publicSubnetIds } = site.known.subnetIds;
    return Object.entries(site.known.subnetIds).flatMap(([property, ids]) => ids
      .filter((id, position) => ids.indexOf(id) < position
        || (property === 'publicSubnetIds' && privateSubnetIds.includes(id))
        || (property === 'isolatedSubnetIds' && publicSubnetIds.includes(id)))
      .map(id => ({
        path: `${site.path}.${property}`,
        message: `${show(id)} given, which is named before or is public as well`,
        mend: 'Name each subnet once',
      })));
  }),
};

const sameVpc: Rule<NetworkPlan> = {
  code: 'DR174',
  severity: Severity.IMPOSSIBLE,
  title: 'One VPC for both sites, which are in different regions',
  source: IDS,
  check: plan => {
    const [one, other] = existingSites(plan);
    return other !== undefined && one.known.vpcId !== undefined && one.known.vpcId === other.known.vpcId ? [{
      path: `${other.path}.vpcId`,
      message: `${show(other.known.vpcId)} given for both sites; a VPC is in one region`,
      mend: 'Name the VPC of this region',
    }] : [];
  },
};

/** Checked by `terraform plan`, which sees the network. */
export const SUBNETS_IN_ONE_ZONE: RuleFacts = {
  code: 'DR175',
  severity: Severity.IMPOSSIBLE,
  title: 'Terraform finds that the private or isolated subnets of an existing network are in one zone (checked by terraform plan)',
  source: ZONES,
};

export const VPC_WITHOUT_DNS: RuleFacts = {
  code: 'DR176',
  severity: Severity.IMPOSSIBLE,
  title: 'Terraform finds that an existing VPC does not resolve names (checked by terraform plan)',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html',
};

export const existingRules: Rule<NetworkPlan>[] = [alsoSet, fewSubnets, subnetTwice, sameVpc];

export const otherExistingRules: RuleFacts[] = [MALFORMED_ID, SUBNETS_IN_ONE_ZONE, VPC_WITHOUT_DNS];
