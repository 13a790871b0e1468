import { contractOf, extractedSignals } from '../signals/table.ts';
import type { SignalName } from '../contracts/values.ts';
import type { Stores } from './stores.ts';

const removable: readonly SignalName[] = [...extractedSignals, 'near_duplicates'];

const batchSize = 500;

/**
 * Removes items and every row of their signals. Their row in the catalogue goes last, so that an
 * interrupted removal is finished by the next.
 */
export async function removeItems(ids: readonly string[], { db, signals }: Stores): Promise<void> {
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize);
    for (const name of removable) {
      const table = await signals.table(name, contractOf(name).version);
      await table.remove(batch);
    }
    await db.deleteFrom('items').where('id', 'in', batch).execute();
  }
}
