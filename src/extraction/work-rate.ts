import { sql, type RawBuilder } from 'kysely';

interface WorkColumns {
  /** Items of a shard that were done. */
  readonly items: RawBuilder<unknown>;
  readonly finishedAt: RawBuilder<unknown>;
  /** When the last shard of the same work was finished, and when that work was begun; of the group. */
  readonly lastAt: RawBuilder<unknown>;
  readonly begunAt: RawBuilder<unknown>;
}

/** SQL of an aggregate over the shards of some work: items a second in its last minute. */
export function itemsPerSecond({ items, finishedAt, lastAt, begunAt }: WorkColumns) {
  return sql<number>`coalesce(
    sum(${items}) filter (where ${finishedAt} > ${lastAt} - interval '1 minute')
      / nullif(extract(epoch from
        ${lastAt} - greatest(${begunAt}, ${lastAt} - interval '1 minute')), 0),
    0)::float8`;
}

/** Seconds until the items that are left are done; null where nobody works, or nothing was done yet. */
export function remainingSeconds(left: number, rate: number, isWorkedOn: boolean): number | null {
  return isWorkedOn && rate > 0 ? Math.max(0, left) / rate : null;
}
