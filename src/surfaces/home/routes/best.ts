import type { Database } from '../../../storage/postgres/database.ts';
import { foundBy, type HomeCandidate } from '../home-candidate.ts';
import { takeTurns } from '../take-turns.ts';

/** So many of the best are looked through for their topics. */
const lookedThrough = 1000;

/**
 * The best items of the catalogue, its topics taking turns: for a person of whom nothing is known.
 * Those without a topic are together one.
 */
export async function findBest(count: number, db: Database): Promise<HomeCandidate[]> {
  const rows = await db
    .selectFrom('items')
    .select(['id', 'quality', 'facets'])
    .where('quality', 'is not', null)
    .orderBy('quality', 'desc')
    .orderBy('id', 'desc')
    .limit(lookedThrough)
    .execute();
  const byTopic = new Map<string, HomeCandidate[]>();
  for (const { id, quality, facets } of rows) {
    const topic = facets.find((facet) => facet.startsWith('topic:'))?.slice('topic:'.length);
    const why = topic === undefined ? 'one of the best' : `one of the best of ${topic}`;
    const candidate = foundBy('best', id, why, { name: 'quality', value: quality ?? 0 });
    byTopic.set(topic ?? '', [...(byTopic.get(topic ?? '') ?? []), candidate]);
  }
  return takeTurns([...byTopic.values()].map((list) => ({ list, weight: 1 }))).slice(0, count);
}
