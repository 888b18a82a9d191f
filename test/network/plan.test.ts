import * as fc from 'fast-check';
import { SitesProps, Strategy } from '../../src';
import { NewSiteNetwork, planNetwork } from '../../src/network/plan';
import { planSites } from '../../src/sites/plan';
import { isToken } from '../../src/sites/sites';
import { SITES } from '../support/synth';

const contextOf = (props: Partial<SitesProps> = {}) => planSites({ ...SITES, ...props }, {}, isToken).plan!;
const planned = (props: unknown, sites: Partial<SitesProps> = {}, options = {}) => planNetwork(props, 'network', contextOf(sites), options);
const primaryOf = (props: unknown, sites: Partial<SitesProps> = {}) => planned(props, sites).plan!.primary as NewSiteNetwork;

test('planning never throws, whatever comes in', () => {
  const properties = [
    'primaryCidr', 'standbyCidr', 'zoneCount', 'nat', 'standbyNat', 'interfaceEndpoints', 'flowLogDays', 'databasePort', 'primaryExisting', 'standbyExisting',
  ];
  const value = fc.oneof(
    fc.anything(),
    fc.integer(),
    fc.constantFrom('NONE', 'SINGLE', 'PER_ZONE'),
    fc.tuple(fc.ipV4(), fc.nat(40)).map(([address, prefix]) => `${address}/${prefix}`),
    fc.record({
      vpcId: fc.anything(),
      privateSubnetIds: fc.oneof(fc.anything(), fc.array(fc.oneof(fc.string(), fc.anything()))),
      isolatedSubnetIds: fc.anything(),
    }),
    fc.array(fc.oneof(fc.string(), fc.anything())),
  );
  const props = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...properties, 'other'), value));
  fc.assert(fc.property(props, fc.constantFrom(...Object.values(Strategy)), (given, strategy) => {
    const { plan, problems } = planned(given, { strategy });
    expect(plan !== undefined || problems.length > 0).toBe(true);
  }), { numRuns: 500 });
});

test('more zones add subnets and leave the others as they are', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  fc.assert(fc.property(octet, fc.integer({ min: 2, max: 3 }), (second, zoneCount) => {
    const subnets = (count: number) => primaryOf({ primaryCidr: `10.${second}.0.0/16`, standbyCidr: '192.168.0.0/16', zoneCount: count }).subnets;
    const more = subnets(zoneCount + 1);
    expect(more).toEqual(expect.arrayContaining(subnets(zoneCount)));
    expect(more.filter(subnet => subnet.zone <= zoneCount)).toEqual(subnets(zoneCount));
  }));
});

test('another NAT moves no subnet', () => {
  const privateSubnets = (nat: string) => primaryOf({ nat }).subnets.filter(subnet => subnet.tier !== 'public');
  expect(privateSubnets('NONE')).toEqual(privateSubnets('PER_ZONE'));
});

test('a network spans as many zones as the sites name, otherwise three', () => {
  const zones = (region: string, letters: string) => [...letters].map(letter => `${region}${letter}`);
  const count = (primary: string | undefined, standby: string | undefined) => planned({}, {
    primary: { region: 'us-east-1', zones: primary && zones('us-east-1', primary) as any },
    standby: { region: 'us-west-2', zones: standby && zones('us-west-2', standby) as any },
  }).plan!.zoneCount;
  expect(count(undefined, undefined)).toBe(3);
  expect(count('ab', undefined)).toBe(2);
  expect(count('abcd', undefined)).toBe(3);
  expect(count('abcd', 'abcd')).toBe(4);
});

test('the port of the service\'s database counts, and its network needs no port of its own', () => {
  expect(planned({}, {}, { databasePort: 3306 }).plan!.databasePort).toBe(3306);
  expect(planned({ databasePort: 3306 }, {}, { databasePort: 3306 }).problems).toEqual([]);
  expect(planned({ databasePort: 5432 }).plan!.databasePort).toBe(5432);
  expect(planned({}).plan!.primary.databaseGroup).toBeUndefined();
});

test('paths of problems begin where the properties stand', () => {
  expect(planned({ zoneCount: 9 }).problems.map(problem => problem.path)).toEqual(['network.zoneCount']);
  expect(planned({ primaryCidr: 'x' }).problems.map(problem => problem.path)).toEqual(['network.primaryCidr']);
});

test('a range that cannot be read leaves no plan, so that other rules say nothing of it', () => {
  const { plan, problems } = planned({ standbyCidr: '10.0.0.0', zoneCount: 9 });
  expect(plan).toBeUndefined();
  expect(problems.map(problem => problem.code)).toEqual(['DR150']);
});
