import type { Selectable } from 'kysely';
import { notFound } from '../../base/errors.ts';
import type { Deletion } from '../../contracts/deletions.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { DeletionsTable } from '../../storage/postgres/tables/deletions.ts';

/** The newest first. */
export async function listDeletions(db: Database, limit = 100): Promise<Deletion[]> {
  const rows = await db
    .selectFrom('deletions')
    .selectAll()
    .orderBy('requested_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(viewOf);
}

/** @throws not-found `no-deletion` */
export async function findDeletion(db: Database, id: string): Promise<Deletion> {
  const row = await db.selectFrom('deletions').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return viewOf(row);
  throw notFound(
    'no-deletion',
    `There is no deletion ${id}: \`understory delete --list\` has them all.`,
  );
}

function viewOf({
  id,
  item,
  state,
  reason,
  models,
  error,
  ...row
}: Selectable<DeletionsTable>): Deletion {
  return {
    id,
    item,
    state,
    by: row.requested_by,
    reason,
    requestedAt: row.requested_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    removed: {
      signalRows: 0,
      catalogueRows: 0,
      events: 0,
      blobs: 0,
      bytes: 0,
      thumbnails: 0,
      ...row.removed,
    },
    models,
    error,
    restoredAt: row.restored_at?.toISOString() ?? null,
  };
}
