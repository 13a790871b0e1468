import { sql, type RawBuilder } from 'kysely';
import type { BrowsePage, BrowseQuery } from '../contracts/api.ts';
import type { Database } from '../storage/postgres/database.ts';
import { cardOf, cardColumns } from './card.ts';
import { conditionOf, countMatching } from './condition.ts';
import type { RecentCounts } from './recent-counts.ts';

/** A page of the catalogue: filtered, sorted, with how many there are in all. */
export async function browse(
  db: Database,
  query: BrowseQuery,
  counts: RecentCounts,
): Promise<BrowsePage> {
  const order = orderOf(query.sort);
  // The page is found by ids alone, which an index holds; only its own rows are then read.
  const page = db
    .selectFrom('items')
    .select('id')
    .where(conditionOf(query))
    .orderBy(order)
    .offset(query.offset)
    .limit(query.limit);
  const [rows, total] = await Promise.all([
    db.selectFrom('items').select(cardColumns).where('id', 'in', page).orderBy(order).execute(),
    countMatching(db, query, counts),
  ]);
  return { items: rows.map(cardOf), total };
}

/** Each is the order of an index of the table, so that no page is sorted to be found. */
function orderOf(sort: BrowseQuery['sort']): RawBuilder<unknown> {
  switch (sort) {
    case 'newest':
      return sql`position desc`;
    case 'id':
      return sql`id`;
    case 'title':
      return sql`title_key, id`;
    case 'quality-best':
      return sql`quality desc nulls last, id`;
    case 'quality-worst':
      return sql`quality, id`;
    case 'size':
      return sql`width::bigint * height desc, id`;
  }
}
