import { sql } from 'kysely';
import { dayMs } from '../../base/durations.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** Checks and tallies are kept for a quarter; samples, of which there are few, for over a year. */
const checksDays = 90;
const samplesDays = 400;
/** Nobody looks further back than a day. */
const lookupTimesDays = 8;

/**
 * Drops what is too old for anybody to look at, but for the last words that a distribution is
 * compared with; gives how many rows.
 */
export async function forgetOldChecks(db: Database, now: number): Promise<number> {
  const before = (days: number) => new Date(now - days * dayMs);
  const forgotten = [
    await sql`
      delete from expectation_results as old where at < ${before(checksDays)} and (
        counts is null or exists (
          select from expectation_results as later
          where later.signal = old.signal and later.version = old.version
            and later.expectation = old.expectation and later.id > old.id
            and later.counts is not null
        ))`.execute(db),
    await sql`delete from expectation_tallies where hour < ${before(checksDays)}`.execute(db),
    await sql`delete from signal_metrics where at < ${before(samplesDays)}`.execute(db),
    await sql`delete from lookup_times where hour < ${before(lookupTimesDays)}`.execute(db),
  ];
  return forgotten.reduce((sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0n), 0);
}
