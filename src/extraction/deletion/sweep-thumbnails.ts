import { rm } from 'node:fs/promises';
import type { Database } from '../../storage/postgres/database.ts';
import { listThumbnails } from '../../storage/thumbnails.ts';
import { usedDigests } from './usage.ts';

/**
 * Takes away the thumbnails on this machine of all that no item shows any more.
 *
 * @returns How many of each digest.
 */
export async function sweepThumbnails(
  folder: string,
  db: Database,
): Promise<ReadonlyMap<string, number>> {
  const used = await usedDigests(db);
  const swept = new Map<string, number>();
  for (const { path, digest } of await listThumbnails(folder)) {
    if (used.has(digest)) continue;
    await rm(path, { force: true });
    swept.set(digest, (swept.get(digest) ?? 0) + 1);
  }
  return swept;
}
