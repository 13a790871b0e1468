import { dayMs } from '../../base/durations.ts';
import type { StageScore } from '../../contracts/surfaces.ts';
import type { Engagement } from '../../engagement/history.ts';
import { byScore, withScore, type Hydrated } from '../pipeline/candidate.ts';
import type { HomeCandidate } from './home-candidate.ts';
import { likenessIn, mostCompared, type EmbeddedSpace } from './embedded.ts';
import type { UserInterest } from './user-model.ts';

export type HomeHydrated = HomeCandidate & Hydrated & { readonly readAt: Date };

export interface Ranking {
  /** Those that the feed is made from. */
  readonly drawn: readonly UserInterest[];
  readonly spaces: readonly EmbeddedSpace[];
  /** Milliseconds since 1970. */
  readonly asOf: number;
}

/** What each part of the score counts; together 1. */
const weights = { interest: 0.7, freshness: 0.15, quality: 0.15 } as const;

/** After so many days an item is half as fresh. */
const freshDays = 7;
/** The quality of items of which it is not known. */
const unknownQuality = 0.5;

/**
 * Scores 0..1 of interest, freshness and quality. Interest is the greatest, over the interests and
 * their weightiest items, of √(importance, as a share of the greatest) · likeness to the item, in the
 * space of the interest: on real photos of clothes the nearest 20 by that are of the interest's kind
 * a fifth oftener than those nearest to the medoid. What exploration drew keeps its draw: to be judged
 * by interest is what it is to be spared.
 *
 * @returns Best first.
 */
export function rankForHome(candidates: readonly HomeHydrated[], ranking: Ranking): HomeHydrated[] {
  return candidates.map((candidate) => score(candidate, ranking)).toSorted(byScore);
}

function score(candidate: HomeHydrated, ranking: Ranking): HomeHydrated {
  if (candidate.route === 'exploration') return candidate;
  const match = matchOf(candidate.id, ranking);
  const interest = match?.value ?? 0;
  const freshness = freshnessOf(candidate, ranking);
  const quality = candidate.card.quality ?? unknownQuality;
  const part = (name: string, value: number, signal: string | null = null): StageScore => ({
    stage: 'rank',
    name,
    value,
    signal,
  });
  const judged = {
    ...candidate,
    ...(candidate.route === 'interest' &&
      match && { interest: match.interest.id, likest: match.likest }),
    scores: [
      ...candidate.scores,
      part('interest', interest, match?.interest.space),
      part('freshness', freshness),
      part('quality', quality),
    ],
  };
  const value =
    weights.interest * interest + weights.freshness * freshness + weights.quality * quality;
  return withScore(judged, part('score', value));
}

interface Match {
  readonly value: number;
  readonly interest: UserInterest;
  readonly likest: Engagement;
}

/** The interest that an item serves best; undefined where it is like none of their items. */
function matchOf(item: string, { drawn, spaces }: Ranking): Match | undefined {
  const greatest = Math.max(...drawn.map(({ importance }) => importance));
  let best: Match | undefined;
  for (const interest of drawn) {
    const space = spaces.find(({ ref }) => ref === interest.space);
    const own = space?.vectors.get(item);
    if (!space || !own) continue;
    const weight = Math.sqrt(interest.importance / greatest);
    for (const likest of interest.items.slice(0, mostCompared)) {
      const other = space.vectors.get(likest.item);
      const value = other && likest.weight > 0 ? weight * likenessIn(space, own, other) : 0;
      if (value > (best?.value ?? 0)) best = { value, interest, likest };
    }
  }
  return best;
}

function freshnessOf({ readAt }: HomeHydrated, { asOf }: Ranking): number {
  return 0.5 ** (Math.max(0, asOf - readAt.getTime()) / dayMs / freshDays);
}
