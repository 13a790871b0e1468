import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  createHashIndexInTurns,
  type HashIndex,
} from '../../signals/near-duplicates/hash-index.ts';
import { distanceWithin } from '../../signals/perceptual-hash/distance.ts';
import type { FollowedTable } from '../../storage/lance/followed-table.ts';
import { followTable, isFollowed } from '../indexes/follow-table.ts';
import { HashRows } from './hash-rows.ts';

export interface NearHash {
  readonly item: string;
  readonly part: string;
  /** Bits that differ. */
  readonly distance: number;
}

/** The hashes of a table as they are now, to be searched. */
export interface HashCopy {
  /** Brings it up to the table: what was written before the call is found after it. */
  follow(): Promise<void>;
  /** All hashes within a radius, in no order. */
  within(hash: Uint32Array, radius: number): NearHash[];
  /** The hash of an item's part; undefined where it has none that says anything. */
  find(item: string, part: string): Uint32Array | undefined;
  readonly count: number;
}

const words = 8;

/** So many rows outside the index, or this share of all, are compared one by one. */
const fewFresh = { rows: 4096, share: 0.05 };

/**
 * Keeps the hashes of a table in memory: 32 bytes each, and 100 of the index. Rows that came since the
 * index was made are compared one by one; it is made anew when they are many.
 */
export function createHashCopy(table: () => Promise<FollowedTable>): HashCopy {
  const rows = new HashRows();
  let index: HashIndex | undefined;
  /** Rows that the index knows nothing of, or something else. */
  let outside: ReadonlySet<number> = new Set();
  let following: Promise<void> | undefined;

  const rebuild = async () => {
    const all = rows.directory.size;
    if (rows.fresh.size <= Math.max(fewFresh.rows, all * fewFresh.share)) return;
    const made = rows.takeFresh();
    outside = made;
    index = await createHashIndexInTurns(rows.hashes, () => nextTurn());
    outside = new Set();
  };
  const followOnce = async () => {
    await followTable(rows, await table());
    await rebuild();
  };
  const nearOf = (row: number, distance: number): NearHash[] => {
    const entry = rows.directory.find(row);
    return entry ? [{ item: entry.item, part: entry.part, distance }] : [];
  };

  return {
    get count() {
      return rows.directory.count;
    },
    async follow() {
      // One that had begun before may have missed what was written since.
      await Promise.allSettled([following]);
      if (await isFollowed(rows, await table())) return;
      following ??= followOnce().finally(() => {
        following = undefined;
      });
      await following;
    },
    within(hash, radius) {
      const { fresh, hashes } = rows;
      const single = [...fresh, ...outside].flatMap((row) => {
        const distance = distanceWithin(hash, hashes, row * words, radius);
        return distance <= radius ? nearOf(row, distance) : [];
      });
      const indexed = index?.within(hash, radius) ?? [];
      const known = indexed.filter(({ at }) => !fresh.has(at) && !outside.has(at));
      return [...single, ...known.flatMap(({ at, distance }) => nearOf(at, distance))];
    },
    find(item, part) {
      for (const row of rows.directory.rowsOf(item)) {
        if (rows.directory.find(row)?.part === part) return rows.hashOf(row);
      }
      return undefined;
    },
  };
}
