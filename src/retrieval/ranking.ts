/** What one route found, best first. */
export interface Ranking {
  readonly ids: readonly string[];
  /** Why an item is in it, in words. */
  why(id: string): string;
}

export interface Fused {
  readonly id: string;
  /** 1 for an item that leads every ranking, towards 0. */
  readonly score: number;
  readonly why: string;
}

/** The constant of the method; larger gives lower ranks more say. */
const k = 60;

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion Outperforms
 * Condorcet and Individual Rank Learning Methods", SIGIR 2009), scaled so that 1 is the best.
 */
export function fuseRankings(rankings: readonly Ranking[]): Fused[] {
  const scores = new Map<string, number>();
  for (const { ids } of rankings) {
    for (const [rank, id] of ids.entries()) {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (k + rank + 1));
    }
  }
  const best = rankings.length / (k + 1);
  return [...scores]
    .map(([id, score]) => ({
      id,
      score: best > 0 ? score / best : 0,
      why: rankings
        .filter(({ ids }) => ids.includes(id))
        .map((ranking) => ranking.why(id))
        .join('; '),
    }))
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
