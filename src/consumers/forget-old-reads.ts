import { sql } from 'kysely';
import type { Database } from '../storage/postgres/database.ts';

/**
 * Forgets what the ledger has of hours before; gives how many rows. The last that each consumer read
 * of each version stays, whenever it was: dropping a version asks who read it in any number of days.
 */
export async function forgetOldReads(db: Database, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ledger where hour < ${before} and exists (
      select from ledger as later where later.consumer = ledger.consumer
        and later.signal = ledger.signal and later.version = ledger.version
        and later.hour > ledger.hour
    )`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
