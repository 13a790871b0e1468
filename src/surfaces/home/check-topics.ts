import { sql } from 'kysely';
import { inputError } from '../../base/errors.ts';
import { topicTaxonomy } from '../../signals/topics.ts';
import type { Taxonomy } from '../../signals/topics/taxonomy.ts';
import type { Database } from '../../storage/postgres/database.ts';

/**
 * Refuses topics that are neither in the taxonomy nor, as those of a taxonomy before it, of any item.
 *
 * @param topics Ids of topics: `fashion`, `fashion/clothing`.
 * @throws input `unknown-topic`, with those there are at the place of the first that is wrong.
 */
export async function checkTopics(topics: readonly string[], db: Database): Promise<void> {
  if (topics.length === 0) return;
  const taxonomy = await topicTaxonomy();
  const known = new Set(taxonomy.nodes.map(({ id }) => id));
  const unlisted = topics.filter((topic) => !known.has(topic));
  if (unlisted.length === 0) return;
  const { rows } = await sql<{ topic: string }>`
    select topic from unnest(${unlisted}::text[]) as topic
    where exists (select from items where facets @> array['topic:' || topic])`.execute(db);
  const ofItems = new Set(rows.map(({ topic }) => topic));
  const unknown = unlisted.find((topic) => !ofItems.has(topic));
  if (unknown === undefined) return;
  throw inputError(
    'unknown-topic',
    `There is no topic "${unknown}". ${alternatives(unknown, taxonomy)}`,
  );
}

/** Those below the nearest topic above it that there is, else the roots. */
function alternatives(topic: string, { nodes }: Taxonomy): string {
  const slugs = topic.split('/');
  for (let depth = slugs.length - 1; depth > 0; depth -= 1) {
    const parent = nodes.findIndex(({ id }) => id === slugs.slice(0, depth).join('/'));
    const below = nodes.filter((node) => node.parent === parent && parent >= 0);
    const above = nodes[parent];
    if (above === undefined || below.length === 0) continue;
    return `Below ${above.id} there are: ${below.map(({ id }) => id).join(', ')}.`;
  }
  const roots = nodes.filter(({ parent }) => parent === undefined).map(({ id }) => id);
  const below = nodes.find(({ parent }) => parent !== undefined)?.id;
  const tail = below === undefined ? '' : `; and those below them, such as ${below}`;
  return `There are: ${roots.join(', ')}${tail}.`;
}
