import { Lazy } from 'cdktf';
import { MultiRegionNetwork, NetworkProps, SitesProps, Strategy } from '../../src';
import { NetworkOptions, planNetwork } from '../../src/network/plan';
import { newSites, refusal, refusalCodes, templateOf, written } from '../support/synth';

interface Case {
  readonly what: string;
  readonly network: object;
  readonly sites?: Partial<SitesProps>;
  /** What the rest of a service asks for. */
  readonly options?: NetworkOptions;
  /** Path and message. */
  readonly says: string;
  /** What is close to it, and right. */
  readonly fits?: object;
}

const TOKEN = Lazy.stringValue({ produce: () => '${aws_vpc.mine.id}' });
const subnet = (number: number) => `subnet-0000000000000000${number}`;
const EXISTING = { vpcId: 'vpc-01234567', privateSubnetIds: [subnet(1), subnet(2)] };
const OTHER = { ...EXISTING, vpcId: 'vpc-0123456789abcdef0' };
const PILOT: Partial<SitesProps> = { strategy: Strategy.PILOT_LIGHT };
const NO_STANDBY: Partial<SitesProps> = { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'backups are copied by another team' } };
const CHINA: Partial<SitesProps> = { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } };
const CALIFORNIA: Partial<SitesProps> = { primary: { region: 'us-west-1' } };
const existing = (more: object) => ({ primaryExisting: { ...EXISTING, ...more } });

