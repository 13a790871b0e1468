import { describe, expect, test } from 'vitest';
import { madePictures } from '../../../bench/near-duplicates/scale.ts';
import { nearestVectors } from '../../../src/extraction/cluster/nearest-vectors.ts';

const { vectors, dims } = madePictures(1500);
const count = vectors.length / dims;

function cosine(a: number, b: number): number {
  let sum = 0;
  for (let dim = 0; dim < dims; dim += 1) {
    sum += (vectors[a * dims + dim] ?? 0) * (vectors[b * dims + dim] ?? 0);
  }
  return sum;
}

function byComparingAll(at: number, limit: number) {
  return Array.from({ length: count }, (_, other) => ({ at: other, cosine: cosine(at, other) }))
    .toSorted((a, b) => b.cosine - a.cosine)
    .slice(0, limit);
}

describe('nearestVectors()', () => {
  test('finds what comparing all finds when it is asked seldom', () => {
    const nearest = nearestVectors({ vectors, dims }, 10);
    for (const at of [0, 9, 700, count - 1]) {
      const found = nearest(at, 24);
      const expected = byComparingAll(at, 24);
      expect(found.map((near) => near.at)).toEqual(expected.map((near) => near.at));
      expect(found[5]?.cosine).toBeCloseTo(expected[5]?.cosine ?? 0, 4);
    }
  });

  test('reads its own part of a larger array', () => {
    const padded = new Float32Array(vectors.length + 7);
    padded.set(vectors, 7);
    const nearest = nearestVectors({ vectors: padded.subarray(7), dims }, 10);
    expect(nearest(9, 2).map(({ at }) => at)).toEqual(byComparingAll(9, 2).map(({ at }) => at));
  });

  test('finds nearly all of it by an index when it is asked often', () => {
    const nearest = nearestVectors({ vectors, dims }, 10_000_000);
    let found = 0;
    for (let at = 0; at < 200; at += 1) {
      const got = new Set(nearest(at, 24).map((near) => near.at));
      found += byComparingAll(at, 5).filter((near) => got.has(near.at)).length;
    }
    expect(found / 1000).toBeGreaterThan(0.97);
  });

  test('gives what there is when that is less than was asked for', () => {
    const few = nearestVectors({ vectors: vectors.slice(0, 3 * dims), dims }, 1);
    expect(few(1, 24).map(({ at }) => at)).toHaveLength(3);
  });
});
