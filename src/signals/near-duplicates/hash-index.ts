import { hammingDistance, type HashWords } from '../perceptual-hash/distance.ts';

export interface HashMatch {
  readonly key: number;
  /** Bits that differ, 0..256. */
  readonly distance: number;
}

/** Finds all hashes within a radius without looking at every one. */
export interface HashIndex {
  add(key: number, hash: HashWords): void;
  within(hash: HashWords, radius: number): HashMatch[];
}

const bands = 16;
const bandBits = 16;

/** Two hashes of this distance or less agree in one of 16 bands but for one bit at most. */
export const largestRadius = 2 * bands - 1;

/**
 * Multi-index hashing (Norouzi, Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index
 * Hashing", CVPR 2012): a table for each of 16 bands of 16 bits. By the pigeonhole principle a
 * match within 31 bits differs in at most one bit in one of the bands, so that looking up the
 * band and its 16 neighbours in each table finds every match.
 */
export function createHashIndex(): HashIndex {
  const tables = Array.from({ length: bands }, () => new Map<number, number[]>());
  const hashes = new Map<number, HashWords>();

  return {
    add(key, hash) {
      hashes.set(key, hash);
      for (const [band, table] of tables.entries()) {
        const word = bandOf(hash, band);
        const keys = table.get(word);
        if (keys) keys.push(key);
        else table.set(word, [key]);
      }
    },
    within(hash, radius) {
      if (radius > largestRadius) {
        throw new RangeError(`Expected a radius of at most ${largestRadius}, got ${radius}.`);
      }
      const distances = new Map<number, number>();
      for (const [band, table] of tables.entries()) {
        const word = bandOf(hash, band);
        for (let bit = -1; bit < bandBits; bit += 1) {
          for (const key of table.get(bit < 0 ? word : word ^ (1 << bit)) ?? []) {
            const candidate = hashes.get(key);
            if (candidate && !distances.has(key)) {
              distances.set(key, hammingDistance(hash, candidate));
            }
          }
        }
      }
      return [...distances]
        .filter(([, distance]) => distance <= radius)
        .map(([key, distance]) => ({ key, distance }));
    },
  };
}

function bandOf(hash: HashWords, band: number): number {
  const word = hash[band >> 1] ?? 0;
  return band % 2 === 0 ? word >>> bandBits : word & 0xffff;
}
