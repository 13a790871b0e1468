import type { NearestExplanation } from '../contracts/nearest.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../storage/postgres/database.ts';
import type { Versions } from '../extraction/versions/versions.ts';
import type { Embedding } from '../signals/embedding.ts';
import { conditionOf, type Filters } from './condition.ts';
import type { ItemFilter } from './indexes/item-filter.ts';
import type { VectorIndexes } from './indexes/vector-indexes.ts';
import { nearestOf } from './nearest.ts';
import type { Ranking } from './ranking.ts';

/** How well the words of an item answer a query: the title is the query, all its words, or some. */
export type WordMatch = 'title' | 'all' | 'some';

export interface WordRanking extends Ranking {
  readonly matches: ReadonlyMap<string, WordMatch>;
}

interface Row {
  readonly id: string;
  readonly is_title: boolean;
}

/** Words that very many items have are ranked among so many of them. */
const mostRanked = 20_000;

/** How long a query may be to be a title: `title_key` has no more. */
const titleKeyLength = 100;

/**
 * Items whose words match: of their text, seen in their picture or read in it, in this order of
 * weight. Those that match all words come before those that match some.
 */
export async function rankByWords(
  db: Database,
  text: string,
  { limit, filters }: { readonly limit: number; readonly filters?: Filters | undefined },
): Promise<WordRanking> {
  const condition = filters ? conditionOf(filters) : sql<boolean>`true`;
  // In lower case here, as the documents are: the database may only know that of ASCII.
  const query = text.toLowerCase();
  const all = sql`plainto_tsquery('english', ${query})`;
  const complete = await rank(db, query, all, condition, limit);
  // A lexeme may hold an ampersand, but not one between quotes and spaces.
  const any = sql`replace(${all}::text, ${`' & '`}, ${`' | '`})::tsquery`;
  const partial = complete.length < limit ? await rank(db, query, any, condition, limit) : [];
  const matches = new Map<string, WordMatch>();
  for (const { id, is_title: isTitle } of complete) matches.set(id, isTitle ? 'title' : 'all');
  for (const { id } of partial) if (!matches.has(id)) matches.set(id, 'some');
  return {
    ids: [...matches.keys()].slice(0, limit),
    matches,
    why: (id) => (matches.get(id) === 'title' ? 'it is its title' : 'its words match'),
  };
}

async function rank(
  db: Database,
  query: string,
  words: RawBuilder<unknown>,
  condition: RawBuilder<boolean>,
  limit: number,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    with query as (select ${words} as words), found as (
      select id, coalesce(title_key = ${query.trim().slice(0, titleKeyLength)}, false) as is_title,
             document, words
      from items, query
      where words <> ''::tsquery and document @@ words and ${condition}
      limit ${mostRanked}
    )
    select id, is_title from found
    order by is_title desc, ts_rank('{0.2, 0.35, 0.7, 1.0}', document, words, 1) desc, id
    limit ${limit}`.execute(db);
  return rows;
}

/** Below this cosine two texts have nothing to do with each other. */
export const unrelated = 0.35;

export interface MeaningQuery {
  readonly limit: number;
  readonly filter?: ItemFilter | undefined;
  /** The least cosine. */
  readonly least?: number;
}

export interface MeaningRanking extends Ranking {
  readonly explanation: NearestExplanation;
}

/** Items whose text means something alike. */
export async function rankByMeaning(
  query: Embedding,
  { limit, filter, least = unrelated }: MeaningQuery,
  versions: Versions,
  indexes: VectorIndexes,
): Promise<MeaningRanking> {
  const ref = versions.live('text_embedding');
  const { near, explanation } = await nearestOf(ref, query, { limit, filter }, versions, indexes);
  const cosines = new Map(
    near.filter(({ cosine }) => cosine >= least).map(({ item, cosine }) => [item, cosine]),
  );
  return {
    ids: [...cosines.keys()],
    why: (id) => `its text means alike (${(cosines.get(id) ?? 0).toFixed(2)})`,
    explanation,
  };
}
