import type { Candidate } from '../pipeline/candidate.ts';

export interface Spacing<Of> {
  /** How alike two candidates are, 0..1. */
  readonly likeness: (a: Of, b: Of) => number;
  /** Whether an item is one of which there should not be several close together. */
  readonly isPoor: (candidate: Of) => boolean;
  /** How many places before are looked at. */
  readonly window: number;
  /** What being as alike as can be to one of the window costs, and what each poor one of it does. */
  readonly costs: { readonly alike: number; readonly poor: number };
  /** How many are wanted. */
  readonly limit: number;
}

/**
 * Puts candidates that are alike, or poor, further apart in a feed that has no end: one after the
 * other the candidate with the greatest score, less what it costs beside those of the last places.
 * Soft: nothing is left out, and what is much better comes all the same. The windowed greedy form of
 * maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998), as sliding-window diversity of
 * feeds has it (Huang et al., "Sliding Spectrum Decomposition for Diversified Recommendation", KDD
 * 2021, section 3.2). Scores stay as they are: the order is the result.
 */
export function spaceOut<Of extends Candidate>(
  candidates: readonly Of[],
  { likeness, isPoor, window, costs, limit }: Spacing<Of>,
): Of[] {
  const left = candidates.map((candidate) => ({
    candidate,
    isPoor: isPoor(candidate),
    /** To each of the last places, the latest last. */
    likenesses: [] as number[],
  }));
  const taken: Of[] = [];
  const poor: boolean[] = [];
  while (taken.length < limit && left.length > 0) {
    const near = poor.slice(-window).filter(Boolean).length;
    const worthOf = ({ candidate, isPoor: own, likenesses }: (typeof left)[number]) =>
      candidate.score - costs.alike * Math.max(0, ...likenesses) - (own ? costs.poor * near : 0);
    let best = 0;
    let greatest = -Infinity;
    for (const [at, each] of left.entries()) {
      const worth = worthOf(each);
      if (worth > greatest) [best, greatest] = [at, worth];
    }
    const [next] = left.splice(best, 1);
    if (!next) break;
    taken.push(next.candidate);
    poor.push(next.isPoor);
    for (const each of left) {
      each.likenesses.push(likeness(each.candidate, next.candidate));
      if (each.likenesses.length > window) each.likenesses.shift();
    }
  }
  return taken;
}
