import { sql } from 'kysely';
import { appendChanges } from '../../changes/append.ts';
import type { Membership } from '../../signals/near-duplicates/clusters.ts';
import { nearDuplicatesContract } from '../../signals/near-duplicates.ts';
import type { SignalRecord } from '../../storage/lance/signal-table.ts';
import type { Stores } from '../stores.ts';

/** Items written at once. */
const batchSize = 2000;

/**
 * Writes what cluster each item is in, or that it is in none: first its signal, then its row. An
 * item that was removed meanwhile leaves no signal behind.
 */
export async function storeClusters(
  items: readonly string[],
  members: ReadonlyMap<string, Membership>,
  { db, signals, clock }: Pick<Stores, 'db' | 'signals' | 'clock'>,
): Promise<void> {
  const { name, version } = nearDuplicatesContract;
  const table = await signals.table('near_duplicates', version);
  const computedAt = clock();
  const recordOf = (item: string): SignalRecord<'near_duplicates'> => {
    const value = members.get(item);
    const head = { item, part: '', input: `${version}`, computedAt };
    return value
      ? { ...head, status: 'ok', reason: null, value }
      : { ...head, status: 'abstained', reason: 'nothing is near it', value: null };
  };
  for (let start = 0; start < items.length; start += batchSize) {
    const batch = items.slice(start, start + batchSize);
    await table.replace(batch, batch.map(recordOf));
    const there = await db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ id: string }>`
        update items set cluster = made.cluster
        from unnest(${batch}::text[], ${batch.map((id) => members.get(id)?.cluster ?? null)}::text[])
          as made (id, cluster)
        where items.id = made.id returning items.id`.execute(transaction);
      const ids = rows.map(({ id }) => id);
      const data = { signal: name, version, items: ids };
      await appendChanges(transaction, [{ type: 'understory.signal.values.changed.v1', data }]);
      return new Set(ids);
    });
    await table.remove(batch.filter((id) => !there.has(id)));
  }
}
