import type { HomeRoute } from '../../contracts/home.ts';
import { withScore } from '../pipeline/candidate.ts';
import type { HomeHydrated } from './rank.ts';
import { takeTurns } from './take-turns.ts';
import type { UserInterest } from './user-model.ts';

/** Of the places of a feed, how many each route has, beside the others that found something. */
const places: Readonly<Record<HomeRoute, number>> = {
  interest: 8,
  topic: 4,
  best: 8,
  fresh: 1,
  exploration: 1,
};

/**
 * Gives the places of the feed to the routes, those of interests to each by its importance: so that
 * none takes them all, whatever its scores are. Within a route the better come first.
 *
 * @param candidates Best first.
 * @returns In the order of their places; the score falls from 1 to 0 with the place.
 */
export function blend(
  candidates: readonly HomeHydrated[],
  drawn: readonly UserInterest[],
): HomeHydrated[] {
  const whole = drawn.reduce((sum, { importance }) => sum + importance, 0);
  const importances = new Map(drawn.map(({ id, importance }) => [id, importance / whole]));
  const lists = new Map<string, HomeHydrated[]>();
  const weights = new Map<string, number>();
  for (const candidate of candidates) {
    const { route, interest } = candidate;
    const key = JSON.stringify([route, interest]);
    lists.set(key, [...(lists.get(key) ?? []), candidate]);
    weights.set(key, places[route] * (interest === null ? 1 : (importances.get(interest) ?? 1)));
  }
  const turns = [...lists].map(([key, list]) => ({ list, weight: weights.get(key) ?? 1 }));
  return takeTurns(turns).map((candidate, at) =>
    withScore(candidate, {
      stage: 'rank',
      name: 'place',
      value: 1 - at / candidates.length,
      signal: null,
    }),
  );
}
