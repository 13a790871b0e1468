import { sql } from 'kysely';
import type { Database } from '../storage/postgres/database.ts';

/**
 * Forgets reads and backfills that ended before, with their shards and problems; gives how many. The
 * last read of each source stays, and the last backfill of each version.
 */
export async function forgetOldWork(db: Database, before: Date): Promise<number> {
  const runs = await sql`
    delete from runs where ended_at < ${before} and exists (
      select from runs as later where later.source = runs.source
        and (later.started_at, later.id) > (runs.started_at, runs.id)
    )`.execute(db);
  const backfills = await sql`
    delete from backfills where ended_at < ${before} and exists (
      select from backfills as later where later.kind = backfills.kind
        and later.signal = backfills.signal and later.version = backfills.version
        and (later.created_at, later.id) > (backfills.created_at, backfills.id)
    )`.execute(db);
  return Number(runs.numAffectedRows ?? 0n) + Number(backfills.numAffectedRows ?? 0n);
}
