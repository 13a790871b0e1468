import { filterOf } from '../../../retrieval/indexes/item-filter.ts';
import { nearestOf } from '../../../retrieval/nearest.ts';
import { foundBy, type FindRoute } from '../find-route.ts';

/** Items whose picture as a whole looks like this one's. */
export const findByLooks: FindRoute = async (
  { anchor: { id, picture }, limit, filters },
  { versions, stores },
) => {
  if (!picture) return undefined;
  const ref = versions.live('image_embedding');
  const wanted = { limit: limit * 2, filter: filters && filterOf(filters, stores.db) };
  const { near, explanation } = await nearestOf(ref, picture, wanted, versions, stores.indexes);
  const best = new Map<string, number>();
  for (const { item, cosine } of near) {
    if (item !== id && !best.has(item)) best.set(item, cosine);
  }
  return {
    candidates: [...best]
      .slice(0, limit)
      .map(([item, value]) =>
        foundBy('looks', ref, { id: item, value, why: `it looks alike (${value.toFixed(2)})` }),
      ),
    refs: [ref],
    explanations: [explanation],
  };
};
