import { randomUUID } from 'node:crypto';
import type { Stores } from '../stores.ts';
import { createSharder, type EnqueueShard } from './sharder.ts';

/**
 * Queues again, as a run of its own, all items that failed while they were computed. Those whose
 * bytes could not be had are left to the next read of their source, which alone can get them.
 */
export async function beginRetry(
  stores: Stores,
  process: string,
  enqueueShard: EnqueueShard,
): Promise<string | undefined> {
  const { db } = stores;
  const run = randomUUID();
  const failed = await db
    .selectFrom('items')
    .select('id')
    .where('state', '=', 'failed')
    .where('computed_at', 'is not', null)
    .orderBy('id')
    .execute();
  if (failed.length === 0) return undefined;
  await db
    .insertInto('runs')
    .values({ id: run, source: 'retry', title: 'failed items', state: 'listing', process })
    .execute();
  const ids = failed.map(({ id }) => id);
  await db
    .updateTable('items')
    .set({ state: 'pending', attempts: 0, seen_run: run })
    .where('id', 'in', ids)
    .execute();
  const sharder = createSharder(run, stores, enqueueShard);
  await sharder.add(ids);
  await sharder.flush();
  await db
    .updateTable('runs')
    .set({ state: 'running', listed: ids.length, due: ids.length })
    .where('id', '=', run)
    .execute();
  return run;
}
