import { createHashKernel } from './hash-kernel.ts';

export interface HashMatch {
  /** The position among the hashes of the index. */
  readonly at: number;
  /** Bits that differ, 0..256. */
  readonly distance: number;
}

/** Finds all hashes within a radius without looking at every one. */
export interface HashIndex {
  /** @param radius At most 31. */
  within(hash: Uint32Array, radius: number): HashMatch[];
}

const bands = 16;
const bandBits = 16;
const words = 8;

/** Two hashes of this distance or less agree in one of 16 bands but for one bit at most. */
export const largestRadius = 2 * bands - 1;

/**
 * Multi-index hashing (Norouzi, Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index
 * Hashing", CVPR 2012): a table for each of 16 bands of 16 bits. By the pigeonhole principle a
 * match within 31 bits differs in at most one bit in one of the bands, so that looking up the
 * band and its 16 neighbours in each table finds every match.
 *
 * @param hashes Eight words each.
 */
export function createHashIndex(hashes: Uint32Array): HashIndex {
  return indexOf(
    hashes,
    Array.from({ length: bands }, (_, band) => tableOf(hashes, band)),
  );
}

/** The same, with a turn for others before each of the 16 tables: 50 ms each of a million hashes. */
export async function createHashIndexInTurns(
  hashes: Uint32Array,
  turn: () => Promise<void>,
): Promise<HashIndex> {
  const tables: BandTable[] = [];
  for (let band = 0; band < bands; band += 1) {
    await turn();
    tables.push(tableOf(hashes, band));
  }
  return indexOf(hashes, tables);
}

function indexOf(hashes: Uint32Array, tables: readonly BandTable[]): HashIndex {
  const kernel = createHashKernel(hashes);
  const { list, hits, distances } = kernel;
  return {
    within(hash, radius) {
      if (radius > largestRadius) {
        throw new RangeError(`Expected a radius of at most ${largestRadius}, got ${radius}.`);
      }
      kernel.setQuery(hash);
      const found = new Map<number, number>();
      let listed = 0;
      const compareListed = () => {
        const near = kernel.compare(listed, radius);
        for (let slot = 0; slot < near; slot += 1) {
          found.set(hits[slot] ?? 0, distances[slot] ?? 0);
        }
        listed = 0;
      };
      for (const [band, { starts, members }] of tables.entries()) {
        const value = bandOf(hash, 0, band);
        for (let bit = -1; bit < bandBits; bit += 1) {
          const near = bit < 0 ? value : value ^ (1 << bit);
          const end = starts[near + 1] ?? 0;
          for (let slot = starts[near] ?? 0; slot < end; slot += 1) {
            if (listed === list.length) compareListed();
            list[listed] = members[slot] ?? 0;
            listed += 1;
          }
        }
      }
      compareListed();
      return Array.from(found, ([at, distance]) => ({ at, distance }));
    },
  };
}

/** The hashes by the value of one band: those of value `v` are members `starts[v]..starts[v + 1]`. */
interface BandTable {
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
}

function tableOf(hashes: Uint32Array, band: number): BandTable {
  const count = hashes.length / words;
  const starts = new Uint32Array((1 << bandBits) + 1);
  for (let at = 0; at < count; at += 1) {
    const after = bandOf(hashes, at, band) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let value = 1; value < starts.length; value += 1) {
    starts[value] = (starts[value] ?? 0) + (starts[value - 1] ?? 0);
  }
  const next = starts.slice();
  const members = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) {
    const value = bandOf(hashes, at, band);
    const slot = next[value] ?? 0;
    members[slot] = at;
    next[value] = slot + 1;
  }
  return { starts, members };
}

function bandOf(hashes: Uint32Array, at: number, band: number): number {
  const word = hashes[at * words + (band >> 1)] ?? 0;
  return band % 2 === 0 ? word >>> bandBits : word & 0xffff;
}
