import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';

/** Recent work is what cost is measured on: older shards may be of another machine. */
const shardsMeasured = 2_000;

/**
 * CPU seconds of extraction for 1,000 items, by version, measured over the last shards of reads
 * and the last of backfills that finished; versions that were not computed there are absent. What
 * several signals share, such as one run of a model, is counted for the first of them.
 */
export async function readMeasuredCosts(db: Database): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ ref: string; cost: number }>`
    select key as ref,
      sum((value->>'cpuMs')::float8) / nullif(sum(least(recent.items,
        (value->>'ok')::bigint + (value->>'abstained')::bigint + (value->>'failed')::bigint)), 0)
        as cost
    from (
      (select items, signals from shards where finished_at is not null and signals is not null
      order by finished_at desc limit ${shardsMeasured})
      union all
      (select items, signals from backfill_shards
      where finished_at is not null and signals is not null
      order by finished_at desc limit ${shardsMeasured})
    ) as recent, jsonb_each(recent.signals)
    group by key`.execute(db);
  // Milliseconds an item are seconds of a thousand.
  return new Map(rows.flatMap(({ ref, cost }) => (cost === null ? [] : [[ref, cost] as const])));
}

/** What the measured cost is told as: `12.3 CPU s`, or the class of the contract. */
export function describeCost(measured: number | null, cost: string): string {
  return measured === null ? cost : `${measured.toPrecision(3)} CPU s`;
}
