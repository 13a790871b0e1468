import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { turnedHashes } from '../../../src/signals/near-duplicates/turned-hash.ts';
import { hammingDistance } from '../../../src/signals/perceptual-hash/distance.ts';

const random = seededRandom(1);
const randomHash = () => Uint32Array.from({ length: 8 }, () => random() * 2 ** 32);

describe('turnedHashes()', () => {
  test('keeps distances, so that whichever of two hashes is turned they are as near', () => {
    for (let round = 0; round < 50; round += 1) {
      const [a, b] = [randomHash(), randomHash()];
      const nearest = (from: Uint32Array, to: Uint32Array) =>
        Math.min(...turnedHashes(from).map((turned) => hammingDistance(turned, to)));
      expect(nearest(a, b)).toBe(nearest(b, a));
    }
  });

  test('gives eight, the first as it is', () => {
    const hash = randomHash();
    const turned = turnedHashes(hash);
    expect(turned).toHaveLength(8);
    expect(turned[0]).toEqual(hash);
    expect(new Set(turned.map(String)).size).toBe(8);
  });
});
