import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Stores } from '../stores.ts';
import { createSharder, type EnqueueShard } from './sharder.ts';

export interface RequeueEffects {
  readonly process: string;
  readonly enqueueShard: EnqueueShard;
}

/**
 * Queues again, as a run of its own, all items that failed while they were computed. Those whose
 * bytes could not be had are left to the next read of their source, which alone can get them.
 */
export async function retryFailed(
  stores: Stores,
  effects: RequeueEffects,
): Promise<string | undefined> {
  const failed = await stores.db
    .selectFrom('items')
    .select('id')
    .where('state', '=', 'failed')
    .where('listing_failure', 'is', null)
    .orderBy('id')
    .execute();
  const ids = idsOf(failed);
  if (ids.length > 0) {
    await stores.db
      .updateTable('items')
      .set({ attempts: 0 })
      .where(sql<boolean>`id = any(${ids})`)
      .execute();
  }
  return await requeue('failed items', ids, stores, effects);
}

/**
 * Queues what interrupted runs had brought into the catalogue: some of it may not have been queued
 * when their process died. What was is computed once all the same. Attempts are kept, since one of
 * the items may be what killed the process.
 */
export async function resumeInterrupted(
  runs: readonly string[],
  stores: Stores,
  effects: RequeueEffects,
): Promise<string | undefined> {
  if (runs.length === 0) return undefined;
  const pending = await stores.db
    .selectFrom('items')
    .select('id')
    .where('state', '=', 'pending')
    .where('seen_run', 'in', runs)
    .orderBy('position')
    .execute();
  return await requeue('what an interrupted read left', idsOf(pending), stores, effects);
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

async function requeue(
  title: string,
  ids: readonly string[],
  stores: Stores,
  { process, enqueueShard }: RequeueEffects,
): Promise<string | undefined> {
  if (ids.length === 0) return undefined;
  const { db } = stores;
  const run = randomUUID();
  await db
    .insertInto('runs')
    .values({ id: run, source: 'requeued', title, state: 'listing', process })
    .execute();
  await db
    .updateTable('items')
    .set({ state: 'pending', seen_run: run })
    .where(sql<boolean>`id = any(${ids})`)
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
