import { sql } from 'kysely';
import { dayMs } from '../base/durations.ts';
import type { Database } from '../storage/postgres/database.ts';

/**
 * Forgets what happened more than so many days ago, up to the first event that did not; gives how
 * many events. A cursor in what is forgotten is refused from then on.
 */
export async function pruneChanges(db: Database, days: number, now: number): Promise<number> {
  const before = new Date(now - days * dayMs);
  return await db.transaction().execute(async (transaction) => {
    await sql`select from change_log for update`.execute(transaction);
    const { rows } = await sql<{ count: string }>`
      with kept as (
        select xid, seq from changes where at >= ${before} order by xid, seq limit 1
      ), dropped as (
        delete from changes
        where xid < pg_snapshot_xmin(pg_current_snapshot())
          and not exists (select from kept where (kept.xid, kept.seq) <= (changes.xid, changes.seq))
        returning xid, seq
      ), last as (
        select xid, seq from dropped order by xid desc, seq desc limit 1
      ), marked as (
        update change_log set pruned_xid = last.xid, pruned_seq = last.seq from last
      )
      select count(*) from dropped
    `.execute(transaction);
    return Number(rows[0]?.count ?? 0);
  });
}
