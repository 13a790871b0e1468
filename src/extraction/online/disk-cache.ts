import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { codeOf, messageOf } from '../../base/errors.ts';
import type { Logger } from '../../base/log.ts';
import { folderObjects } from '../../storage/objects/folder.ts';
import { entrySchema, type Entry } from './entry.ts';

/** Entries of pictures in files of a folder, the oldest removed first. */
export interface DiskCache {
  get(picture: string, key: string): Promise<Entry | undefined>;
  /** Written when there is time; what goes wrong is logged, and the entry computed again. */
  put(picture: string, key: string, entry: Entry): void;
  /** Of the files, as far as this process knows. */
  readonly bytes: number;
  /** Done when all that was put is written. */
  settled(): Promise<void>;
}

/** Entries that wait to be written; what comes on top is not. */
const mostWaiting = 100;

/** Past the bound so much is removed, that it is not looked through for every entry. */
const keptShare = 0.9;

/** @param mostBytes Of all files; 0 keeps none. */
export function createDiskCache(folder: string, mostBytes: number, log: Logger): DiskCache {
  const limit = pLimit(1);
  let bytes: number | undefined;

  const trim = async (): Promise<void> => {
    const files = await Promise.all((await listFiles(folder)).map(withStatus));
    let total = files.reduce((sum, { size }) => sum + size, 0);
    const isOver = total > mostBytes;
    for (const { path, size } of files.toSorted((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (!isOver || total <= mostBytes * keptShare) break;
      await rm(path, { force: true });
      total -= size;
    }
    bytes = total;
  };
  const write = async (path: string, json: string): Promise<void> => {
    const half = `${path}.${process.pid}`;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(half, json);
    await rename(half, path);
    if (bytes !== undefined) bytes += Buffer.byteLength(json);
    if ((bytes ?? Infinity) > mostBytes) await trim();
  };
  return {
    async get(picture, key) {
      if (mostBytes === 0) return undefined;
      try {
        return entrySchema.parse(JSON.parse(await readFile(pathOf(folder, picture, key), 'utf8')));
      } catch (error) {
        if (codeOf(error) !== 'enoent')
          log.warn({ error: messageOf(error) }, 'a kept result could not be read');
        return undefined;
      }
    },
    put(picture, key, entry) {
      if (mostBytes === 0 || limit.pendingCount >= mostWaiting) return;
      limit(() => write(pathOf(folder, picture, key), JSON.stringify(entry))).catch(
        (error: unknown) => log.warn({ error: messageOf(error) }, 'a result could not be kept'),
      );
    },
    get bytes() {
      return bytes ?? 0;
    },
    settled: () => limit(async () => undefined),
  };
}

/**
 * Takes away every entry. Which of them come of an item's picture is not told apart: whatever is
 * asked for again is computed again.
 */
export async function clearDiskCache(folder: string): Promise<void> {
  for (const path of await listFiles(folder)) await rm(path, { force: true });
}

function pathOf(folder: string, picture: string, key: string): string {
  return join(folder, picture.slice(0, 2), `${picture}-${key.slice(0, 32)}.json`);
}

async function listFiles(folder: string): Promise<string[]> {
  return (await folderObjects(folder).list('')).map(({ path }) => join(folder, path));
}

async function withStatus(path: string) {
  const gone = { size: 0, mtimeMs: 0 };
  const { size, mtimeMs } = await stat(path).catch(() => gone);
  return { path, size, mtimeMs };
}
