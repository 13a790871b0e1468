import { byScore, withScore, type Candidate } from '../pipeline/candidate.ts';

/** What one way of looking for candidates found, best first. */
export interface Route {
  /** `looks`, `words`: also the name of its scores. */
  readonly name: string;
  /** How much its order counts, from 0 up; only what it is beside the others' matters. */
  readonly weight: number;
  readonly candidates: readonly Candidate[];
}

/** The constant of the method; larger gives lower ranks more say. */
const k = 60;

/** The candidates of all routes, each once, with all that the routes said of it. */
export function joinRoutes(routes: readonly Route[]): Candidate[] {
  const joined = new Map<string, Candidate>();
  for (const candidate of routes.flatMap(({ candidates }) => candidates)) {
    const known = joined.get(candidate.id);
    if (known === undefined) {
      joined.set(candidate.id, candidate);
      continue;
    }
    const box = known.box ?? candidate.box;
    joined.set(candidate.id, {
      ...known,
      why: [...known.why, ...candidate.why],
      scores: [...known.scores, ...candidate.scores],
      rules: [...known.rules, ...candidate.rules],
      ...(box && { box }),
    });
  }
  return [...joined.values()];
}

/**
 * Reciprocal rank fusion with weights (Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion
 * Outperforms Condorcet and Individual Rank Learning Methods", SIGIR 2009): each candidate's score is
 * the sum over the routes of weight / (60 + rank), as a share of what one that leads all of them
 * would have. Ranks are those among the candidates, so that what rules left out takes no place.
 *
 * @returns Best first, scores 0..1 with `fusion` as evidence.
 */
export function fuse<Of extends Candidate>(
  candidates: readonly Of[],
  routes: readonly Route[],
): Of[] {
  const left = new Set(candidates.map(({ id }) => id));
  const sums = new Map<string, number>();
  let best = 0;
  for (const { weight, candidates: found } of routes) {
    const ids = [...new Set(found.map(({ id }) => id))].filter((id) => left.has(id));
    if (ids.length > 0) best += weight / (k + 1);
    for (const [rank, id] of ids.entries()) {
      sums.set(id, (sums.get(id) ?? 0) + weight / (k + rank + 1));
    }
  }
  return candidates
    .map((candidate) =>
      withScore(candidate, {
        stage: 'rank',
        name: 'fusion',
        value: best > 0 ? (sums.get(candidate.id) ?? 0) / best : 0,
        signal: null,
      }),
    )
    .toSorted(byScore);
}
