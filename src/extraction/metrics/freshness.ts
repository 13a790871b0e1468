import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';

/** How many items there are, and how long they wait to be computed. */
export interface Freshness {
  readonly items: number;
  /** Seconds from an item's reading to its computing, or to now where it waits still. */
  readonly p50: number | null;
  readonly p99: number | null;
}

/** Over all items of the catalogue but those that could not be fetched, which nobody computes. */
export async function readFreshness(db: Database, now: number): Promise<Freshness> {
  const { rows } = await sql<{ items: string; waits: (number | null)[] | null }>`
    select count(*) as items,
      percentile_cont(array[0.5, 0.99]) within group (order by greatest(0, extract(epoch from
        case when state = 'pending' then ${new Date(now)} else computed_at end - read_at)::float8))
        filter (where state = 'pending' or computed_at is not null) as waits
    from items`.execute(db);
  const [p50 = null, p99 = null] = rows[0]?.waits ?? [];
  return { items: Number(rows[0]?.items ?? 0), p50, p99 };
}
