import { rm } from 'node:fs/promises';
import type { Database } from '../../storage/postgres/database.ts';
import { itemsOfIndex, listAllIndexes } from '../../storage/indexes/items-of-index.ts';

/** Items looked for in one statement. */
const batchSize = 10_000;

/**
 * Takes away the saved indexes on this machine that hold a row of an item that the catalogue does
 * not have, or of which nobody can tell: they are made anew by those who search. Who has one open
 * keeps it until it is done.
 *
 * @returns How many went.
 */
export async function sweepIndexes(folder: string, db: Database): Promise<number> {
  let swept = 0;
  for (const saved of await listAllIndexes(folder)) {
    const items = await itemsOfIndex(saved);
    if (items && (await areAllThere([...items], db))) continue;
    await rm(saved.folder, { recursive: true, force: true });
    swept += 1;
  }
  return swept;
}

async function areAllThere(items: readonly string[], db: Database): Promise<boolean> {
  for (let start = 0; start < items.length; start += batchSize) {
    const batch = items.slice(start, start + batchSize);
    const { there } = await db
      .selectFrom('items')
      .select((eb) => eb.fn.countAll<string>().as('there'))
      .where('id', 'in', batch)
      .executeTakeFirstOrThrow();
    if (Number(there) < batch.length) return false;
  }
  return true;
}
