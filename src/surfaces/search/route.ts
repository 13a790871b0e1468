import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { NearestExplanation } from '../../contracts/nearest.ts';
import type { Candidate } from '../pipeline/candidate.ts';

export type RouteName = 'words' | 'meaning' | 'depiction' | 'looks' | 'colours';

/** What one way of looking found. */
export interface RouteFound {
  readonly name: RouteName;
  /** What it looked at, in words. */
  readonly by: string;
  /** Best first, each with the score that this way gives it. */
  readonly candidates: readonly Candidate[];
  /** How much it says beside other ways. */
  readonly weight: number;
  readonly refs: readonly SignalRef[];
  readonly explanations: readonly NearestExplanation[];
}

/** A candidate as the one way that found it has it. */
export function foundBy(
  { name, signal }: { readonly name: RouteName; readonly signal: SignalRef | null },
  { id, score, why, ...rest }: Pick<Candidate, 'id' | 'score' | 'box'> & { readonly why: string },
): Candidate {
  const scores = [{ stage: 'candidates' as const, name, value: score, signal }];
  return { id, score, why: [why], scores, rules: [], ...rest };
}
