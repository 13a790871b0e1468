import { sql } from 'kysely';
import type { Database } from '../../../storage/postgres/database.ts';
import { foundBy, type HomeCandidate } from '../home-candidate.ts';
import { takeTurns } from '../take-turns.ts';

/**
 * The best items of each topic that a person chose, the topics taking turns.
 *
 * @param topics Ids of topics, as the facet `topic` has them.
 */
export async function findByTopics(
  topics: readonly string[],
  count: number,
  db: Database,
): Promise<HomeCandidate[]> {
  const each = Math.ceil(count / Math.max(1, topics.length));
  const lists = await Promise.all(
    topics.map(async (topic) => {
      const rows = await db
        .selectFrom('items')
        .select(['id', 'quality'])
        .where(sql<boolean>`facets @> array[${`topic:${topic}`}]`)
        .orderBy(sql`quality desc nulls last`)
        .orderBy('id')
        .limit(each)
        .execute();
      return rows.map(({ id, quality }) => {
        const score = { name: 'quality', value: quality ?? 0 };
        return foundBy('topic', id, `because you chose ${topic}`, score);
      });
    }),
  );
  return takeTurns(lists.map((list) => ({ list, weight: 1 })));
}
