import { foundBy, type FindRoute } from '../find-route.ts';
import { topicFacets } from './topics.ts';
import { findWithFacets, rarityOf } from './with-facets.ts';

/** Items of the same interest, one step up the tree, but of none of the topics that this is of. */
export const findByInterest: FindRoute = async (query, parts) => {
  const wanted = topicFacets(query.anchor, false);
  if (wanted.length === 0) return undefined;
  const ref = parts.versions.live('topics');
  const own = topicFacets(query.anchor, true);
  const found = await findWithFacets(wanted, query, parts.stores.db, own);
  const candidates = rarityOf(found, wanted).map(({ id, value, shared }) => {
    const names = shared.map((facet) => facet.slice('topic:'.length)).join(', ');
    return foundBy('interest', ref, {
      id,
      value,
      why: `it is of ${names}, but another part of it`,
    });
  });
  return { candidates: candidates.slice(0, query.limit), refs: [ref], explanations: [] };
};
