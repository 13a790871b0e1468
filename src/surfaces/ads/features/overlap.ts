/** How much each of some names is meant, 0..1. */
export type Weights = ReadonlyMap<string, number>;

/**
 * The weighted Jaccard similarity of two sets: what both mean as a share of what either does (Ioffe,
 * "Improved Consistent Sampling, Weighted Minhash and L1 Sketching", ICDM 2010, section 1).
 *
 * @returns 0..1; null where nothing is meant on either side.
 */
export function overlapOf(a: Weights, b: Weights): number | null {
  let common = 0;
  let either = 0;
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [one, other] = [a.get(name) ?? 0, b.get(name) ?? 0];
    common += Math.min(one, other);
    either += Math.max(one, other);
  }
  return either > 0 ? common / either : null;
}

/** Weights by name; of one that is given twice the greatest holds. */
export function weightsOf(given: Iterable<readonly [name: string, weight: number]>): Weights {
  const weights = new Map<string, number>();
  for (const [name, weight] of given) {
    weights.set(name, Math.max(weights.get(name) ?? 0, weight));
  }
  return weights;
}

/** Every branch of a tree that a path of slugs goes through: `food`, `food/baking`, `food/baking/bread`. */
export function branchesOf(path: string): string[] {
  const slugs = path.split('/');
  return slugs.map((_, depth) => slugs.slice(0, depth + 1).join('/'));
}
