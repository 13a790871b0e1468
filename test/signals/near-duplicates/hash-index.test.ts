import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { createHashIndex } from '../../../src/signals/near-duplicates/hash-index.ts';
import { hammingDistance } from '../../../src/signals/perceptual-hash/distance.ts';

const random = seededRandom(3);

function randomHashes(count: number): Uint32Array {
  return Uint32Array.from({ length: count * 8 }, () => random() * 2 ** 32);
}

/** The hash with this many different bits changed. */
function withFlipped(hash: Uint32Array, bits: number): Uint32Array {
  const flipped = hash.slice();
  const places = new Set<number>();
  while (places.size < bits) places.add(Math.floor(random() * 256));
  for (const place of places)
    flipped[place >> 5] = (flipped[place >> 5] ?? 0) ^ (1 << (place & 31));
  return flipped;
}

describe('createHashIndex()', () => {
  test('within() finds exactly what comparing all finds when hashes lie around the radius', () => {
    const hashes = randomHashes(4000);
    const queries = Array.from({ length: 100 }, (_, at) => hashes.slice(at * 8, at * 8 + 8));
    for (const [at, query] of queries.entries()) {
      for (let copy = 0; copy < 30; copy += 1) {
        hashes.set(withFlipped(query, 18 + copy), (1000 + at * 30 + copy) * 8);
      }
    }
    const index = createHashIndex(hashes);
    for (const query of queries) {
      const expected = new Map<number, number>();
      for (let at = 0; at < 4000; at += 1) {
        const distance = hammingDistance(query, hashes.subarray(at * 8, at * 8 + 8));
        if (distance <= 31) expected.set(at, distance);
      }
      const found = index.within(query, 31);
      expect(new Map(found.map(({ at, distance }) => [at, distance]))).toEqual(expected);
      expect(found).toHaveLength(expected.size);
      expect(expected.size).toBe(15);
    }
  });

  test('within() refuses a radius that its bands cannot promise', () => {
    expect(() => createHashIndex(randomHashes(1)).within(randomHashes(1), 32)).toThrow(RangeError);
  });

  test('within() finds nothing when there is nothing', () => {
    expect(createHashIndex(new Uint32Array(0)).within(randomHashes(1), 31)).toEqual([]);
  });
});
