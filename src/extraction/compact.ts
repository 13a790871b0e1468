import { sql } from 'kysely';
import { contractOf } from '../signals/table.ts';
import { signalNames } from '../contracts/values.ts';
import type { Stores } from './stores.ts';

/**
 * Merges the small files that many shards left, so that reading stays as fast as after one; and has
 * the database note which rows have settled, without which it looks at each for a page far down.
 */
export async function compactTables({
  db,
  signals,
}: Pick<Stores, 'db' | 'signals'>): Promise<void> {
  for (const name of signalNames) {
    const table = await signals.table(name, contractOf(name).version);
    await table.compact();
  }
  await sql`vacuum (analyze) items`.execute(db);
}
