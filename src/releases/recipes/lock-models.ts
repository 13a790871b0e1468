import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';

/** Holds whatever adds users of models or removes models until the transaction ends. */
export async function lockModels(transaction: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('models', 0))`.execute(transaction);
}
