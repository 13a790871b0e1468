import { sql } from 'kysely';
import { inputError } from '../base/errors.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import type { Stores } from './stores.ts';
import { readVersions } from './versions/versions.ts';

const dayMs = 86_400_000;

/** Values that were replaced are kept for reads as of a time in so many days. */
const defaultHistoryDays = 30;

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
  const kept = clock() - historyDays(environment) * dayMs;
  for (const ref of [...maintained, live('near_duplicates')]) {
    const table = await tableOf(signals, ref);
    await table.forgetHistoryBefore(kept);
    await table.compact();
  }
  await sql`vacuum (analyze) items`.execute(db);
}

/** @throws input `history-days` */
function historyDays({ UNDERSTORY_HISTORY_DAYS: text }: NodeJS.ProcessEnv): number {
  if (text === undefined) return defaultHistoryDays;
  const days = Number(text);
  if (Number.isInteger(days) && days >= 0 && days <= 36_500) return days;
  throw inputError(
    'history-days',
    `Expected UNDERSTORY_HISTORY_DAYS to be a whole number of days from 0, got "${text}".`,
  );
}
