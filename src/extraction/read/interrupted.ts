import { findDeparted } from '../../storage/postgres/presence.ts';
import type { Stores } from '../stores.ts';
import { endRun } from './runs.ts';

/** Ends runs whose process died while it listed, and gives them. */
export async function endInterruptedRuns(stores: Stores, databaseUrl: string): Promise<string[]> {
  const listing = await stores.db
    .selectFrom('runs')
    .select(['id', 'process'])
    .where('state', '=', 'listing')
    .execute();
  if (listing.length === 0) return [];
  const departed = await findDeparted(
    databaseUrl,
    listing.map(({ process }) => process),
  );
  const error = 'The process that listed the source died. Read the source again to go on.';
  const interrupted = listing
    .filter(({ process }) => departed.includes(process))
    .map(({ id }) => id);
  for (const id of interrupted) {
    await endRun(stores.db, id, { state: 'interrupted', error }, stores.clock());
  }
  return interrupted;
}
