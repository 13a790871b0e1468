import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock, type Clock } from '../base/clock.ts';
import { folderObjects } from './objects/folder.ts';

/** What was used within this time may be being read. */
const inUseMs = 60_000;

/**
 * Keeps a folder of files within a size: the function that it gives takes those away that were
 * used longest ago (by their time of change) until they fit. Called again while it works, it waits
 * for that; called often, it looks once for every hundred times.
 */
export function createTrimmer(
  { folder, mostBytes }: { readonly folder: string; readonly mostBytes: number },
  clock: Clock = systemClock,
): () => Promise<void> {
  let calls = 0;
  let trimming: Promise<void> | undefined;

  const trim = async (): Promise<void> => {
    const files = await folderObjects(folder).list('');
    let left = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const { path, sizeBytes, modifiedAt } of files.toSorted(
      (a, b) => a.modifiedAt - b.modifiedAt,
    )) {
      if (left <= mostBytes || modifiedAt > clock() - inUseMs) return;
      await rm(join(folder, path), { force: true });
      left -= sizeBytes;
    }
  };

  return async () => {
    calls += 1;
    if (calls % 100 !== 1) return;
    trimming ??= trim().finally(() => {
      trimming = undefined;
    });
    await trimming;
  };
}
