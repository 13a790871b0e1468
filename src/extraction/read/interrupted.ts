import { findDeparted } from '../../storage/postgres/presence.ts';
import type { Stores } from '../stores.ts';
import { endRun } from './runs.ts';

/** Ends runs whose process died while it listed: what they queued is done, the rest was never seen. */
export async function endInterruptedRuns(stores: Stores, databaseUrl: string): Promise<void> {
  const listing = await stores.db
    .selectFrom('runs')
    .select(['id', 'process'])
    .where('state', '=', 'listing')
    .execute();
  if (listing.length === 0) return;
  const departed = await findDeparted(
    databaseUrl,
    listing.map(({ process }) => process),
  );
  const error = 'The process that listed the source died. Read the source again to go on.';
  for (const { id, process } of listing) {
    if (!departed.includes(process)) continue;
    await endRun(stores.db, id, { state: 'interrupted', error }, stores.clock());
  }
}
