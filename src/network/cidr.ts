// Arithmetic with IPv4 address ranges in CIDR notation. Plain numbers, since bit operations of JavaScript are signed.

/** A range as it was written: its address may have bits beyond the prefix. */
export interface Cidr {
  /** The address as a number from 0 to 2^32 - 1. */
  readonly address: number;
  /** The number of leading bits that all addresses of the range share, 0 to 32. */
  readonly prefix: number;
}

const OCTET = '(0|[1-9]\\d{0,2})';
const NOTATION = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}/(0|[1-9]\\d?)$`);

/** Reads `a.b.c.d/n`; undefined for anything else. Octets have no leading zeros, which some programs read as octal. */
export function parseCidr(text: string): Cidr | undefined {
  const match = NOTATION.exec(text);
  if (match === null) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number);
  if ([a, b, c, d].some(octet => octet > 255) || prefix > 32) return undefined;
  return { address: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

/** A range as text. */
export function cidrText({ address, prefix }: Cidr): string {
  const octets = [2 ** 24, 2 ** 16, 2 ** 8, 1].map(unit => Math.floor(address / unit) % 256);
  return `${octets.join('.')}/${prefix}`;
}

/** How many addresses a range has. */
export function sizeOf({ prefix }: Cidr): number {
  return 2 ** (32 - prefix);
}

/** The range that begins where it should: bits beyond the prefix are cleared. */
export function canonical(range: Cidr): Cidr {
  return { address: range.address - range.address % sizeOf(range), prefix: range.prefix };
}

/** Whether two ranges share an address. */
export function overlap(one: Cidr, other: Cidr): boolean {
  const [a, b] = [canonical(one), canonical(other)];
  return a.address < b.address + sizeOf(b) && b.address < a.address + sizeOf(a);
}

/** Whether all addresses of `inner` are in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.prefix <= inner.prefix && overlap(outer, inner);
}

/** The `index`th of the equal parts that a range has with `newBits` more bits of prefix, as Terraform's `cidrsubnet` counts them. */
export function partOf(range: Cidr, newBits: number, index: number): Cidr {
  const part = { address: canonical(range).address, prefix: range.prefix + newBits };
  return { ...part, address: part.address + index * sizeOf(part) };
}
