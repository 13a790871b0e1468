import type { Database } from '../../../storage/postgres/database.ts';

/** Beyond it how rare something is changes little. */
const mostCounted = 100_000;

/** How many items there are, counted up to 100,000. */
export async function countItems(db: Database): Promise<number> {
  const some = db.selectFrom('items').select('id').limit(mostCounted);
  const { total } = await db
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}
