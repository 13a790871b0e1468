import type { SignalValue } from '../../contracts/values.ts';
import type { Hydrated } from '../pipeline/candidate.ts';

type Note = (text: string) => void;

/** Leaves out ads that are unsafe, and those of which nobody knows whether they are. */
export function keepKnownSafe<Of extends Hydrated>(candidates: readonly Of[], note: Note): Of[] {
  const unsafe = candidates.filter(({ card }) => card.safety === 'unsafe').length;
  const unknown = candidates.filter(({ card }) => card.safety === null).length;
  if (unsafe > 0) note(`${unsafe} unsafe`);
  if (unknown > 0) note(`${unknown} not understood yet`);
  return candidates.filter(({ card }) => card.safety !== 'unsafe' && card.safety !== null);
}

export interface Placement {
  /** Of the content that ads are to be shown beside; undefined where it has none, as most words. */
  readonly beside: SignalValue<'safety'>['tier'] | undefined;
  /** Whether sensitive ads are wanted wherever. */
  readonly sensitive: boolean;
}

/** Leaves out sensitive ads beside content that is not. */
export function keepFitting<Of extends Hydrated>(
  candidates: readonly Of[],
  { beside, sensitive }: Placement,
  note: Note,
): readonly Of[] {
  if (sensitive || beside === 'sensitive' || beside === 'unsafe') return candidates;
  const fitting = candidates.filter(({ card }) => card.safety !== 'sensitive');
  const left = candidates.length - fitting.length;
  if (left > 0) note(`${left} sensitive, beside ${beside ?? 'unmarked'} content`);
  return fitting;
}
