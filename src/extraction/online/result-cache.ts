import type { DiskCache } from './disk-cache.ts';
import { isLasting, type Entry } from './entry.ts';
import type { MemoryCache } from './memory-cache.ts';

export interface Found {
  readonly entry: Entry;
  readonly cached: 'memory' | 'disk';
}

/** What a result is kept by. */
export interface CacheKey {
  readonly key: string;
  /** Digest of the picture that it comes of, and of nothing else; undefined where there is more. */
  readonly picture: string | undefined;
  /** The same whichever version of the signal or model made it. */
  readonly content: string;
}

/** What was computed before: in memory, and what comes of pictures alone also on disk. */
export interface ResultCache {
  get(key: CacheKey): Promise<Found | undefined>;
  put(key: CacheKey, entry: Entry): void;
  /** What was computed last of a content, by whichever version or model. */
  latest(content: string): Entry | undefined;
}

/** Contents whose last result is known; those of more than memory holds are of no use. */
const mostContents = 50_000;

/**
 * On disk lies nothing that comes of words: it would be there in clear after the item of those words
 * was deleted.
 */
export function createResultCache(memory: MemoryCache, disk: DiskCache): ResultCache {
  const latestKeys = new Map<string, string>();
  return {
    async get({ key, picture }) {
      const kept = memory.get(key);
      if (kept) return { entry: kept, cached: 'memory' };
      const entry = picture === undefined ? undefined : await disk.get(picture, key);
      if (!entry) return undefined;
      memory.put(key, entry);
      return { entry, cached: 'disk' };
    },
    put({ key, picture, content }, entry) {
      if (!isLasting(entry)) return;
      memory.put(key, entry);
      latestKeys.delete(content);
      latestKeys.set(content, key);
      const [oldest] = latestKeys.keys();
      if (latestKeys.size > mostContents && oldest !== undefined) latestKeys.delete(oldest);
      if (picture !== undefined) disk.put(picture, key, entry);
    },
    latest(content) {
      const key = latestKeys.get(content);
      return key === undefined ? undefined : memory.get(key);
    },
  };
}
