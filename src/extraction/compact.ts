import { sql } from 'kysely';
import { tableOf } from '../storage/lance/table-of.ts';
import type { Stores } from './stores.ts';
import { readVersions } from './versions/versions.ts';

/**
 * Merges the small files that many shards left, so that reading stays as fast as after one; and has
 * the database note which rows have settled, without which it looks at each for a page far down.
 */
export async function compactTables({
  db,
  signals,
}: Pick<Stores, 'db' | 'signals'>): Promise<void> {
  const { maintained, live } = await readVersions(db);
  for (const ref of [...maintained, live('near_duplicates')]) {
    const table = await tableOf(signals, ref);
    await table.compact();
  }
  await sql`vacuum (analyze) items`.execute(db);
}
