// Chooses few combinations of options that hold every pair of them: most defects of options are defects of one, or of two together.
//
// A greedy search in the manner of AETG, without chance: the same factors give the same rows. It is for factors of a handful of values each.

/** The values that each factor may have. */
export type Factors = Record<string, readonly string[]>;

/** A value for each factor. */
export type Row<F extends Factors> = { readonly [Name in keyof F]: F[Name][number] };

/** Two values of two factors. */
export interface Pair {
  readonly one: readonly [factor: string, value: string];
  readonly other: readonly [factor: string, value: string];
}

/** The rows, and the pairs that no allowed row can hold. */
export interface Pairwise<F extends Factors> {
  readonly rows: Row<F>[];
  readonly impossible: Pair[];
}

type Partial = Record<string, string>;

/**
 * Rows that hold every pair of values at least once, each of them allowed.
 *
 * `isAllowed` is asked of rows that are not complete too, and must not refuse one that can still be completed.
 */
export function pairwise<F extends Factors>(
  factors: F, isAllowed: (row: { readonly [Name in keyof F]?: F[Name][number] }) => boolean = () => true,
): Pairwise<F> {
  const open = new Map(pairsOf(factors).map(pair => [keyOf(pair), pair]));
  const allowed = isAllowed as (row: Partial) => boolean;
  const rows: Row<F>[] = [];
  const impossible: Pair[] = [];
  while (open.size > 0) {
    const [pair] = open.values();
    const row = complete({ [pair.one[0]]: pair.one[1], [pair.other[0]]: pair.other[1] }, factors, allowed, open);
    if (row === undefined) {
      impossible.push(pair);
      open.delete(keyOf(pair));
      continue;
    }
    pairsIn(row).forEach(covered => open.delete(keyOf(covered)));
    rows.push(row as Row<F>);
  }
  return { rows, impossible };
}

/** Every pair of values of two factors. */
export function pairsOf(factors: Factors): Pair[] {
  const names = Object.keys(factors);
  return names.flatMap((one, position) => names.slice(position + 1).flatMap(other =>
    factors[one].flatMap(value => factors[other].map((otherValue): Pair => ({ one: [one, value], other: [other, otherValue] })))));
}

/** The pairs that a row holds. */
export function pairsIn(row: Partial): Pair[] {
  return pairsOf(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, [value]])));
}

/** A pair as text, whichever factor is named first. */
export function keyOf({ one, other }: Pair): string {
  return [one, other].map(([factor, value]) => `${factor}: ${value}`).sort().join(', ');
}

// Factor by factor, the value first that brings most open pairs; where that leads to no allowed row, the next one.
function complete(row: Partial, factors: Factors, isAllowed: (row: Partial) => boolean, open: Map<string, Pair>): Partial | undefined {
  if (!isAllowed(row)) return undefined;
  const name = Object.keys(factors).find(factor => row[factor] === undefined);
  if (name === undefined) return row;
  const isOpen = (one: [string, string], value: string) => open.has(keyOf({ one, other: [name, value] }));
  const gain = (value: string) => Object.entries(row).filter(one => isOpen(one, value)).length;
  const best = factors[name].map(value => ({ value, gained: gain(value) })).sort((first, second) => second.gained - first.gained);
  for (const { value } of best) {
    const completed = complete({ ...row, [name]: value }, factors, isAllowed, open);
    if (completed !== undefined) return completed;
  }
  return undefined;
}
