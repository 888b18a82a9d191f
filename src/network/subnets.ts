// How the address range of a VPC is divided.

import { Cidr, partOf } from './cidr';

/** What a subnet is for. Part of construct ids and names. */
export type Tier = 'public' | 'private' | 'isolated';

/** The most zones that a network spans. Every zone has its share of the range, used or not, so that adding zones moves nothing. */
export const MOST_ZONES = 4;
export const FEWEST_ZONES = 2;

/** The ranges that AWS allows for a VPC, and the smallest one that has room for all subnets, of at least 16 addresses each. */
export const LONGEST_PREFIX_OF_AWS = 28;
export const SHORTEST_PREFIX = 16;
export const LONGEST_PREFIX = 23;

/**
 * The range of a subnet. `zone` counts from 1.
 *
 * A zone has a quarter of the range: half of it private, an eighth isolated, an eighth public, and a quarter kept for later.
 * Changing this moves every subnet of every network.
 */
export function subnetRange(vpc: Cidr, tier: Tier, zone: number): Cidr {
  const slot = zone - 1;
  switch (tier) {
    case 'private': return partOf(vpc, 3, 2 * slot);
    case 'isolated': return partOf(vpc, 5, 8 * slot + 4);
    case 'public': return partOf(vpc, 5, 8 * slot + 5);
  }
}