const REFUSED: Record<string, Case[]> = {
  DR001: [
    { what: 'an existing network without a VPC', network: existing({ vpcId: undefined }), says: 'primaryExisting.vpcId: nothing given' },
    { what: 'an existing network without subnets', network: existing({ privateSubnetIds: undefined }), says: 'primaryExisting.privateSubnetIds: nothing given' },
  ],
  DR002: [{ what: 'a range that is a token', network: { primaryCidr: TOKEN }, says: 'primaryCidr: a token given' }],
  DR003: [{ what: 'a NAT that there is not', network: { nat: 'ONE' }, says: "nat: 'ONE' given, one of NONE, SINGLE, PER_ZONE needed" }],
  DR004: [
    { what: 'peering, which is not offered', network: { peering: true }, says: 'peering: no such property' },
    { what: 'a property of an existing network that there is not', network: existing({ cidr: '10.0.0.0/16' }), says: 'primaryExisting.cidr: no such property' },
  ],
  DR150: ['10.0.0.0', '10.0.0/16', '010.0.0.0/16', 'fd00::/48'].map(primaryCidr => ({
    what: `the range '${primaryCidr}'`, network: { primaryCidr }, says: `primaryCidr: '${primaryCidr}' given, a range like '10.0.0.0/16' needed`,
  })),
  DR151: [{
    what: 'a range with bits after the prefix',
    network: { standbyCidr: '10.1.2.0/16' },
    says: "standbyCidr: '10.1.2.0/16' given, its range begins at 10.1.0.0. Write '10.1.0.0/16'",
    fits: { standbyCidr: '10.1.2.0/23' },
  }],
  DR152: [
    { what: 'a range that is too large for a VPC', network: { primaryCidr: '10.2.0.0/15' }, says: "primaryCidr: '10.2.0.0/15' given, a VPC has /16 to /28", fits: { primaryCidr: '10.2.0.0/16' } },
    { what: 'a range that is too small for a VPC', network: { primaryCidr: '10.2.0.0/29' }, says: "primaryCidr: '10.2.0.0/29' given, a VPC has /16 to /28" },
    {
      what: 'a range that is too small for the subnets',
      network: { primaryCidr: '10.2.0.0/24' },
      says: "primaryCidr: '10.2.0.0/24' given, the public, private and isolated subnets of four zones need /23 or larger",
      fits: { primaryCidr: '10.2.0.0/23' },
    },
  ],
  DR153: ['0.0.0.0/16', '127.0.0.0/16', '169.254.0.0/16', '224.0.0.0/16', '255.255.0.0/16'].map(primaryCidr => ({
    what: `the range '${primaryCidr}'`, network: { primaryCidr }, says: `primaryCidr: '${primaryCidr}' given, which is reserved`,
  })),
  DR156: [
    { what: 'one range for both sites', network: { standbyCidr: '10.0.0.0/16' }, says: "standbyCidr: '10.0.0.0/16' overlaps the primary's '10.0.0.0/16'" },
    {
      what: 'a range within the other',
      network: { standbyCidr: '10.0.128.0/20' },
      says: "standbyCidr: '10.0.128.0/20' overlaps the primary's '10.0.0.0/16'",
      fits: { primaryCidr: '10.0.0.0/17', standbyCidr: '10.0.128.0/20' },
    },
  ],
  DR160: [
    { what: 'one zone', network: { zoneCount: 1 }, says: 'zoneCount: 1 given, 2 to 4 needed', fits: { zoneCount: 2 } },
    { what: 'five zones', network: { zoneCount: 5 }, says: 'zoneCount: 5 given, 2 to 4 needed', sites: { standby: { region: 'us-west-2' } }, fits: { zoneCount: 4 } },
  ],
  DR161: [{
    what: 'more zones than are named',
    network: { zoneCount: 3 },
    sites: { standby: { region: 'us-west-2', zones: ['us-west-2a', 'us-west-2b'] } },
    says: 'zoneCount: 3 zones needed, standby.zones names 2',
    fits: { zoneCount: 2 },
  }],
  DR162: [
    { what: 'three zones in us-west-1', network: {}, sites: CALIFORNIA, says: 'zoneCount: 3 zones needed, us-west-1 is known to offer 2 to most accounts', fits: { zoneCount: 2 } },
    { what: 'four zones where three are known', network: { zoneCount: 4 }, sites: { standby: { region: 'eu-west-1' } }, says: 'zoneCount: 4 zones needed, eu-west-1' },
  ],
  DR163: [
    { what: 'a retention that CloudWatch has not', network: { flowLogDays: 45 }, says: 'flowLogDays: 45 given, one of 1, 3, 5,', fits: { flowLogDays: 60 } },
    { what: 'flow logs kept for ever', network: { flowLogDays: 0 }, says: 'flowLogDays: 0 given', fits: { flowLogDays: 1 } },
    { what: 'flow logs kept for eleven years', network: { flowLogDays: 4000 }, says: 'flowLogDays: 4000 given', fits: { flowLogDays: 3653 } },
  ],
  DR164: [
    { what: 'the port 0', network: { databasePort: 0 }, says: 'databasePort: 0 given, 1 to 65535 needed', fits: { databasePort: 1 } },
    { what: 'the port 65536', network: { databasePort: 65536 }, says: 'databasePort: 65536 given', fits: { databasePort: 65535 } },
  ],
  DR165: [{
    what: 'another port than the database has',
    network: { databasePort: 3306 },
    options: { databasePort: 5432 },
    says: 'databasePort: 3306 given, the database of the service has 5432',
    fits: { databasePort: 5432 },
  }],
  DR166: [
    { what: 'an interface endpoint of S3', network: { interfaceEndpoints: ['sqs', 's3'] }, says: "interfaceEndpoints[1]: 's3' given, which every network reaches", fits: { interfaceEndpoints: ['sqs', 'ecr.api'] } },
    { what: 'the whole name of a service', network: { interfaceEndpoints: ['com.amazonaws.us-east-1.sqs'] }, says: "interfaceEndpoints[0]: 'com.amazonaws.us-east-1.sqs' given, a short name" },
    { what: 'a name that none has', network: { interfaceEndpoints: ['Secrets_Manager'] }, says: "interfaceEndpoints[0]: 'Secrets_Manager' given, a short name" },
    { what: 'an interface endpoint twice', network: { interfaceEndpoints: ['sqs', 'sqs'] }, says: "interfaceEndpoints[1]: 'sqs' given, which is in the list before" },
  ],
  DR167: [{
    what: 'interface endpoints in China',
    network: { interfaceEndpoints: ['sqs'] },
    sites: CHINA,
    says: "interfaceEndpoints: 'sqs' given in the partition aws-cn",
    fits: { nat: 'NONE' },
  }],
  DR170: [
    { what: 'the name of a VPC', network: existing({ vpcId: 'main' }), says: "primaryExisting.vpcId: 'main' given, an id like 'vpc-0123456789abcdef0' needed" },
    {
      what: 'a VPC as a subnet',
      network: existing({ privateSubnetIds: [subnet(1), 'vpc-01234567'] }),
      says: "primaryExisting.privateSubnetIds[1]: 'vpc-01234567' given, an id like 'subnet-",
      fits: existing({ privateSubnetIds: [subnet(1), TOKEN] }),
    },
    { what: 'the name of a security group', network: existing({ functionSecurityGroupId: 'default' }), says: "primaryExisting.functionSecurityGroupId: 'default' given, an id like 'sg-" },
    { what: 'the name of the database\'s group', network: existing({ databaseSecurityGroupId: 'db' }), says: "primaryExisting.databaseSecurityGroupId: 'db' given, an id like 'sg-" },
  ],
  DR171: [
    { what: 'an existing network with a range', network: { ...existing({}), primaryCidr: '10.2.0.0/16' }, says: 'primaryExisting: given together with primaryCidr', fits: existing({}) },
    { what: 'an existing standby with a NAT', network: { standbyExisting: EXISTING, standbyNat: 'NONE' }, says: 'standbyExisting: given together with standbyNat' },
    {
      what: 'the only network that is made, existing, with zones',
      network: { ...existing({}), zoneCount: 2 },
      sites: NO_STANDBY,
      says: 'primaryExisting: given together with zoneCount',
      fits: existing({}),
    },
  ],
  DR172: [
    { what: 'one private subnet', network: existing({ privateSubnetIds: [subnet(1)] }), says: 'primaryExisting.privateSubnetIds: 1 given, two or more', fits: existing({}) },
    { what: 'one isolated subnet', network: existing({ isolatedSubnetIds: [subnet(3)] }), says: 'primaryExisting.isolatedSubnetIds: 1 given', fits: existing({ isolatedSubnetIds: [subnet(3), subnet(4)] }) },
  ],
  DR173: [
    { what: 'a subnet twice', network: existing({ privateSubnetIds: [subnet(1), subnet(1)] }), says: `primaryExisting.privateSubnetIds: '${subnet(1)}' given, which is named before` },
    {
      what: 'a private subnet as public',
      network: existing({ publicSubnetIds: [subnet(2)] }),
      says: `primaryExisting.publicSubnetIds: '${subnet(2)}' given`,
      fits: existing({ publicSubnetIds: [subnet(3)] }),
    },
    {
      what: 'an isolated subnet as public',
      network: existing({ isolatedSubnetIds: [subnet(3), subnet(4)], publicSubnetIds: [subnet(3)] }),
      says: `primaryExisting.isolatedSubnetIds: '${subnet(3)}' given`,
      fits: existing({ isolatedSubnetIds: [subnet(1), subnet(2)] }),
    },
  ],
  DR174: [{
    what: 'one VPC for both sites',
    network: { primaryExisting: EXISTING, standbyExisting: EXISTING },
    says: "standbyExisting.vpcId: 'vpc-01234567' given for both sites",
    fits: { primaryExisting: EXISTING, standbyExisting: OTHER },
  }],
  DR181: [
    { what: 'one NAT gateway for all zones', network: { nat: 'SINGLE' }, says: 'nat: SINGLE given for 3 zones', fits: { nat: 'PER_ZONE' } },
    { what: 'one NAT gateway in the standby', network: { standbyNat: 'SINGLE' }, says: 'standbyNat: SINGLE given for 3 zones' },
  ],
  DR182: [{
    what: 'a warm standby without the NAT that its primary has',
    network: { standbyNat: 'NONE' },
    says: 'standbyNat: NONE given for the standby of WARM_STANDBY, PER_ZONE for the primary',
    fits: { nat: 'NONE' },
  }],
};

