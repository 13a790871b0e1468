import { hash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { open } from 'lmdb';
import { decodeRecords, encodeRecords } from './copied-records.ts';
import type { ServedRecord, ServedRecords } from './served-record.ts';

/** Records by item in a file that is mapped into memory, and gone with this process. */
export interface CopyFile {
  /** How many records there are. */
  readonly rows: number;
  /** About as many as it takes on the disk. */
  readonly bytes: number;
  /** Empty where there is none of that item. */
  recordsOf(item: string): ServedRecord[];
  /** Makes these all that there is of each of the items. */
  put(byItem: ServedRecords): Promise<void>;
  /** Adds these to what there is of the items. */
  add(byItem: ServedRecords): Promise<void>;
  close(): Promise<void>;
}

/** Items of one transaction: written in a few milliseconds. */
export const itemsAtOnce = 100;

/**
 * A new, empty file in a folder of the local disk. Its name is taken away as soon as it is open: the
 * system frees it when the process ends, however that ends.
 */
export async function openCopyFile(folder: string): Promise<CopyFile> {
  await mkdir(folder, { recursive: true });
  const place = await mkdtemp(join(folder, 'copy-'));
  const file = open<Buffer, Buffer>({
    path: join(place, 'records'),
    noSubdir: true,
    encoding: 'binary',
    keyEncoding: 'binary',
    // What it holds is made anew by the next process: nothing has to reach the disk.
    noSync: true,
  });
  await rm(place, { recursive: true });
  let rows = 0;
  let bytes = 0;
  const recordsOf = (item: string): ServedRecord[] => {
    const stored = file.get(keyOf(item));
    return stored === undefined ? [] : decodeRecords(stored);
  };
  const write = async (byItem: ServedRecords, keeps: boolean) => {
    await file.transaction(() => {
      for (const [item, records] of byItem) {
        const key = keyOf(item);
        const stored = file.get(key);
        const before = stored === undefined ? [] : decodeRecords(stored);
        const now = keeps ? [...before, ...records] : records;
        const bytesNow = now.length === 0 ? undefined : encodeRecords(now);
        if (bytesNow) void file.put(key, bytesNow);
        else void file.remove(key);
        rows += now.length - before.length;
        bytes += (bytesNow?.byteLength ?? 0) - (stored?.byteLength ?? 0);
      }
    });
  };
  return {
    get rows() {
      return rows;
    },
    get bytes() {
      return bytes;
    },
    recordsOf,
    put: (byItem) => write(byItem, false),
    add: (byItem) => write(byItem, true),
    close: () => file.close(),
  };
}

/** Ids of items may be longer than keys. */
function keyOf(item: string): Buffer {
  return hash('sha256', item, 'buffer').subarray(0, 16);
}
