import { notFound, type UnderstoryError } from '../base/errors.ts';
import type { Database } from '../storage/postgres/database.ts';

/** The row of an item. @throws not-found `no-item` */
export async function requireItem(id: string, db: Database) {
  const row = await db.selectFrom('items').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return row;
  throw noSuchItem(id);
}

export function noSuchItem(id: string): UnderstoryError {
  return notFound(
    'no-item',
    `There is no item ${id}. \`understory search --text\` finds ids; \`understory status\` says how many items there are.`,
  );
}
