import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../base/errors.ts';
import { decodeRowKeys } from './row-keys.ts';
import { listSavedIndexes, type SavedIndex } from './saved-index.ts';

/** Every saved index of all versions. */
export async function listAllIndexes(indexes: string): Promise<SavedIndex[]> {
  const folders = await readdir(indexes).catch((error: unknown) => {
    if (codeOf(error) === 'enoent') return [];
    throw error;
  });
  const lists = await Promise.all(folders.map((folder) => listSavedIndexes(join(indexes, folder))));
  return lists.flat();
}

/**
 * The items that have a row in a saved index; of one that has gone meanwhile none. Undefined where
 * its keys are not what was saved.
 */
export async function itemsOfIndex({
  folder,
}: SavedIndex): Promise<ReadonlySet<string> | undefined> {
  const bytes = await readFile(join(folder, 'keys.bin')).catch((error: unknown) => {
    if (codeOf(error) === 'enoent') return Buffer.alloc(0);
    throw error;
  });
  try {
    return new Set(Array.from(decodeRowKeys(bytes), ({ item }) => item));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
