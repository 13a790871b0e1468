import { embedDepiction } from '../../../retrieval/query-embedding.ts';
import { filterOf } from '../../../retrieval/indexes/item-filter.ts';
import { nearestOf } from '../../../retrieval/nearest.ts';
import { foundBy, type FindRoute } from '../find-route.ts';

/** How long the encoder of words may take. */
const patienceMs = 2000;

/**
 * Items whose picture shows what this one's title and tags say, where the live encoder of pictures
 * knows words.
 */
export const findByDepiction: FindRoute = async (
  { anchor: { id, words }, limit, filters },
  { versions, stores, online },
) => {
  if (words === '' || !online) return undefined;
  const ref = versions.live('image_embedding');
  const deadline = performance.now() + patienceMs;
  const query = await embedDepiction(words, ref, { online, versions, deadline });
  if (!query) return undefined;
  const wanted = { limit: limit + 1, filter: filters && filterOf(filters, stores.db) };
  const { near, explanation } = await nearestOf(ref, query, wanted, versions, stores.indexes);
  const best = new Map<string, number>();
  for (const { item, cosine } of near) {
    if (item !== id && !best.has(item)) best.set(item, cosine);
  }
  return {
    candidates: [...best].map(([item, value]) => {
      const why = `its picture is near to what this one’s text says (${value.toFixed(2)})`;
      return foundBy('depiction', ref, { id: item, value, why });
    }),
    refs: [ref],
    explanations: [explanation],
  };
};
