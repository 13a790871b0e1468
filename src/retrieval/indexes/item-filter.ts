import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';
import { conditionOf, type Filters } from '../condition.ts';

/** Which items may be found: asked in three ways, of which a plan chooses the cheapest. */
export interface ItemFilter {
  /** How many items match, counted up to `most`. */
  count(most: number): Promise<number>;
  /** Every item that matches. */
  list(): Promise<readonly string[]>;
  /** Those of these items that match. */
  among(items: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The items that match the filters of browsing. */
export function filterOf(filters: Filters, db: Database): ItemFilter {
  const condition = conditionOf(filters);
  return {
    async count(most) {
      const matching = db.selectFrom('items').select('id').where(condition).limit(most);
      const { total } = await db
        .selectFrom(matching.as('matching'))
        .select((eb) => eb.fn.countAll<string>().as('total'))
        .executeTakeFirstOrThrow();
      return Number(total);
    },
    async list() {
      const rows = await db.selectFrom('items').select('id').where(condition).execute();
      return rows.map(({ id }) => id);
    },
    async among(items) {
      const rows = await db
        .selectFrom('items')
        .select('id')
        .where(sql<boolean>`id = any(${[...items]})`)
        .where(condition)
        .execute();
      return new Set(rows.map(({ id }) => id));
    },
  };
}
