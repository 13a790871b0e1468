import { sql } from 'kysely';
import type { Database } from '../../../storage/postgres/database.ts';
import { foundBy, type FindRoute } from '../find-route.ts';
import { countItems } from './count-items.ts';
import { findWithFacets } from './with-facets.ts';

/** Classes of objects that are taken as company, and items that they are learnt from. */
const mostClasses = 12;
const mostLearnt = 20_000;

/** In so many pictures at least two classes have to be together. */
const leastTogether = 2;

/** A person is in half of all pictures and goes with everything. */
const untelling = 'object:person';

/**
 * Items that have objects of other classes that in this catalogue are seen together with this one's
 * more often than by chance: with a cup a table. How much more often is the lift of the two
 * (Brin, Motwani and Silverstein, "Beyond Market Baskets", SIGMOD 1997).
 */
export const findByCompany: FindRoute = async (query, parts) => {
  const { db } = parts.stores;
  const own = query.anchor.facets.filter(
    (facet) => facet.startsWith('object:') && facet !== untelling,
  );
  if (own.length === 0) return undefined;
  const lifts = await learnCompany(own, db);
  const ref = parts.versions.live('objects');
  const none = { candidates: [], refs: [ref], explanations: [] };
  if (lifts.size === 0) return none;
  const found = await findWithFacets([...lifts.keys()], query, db, own);
  const best = Math.max(...lifts.values());
  const candidates = found.map(({ id, facets }) => {
    const [facet = '', lift = 0] =
      [...lifts].filter(([name]) => facets.includes(name)).toSorted(([, a], [, b]) => b - a)[0] ??
      [];
    const [theirs, ours] = [facet, own[0] ?? ''].map((name) => name.slice('object:'.length));
    const why = `its ${theirs} is often seen with a ${ours}`;
    return foundBy('together', ref, { id, value: lift / best, why });
  });
  return {
    ...none,
    candidates: candidates
      .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, query.limit),
  };
};

/** For classes that are seen with these the logarithm of how much more often than by chance. */
async function learnCompany(
  own: readonly string[],
  db: Database,
): Promise<ReadonlyMap<string, number>> {
  const [items, { rows }] = await Promise.all([
    countItems(db),
    sql<{ facet: string; together: number; pictures: number; all: number }>`
      with near as materialized (
        select facets from items where facets && ${[...own]}::text[] limit ${mostLearnt}
      ), counted as materialized (
        select facet, count(*)::int as together from near, unnest(facets) as facet
        where facet like 'object:%' and facet <> ${untelling} and facet <> all(${[...own]}::text[])
        group by facet having count(*) >= ${leastTogether}
        order by count(*) desc, facet limit ${mostClasses}
      )
      select facet, together, (select count(*)::int from near) as pictures, (
        select count(*)::int from (
          select from items where facets @> array[facet] limit ${mostLearnt}
        ) as having_it
      ) as all from counted`.execute(db),
  ]);
  const lifts = rows.map(({ facet, together, pictures, all }) => {
    const lift = together / Math.max(1, pictures) / (Math.max(1, all) / Math.max(1, items));
    return [facet, Math.log(lift)] as const;
  });
  return new Map(lifts.filter(([, lift]) => lift > 0));
}
