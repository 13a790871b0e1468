import { createHmac } from 'node:crypto';
import { conflict, notFound } from '../../base/errors.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** Turns the id of an item into what may be kept of it: HMAC-SHA-256, 64 hex digits. */
export type HashItem = (item: string) => string;

/** Keyed with a secret of the installation, without which ids could be guessed and compared. */
export async function openHash(db: Database): Promise<HashItem> {
  const { secret } = await db
    .selectFrom('deletion_secret')
    .select('secret')
    .executeTakeFirstOrThrow();
  return (item) => createHmac('sha256', secret).update(item).digest('hex');
}

/** Those of these items that were deleted and must not come back. */
export async function findDeleted(
  db: Database,
  items: readonly string[],
): Promise<ReadonlySet<string>> {
  if (items.length === 0) return new Set();
  const hash = await openHash(db);
  const itemOf = new Map(items.map((item) => [hash(item), item]));
  const rows = await db
    .selectFrom('deletions')
    .select('item_hash')
    .where('item_hash', 'in', [...itemOf.keys()])
    .where('restored_at', 'is', null)
    .execute();
  return new Set(rows.map(({ item_hash: found }) => itemOf.get(found) ?? ''));
}

/**
 * Lets a deleted item be read again. What was deleted stays so: it comes back when its source is
 * next read.
 *
 * @throws not-found `not-deleted`; conflict `deleting` while it is still being deleted.
 */
export async function liftTombstone(
  db: Database,
  item: string,
  by: string,
  now: number,
): Promise<void> {
  const hash = await openHash(db);
  const lifted = await db
    .updateTable('deletions')
    .set({ restored_at: new Date(now), restored_by: by })
    .where('item_hash', '=', hash(item))
    .where('restored_at', 'is', null)
    .where('state', '=', 'done')
    .executeTakeFirst();
  if (lifted.numUpdatedRows > 0n) return;
  if ((await findDeleted(db, [item])).has(item)) {
    throw conflict('deleting', 'This item is still being deleted: restore it once that has ended.');
  }
  throw notFound('not-deleted', 'No item of this id is deleted: nothing keeps it from being read.');
}
