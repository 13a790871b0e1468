import { sql } from 'kysely';
import { insertBackfill, type BackfillShard } from '../extraction/backfill/backfills.ts';
import { summarisedSignals } from '../extraction/backfill/summaries.ts';
import { versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import type { Database } from '../storage/postgres/database.ts';

const shardSize = 256;

/**
 * Where what the catalogue is browsed by comes from a signal, begins to bring it up to the version
 * that has become live, in the caller's transaction; one that was under way for another is given up.
 *
 * @returns The id of the job; undefined where nothing is to be done.
 */
export async function beginSummary(
  transaction: Database,
  ref: SignalRef,
  by: string,
  now: number,
): Promise<string | undefined> {
  const { name } = versionOf(ref);
  if (!summarisedSignals.includes(name)) return undefined;
  await transaction
    .updateTable('backfills')
    .set({ state: 'cancelled', ended_at: new Date(now) })
    .where('kind', '=', 'summary')
    .where('signal', '=', name)
    .where('state', 'in', ['running', 'paused'])
    .execute();
  const { rows } = await sql<BackfillShard>`
    select (number)::int as number, min(position)::float8 as "from", max(position)::float8 as "to",
      count(*)::int as items
    from (
      select position, (row_number() over (order by position) - 1) / ${shardSize} as number
      from items where state <> 'pending'
    ) as numbered
    group by number order by number`.execute(transaction);
  if (rows.length === 0) return undefined;
  const backfill = { kind: 'summary', ref, state: 'running', bytes: 0, shards: rows, by } as const;
  return await insertBackfill(transaction, backfill, now);
}
