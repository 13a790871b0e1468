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
    await db.transaction().execute(async (transaction) => {
      // Held from before their rows go to the history, which of one that is deleted keeps nothing.
      const there = await transaction
        .selectFrom('items')
        .select('id')
        .where('id', 'in', batch)
        .orderBy('id')
        .forUpdate()
        .execute();
      const items = there.map(({ id }) => id);
      if (items.length === 0) return;
      for (const ref of [...maintained, live('near_duplicates')]) {
        const table = await tableOf(signals, ref);
        await table.remove(items);
      }
      await transaction.deleteFrom('items').where('id', 'in', items).execute();
      await appendChanges(transaction, [{ type: 'understory.item.removed.v1', data: { items } }]);
    });
  }
}
