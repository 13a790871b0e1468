import type { Blobs } from '../../storage/blobs.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { closeGate } from './gate.ts';
import { usedDigests } from './usage.ts';

/** Blobs taken away at once, while nobody may bring an item into the catalogue. */
const batchSize = 200;

/** A copy that was not touched for so long is no longer being made. */
const halfAgeMs = 600_000;

export interface SweptBlobs {
  /** Sizes in bytes of the blobs that went, by digest. */
  readonly blobs: ReadonlyMap<string, number>;
  /** Rows of `files` that led to them. */
  readonly files: number;
}

/**
 * Takes away every blob that nothing uses: those of items that were deleted, but also of what they
 * were before they changed, and of items that their source has no more, which nothing else leads
 * to. One that an item begins to use at this moment stays, or its reader sees that it is gone and
 * brings it again: it looks once more before it writes the item, while this waits.
 */
export async function sweepBlobs(
  { db, blobs }: { readonly db: Database; readonly blobs: Blobs },
  now: number,
): Promise<SweptBlobs> {
  const used = await usedDigests(db);
  const idle = (await blobs.list()).filter(({ digest }) => !used.has(digest));
  const swept = new Map<string, number>();
  let files = 0;
  for (let start = 0; start < idle.length; start += batchSize) {
    const batch = idle.slice(start, start + batchSize);
    const digests = batch.map(({ digest }) => digest);
    await db.transaction().execute(async (transaction) => {
      await closeGate(transaction);
      const since = await usedDigests(transaction, digests);
      const free = batch.filter(({ digest }) => !since.has(digest));
      await Promise.all(free.map(({ digest }) => blobs.delete(digest)));
      for (const { digest, sizeBytes } of free) swept.set(digest, sizeBytes);
    });
    const { numDeletedRows } = await db
      .deleteFrom('files')
      .where('digest', 'in', digests)
      .where('digest', 'not in', [...(await usedDigests(db, digests)), ''])
      .executeTakeFirst();
    files += Number(numDeletedRows);
  }
  await blobs.dropHalves(now - halfAgeMs);
  return { blobs: swept, files };
}
