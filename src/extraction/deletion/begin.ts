import { randomUUID } from 'node:crypto';
import { inputError, notFound } from '../../base/errors.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { Stores } from '../stores.ts';
import { closeGate } from './gate.ts';
import { releaseRow } from './release-row.ts';
import { findDeleted, openHash } from './tombstones.ts';

export interface DeletionOrder {
  /** Who asked for it. */
  readonly by: string;
  readonly reason?: string | undefined;
  /** Also items that the catalogue does not have any more: history and events may. */
  readonly gone?: boolean;
}

/**
 * Orders the deletion of an item: from now on it cannot be read again, and no page or search shows
 * it. The rest of it goes by `finishDeletions`, of this process or of any other. An item that is
 * deleted already is deleted once more, of whatever there may be.
 *
 * @returns The id of the deletion.
 * @throws not-found `no-item` unless `gone`; input `reason-names-item`
 */
export async function beginDeletion(
  item: string,
  order: DeletionOrder,
  stores: Pick<Stores, 'db' | 'clock'>,
): Promise<string> {
  requireAnonymous(order.reason, item);
  if (!order.gone) await requireKnown(stores.db, item);
  const id = await putTombstone(item, order, stores);
  await releaseRow(id, item, stores.db);
  return id;
}

/** Written while nobody is between having looked for a tombstone and having written the item. */
async function putTombstone(
  item: string,
  { by, reason }: DeletionOrder,
  { db, clock }: Pick<Stores, 'db' | 'clock'>,
): Promise<string> {
  const hash = await openHash(db);
  return await db.transaction().execute(async (transaction) => {
    await closeGate(transaction);
    const { id } = await transaction
      .insertInto('deletions')
      .values({
        id: randomUUID(),
        item_hash: hash(item),
        item,
        found_by: null,
        state: 'deleting',
        requested_by: by,
        reason: reason ?? null,
        requested_at: new Date(clock()),
        ended_at: null,
        removed: '{}',
        error: null,
        restored_at: null,
        restored_by: null,
      })
      .onConflict((conflict) =>
        conflict
          .column('item_hash')
          .where('restored_at', 'is', null)
          .doUpdateSet({ state: 'deleting', item }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

/** The reason stays when the item is gone. Ids of a letter or two are in any sentence. */
function requireAnonymous(reason: string | undefined, item: string): void {
  if (item.length < 3 || !reason?.includes(item)) return;
  throw inputError(
    'reason-names-item',
    'The reason is kept when the item is gone, so it must not have its id: name a ticket or a case.',
  );
}

async function requireKnown(db: Database, item: string): Promise<void> {
  const row = await db.selectFrom('items').select('id').where('id', '=', item).executeTakeFirst();
  if (row || (await findDeleted(db, [item])).has(item)) return;
  throw notFound(
    'no-item',
    `There is no item ${JSON.stringify(item)} in the catalogue. Where it was removed with its source, say so ` +
      '(--gone, or "gone": true) to delete what history and events still have of it.',
  );
}
