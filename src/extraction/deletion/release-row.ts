import { appendChanges } from '../../changes/append.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { FoundBy } from '../../storage/postgres/tables/deletions.ts';

/**
 * Takes the item out of the catalogue, tells consumers, and notes what leads to the rest of it: all
 * or nothing, and once. Waits for whoever is storing something of the item, who locks its row; for
 * those who come later there is none.
 */
export async function releaseRow(deletion: string, item: string, db: Database): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { found_by: known } = await transaction
      .selectFrom('deletions')
      .select('found_by')
      .where('id', '=', deletion)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const row = await transaction
      .deleteFrom('items')
      .where('id', '=', item)
      .returning(['assets', 'origin', 'content'])
      .executeTakeFirst();
    if (known && !row) return;
    const foundBy: FoundBy = {
      digests: [...(known?.digests ?? []), ...(row?.assets.map(({ digest }) => digest) ?? [])],
      origins: [
        ...(known?.origins ?? []),
        ...(row ? [row.origin, ...row.assets.map(({ origin }) => origin)] : []),
      ],
      contents: [...(known?.contents ?? []), ...(row?.content ? [row.content] : [])],
    };
    await transaction
      .updateTable('deletions')
      .set({
        found_by: JSON.stringify(foundBy),
        removed: JSON.stringify(row ? { catalogueRows: 1 } : {}),
      })
      .where('id', '=', deletion)
      .execute();
    await appendChanges(transaction, [
      { type: 'understory.item.deleted.v1', data: { items: [item] } },
    ]);
  });
}
