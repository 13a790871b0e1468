import { sql, type RawBuilder } from 'kysely';
import type { BrowseQuery } from '../contracts/api.ts';
import type { Database } from '../storage/postgres/database.ts';
import type { RecentCounts } from './recent-counts.ts';

/** What of a query decides which items match. */
export type Filters = Pick<BrowseQuery, 'facet' | 'minQuality' | 'maxQuality' | 'state' | 'match'>;

/** `attribute.colour:red` is of the field `attribute.colour`. */
export function fieldOf(facet: string): string {
  return facet.split(':', 1)[0] ?? '';
}

/** A query without its filter by one field, to count that field's alternatives. */
export function withoutField(filters: Filters, field: string): Filters {
  return { ...filters, facet: filters.facet.filter((facet) => fieldOf(facet) !== field) };
}

/** The same for queries that match the same items. */
export function keyOf({ facet, minQuality, maxQuality, state, match }: Filters): string {
  const facets = [...new Set(facet)].toSorted();
  return JSON.stringify([facets, minQuality, maxQuality, state, match]);
}

/** The SQL of a query's filters. */
export function conditionOf({
  facet,
  minQuality,
  maxQuality,
  state,
  match,
}: Filters): RawBuilder<boolean> {
  const conditions = [sql<boolean>`true`];
  for (const field of new Set(facet.map(fieldOf))) {
    const values = facet.filter((candidate) => fieldOf(candidate) === field);
    conditions.push(facetCondition(field, values));
  }
  if (minQuality !== undefined) conditions.push(sql`quality >= ${minQuality}`);
  if (maxQuality !== undefined) conditions.push(sql`quality <= ${maxQuality}`);
  if (state !== undefined) conditions.push(sql`state = ${state}`);
  if (match !== undefined && match !== '') {
    const pattern = match.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
    conditions.push(sql`match_text like ${`%${pattern}%`}`);
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

/** How many items match. */
export async function countMatching(
  db: Database,
  filters: Filters,
  counts: RecentCounts,
): Promise<number> {
  return await counts.get(`items ${keyOf(filters)}`, async () => {
    const { total } = await db
      .selectFrom('items')
      .select((eb) => eb.fn.countAll<string>().as('total'))
      .where(conditionOf(filters))
      .executeTakeFirstOrThrow();
    return Number(total);
  });
}
