import { sql } from 'kysely';
import { dayMs } from '../../base/durations.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { toldDays } from './search-tables.ts';

/** Forgets the events of deletions, and with them the ids, once consumers have had their time. */
export async function forgetTold(db: Database, now: number): Promise<void> {
  const before = new Date(now - toldDays * dayMs);
  await db
    .deleteFrom('changes')
    .where('type', '=', 'understory.item.deleted.v1')
    .where('at', '<', before)
    .execute();
  await sql`delete from webhook_dead_letters
    where event ->> 'type' = 'understory.item.deleted.v1' and at < ${before}`.execute(db);
}
