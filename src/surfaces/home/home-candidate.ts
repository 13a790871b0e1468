import type { HomeRoute } from '../../contracts/home.ts';
import type { Engagement } from '../../engagement/history.ts';
import type { Candidate } from '../pipeline/candidate.ts';

/** An item that may be in the feed. */
export interface HomeCandidate extends Candidate {
  /** What brought it. */
  readonly route: HomeRoute;
  /** The interest that it serves: that it was found by, and once ranked that it is likest. */
  readonly interest: string | null;
  /** Of that interest's items the one that it is likest, once ranked. */
  readonly likest?: Engagement;
}

/** A candidate of a route, of which nothing is known yet but the score of being found. */
export function foundBy(
  route: HomeRoute,
  id: string,
  why: string,
  {
    name,
    value,
    signal = null,
    interest = null,
  }: {
    readonly name: string;
    readonly value: number;
    readonly signal?: string | null;
    readonly interest?: string | null;
  },
): HomeCandidate {
  return {
    id,
    route,
    interest,
    why: [why],
    score: value,
    scores: [{ stage: 'candidates', name, value, signal }],
    rules: [],
  };
}

/** Each item once, by the route that comes first, with what the others said of it. */
export function joinCandidates(candidates: readonly HomeCandidate[]): HomeCandidate[] {
  const joined = new Map<string, HomeCandidate>();
  for (const candidate of candidates) {
    const known = joined.get(candidate.id);
    joined.set(
      candidate.id,
      known ? { ...known, scores: [...known.scores, ...candidate.scores] } : candidate,
    );
  }
  return [...joined.values()];
}