const WARNED: Record<string, Case[]> = {
  DR154: [{ what: 'public addresses', network: { primaryCidr: '52.94.0.0/16' }, says: "primaryCidr: '52.94.0.0/16' given, which is not within 10.0.0.0/8", fits: { primaryCidr: '100.64.0.0/16' } }],
  DR155: [{ what: 'the addresses of Docker', network: { primaryCidr: '172.17.0.0/20' }, says: "primaryCidr: '172.17.0.0/20' given, AWS advises against 172.17.0.0/16", fits: { primaryCidr: '172.18.0.0/16' } }],
  DR168: [{ what: 'the range of a standby that is not there', network: { standbyCidr: '10.2.0.0/16' }, sites: NO_STANDBY, says: 'standbyCidr: given with the strategy BACKUP_RESTORE', fits: {} }],
  DR184: [
    {
      what: 'credentials that functions cannot read',
      network: { databasePort: 5432, interfaceEndpoints: ['sqs'] },
      sites: PILOT,
      says: 'interfaceEndpoints: no secretsmanager for the standby',
      fits: { databasePort: 5432 },
    },
  ],
};

const FITTING = rows({ ...REFUSED, ...WARNED }).filter(([, , one]) => one.fits !== undefined);

test.each(rows(REFUSED))('%s refuses %s', (code, _, one) => {
  const message = refusal(making(one));
  expect(message).toContain(`  ${code} ${one.says}`);
  expect(refusalCodes(making(one))).toEqual([code]);
});

