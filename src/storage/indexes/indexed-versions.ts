import { readdir, rm } from 'node:fs/promises';
import { codeOf } from '../../base/errors.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { refOfTableName } from '../lance/table-name.ts';
import { folderOfIndexes } from './saved-index.ts';

/** The versions that have a folder of saved indexes, in no order. */
export async function listIndexedVersions(indexes: string): Promise<SignalRef[]> {
  const folders = await readdir(indexes).catch((error: unknown) => {
    if (codeOf(error) === 'enoent') return [];
    throw error;
  });
  return folders.map(refOfTableName).filter((ref) => ref !== undefined);
}

/**
 * Takes away all that is saved or being saved of a version. Who has an index of it open keeps it
 * until it is done; who builds one fails.
 */
export async function removeIndexes(indexes: string, ref: SignalRef): Promise<void> {
  await rm(folderOfIndexes(indexes, ref), { recursive: true, force: true, maxRetries: 3 });
}
