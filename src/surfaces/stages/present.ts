import type { Hit } from '../../contracts/api.ts';
import type { Hydrated } from '../pipeline/candidate.ts';

/** Candidates as they are shown, in their order. */
export function present(
  candidates: readonly Hydrated[],
  { limit, explain = false }: { readonly limit: number; readonly explain?: boolean },
): Hit[] {
  return candidates.slice(0, limit).map(({ card, score, why, box, copies, scores, rules }) => ({
    ...card,
    score: Math.min(1, Math.max(0, score)),
    why: why.join('; '),
    box: box ?? null,
    ...(copies !== undefined && { copies }),
    ...(explain && { because: { scores, rules } }),
  }));
}
