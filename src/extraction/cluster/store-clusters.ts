import { sql } from 'kysely';
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
  const { version } = nearDuplicatesContract;
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
    const { rows } = await sql<{ id: string }>`
      update items set cluster = made.cluster
      from unnest(${batch}::text[], ${batch.map((id) => members.get(id)?.cluster ?? null)}::text[])
        as made (id, cluster)
      where items.id = made.id returning items.id`.execute(db);
    const there = new Set(rows.map(({ id }) => id));
    await table.remove(batch.filter((id) => !there.has(id)));
  }
}
