import type { DuplicateComparison } from '../../contracts/duplicate-check.ts';
import { cardColumns, cardOf } from '../../retrieval/card.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { AskedContent } from './asked-content.ts';

/** Items of the very files that are asked about, which no step has to decide. */
export async function findSameFiles(
  { content, item }: AskedContent,
  limit: number,
  db: Database,
): Promise<DuplicateComparison[]> {
  const rows = await db
    .selectFrom('items')
    .select(cardColumns)
    .where('content', '=', content)
    .where('done_input', 'is not', null)
    .where('id', '<>', item ?? '')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    item: cardOf(row),
    decidedBy: 'file',
    distance: 0,
    hash: null,
    embedding: null,
    pixels: null,
    why: 'it is of the very same files',
  }));
}
