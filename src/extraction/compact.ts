import { sql } from 'kysely';
import { tableOf } from '../storage/lance/table-of.ts';
import { historyBegins } from './history-days.ts';
import type { Stores } from './stores.ts';
import { readVersions } from './versions/versions.ts';

/**
 * Merges the small files that many shards left, so that reading stays as fast as after one; forgets
 * what was replaced long ago; and has the database note which rows have settled, without which it
 * looks at each for a page far down.
 */
export async function compactTables(
  { db, signals, clock }: Pick<Stores, 'db' | 'signals' | 'clock'>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const { maintained, live } = await readVersions(db);
  const kept = historyBegins(clock(), environment);
  for (const ref of [...maintained, live('near_duplicates')]) {
    const table = await tableOf(signals, ref);
    await table.forgetHistoryBefore(kept);
    await table.compact();
  }
  await sql`vacuum (analyze) items`.execute(db);
}
