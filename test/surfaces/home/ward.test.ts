import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { cutAt, squaredDistance, wardMerges } from '../../../src/surfaces/home/ward.ts';

const points = (count: number, dims: number, seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => Array.from({ length: dims }, () => random()));
};

/** All pairs, whose merge costs least by the definition, until one cluster is left. */
function byDefinition(vectors: readonly (readonly number[])[]): number[] {
  const centreOf = (cluster: readonly number[]) =>
    Array.from(
      { length: vectors[0]?.length ?? 0 },
      (_, dim) => cluster.reduce((sum, at) => sum + (vectors[at]?.[dim] ?? 0), 0) / cluster.length,
    );
  let clusters = vectors.map((_, at) => [at]);
  const distances: number[] = [];
  while (clusters.length > 1) {
    const pairs = clusters.flatMap((a, i) =>
      clusters.slice(i + 1).map((b) => ({
        a,
        b,
        distance: Math.sqrt(
          ((2 * a.length * b.length) / (a.length + b.length)) *
            squaredDistance(centreOf(a), centreOf(b)),
        ),
      })),
    );
    const { a, b, distance } = pairs.toSorted((x, y) => x.distance - y.distance)[0] ?? {
      a: [],
      b: [],
      distance: 0,
    };
    distances.push(distance);
    clusters = [...clusters.filter((each) => each !== a && each !== b), [...a, ...b]];
  }
  return distances;
}

describe('wardMerges()', () => {
  test('gives what scipy 1.17.1 does for the example of its manual', () => {
    // scipy.cluster.hierarchy.linkage([[i] for i in [2, 8, 0, 4, 1, 9, 9, 0]], 'ward')
    const merges = wardMerges([2, 8, 0, 4, 1, 9, 9, 0].map((number) => [number]));
    const expected = [0, 0, 1, 1.1547005383792515, 2.1213203435596424, 4.110960958218893];
    expect(merges.map(({ distance }) => distance)).toEqual(
      [...expected, 14.071839491220281].map((distance) => expect.closeTo(distance, 10)),
    );
    expect(merges.map(({ size }) => size)).toEqual([2, 2, 2, 3, 4, 5, 8]);
    expect(cutAt(merges, 8, 4.2)).toEqual([0, 1, 0, 0, 0, 1, 1, 0]);
  });

  test.each([1, 2, 3])('merges what its definition merges, points of seed %i', (seed) => {
    const vectors = points(24, 5, seed);
    const distances = wardMerges(vectors).map(({ distance }) => distance);
    expect(distances).toEqual(byDefinition(vectors).map((each) => expect.closeTo(each, 10)));
  });

  test('never falls from merge to merge, and every cluster is merged once', () => {
    const merges = wardMerges(points(200, 8, 7));
    const distances = merges.map(({ distance }) => distance);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    const merged = merges.flatMap(({ a, b }) => [a, b]).toSorted((a, b) => a - b);
    expect(merged).toEqual(Array.from({ length: 398 }, (_, at) => at));
    expect(merges.at(-1)?.size).toBe(200);
    for (const [at, { a, b }] of merges.entries()) expect(Math.max(a, b)).toBeLessThan(200 + at);
  });

  test('has an end for points that are all the same, for one and for none', () => {
    const merges = wardMerges(Array.from({ length: 50 }, () => [1, 2, 3]));
    expect(merges).toHaveLength(49);
    expect(new Set(merges.map(({ distance }) => distance))).toEqual(new Set([0]));
    expect(wardMerges([[1]])).toEqual([]);
    expect(wardMerges([])).toEqual([]);
  });
});

describe('cutAt()', () => {
  test('gives one cluster for an endless threshold, and each point its own below all', () => {
    const merges = wardMerges(points(30, 4, 5));
    expect(new Set(cutAt(merges, 30, Infinity)).size).toBe(1);
    expect(cutAt(merges, 30, -1)).toEqual(Array.from({ length: 30 }, (_, at) => at));
    const middle = merges[19]?.distance ?? 0;
    expect(new Set(cutAt(merges, 30, middle)).size).toBe(10);
  });
});
