import { sql } from 'kysely';
import { coEngaged } from '../../../engagement/co-engaged.ts';
import { conditionOf } from '../../../retrieval/condition.ts';
import { foundBy, type FindRoute } from '../find-route.ts';

/** Items that the same people engaged with, where events say so. */
export const findByEngagement: FindRoute = async (
  { anchor: { id }, limit, filters },
  { stores: { db } },
) => {
  const found = await coEngaged(id, limit, db);
  if (found.length === 0) return undefined;
  const rows = await db
    .selectFrom('items')
    .select('id')
    .where(
      'id',
      'in',
      found.map(({ item }) => item),
    )
    .where(filters ? conditionOf(filters) : sql<boolean>`true`)
    .execute();
  const matching = new Set(rows.map(({ id: item }) => item));
  return {
    candidates: found
      .filter(({ item }) => matching.has(item))
      .map(({ item, cosine: value, users }) =>
        foundBy('engaged', null, { id: item, value, why: `${users} people chose both` }),
      ),
    refs: [],
    explanations: [],
  };
};
