import { digestOf } from '../../base/digest.ts';
import { groupBy } from './group-by.ts';

/**
 * Orders entries so that every prefix is a fair sample: each stratum is spread evenly over the
 * whole (systematic sampling: the i-th of n in its stratum comes at (i + ½) / n), in an order
 * within the stratum that the digest of the key decides. The same entries give the same order.
 */
export function spreadByStratum<T>(
  entries: readonly T[],
  keyOf: (entry: T) => string,
  stratumOf: (entry: T) => string,
): T[] {
  const strata = groupBy(entries, stratumOf);
  return [...strata.values()]
    .flatMap((stratum) =>
      stratum
        .map((entry) => ({ entry, digest: digestOf(keyOf(entry)) }))
        .toSorted((a, b) => compare(a.digest, b.digest))
        .map(({ entry, digest }, rank) => ({ entry, digest, at: (rank + 0.5) / stratum.length })),
    )
    .toSorted((a, b) => a.at - b.at || compare(a.digest, b.digest))
    .map(({ entry }) => entry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * `total` entries over all strata: `floor` from each (or all it has), the rest by size.
 * Deterministic, in the order of `spreadByStratum`.
 */
export function stratifiedSample<T>(
  entries: readonly T[],
  total: number,
  floor: number,
  keyOf: (entry: T) => string,
  stratumOf: (entry: T) => string,
): T[] {
  const spread = spreadByStratum(entries, keyOf, stratumOf);
  const chosen = new Set<T>();
  const perStratum = new Map<string, number>();
  for (const entry of spread) {
    const stratum = stratumOf(entry);
    const count = perStratum.get(stratum) ?? 0;
    if (count >= floor) continue;
    perStratum.set(stratum, count + 1);
    chosen.add(entry);
  }
  for (const entry of spread) {
    if (chosen.size >= total) break;
    chosen.add(entry);
  }
  return spreadByStratum([...chosen], keyOf, stratumOf);
}
