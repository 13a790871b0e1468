import { filterOf } from '../../../retrieval/indexes/item-filter.ts';
import { nearestOf } from '../../../retrieval/nearest.ts';
import { unrelated } from '../../../retrieval/unrelated.ts';
import { foundBy, type FindRoute } from '../find-route.ts';

/** Items whose text means something alike. */
export const findByText: FindRoute = async (
  { anchor: { id, text }, limit, filters },
  { versions, stores },
) => {
  if (!text) return undefined;
  const ref = versions.live('text_embedding');
  const wanted = { limit: limit + 1, filter: filters && filterOf(filters, stores.db) };
  const { near, explanation } = await nearestOf(ref, text, wanted, versions, stores.indexes);
  return {
    candidates: near
      .filter(({ item, cosine }) => item !== id && cosine >= unrelated)
      .map(({ item, cosine: value }) =>
        foundBy('text', ref, {
          id: item,
          value,
          why: `its text means alike (${value.toFixed(2)})`,
        }),
      ),
    refs: [ref],
    explanations: [explanation],
  };
};
