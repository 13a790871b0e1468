import { sql } from 'kysely';
import type { SignalStore } from '../storage/lance/signal-store.ts';
import type { Database } from '../storage/postgres/database.ts';
import { contractOf } from '../signals/table.ts';
import type { Ranking } from './ranking.ts';

/**
 * Items whose words match: of their text, seen in their picture or read in it, in this order of
 * weight. Any word may match; items that match more of them come first.
 */
export async function rankByWords(db: Database, text: string, limit: number): Promise<Ranking> {
  const { rows } = await sql<{ id: string }>`
    with query as (
      select replace(plainto_tsquery('english', ${text})::text, '&', '|')::tsquery as words
    )
    select id from items, query
    where words <> ''::tsquery and document @@ words
    order by ts_rank('{0.2, 0.35, 0.7, 1.0}', document, words, 1) desc, id
    limit ${limit}`.execute(db);
  return { ids: rows.map(({ id }) => id), why: () => 'its words match' };
}

/** Below this cosine two texts have nothing to do with each other. */
const unrelated = 0.3;

/** Items whose text means something alike. */
export async function rankByMeaning(
  vector: readonly number[],
  limit: number,
  signals: SignalStore,
): Promise<Ranking> {
  const table = await signals.table('text_embedding', contractOf('text_embedding').version);
  const near = await table.nearest(vector, { limit });
  const cosines = new Map(
    near
      .filter(({ cosine }) => cosine >= unrelated)
      .map(({ record, cosine }) => [record.item, cosine]),
  );
  return {
    ids: [...cosines.keys()],
    why: (id) => `its text means alike (${(cosines.get(id) ?? 0).toFixed(2)})`,
  };
}
