import { refOfBackfill, openShards, requireBackfill } from './backfills.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { sampleVersion } from '../metrics/sample.ts';
import type { Stores } from '../stores.ts';

/** Whether all shards of a running backfill were finished. */
export async function isBackfilled(db: Database, id: string): Promise<boolean> {
  const { state } = await requireBackfill(db, id);
  const open = await db
    .selectFrom('backfill_shards')
    .select('number')
    .where('backfill', '=', id)
    .where('finished_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return state === 'running' && open === undefined;
}

/**
 * Ends a backfill whose shards are all computed: merges what they wrote, makes its index and notes
 * what it covers. One with shards that went wrong is paused, so that resuming tries those again.
 */
export async function completeBackfill(id: string, stores: Stores): Promise<void> {
  const { db, signals, clock } = stores;
  const backfill = await requireBackfill(db, id);
  if (backfill.kind === 'values') {
    const ref = refOfBackfill(backfill);
    const table = await tableOf(signals, ref);
    await table.compact();
    await sampleVersion(ref, stores);
  }
  const isWhole = (await openShards(db, id)).length === 0;
  await db
    .updateTable('backfills')
    .set(isWhole ? { state: 'done', ended_at: new Date(clock()) } : { state: 'paused' })
    .where('id', '=', id)
    .where('state', 'in', ['running', 'external'])
    .execute();
}
