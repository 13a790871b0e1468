/** Two clusters that became one. */
export interface Merge {
  /** Clusters: below `count` a point by its place, from there on the merge before of that number. */
  readonly a: number;
  readonly b: number;
  /** √(2 · |a| · |b| / (|a| + |b|)) · distance of the centres: for two points how far they are apart. */
  readonly distance: number;
  /** Points of both. */
  readonly size: number;
}

/**
 * Hierarchical clustering that grows the variance within clusters least (Ward, "Hierarchical
 * Grouping to Optimize an Objective Function", JASA 58, 1963), by the recurrence of Lance and
 * Williams (The Computer Journal 9, 1967) along chains of nearest neighbours (Murtagh, "A Survey of
 * Recent Advances in Hierarchical Clustering Algorithms", The Computer Journal 26, 1983; Müllner,
 * arXiv:1109.2378, fig. 3): time and memory grow by the square of the points. Distances are those of
 * `scipy.cluster.hierarchy.linkage(points, 'ward')`.
 *
 * @param points `[count, dims]`
 * @returns `count` − 1 merges, the nearest first.
 */
export function wardMerges(points: readonly ArrayLike<number>[]): Merge[] {
  const count = points.length;
  const apart = squaredDistances(points);
  const sizes = new Float64Array(count).fill(1);
  const left = new Set(points.keys());
  const found: { readonly i: number; readonly j: number; readonly squared: number }[] = [];
  const chain: number[] = [];
  while (left.size > 1) {
    const [first] = left;
    if (chain.length === 0 && first !== undefined) chain.push(first);
    const last = chain.at(-1) ?? 0;
    const before = chain.at(-2);
    const next = nearestTo(last, before, left, apart, count);
    if (next !== before) {
      chain.push(next);
      continue;
    }
    chain.length -= 2;
    found.push({ i: last, j: next, squared: apart[last * count + next] ?? 0 });
    join(next, last, left, apart, sizes);
    left.delete(last);
  }
  return numbered(found, count);
}

/**
 * The clusters that are left when merges of more than `threshold` are not made.
 *
 * @returns The cluster of each point, numbered from 0 in the order of their first points.
 */
export function cutAt(merges: readonly Merge[], count: number, threshold: number): number[] {
  // Distances of Ward's never fall from merge to merge: what is made comes before what is not.
  const root = Array.from({ length: count + merges.length }, (_, at) => at);
  const rootOf = (at: number): number => {
    const up = root[at] ?? at;
    return up === at ? at : rootOf(up);
  };
  for (const [at, { a, b, distance }] of merges.entries()) {
    if (distance > threshold) break;
    root[a] = count + at;
    root[b] = count + at;
  }
  const numbers = new Map<number, number>();
  return Array.from({ length: count }, (_, at) => {
    const own = rootOf(at);
    const number = numbers.get(own) ?? numbers.size;
    numbers.set(own, number);
    return number;
  });
}

function squaredDistances(points: readonly ArrayLike<number>[]): Float64Array {
  const count = points.length;
  const apart = new Float64Array(count * count);
  for (const [i, a] of points.entries()) {
    for (let j = 0; j < i; j += 1) {
      const squared = squaredDistance(a, points[j] ?? []);
      apart[i * count + j] = squared;
      apart[j * count + i] = squared;
    }
  }
  return apart;
}

export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let dim = 0; dim < a.length; dim += 1) sum += ((a[dim] ?? 0) - (b[dim] ?? 0)) ** 2;
  return sum;
}

/** Of equals the one before in the chain, without which it would have no end, else the first. */
function nearestTo(
  from: number,
  before: number | undefined,
  left: ReadonlySet<number>,
  apart: Float64Array,
  count: number,
): number {
  let nearest = before ?? -1;
  let least = before === undefined ? Infinity : (apart[from * count + before] ?? Infinity);
  for (const at of left) {
    const squared = apart[from * count + at] ?? Infinity;
    if (at !== from && squared < least) [nearest, least] = [at, squared];
  }
  return nearest;
}

/** Makes `into` the cluster of both: Lance and Williams' recurrence with Ward's coefficients. */
function join(
  into: number,
  from: number,
  left: ReadonlySet<number>,
  apart: Float64Array,
  sizes: Float64Array,
): void {
  const count = sizes.length;
  const [sizeI, sizeJ] = [sizes[into] ?? 0, sizes[from] ?? 0];
  const between = apart[into * count + from] ?? 0;
  for (const other of left) {
    if (other === into || other === from) continue;
    const size = sizes[other] ?? 0;
    const toI = apart[into * count + other] ?? 0;
    const toJ = apart[from * count + other] ?? 0;
    const squared =
      ((sizeI + size) * toI + (sizeJ + size) * toJ - size * between) / (sizeI + sizeJ + size);
    apart[into * count + other] = squared;
    apart[other * count + into] = squared;
  }
  sizes[into] = sizeI + sizeJ;
}

/** The merges in the order of their distances, each cluster by its number. */
function numbered(
  found: readonly { readonly i: number; readonly j: number; readonly squared: number }[],
  count: number,
): Merge[] {
  const root = Array.from({ length: count }, (_, at) => at);
  const sizes = new Map<number, number>();
  // A merge is found after those that made its clusters, and is no nearer: sorting keeps it so.
  return found
    .toSorted((a, b) => a.squared - b.squared)
    .map(({ i, j, squared }, at) => {
      const ends = [root[i] ?? i, root[j] ?? j].toSorted((x, y) => x - y);
      const [a = 0, b = 0] = ends;
      const size = (sizes.get(a) ?? 1) + (sizes.get(b) ?? 1);
      sizes.set(count + at, size);
      for (const [point, own] of root.entries())
        if (own === a || own === b) root[point] = count + at;
      return { a, b, distance: Math.sqrt(Math.max(0, squared)), size };
    });
}
