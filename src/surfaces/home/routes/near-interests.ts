import type { NearestExplanation } from '../../../contracts/nearest.ts';
import type { Versions } from '../../../extraction/versions/versions.ts';
import { nearestOf } from '../../../retrieval/nearest.ts';
import type { VectorStores } from '../../../retrieval/vector-stores.ts';
import { foundBy, type HomeCandidate } from '../home-candidate.ts';
import type { UserInterest } from '../user-model.ts';
import type { UserModels } from '../user-models.ts';

export interface NearInterests {
  /** Those of the most important interest first, each once, the nearest of all its interests. */
  readonly candidates: readonly HomeCandidate[];
  readonly explanations: readonly NearestExplanation[];
}

/** Neighbours of one interest, however little important it is among those drawn. */
const fewest = 30;

/**
 * The nearest neighbours of each interest's medoid, as many as its share of `count`: besides those
 * that the person engaged with, which are its neighbours as well and are not for the feed; and none
 * that is no liker to it than two items of the catalogue are to each other.
 */
export async function findNearInterests(
  drawn: readonly UserInterest[],
  count: number,
  versions: Versions,
  { indexes, models }: Pick<VectorStores, 'indexes'> & { readonly models: UserModels },
): Promise<NearInterests> {
  const whole = drawn.reduce((sum, { importance }) => sum + importance, 0);
  const answers = await Promise.all(
    drawn.map(async (interest) => {
      const { space, vector, importance, items } = interest;
      const wanted = Math.max(fewest, Math.ceil((count * importance) / whole));
      const limit = wanted + items.length;
      const answer = await nearestOf(space, { space, vector }, { limit }, versions, indexes);
      return {
        interest,
        leastLikeness: 1 - (await models.spreadIn(space, versions)) / 2,
        ...answer,
      };
    }),
  );
  const best = new Map<string, HomeCandidate>();
  for (const { interest, leastLikeness, near } of answers) {
    for (const { item, part, cosine } of near) {
      if (part !== '' || cosine <= leastLikeness) continue;
      if ((best.get(item)?.score ?? -Infinity) >= cosine) continue;
      const likeness = { name: 'likeness', value: cosine, signal: interest.space };
      best.set(
        item,
        foundBy('interest', item, 'like what you engaged with', {
          ...likeness,
          interest: interest.id,
        }),
      );
    }
  }
  return {
    candidates: [...best.values()],
    explanations: answers.map(({ explanation }) => explanation),
  };
}
