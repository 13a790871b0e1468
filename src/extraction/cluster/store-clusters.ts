import { sql } from 'kysely';
import { appendChanges } from '../../changes/append.ts';
import { refOf } from '../../contracts/signal-ref.ts';
import type { Membership } from '../../signals/near-duplicates/clusters.ts';
import { nearDuplicatesContract } from '../../signals/near-duplicates.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { SignalRecord } from '../../storage/lance/signal-table.ts';
import { checkWritten } from '../expectations/check-written.ts';
import type { Stores } from '../stores.ts';

/** Items written at once. */
const batchSize = 2000;

/**
 * Writes what cluster each item is in, or that it is in none: first its signal, then its row. An
 * item that was removed meanwhile leaves no signal behind: its row is looked for, and held, first.
 */
export async function storeClusters(
  items: readonly string[],
  members: ReadonlyMap<string, Membership>,
  { db, signals, log, clock }: Pick<Stores, 'db' | 'signals' | 'log' | 'clock'>,
): Promise<void> {
  if (items.length === 0) return;
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
    await db.transaction().execute(async (transaction) => {
      const there = await lockItems(transaction, batch);
      const records = there.map(recordOf);
      await table.replace(there, records);
      await sql`
        update items set cluster = made.cluster
        from unnest(${there}::text[], ${there.map((id) => members.get(id)?.cluster ?? null)}::text[])
          as made (id, cluster)
        where items.id = made.id`.execute(transaction);
      const data = { signal: name, version, items: there };
      await appendChanges(transaction, [{ type: 'understory.signal.values.changed.v1', data }]);
      // While their rows are held: an item that is being deleted is not named here afterwards.
      await checkWritten([{ ref: refOf(name, version), items: there, records }], {
        db,
        log,
        clock,
      });
    });
  }
}

/** Those of the items that are still there; they stay until the transaction ends. */
async function lockItems(transaction: Database, ids: readonly string[]): Promise<string[]> {
  const rows = await transaction
    .selectFrom('items')
    .select('id')
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}
