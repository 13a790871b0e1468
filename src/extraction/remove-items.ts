import { appendChanges } from '../changes/append.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import type { Stores } from './stores.ts';
import { readVersions } from './versions/versions.ts';

const batchSize = 500;

/**
 * Removes items and every row of their signals. Their row in the catalogue goes last, so that an
 * interrupted removal is finished by the next.
 */
export async function removeItems(ids: readonly string[], { db, signals }: Stores): Promise<void> {
  const { maintained, live } = await readVersions(db);
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize);
    for (const ref of [...maintained, live('near_duplicates')]) {
      const table = await tableOf(signals, ref);
      await table.remove(batch);
    }
    await db.transaction().execute(async (transaction) => {
      const removed = await transaction
        .deleteFrom('items')
        .where('id', 'in', batch)
        .returning('id')
        .execute();
      const items = removed.map(({ id }) => id);
      await appendChanges(transaction, [{ type: 'understory.item.removed.v1', data: { items } }]);
    });
  }
}
