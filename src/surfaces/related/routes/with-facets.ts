import { sql } from 'kysely';
import { conditionOf } from '../../../retrieval/condition.ts';
import type { Database } from '../../../storage/postgres/database.ts';
import type { RouteQuery } from '../find-route.ts';

export interface WithFacets {
  readonly id: string;
  readonly facets: readonly string[];
}

/** Items looked at: some of those there are, where there are more. */
const mostItems = 2000;

/**
 * Items that have any of some facets, but for the item itself; of very many some.
 *
 * @param without Facets of which they have none.
 */
export async function findWithFacets(
  wanted: readonly string[],
  { anchor, filters }: Pick<RouteQuery, 'anchor' | 'filters'>,
  db: Database,
  without: readonly string[] = [],
): Promise<readonly WithFacets[]> {
  const condition = filters ? conditionOf(filters) : sql<boolean>`true`;
  const { rows } = await sql<WithFacets>`
    select id, facets from items
    where facets && ${[...wanted]}::text[] and not facets && ${[...without]}::text[]
      and id <> ${anchor.id} and ${condition}
    limit ${mostItems}`.execute(db);
  return rows;
}

export interface Sharing {
  readonly id: string;
  /** 0..1 */
  readonly value: number;
  /** The facets that it shares, the rarest first. */
  readonly shared: readonly string[];
}

/** Items by the facets that they share with what is wanted: rare ones count for more. Best first. */
export function rarityOf(found: readonly WithFacets[], wanted: readonly string[]): Sharing[] {
  const holders = (facet: string) => found.filter(({ facets }) => facets.includes(facet)).length;
  const worth = new Map(
    wanted.map((facet) => [facet, Math.log(1 + found.length / Math.max(1, holders(facet)))]),
  );
  const worthOf = (facet: string) => worth.get(facet) ?? 0;
  const most = wanted.reduce((sum, facet) => sum + worthOf(facet), 0);
  return found
    .map(({ id, facets }) => {
      const shared = wanted
        .filter((facet) => facets.includes(facet))
        .toSorted((a, b) => worthOf(b) - worthOf(a));
      const value = shared.reduce((sum, facet) => sum + worthOf(facet), 0);
      return { id, shared, value: most > 0 ? value / most : 0 };
    })
    .toSorted((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1));
}
