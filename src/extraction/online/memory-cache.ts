import type { Clock } from '../../base/clock.ts';
import { minuteMs } from '../../base/durations.ts';
import type { Entry } from './entry.ts';

/** Entries in memory, the least recently used forgotten first. */
export interface MemoryCache {
  get(key: string): Entry | undefined;
  put(key: string, entry: Entry): void;
  clear(): void;
  readonly bytes: number;
  readonly entries: number;
}

/** What was deleted from the catalogue is not remembered here for longer. */
const mostAgeMs = 15 * minuteMs;

/** @param mostBytes Of all entries as JSON in UTF-8, which is how they are held. */
export function createMemoryCache(mostBytes: number, clock: Clock): MemoryCache {
  const kept = new Map<string, { readonly json: Buffer; readonly at: number }>();
  let bytes = 0;
  const forget = (key: string): void => {
    bytes -= kept.get(key)?.json.byteLength ?? 0;
    kept.delete(key);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      if (clock() - found.at <= mostAgeMs) return JSON.parse(found.json.toString()) as Entry;
      forget(key);
      return undefined;
    },
    put(key, entry) {
      const json = Buffer.from(JSON.stringify(entry));
      forget(key);
      if (json.byteLength > mostBytes) return;
      kept.set(key, { json, at: clock() });
      bytes += json.byteLength;
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) break;
        forget(oldest);
      }
    },
    clear() {
      kept.clear();
      bytes = 0;
    },
    get bytes() {
      return bytes;
    },
    get entries() {
      return kept.size;
    },
  };
}
