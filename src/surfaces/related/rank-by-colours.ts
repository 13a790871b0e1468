import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import { byScore, withScore, type Candidate } from '../pipeline/candidate.ts';
import type { Anchor } from './anchor.ts';
import { harmonyOf } from './colour-harmony.ts';

/** The share of the score that colours which do not go together at all take away. */
const sway = 0.5;

/** Takes from the score of those whose colours do not go with the item's, best first. */
export async function rankByColours<Of extends Candidate>(
  candidates: readonly Of[],
  { palette }: Pick<Anchor, 'palette'>,
  ref: SignalRef<'palette'>,
  signals: SignalStore,
): Promise<Of[]> {
  const records = await (await tableOf(signals, ref)).recordsOf(candidates.map(({ id }) => id));
  const palettes = new Map(
    records.flatMap(({ item, part, value }) =>
      part === '' && value ? [[item, value.colours] as const] : [],
    ),
  );
  return candidates
    .map((candidate) => {
      const harmony = harmonyOf(palette, palettes.get(candidate.id) ?? []);
      if (harmony === undefined) return candidate;
      const noted = withScore(candidate, {
        stage: 'rank',
        name: 'colours',
        value: harmony,
        signal: ref,
      });
      return { ...noted, score: candidate.score * (1 - sway * (1 - harmony)) };
    })
    .toSorted(byScore);
}
