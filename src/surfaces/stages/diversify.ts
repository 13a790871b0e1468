import type { Candidate } from '../pipeline/candidate.ts';

export interface Diversity {
  /** What an item is about, of length 1; those that have none are like no other. */
  readonly vectors: ReadonlyMap<string, ArrayLike<number>>;
  /** 1 only the order there is, 0 only difference. */
  readonly lambda: number;
  /** How many are wanted. */
  readonly limit: number;
}

/**
 * Maximal marginal relevance (Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking
 * for Reordering Documents and Producing Summaries", SIGIR 1998): one after the other the candidate
 * with the greatest λ · relevance − (1 − λ) · likeness to the likest that was taken. Relevance is
 * the score between the least and the greatest of the candidates, as 0..1; likeness the cosine.
 * Scores stay as they are: the order is the result.
 */
export function diversify<Of extends Candidate>(
  candidates: readonly Of[],
  { vectors, lambda, limit }: Diversity,
): Of[] {
  const scores = candidates.map(({ score }) => score);
  const least = Math.min(...scores);
  const range = Math.max(...scores) - least;
  const left = candidates.map((candidate) => ({
    candidate,
    vector: vectors.get(candidate.id),
    relevance: range > 0 ? (candidate.score - least) / range : 1,
    likeness: 0,
  }));
  const taken: Of[] = [];
  while (taken.length < limit && left.length > 0) {
    const worthOf = (at: number) => {
      const { relevance = 0, likeness = 0 } = left[at] ?? {};
      return lambda * relevance - (1 - lambda) * likeness;
    };
    const best = left.reduce((first, _, at) => (worthOf(at) > worthOf(first) ? at : first), 0);
    const [next] = left.splice(best, 1);
    if (!next) break;
    taken.push(next.candidate);
    if (!next.vector) continue;
    for (const each of left) {
      if (each.vector) each.likeness = Math.max(each.likeness, dot(each.vector, next.vector));
    }
  }
  return taken;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
