import { sql } from 'kysely';
import type { DaysSetting } from '../base/days-setting.ts';
import type { Database } from '../storage/postgres/database.ts';

/** How long events are kept: longer than the 90 days that interests are made from. */
export const eventDays: DaysSetting = {
  name: 'UNDERSTORY_EVENTS_DAYS',
  usual: 400,
  least: 1,
  most: 3650,
};

/**
 * Forgets events of before, and who was forgotten before: what they did until then is too old to be
 * taken. Gives how many rows went.
 */
export async function forgetOldEvents(db: Database, before: Date): Promise<number> {
  const events = await sql`delete from engagement_events where at < ${before}`.execute(db);
  const users = await sql`delete from forgotten_users where at < ${before}`.execute(db);
  return Number(events.numAffectedRows ?? 0n) + Number(users.numAffectedRows ?? 0n);
}
