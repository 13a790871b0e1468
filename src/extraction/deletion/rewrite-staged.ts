import { putStaged, readStaged } from '../backfill/staged-blob.ts';
import { releaseStaged } from '../backfill/release-staged.ts';
import type { Stores } from '../stores.ts';
import { closeGate } from './gate.ts';

/**
 * Takes items out of what shards of plans have computed and is still to be committed. What they
 * had staged before stays among the blobs until those that nothing uses are swept.
 */
export async function rewriteStaged(
  items: readonly string[],
  { db, blobs }: Pick<Stores, 'db' | 'blobs'>,
): Promise<void> {
  await releaseStaged({ db, blobs });
  const deleted = new Set(items);
  const rows = await db
    .selectFrom('backfill_shards')
    .innerJoin('backfills', 'backfills.id', 'backfill_shards.backfill')
    .select(['backfill', 'number', 'staged'])
    .where('backfills.state', '=', 'external')
    .where('staged', 'is not', null)
    .where('finished_at', 'is', null)
    .execute();
  for (const { backfill, number, staged } of rows) {
    if (staged === null) continue;
    await db.transaction().execute(async (transaction) => {
      await closeGate(transaction);
      const computed = await readStaged(staged, blobs);
      const left = computed.filter(({ id }) => !deleted.has(id));
      if (left.length === computed.length) return;
      await transaction
        .updateTable('backfill_shards')
        .set({ staged: await putStaged(left, blobs) })
        .where('backfill', '=', backfill)
        .where('number', '=', number)
        .where('staged', '=', staged)
        .execute();
    });
  }
}
