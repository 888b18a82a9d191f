import { resolve as resolveTokens } from 'cdktf/lib/_tokens';
import { MultiRegionNetwork, NatStrategy, NetworkProps, Removal, SitesProps, Strategy } from '../../src';
import { NAME_LIMITS } from '../../src/plan/name-limits';
import { newSites, templateOf, written } from '../support/synth';
import { Block, Template } from '../support/template';

const REGIONS = ['us-east-1', 'us-west-2'];
const SAFE_DESCRIPTION = /^[0-9A-Za-z_ .:/()#,@[\]+=;{}!$*-]{1,255}$/; // what AWS takes in descriptions of groups and of rules
const BACKUPS: Partial<SitesProps> = { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'backups are copied by another team' } };
const EXISTING = { vpcId: 'vpc-01234567', privateSubnetIds: ['subnet-00000001', 'subnet-00000002'] };

function synthesized(network: NetworkProps = {}, sitesProps: Partial<SitesProps> = {}) {
  const { stack, sites } = newSites(sitesProps);
  const made = written(() => new MultiRegionNetwork(stack, 'Network', { sites, network })).made;
  return { made, template: templateOf(stack), resolve: (value: unknown) => resolveTokens(stack, value) };
}

/** The resource that an expression such as `${aws_vpc.x.id}` reads. */
function target(template: Template, expression: string): Block {
  const found = template.block(/\$\{(?:data\.)?([^.]+\.[^.]+)\./.exec(expression)![1]);
  if (found === undefined) throw new Error(`${expression} reads nothing`);
  return found;
}

const pathsOf = (template: Template, resourceType: string, region: string) => template.all(resourceType, region).map(block => block.path).sort();

/** Where the route table of each subnet of a tier leads to, by subnet path. */
function routesOf(template: Template, region: string, tier: string): Record<string, { destination: string; to: string }[]> {
  const subnets = template.all('aws_subnet', region).filter(block => block.path.includes(`/${tier}`));
  return Object.fromEntries(subnets.map(subnet => {
    const associations = template.all('aws_route_table_association', region).filter(one => one.body.subnet_id.includes(`.${subnet.name}.`));
    expect(associations).toHaveLength(1);
    const routes = template.all('aws_route', region).filter(one => one.body.route_table_id === associations[0].body.route_table_id);
    return [subnet.path.split('/')[2], routes.map(({ body }) => ({
      destination: body.destination_cidr_block, to: target(template, body.nat_gateway_id ?? body.gateway_id).path,
    }))];
  }));
}

test('each site has a VPC of its own range, which gives its hosts names', () => {
  const { template } = synthesized();
  expect(REGIONS.map(region => template.only('aws_vpc', region).body)).toMatchObject([
    { cidr_block: '10.0.0.0/16', enable_dns_support: true, enable_dns_hostnames: true },
    { cidr_block: '10.1.0.0/16', enable_dns_support: true, enable_dns_hostnames: true },
  ]);
});

test('a VPC has a public, a private and an isolated subnet in each of three zones', () => {
  const { template } = synthesized();
  for (const region of REGIONS) {
    const subnets = template.all('aws_subnet', region);
    expect(subnets.map(one => one.path.split('/')[2]).sort()).toEqual(['Public', 'Private', 'Isolated'].flatMap(tier => [1, 2, 3].map(zone => `${tier}${zone}`)).sort());
    expect(new Set(subnets.map(one => one.body.cidr_block)).size).toBe(9);
  }
});

test('no subnet gives public addresses to what starts in it', () => {
  const { template } = synthesized();
  expect(template.all('aws_subnet').every(block => block.body.map_public_ip_on_launch === false)).toBe(true);
});

test('zones are those open to every account, in whatever state they are, and subnets stay where they were made', () => {
  const { template } = synthesized();
  const zones = template.only('aws_availability_zones', 'us-west-2');
  expect(zones.body.filter).toEqual([{ name: 'opt-in-status', values: ['opt-in-not-required'] }, { name: 'zone-type', values: ['availability-zone'] }]);
  expect(zones.body.state).toBeUndefined();
  for (const subnet of template.all('aws_subnet', 'us-west-2')) {
    expect(subnet.body.lifecycle.ignore_changes).toEqual(['availability_zone']);
    expect(subnet.body.availability_zone).toBe(`\${element(data.aws_availability_zones.${zones.name}.names, ${Number(subnet.path.match(/\d(?=\/)/)![0]) - 1})}`);
  }
});

test('zones that are named are used in their order, and a change of them shows', () => {
  const { template } = synthesized({ zoneCount: 2 }, { primary: { region: 'us-east-1', zones: ['us-east-1d', 'us-east-1b', 'us-east-1a'] } });
  const subnets = template.all('aws_subnet', 'us-east-1');
  expect(subnets.map(one => [one.path.split('/')[2], one.body.availability_zone])).toEqual(expect.arrayContaining([['Private1', 'us-east-1d'], ['Private2', 'us-east-1b']]));
  expect(subnets.every(one => one.body.lifecycle === undefined)).toBe(true);
  expect(template.all('aws_availability_zones', 'us-east-1')).toEqual([]);
});

test('each private subnet goes out through the NAT gateway of its own zone, an isolated one nowhere, a public one to the internet', () => {
  const { template } = synthesized();
  for (const [region, site] of [['us-east-1', 'Primary'], ['us-west-2', 'Standby']]) {
    expect(routesOf(template, region, 'Private')).toEqual(Object.fromEntries([1, 2, 3].map(zone => [
      `Private${zone}`, [{ destination: '0.0.0.0/0', to: `Network/${site}/Public${zone}/Nat` }],
    ])));
    expect(routesOf(template, region, 'Isolated')).toEqual({ Isolated1: [], Isolated2: [], Isolated3: [] });
    expect(Object.values(routesOf(template, region, 'Public')).flat().map(route => route.to)).toEqual(Array(3).fill(`Network/${site}/InternetGateway`));
  }
});

test('a NAT gateway and its address are made after the internet gateway', () => {
  const { template } = synthesized();
  const internet = template.only('aws_internet_gateway', 'us-east-1').address;
  for (const block of [...template.all('aws_nat_gateway', 'us-east-1'), ...template.all('aws_eip', 'us-east-1')]) {
    expect(block.body.depends_on).toEqual([internet]);
  }
});

test('one NAT gateway, accepted, serves all zones, whose route tables remain their own', () => {
  const { made, template } = synthesized({ nat: NatStrategy.SINGLE }, { acceptedRisks: { DR181: 'a sandbox' } });
  expect(pathsOf(template, 'aws_nat_gateway', 'us-east-1')).toEqual(['Network/Primary/Public1/Nat']);
  expect(new Set(Object.values(routesOf(template, 'us-east-1', 'Private')).flat().map(route => route.to))).toEqual(new Set(['Network/Primary/Public1/Nat']));
  expect(template.all('aws_route_table', 'us-east-1').filter(block => block.path.includes('/Private'))).toHaveLength(3);
  expect(made.primary.natPublicIps).toHaveLength(1);
});

test('without NAT there is no way to or from the internet', () => {
  const { made, template } = synthesized({ nat: NatStrategy.NONE });
  for (const resourceType of ['aws_nat_gateway', 'aws_eip', 'aws_internet_gateway', 'aws_route']) {
    expect(template.all(resourceType)).toEqual([]);
  }
  expect(made.primary.publicSubnetIds).toEqual([]);
  expect(template.all('aws_subnet', 'us-east-1')).toHaveLength(6);
});

test('the standby of a pilot light has private and isolated subnets and no NAT; the primary has it', () => {
  const { template } = synthesized({}, { strategy: Strategy.PILOT_LIGHT });
  expect(template.all('aws_nat_gateway').map(block => block.region)).toEqual(['us-east-1', 'us-east-1', 'us-east-1']);
  expect(template.all('aws_subnet', 'us-west-2').map(block => block.path).filter(path => path.includes('/Public'))).toEqual([]);
  expect(template.all('aws_subnet', 'us-west-2')).toHaveLength(6);
});

test.each([Strategy.WARM_STANDBY, Strategy.ACTIVE_ACTIVE])('%s has the same network in both regions', strategy => {
  const { template } = synthesized({ databasePort: 5432 }, { strategy });
  const paths = (region: string, site: string) => template.blocks.filter(block => block.region === region && block.path.startsWith(`Network/${site}/`)).map(block => block.path.replace(site, 'Site')).sort();
  expect(paths('us-west-2', 'Standby')).toEqual(paths('us-east-1', 'Primary'));
});

test('a strategy of backups has no network in the standby', () => {
  const { made, template } = synthesized({}, BACKUPS);
  expect(made.standby).toBeUndefined();
  expect(template.blocks.filter(block => block.scope === 'Standby' && block.path.startsWith('Network/'))).toEqual([]);
  expect(template.all('aws_iam_role')).toHaveLength(1);
});

test('S3 and DynamoDB are reached from private and isolated subnets without NAT', () => {
  const { template } = synthesized({}, { strategy: Strategy.PILOT_LIGHT });
  for (const region of REGIONS) {
    const tables = template.all('aws_route_table', region).filter(block => !block.path.endsWith('PublicRouteTable')).map(block => `\${${block.address}.id}`).sort();
    const endpoints = template.bodies('aws_vpc_endpoint', region);
    expect(endpoints.map(body => [body.vpc_endpoint_type, body.service_name])).toEqual([
      ['Gateway', `com.amazonaws.${region}.s3`], ['Gateway', `com.amazonaws.${region}.dynamodb`],
    ]);
    endpoints.forEach(body => expect([...body.route_table_ids].sort()).toEqual(tables));
  }
});

test('a site without NAT where there is a database reaches Secrets Manager, over HTTPS from its own VPC', () => {
  const { template } = synthesized({ databasePort: 5432 }, { strategy: Strategy.PILOT_LIGHT });
  const [endpoint, ...others] = template.all('aws_vpc_endpoint').filter(block => block.body.vpc_endpoint_type === 'Interface');
  expect(others).toEqual([]);
  expect(endpoint).toMatchObject({ region: 'us-west-2', body: { service_name: 'com.amazonaws.us-west-2.secretsmanager', private_dns_enabled: true } });
  expect(endpoint.body.subnet_ids).toHaveLength(3);
  expect(target(template, endpoint.body.security_group_ids[0]).path).toBe('Network/Standby/EndpointsSecurityGroup/SecurityGroup');
  const rule = template.all('aws_vpc_security_group_ingress_rule').find(block => block.path.includes('/EndpointsSecurityGroup/'))!;
  expect(rule.body).toMatchObject({ cidr_ipv4: '10.1.0.0/16', ip_protocol: 'tcp', from_port: 443, to_port: 443 });
});

test('interface endpoints that are named are in both sites', () => {
  const { template } = synthesized({ interfaceEndpoints: ['sqs', 'ecr.api'] });
  for (const region of REGIONS) {
    const services = template.bodies('aws_vpc_endpoint', region).filter(body => body.vpc_endpoint_type === 'Interface').map(body => body.service_name);
    expect(services.sort()).toEqual([`com.amazonaws.${region}.ecr.api`, `com.amazonaws.${region}.sqs`]);
  }
});

test('gateway endpoints have one name in every partition', () => {
  const { template } = synthesized({}, { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } });
  expect(template.bodies('aws_vpc_endpoint', 'cn-north-1').map(body => body.service_name).sort()).toEqual(['com.amazonaws.cn-north-1.dynamodb', 'com.amazonaws.cn-north-1.s3']);
});

