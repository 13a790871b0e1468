import { sql, type RawBuilder } from 'kysely';
import type { BrowsePage, BrowseQuery } from '../contracts/api.ts';
import type { Database } from '../storage/postgres/database.ts';
import { cardOf, cardColumns } from './card.ts';

/** A page of the catalogue: filtered, sorted, with how many there are in all. */
export async function browse(db: Database, query: BrowseQuery): Promise<BrowsePage> {
  const condition = conditionOf(query);
  const [rows, { total }] = await Promise.all([
    db
      .selectFrom('items')
      .select(cardColumns)
      .where(condition)
      .orderBy(orderOf(query.sort))
      .offset(query.offset)
      .limit(query.limit)
      .execute(),
    db
      .selectFrom('items')
      .select((eb) => eb.fn.countAll<string>().as('total'))
      .where(condition)
      .executeTakeFirstOrThrow(),
  ]);
  return { items: rows.map(cardOf), total: Number(total) };
}

/** The SQL of a query's filters; `without` leaves out one field, to count its alternatives. */
export function conditionOf(
  { facet, minQuality, maxQuality, state, match }: BrowseQuery,
  without?: string,
): RawBuilder<boolean> {
  const conditions = [sql<boolean>`true`];
  for (const field of new Set(facet.map(fieldOf))) {
    if (field === without) continue;
    const values = facet.filter((candidate) => fieldOf(candidate) === field);
    conditions.push(facetCondition(field, values));
  }
  if (minQuality !== undefined) conditions.push(sql`quality >= ${minQuality}`);
  if (maxQuality !== undefined) conditions.push(sql`quality <= ${maxQuality}`);
  if (state !== undefined) conditions.push(sql`state = ${state}`);
  if (match !== undefined && match !== '') {
    const pattern = `%${match.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    conditions.push(sql`(id ilike ${pattern} or title ilike ${pattern})`);
  }
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

function facetCondition(field: string, values: readonly string[]): RawBuilder<boolean> {
  const bare = values.map((value) => value.slice(field.length + 1));
  switch (field) {
    case 'state':
      return sql`state = any(${bare})`;
    case 'reason':
      return sql`failure_code = any(${bare})`;
    case 'duplicate':
      return sql`(case when cluster is null then 'no' else 'yes' end) = any(${bare})`;
    default:
      return sql`facets && ${[...values]}::text[]`;
  }
}

/** `attribute.colour:red` is of the field `attribute.colour`. */
function fieldOf(facet: string): string {
  const colon = facet.indexOf(':');
  return colon < 0 ? facet : facet.slice(0, colon);
}

function orderOf(sort: BrowseQuery['sort']): RawBuilder<unknown> {
  switch (sort) {
    case 'newest':
      return sql`position desc`;
    case 'id':
      return sql`id`;
    case 'title':
      return sql`nullif(title, '') nulls last, id`;
    case 'quality-best':
      return sql`quality desc nulls last, id`;
    case 'quality-worst':
      return sql`quality nulls last, id`;
    case 'size':
      return sql`width::bigint * height desc, id`;
  }
}
