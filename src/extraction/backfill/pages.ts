import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';
import type { ItemRow } from '../item-rows.ts';

export type PlacedItem = Pick<
  ItemRow,
  'id' | 'assets' | 'text' | 'attributes' | 'input' | 'state'
> & { readonly position: number };

/** Items of the catalogue by position, a page at a time; those that wait to be read are left out. */
export async function* pagesOfItems(
  db: Database,
  size: number,
  { from = 0, to = Number.MAX_SAFE_INTEGER }: { from?: number; to?: number } = {},
): AsyncIterable<PlacedItem[]> {
  for (let next = from; ;) {
    const rows = await db
      .selectFrom('items')
      .select(['id', 'assets', 'text', 'attributes', 'input', 'state'])
      .select(sql<string>`position`.as('position'))
      .where(sql<boolean>`position between ${next} and ${to}`)
      .where('state', '!=', 'pending')
      .orderBy('position')
      .limit(size)
      .execute();
    const page = rows.map((row) => ({ ...row, position: Number(row.position) }));
    const last = page.at(-1);
    if (!last) return;
    yield page;
    next = last.position + 1;
  }
}