test('the default security group of a VPC lets nothing in or out', () => {
  const { template } = synthesized();
  for (const region of REGIONS) {
    const { vpc_id: vpcId, tags, ...rules } = template.bodies('aws_default_security_group', region)[0];
    expect(target(template, vpcId).region).toBe(region);
    expect(tags).toEqual({});
    expect(rules).toEqual({});
  }
});

test('functions and the database name each other on the port of the database, and functions may call HTTPS', () => {
  const { made, template } = synthesized({ databasePort: 5432 });
  for (const [region, site] of [['us-east-1', made.primary], ['us-west-2', made.standby!]] as const) {
    const [database, functions] = ['Database', 'Functions'].map(what => template.all('aws_security_group', region).find(block => block.path.includes(`/${what}SecurityGroup/`))!);
    const id = (block: Block) => `\${${block.address}.id}`;
    const only = ({ tags: _, description: __, ...rest }: Record<string, any>) => rest;
    const port = { ip_protocol: 'tcp', from_port: 5432, to_port: 5432 };
    expect(template.bodies('aws_vpc_security_group_ingress_rule', region).map(only)).toEqual([
      { ...port, security_group_id: id(database), referenced_security_group_id: id(functions) },
    ]);
    expect(template.bodies('aws_vpc_security_group_egress_rule', region).map(only)).toEqual([
      { ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0', security_group_id: id(functions) },
      { ...port, security_group_id: id(functions), referenced_security_group_id: id(database) },
    ]);
    expect(site.databaseSecurityGroupId).toBeDefined();
    expect([functions, database].some(block => 'ingress' in block.body || 'egress' in block.body)).toBe(false);
  }
});

test('without a database there is no group for one', () => {
  const { made, template } = synthesized();
  expect(made.primary.databaseSecurityGroupId).toBeUndefined();
  expect(template.all('aws_security_group').map(block => block.path)).toEqual(['Primary', 'Standby'].map(site => `Network/${site}/FunctionsSecurityGroup/SecurityGroup`));
});

test('names and descriptions of groups and rules are such as AWS takes', () => {
  const { template } = synthesized({ databasePort: 5432, nat: NatStrategy.NONE });
  for (const block of template.blocks.filter(one => /security_group/.test(one.resourceType) && one.resourceType !== 'aws_default_security_group')) {
    expect(block.body.description).toMatch(SAFE_DESCRIPTION);
    if (block.resourceType === 'aws_security_group') expect(block.body.name).toMatch(NAME_LIMITS.securityGroup.pattern);
  }
});

test('flow logs of all traffic are kept for 30 days, encrypted with a key of their region', () => {
  const { template } = synthesized();
  for (const region of REGIONS) {
    const flowLog = template.only('aws_flow_log', region);
    const group = target(template, flowLog.body.log_destination);
    expect(flowLog.body).toMatchObject({ traffic_type: 'ALL', log_destination_type: 'cloud-watch-logs' });
    expect(group).toMatchObject({ region, body: { name: `orders-prod-flow-logs-${region}`, retention_in_days: 30 } });
    expect(target(template, group.body.kms_key_id)).toMatchObject({ resourceType: 'aws_kms_key', region });
  }
});

test('the role of flow logs writes to its own log group alone, for VPCs of this account, and is there before them', () => {
  const { template } = synthesized();
  for (const region of REGIONS) {
    const role = template.all('aws_iam_role').find(block => block.body.name === `orders-prod-flow-logs-${region}`)!;
    const policy = template.all('aws_iam_role_policy').find(block => block.body.role.includes(`.${role.name}.`))!;
    const flowLog = template.only('aws_flow_log', region);
    expect([role.scope, policy.scope]).toEqual(['Foundation', 'Foundation']);
    expect(flowLog.body.iam_role_arn).toMatch(new RegExp(`:role/orders-prod-flow-logs-${region}$`));
    expect(template.references({ ...flowLog, body: { ...flowLog.body, depends_on: [] } })).not.toContain(role.address);
    expect(flowLog.body.depends_on).toEqual([role.address, policy.address]);

    const trust = JSON.parse(role.body.assume_role_policy).Statement[0];
    expect(trust.Principal).toEqual({ Service: 'vpc-flow-logs.amazonaws.com' });
    expect(Object.keys(trust.Condition.StringEquals)).toEqual(['aws:SourceAccount']);
    expect(trust.Condition.ArnLike['aws:SourceArn']).toMatch(new RegExp(`:ec2:${region}:.*:vpc-flow-log/\\*$`));
    const [write, list] = JSON.parse(policy.body.policy).Statement;
    expect(write.Action).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams']);
    write.Resource.forEach((arn: string) => expect(arn).toMatch(new RegExp(`:logs:${region}:.*:log-group:orders-prod-flow-logs-${region}(:\\*)?$`)));
    expect(list).toMatchObject({ Action: 'logs:DescribeLogGroups', Resource: expect.stringMatching(new RegExp(`:logs:${region}:.*:log-group:\\*$`)) });
  }
});

test('an existing network is read, and groups alone are made in it', () => {
  const { made, template } = synthesized({ databasePort: 3306, standbyExisting: { ...EXISTING, isolatedSubnetIds: ['subnet-00000003', 'subnet-00000004'] } });
  const inStandby = template.blocks.filter(block => block.region === 'us-west-2' && block.path.startsWith('Network/Standby/'));
  expect(new Set(inStandby.filter(block => block.kind === 'resource').map(block => block.resourceType))).toEqual(new Set([
    'aws_security_group', 'aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule',
  ]));
  expect(inStandby.filter(block => block.resourceType === 'aws_security_group').map(block => block.body.vpc_id)).toEqual(['vpc-01234567', 'vpc-01234567']);
  expect(inStandby.filter(block => block.resourceType === 'aws_subnet').map(block => [block.kind, block.body.id, block.body.vpc_id])).toEqual([
    ['data', 'subnet-00000001', 'vpc-01234567'], ['data', 'subnet-00000002', 'vpc-01234567'],
    ['data', 'subnet-00000003', 'vpc-01234567'], ['data', 'subnet-00000004', 'vpc-01234567'],
  ]);
  expect(made.standby).toMatchObject({ vpcId: 'vpc-01234567', privateSubnetIds: EXISTING.privateSubnetIds, isolatedSubnetIds: ['subnet-00000003', 'subnet-00000004'], routeTableIds: [] });
  expect(made.standby!.cidr).toBeUndefined();
});

test('databases share the private subnets of an existing network that names no isolated ones', () => {
  const { made } = synthesized({ primaryExisting: EXISTING });
  expect(made.primary.isolatedSubnetIds).toEqual(EXISTING.privateSubnetIds);
});

test('existing groups are used as they are', () => {
  const groups = { functionSecurityGroupId: 'sg-00000001', databaseSecurityGroupId: 'sg-00000002' };
  const { made, template } = synthesized({ databasePort: 5432, primaryExisting: { ...EXISTING, ...groups } });
  expect(made.primary).toMatchObject(groups);
  expect(template.blocks.filter(block => block.scope === 'Primary' && block.kind === 'resource' && block.path.startsWith('Network/'))).toEqual([]);
});

test('a group that is made names the existing one beside it', () => {
  const { template } = synthesized({ databasePort: 5432, primaryExisting: { ...EXISTING, functionSecurityGroupId: 'sg-00000001' } });
  expect(template.bodies('aws_vpc_security_group_ingress_rule', 'us-east-1')).toEqual([expect.objectContaining({ referenced_security_group_id: 'sg-00000001' })]);
  expect(template.all('aws_vpc_security_group_egress_rule', 'us-east-1')).toEqual([]);
});

test('what other layers use is of the site that it is for, by zone', () => {
  const { made, template, resolve } = synthesized({ databasePort: 5432, zoneCount: 2 });
  for (const [region, name, site] of [['us-east-1', 'Primary', made.primary], ['us-west-2', 'Standby', made.standby!]] as const) {
    const read = (values: string[]) => (resolve(values) as string[]).map(value => target(template, value).path.replace(`Network/${name}/`, ''));
    expect(site.cidr).toBe(template.only('aws_vpc', region).body.cidr_block);
    expect(read([site.vpcId, site.functionSecurityGroupId, site.databaseSecurityGroupId!])).toEqual([
      'Vpc', 'FunctionsSecurityGroup/SecurityGroup', 'DatabaseSecurityGroup/SecurityGroup',
    ]);
    expect(read(site.publicSubnetIds)).toEqual(['Public1/Subnet', 'Public2/Subnet']);
    expect(read(site.privateSubnetIds)).toEqual(['Private1/Subnet', 'Private2/Subnet']);
    expect(read(site.isolatedSubnetIds)).toEqual(['Isolated1/Subnet', 'Isolated2/Subnet']);
    expect(read(site.routeTableIds)).toEqual(['Private1/RouteTable', 'Private2/RouteTable', 'IsolatedRouteTable']);
    expect(read(site.natPublicIps)).toEqual(['Public1/Nat', 'Public2/Nat']);
  }
});

test('tags of the service and a name are on everything that takes tags', () => {
  const { template } = synthesized({ databasePort: 5432 }, { tags: { Team: 'payments' } });
  const untaggable = ['aws_route', 'aws_route_table_association', 'aws_iam_role_policy', 'aws_kms_alias'];
  for (const block of template.blocks.filter(one => one.kind === 'resource' && !untaggable.includes(one.resourceType))) {
    expect([block.address, block.body.tags?.Team]).toEqual([block.address, 'payments']);
  }
  expect(template.all('aws_subnet', 'us-east-1').map(block => block.body.tags.Name)).toContain('orders-prod-private-1-us-east-1');
});

test('a network that can be made anew is not protected, its key is', () => {
  const { template } = synthesized({}, { removal: Removal.PROTECTED });
  expect(template.blocks.filter(block => block.body.lifecycle?.prevent_destroy === true).map(block => block.resourceType)).toEqual(['aws_kms_key', 'aws_kms_key']);
});
