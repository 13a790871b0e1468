import { sql } from 'kysely';
import type { Database } from '../storage/postgres/database.ts';
import { conditionOf, type Filters } from './condition.ts';

/**
 * Some of the items whose pictures have any of these colours, in no order.
 *
 * @param names As palettes call them.
 */
export async function findByColours(
  names: readonly string[],
  { limit, filters }: { readonly limit: number; readonly filters?: Filters | undefined },
  db: Database,
): Promise<string[]> {
  const facets = names.map((name) => `colour:${name}`);
  const { rows } = await sql<{ id: string }>`
    select id from items
    where facets && ${facets}::text[] and ${filters ? conditionOf(filters) : sql`true`}
    limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
