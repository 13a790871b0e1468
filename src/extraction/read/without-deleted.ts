import type { ListedItem } from '../../ingest/listed.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { findDeleted } from '../deletion/tombstones.ts';
import { addProblems } from './runs.ts';

/** Leaves out what was deleted, and says only how much that was: not which it is, nor where. */
export async function withoutDeleted(
  batch: readonly ListedItem[],
  source: string,
  run: string,
  db: Database,
): Promise<readonly ListedItem[]> {
  const deleted = await findDeleted(
    db,
    batch.map(({ id }) => id),
  );
  if (deleted.size === 0) return batch;
  const message =
    `${deleted.size} that were deleted are still in the source and were left out. Take them out of it; ` +
    'or let one be read again by `understory delete --restore ID`.';
  await addProblems(db, run, [{ origin: source, item: null, code: 'deleted', message }]);
  return batch.filter(({ id }) => !deleted.has(id));
}
