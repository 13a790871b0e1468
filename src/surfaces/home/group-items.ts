import type { ItemSpace } from '../stages/vectors-of.ts';
import { cutAt, squaredDistance, wardMerges } from './ward.ts';

/** Items that are alike in one space. */
export interface Group {
  readonly space: ItemSpace;
  /** The item that stands for all: its embedding is the nearest to all others. */
  readonly medoid: string;
  /** The embedding of the medoid. */
  readonly vector: readonly number[];
  readonly items: readonly string[];
}

export interface Grouping {
  readonly space: ItemSpace;
  /** The mean squared distance of two items of the catalogue in that space. */
  readonly spread: number;
  /** Whether an item may stand for others: not one that the person wants to see no more. */
  readonly mayStand: (item: string) => boolean;
}

/**
 * Groups are merged up to this distance, as a multiple of that of two items of the catalogue: of
 * groups that are drawn from the catalogue at random Ward's distance is 1, whatever their sizes, so
 * that what has nothing in common stays apart. Of real photos, 8 dresses
 * and 8 hats make about 8 groups, 93 of 100 items with their own kind; a feed draws some of them.
 */
const mergedUpTo = 0.95;

/**
 * A person's items as groups of alike ones, as PinnerSage makes them (Pal et al., KDD 2020, sections
 * 3.1 and 3.2): Ward's clustering, cut where merging would cost too much, each cluster known by its
 * medoid, which is an item that people can be shown and neighbours be asked of. Groups of which no
 * item may stand for the others are left out.
 *
 * @param vectors Embeddings of one space, by item.
 */
export function groupItems(
  vectors: ReadonlyMap<string, readonly number[]>,
  { space, spread, mayStand }: Grouping,
): Group[] {
  const items = [...vectors.keys()];
  const points = [...vectors.values()];
  const clusters = cutAt(wardMerges(points), items.length, mergedUpTo * Math.sqrt(spread));
  const members = new Map<number, string[]>();
  for (const [at, cluster] of clusters.entries()) {
    const item = items[at];
    if (item !== undefined) members.set(cluster, [...(members.get(cluster) ?? []), item]);
  }
  return [...members.values()].flatMap((group) => {
    const medoid = medoidOf(group, vectors, mayStand);
    const vector = medoid === undefined ? undefined : vectors.get(medoid);
    return medoid === undefined || !vector ? [] : [{ space, medoid, vector, items: group }];
  });
}

/** The item whose squared distances to all others are least in sum; of equals the first. */
function medoidOf(
  items: readonly string[],
  vectors: ReadonlyMap<string, readonly number[]>,
  mayStand: (item: string) => boolean,
): string | undefined {
  const costOf = (item: string) => {
    const own = vectors.get(item) ?? [];
    return items.reduce((sum, other) => sum + squaredDistance(own, vectors.get(other) ?? []), 0);
  };
  const [first, ...others] = items.filter(mayStand).map((item) => ({ item, cost: costOf(item) }));
  if (!first) return undefined;
  return others.reduce((best, each) => (each.cost < best.cost ? each : best), first).item;
}
