import * as fc from 'fast-check';
import { canonical, Cidr, cidrText, contains, overlap, parseCidr, partOf, sizeOf } from '../../src/network/cidr';
import { LONGEST_PREFIX, MOST_ZONES, SHORTEST_PREFIX, subnetRange, Tier } from '../../src/network/subnets';

const TIERS: Tier[] = ['public', 'private', 'isolated'];
const cidr = (text: string): Cidr => parseCidr(text)!;
const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
const ranges = (shortest: number, longest: number) => fc.record({
  address: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  prefix: fc.integer({ min: shortest, max: longest }),
}).map(canonical);
const anyRange = ranges(0, 32);
const vpcRange = ranges(SHORTEST_PREFIX, LONGEST_PREFIX);

test.each([
  ['0.0.0.0/0', 0, 0], ['10.0.0.0/16', 167772160, 16], ['10.0.1.2/16', 167772418, 16], ['255.255.255.255/32', 4294967295, 32], ['192.168.0.0/23', 3232235520, 23],
])('%s is the address %d with the prefix %d', (text, address, prefix) => {
  expect(parseCidr(text)).toEqual({ address, prefix });
});

test.each([
  '', '10.0.0.0', '10.0.0/16', '10.0.0.0.0/16', '10.0.0.256/16', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/016', '010.0.0.0/16', ' 10.0.0.0/16',
  '10.0.0.0/16 ', '10.0.0.0/16\n', '10.0.0.0/1e1', '0x0a.0.0.0/16', 'fd00::/48', '10.0.0.0/255.255.0.0', '10..0.0/16', '１0.0.0.0/16',
])('%j is no range', text => {
  expect(parseCidr(text)).toBeUndefined();
});

test('any range is read from its text', () => {
  fc.assert(fc.property(octets, fc.integer({ min: 0, max: 32 }), (four, prefix) => {
    const text = `${four.join('.')}/${prefix}`;
    expect(cidrText(cidr(text))).toBe(text);
  }));
});

test.each([['10.0.1.2/16', '10.0.0.0/16'], ['255.255.255.255/1', '128.0.0.0/1'], ['1.2.3.4/0', '0.0.0.0/0'], ['1.2.3.4/32', '1.2.3.4/32']])(
  '%s begins at %s', (text, expected) => {
    expect(cidrText(canonical(cidr(text)))).toBe(expected);
  });

test.each([
  ['10.0.0.0/16', '10.1.0.0/16', false], ['10.0.0.0/16', '10.0.255.0/24', true], ['10.0.255.0/24', '10.0.0.0/16', true], ['10.0.0.0/15', '10.1.0.0/16', true],
  ['10.0.0.0/16', '10.0.0.0/16', true], ['0.0.0.0/0', '255.255.255.255/32', true], ['128.0.0.0/1', '127.255.255.255/32', false],
])('%s and %s share an address: %s', (one, other, expected) => {
  expect(overlap(cidr(one), cidr(other))).toBe(expected);
});

test('two ranges share an address exactly when one is in the other', () => {
  fc.assert(fc.property(anyRange, anyRange, (one, other) => {
    expect(overlap(one, other)).toBe(contains(one, other) || contains(other, one));
    expect(overlap(one, other)).toBe(overlap(other, one));
  }));
});

test('the parts of a range are in it, one after the other, and are all of it', () => {
  fc.assert(fc.property(vpcRange, fc.integer({ min: 0, max: 5 }), (range, newBits) => {
    const parts = Array.from({ length: 2 ** newBits }, (_, index) => partOf(range, newBits, index));
    expect(parts[0].address).toBe(range.address);
    parts.slice(1).forEach((part, index) => expect(part.address).toBe(parts[index].address + sizeOf(parts[index])));
    expect(parts.reduce((sum, part) => sum + sizeOf(part), 0)).toBe(sizeOf(range));
  }));
});

test('the subnets of a VPC of any size are in it, share no address and are large enough for AWS', () => {
  fc.assert(fc.property(vpcRange, vpc => {
    const subnets = TIERS.flatMap(tier => Array.from({ length: MOST_ZONES }, (_, index) => subnetRange(vpc, tier, index + 1)));
    subnets.forEach((subnet, index) => {
      expect(contains(vpc, subnet)).toBe(true);
      expect(canonical(subnet)).toEqual(subnet);
      expect(subnet.prefix).toBeLessThanOrEqual(28);
      subnets.slice(index + 1).forEach(other => expect(overlap(subnet, other)).toBe(false));
    });
  }));
});

test('the subnets of 10.0.0.0/16 stay where they are', () => {
  const vpc = cidr('10.0.0.0/16');
  const byTier = Object.fromEntries(TIERS.map(tier => [tier, [1, 2, 3, 4].map(zone => cidrText(subnetRange(vpc, tier, zone)))]));
  expect(byTier).toEqual({
    private: ['10.0.0.0/19', '10.0.64.0/19', '10.0.128.0/19', '10.0.192.0/19'],
    isolated: ['10.0.32.0/21', '10.0.96.0/21', '10.0.160.0/21', '10.0.224.0/21'],
    public: ['10.0.40.0/21', '10.0.104.0/21', '10.0.168.0/21', '10.0.232.0/21'],
  });
});
