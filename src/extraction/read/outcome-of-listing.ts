import type { Posted } from '../../contracts/posted-items.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** What became of the items that a run has listed: those that it took, and what is wrong with some. */
export async function outcomeOfListing(
  run: string,
  source: string,
  ids: readonly string[],
  db: Database,
): Promise<Omit<Posted, 'run'>> {
  const [{ due }, refused, taken] = await Promise.all([
    db.selectFrom('runs').select('due').where('id', '=', run).executeTakeFirstOrThrow(),
    db.selectFrom('problems').select(['item', 'code', 'message']).where('run', '=', run).execute(),
    db
      .selectFrom('items')
      .select(['id', 'listing_failure'])
      .where('id', 'in', ids)
      .where('source', '=', source)
      .execute(),
  ]);
  const failures = new Map(taken.map(({ id, listing_failure: failure }) => [id, failure]));
  return {
    taken: ids.filter((id) => failures.has(id)),
    due,
    problems: [
      ...refused.map(({ item, code, message }) => ({ id: item, code, message })),
      ...[...failures].flatMap(([id, failure]) => (failure ? [{ id, ...failure }] : [])),
    ],
  };
}
