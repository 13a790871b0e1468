import type { Anchor } from '../anchor.ts';
import { foundBy, type FindRoute } from '../find-route.ts';
import { findWithFacets, rarityOf } from './with-facets.ts';

/** The topics of an item that others may share: its own where `deep`, those above them otherwise. */
export function topicFacets({ topics }: Pick<Anchor, 'topics'>, deep: boolean): string[] {
  const paths = deep
    ? topics
    : topics.flatMap((topic) =>
        topic.includes('/') ? topic.slice(0, topic.lastIndexOf('/')) : [],
      );
  return [...new Set(paths)].map((path) => `topic:${path}`);
}

/** Items that belong to the same topics of the tree, as deep as this one does. */
export const findByTopics: FindRoute = async (query, parts) => {
  const wanted = topicFacets(query.anchor, true);
  if (wanted.length === 0) return undefined;
  const ref = parts.versions.live('topics');
  const found = await findWithFacets(wanted, query, parts.stores.db);
  const candidates = rarityOf(found, wanted).map(({ id, value, shared }) => {
    const names = shared.map((facet) => facet.slice('topic:'.length)).join(', ');
    return foundBy('topics', ref, { id, value, why: `it is of ${names} as well` });
  });
  return { candidates: candidates.slice(0, query.limit), refs: [ref], explanations: [] };
};
