import {
  byScore,
  withRule,
  withScore,
  type Candidate,
  type Hydrated,
} from '../pipeline/candidate.ts';
import { searchWeights } from './weights.ts';

type Note = (text: string) => void;

/** Leaves out the items that the search is made of. */
export function leaveOwn<Of extends Candidate>(
  candidates: readonly Of[],
  own: ReadonlySet<string>,
): Of[] {
  return candidates.filter(({ id }) => !own.has(id));
}

/** Puts what is sensitive further down. */
export function lowerSensitive<Of extends Hydrated>(candidates: readonly Of[], note: Note): Of[] {
  const lowered = candidates.map((candidate) => {
    if (candidate.card.safety !== 'sensitive') return candidate;
    const value = candidate.score * searchWeights.sensitive;
    const marked = withRule(candidate, 'sensitive: further down, and blurred until revealed');
    return withScore(marked, { stage: 'rules', name: 'sensitive', value, signal: null });
  });
  const count = candidates.filter(({ card }) => card.safety === 'sensitive').length;
  if (count > 0) note(`${count} sensitive`);
  return lowered.toSorted(byScore);
}
