import { sql } from 'kysely';
import type { Database } from '../storage/postgres/database.ts';

/**
 * Counts anew how many items have each term, spelling and phrase: what ranks words, corrects and
 * completes them. A read ends with it; deletions take from the counts at once.
 */
export async function refreshSearchStatistics(db: Database): Promise<void> {
  await sql`select refresh_search_statistics()`.execute(db);
}