test.each(rows(WARNED))('%s warns of %s', (code, _, one) => {
  const { lines } = written(making(one));
  expect(lines).toEqual([expect.stringContaining(`: ${code} ${one.says}`)]);
  expect(refusalCodes(making({ ...one, sites: { ...one.sites, failOnRisks: true } }))).toEqual([code]);
});

test.each(FITTING)('%s has nothing against what is right and close to %s', (_, __, one) => {
  expect(written(making({ ...one, network: one.fits! })).lines).toEqual([]);
});

test('DR190 refuses, in Terraform, a region with fewer zones than the network spans', () => {
  const zones = checksOf({}, 'aws_availability_zones', 'us-west-2');
  expect(zones).toEqual([{ condition: '${(length(self.names) >= 3)}', error_message: expect.stringMatching(/^DR190: us-west-2 offers this account fewer than 3 zones/) }]);
});

test('DR175 refuses, in Terraform, subnets of an existing network that are in one zone', () => {
  const checks = checksOf(existing({ isolatedSubnetIds: [subnet(3), subnet(4)] }), 'aws_vpc', 'us-east-1').filter(check => /^DR175/.test(check.error_message));
  expect(checks.map(check => check.error_message)).toEqual([expect.stringContaining('private subnets of primaryExisting'), expect.stringContaining('isolated subnets of primaryExisting')]);
  checks.forEach(check => expect(check.condition).toMatch(/length\(distinct\(\[data\.aws_subnet\.\S+\.availability_zone, data\.aws_subnet\.\S+\.availability_zone\]\)\) >= 2/));
});

test('DR176 refuses, in Terraform, an existing VPC that does not resolve names', () => {
  expect(checksOf(existing({}), 'aws_vpc', 'us-east-1')).toContainEqual({ condition: '${(self.enable_dns_support == true)}', error_message: expect.stringMatching(/^DR176/) });
});

test('tokens of an existing network are neither read nor compared', () => {
  const both = { vpcId: TOKEN, privateSubnetIds: [TOKEN, TOKEN], functionSecurityGroupId: TOKEN, databaseSecurityGroupId: TOKEN };
  expect(written(making({ what: '', says: '', network: { primaryExisting: both, standbyExisting: both } })).lines).toEqual([]);
});

test('a refused network leaves nothing in the tree', () => {
  const { stack, sites } = newSites();
  const before = stack.node.findAll().length;
  expect(refusalCodes(() => new MultiRegionNetwork(stack, 'Network', { sites, network: { zoneCount: 1 } }))).toEqual(['DR160']);
  expect(stack.node.findAll()).toHaveLength(before);
});

function rows(cases: Record<string, Case[]>): [string, string, Case][] {
  return Object.entries(cases).flatMap(([code, some]) => some.map((one): [string, string, Case] => [code, one.what, one]));
}

function making({ network, sites: sitesProps, options }: Case): () => MultiRegionNetwork {
  return () => {
    const { stack, sites } = newSites(sitesProps);
    if (options !== undefined) {
      // As MultiRegionDr does: planned with what the service asks for, then handed over.
      const plan = sites._planFor('MultiRegionNetwork', stack, 'Network', {}, () => planNetwork(network, '', sites._context, options));
      sites._handOver(network as NetworkProps, plan);
    }
    return new MultiRegionNetwork(stack, 'Network', { sites, network: network as NetworkProps });
  };
}

function checksOf(network: object, dataSource: string, region: string): { condition: string; error_message: string }[] {
  const { stack, sites } = newSites();
  new MultiRegionNetwork(stack, 'Network', { sites, network: network as NetworkProps });
  return templateOf(stack).all(dataSource, region).find(block => block.kind === 'data')!.body.lifecycle?.postcondition;
}
