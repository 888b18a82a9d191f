// The security groups of a site: functions, database, and interface endpoints. Each rule is a resource of its own, so that users can add theirs.

import { Construct } from 'constructs';
import { SecurityGroup } from '#aws/security-group';
import { VpcEndpoint } from '#aws/vpc-endpoint';
import { VpcSecurityGroupEgressRule } from '#aws/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '#aws/vpc-security-group-ingress-rule';
import { Build, named } from './build';
import { cidrText } from './cidr';
import { endpointService } from './endpoint-names';
import type { AnySiteNetwork, GroupPlan, NewGroupPlan, NewSiteNetwork } from './plan';

/** Ids of the groups. */
export interface BuiltGroups {
  readonly functionSecurityGroupId: string;
  readonly databaseSecurityGroupId?: string;
}

const HTTPS = 443;

/** Makes the groups that are not there already, and the rules of those that it makes. */
export function buildGroups(build: Build, vpcId: string, plan: AnySiteNetwork, databasePort: number | undefined): BuiltGroups {
  const functions = groupOf(build, 'Functions', vpcId, plan.functionGroup);
  const database = plan.databaseGroup && groupOf(build, 'Database', vpcId, plan.databaseGroup);
  const { provider } = build.facts;
  if (functions.made !== undefined) {
    new VpcSecurityGroupEgressRule(functions.made, 'Https', {
      provider,
      securityGroupId: functions.groupId,
      description: 'HTTPS to AWS and the internet',
      ipProtocol: 'tcp',
      fromPort: HTTPS,
      toPort: HTTPS,
      cidrIpv4: '0.0.0.0/0',
      tags: build.tags,
    });
  }
  if (database !== undefined && databasePort !== undefined) {
    const port = { provider, ipProtocol: 'tcp', fromPort: databasePort, toPort: databasePort, tags: build.tags };
    if (functions.made !== undefined) {
      new VpcSecurityGroupEgressRule(functions.made, 'Database', {
        ...port, securityGroupId: functions.groupId, referencedSecurityGroupId: database.groupId, description: 'To the database',
      });
    }
    if (database.made !== undefined) {
      new VpcSecurityGroupIngressRule(database.made, 'Functions', {
        ...port, securityGroupId: database.groupId, referencedSecurityGroupId: functions.groupId, description: 'From functions',
      });
    }
  }
  return { functionSecurityGroupId: functions.groupId, ...(database === undefined ? {} : { databaseSecurityGroupId: database.groupId }) };
}

/** Makes the interface endpoints of a VPC that is made. */
export function buildInterfaceEndpoints(build: Build, vpcId: string, privateSubnetIds: string[], plan: NewSiteNetwork): void {
  if (plan.interfaceEndpoints.length === 0) return;
  const { part, facts: { provider } } = build;
  const group = makeGroup(build, 'Endpoints', vpcId, plan.endpointGroup);
  new VpcSecurityGroupIngressRule(group.scope, 'Https', {
    provider,
    securityGroupId: group.groupId,
    description: 'HTTPS from the VPC',
    ipProtocol: 'tcp',
    fromPort: HTTPS,
    toPort: HTTPS,
    cidrIpv4: cidrText(plan.cidr),
    tags: build.tags,
  });
  for (const { service, name } of plan.interfaceEndpoints) {
    new VpcEndpoint(part, `InterfaceEndpoint-${service}`, {
      provider,
      vpcId,
      vpcEndpointType: 'Interface',
      serviceName: endpointService(plan.region, service),
      privateDnsEnabled: true,
      subnetIds: privateSubnetIds,
      securityGroupIds: [group.groupId],
      tags: named(build, name),
    });
  }
}

function groupOf(build: Build, what: string, vpcId: string, plan: GroupPlan): { groupId: string; made?: Construct } {
  if ('existingId' in plan) return { groupId: plan.existingId };
  const { groupId, scope } = makeGroup(build, what, vpcId, plan);
  return { groupId, made: scope };
}

function makeGroup(build: Build, what: string, vpcId: string, { name, description }: NewGroupPlan): { groupId: string; scope: Construct } {
  const scope = new Construct(build.part, `${what}SecurityGroup`);
  const group = new SecurityGroup(scope, 'SecurityGroup', { provider: build.facts.provider, vpcId, name, description, tags: named(build, name) });
  return { groupId: group.id, scope };
}
