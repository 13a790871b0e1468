import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalValue } from '../../contracts/values.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import { byScore, withScore, type Candidate } from '../pipeline/candidate.ts';
import type { NamedColour, WantedColours } from './colours-in.ts';
import type { UnderstoodQuery } from './understand.ts';
import { searchWeights } from './weights.ts';

/**
 * Candidates by how much of the colours asked for is in their pictures: a score is multiplied by a
 * factor, 1 for one that has enough of them. One whose colours are not known keeps its score:
 * nothing is held against it.
 */
export async function rankByColours<Of extends Candidate>(
  candidates: readonly Of[],
  { colours, isSimple, isOfColours }: Pick<UnderstoodQuery, 'colours' | 'isSimple' | 'isOfColours'>,
  versions: Versions,
  signals: SignalStore,
): Promise<Of[]> {
  if (colours.length === 0) return [...candidates];
  const ref = versions.live('palette');
  const ids = candidates.map(({ id }) => id);
  const palettes = await palettesOf(ids, ref, signals);
  const { mixed, besideWords } = searchWeights.otherColour;
  const floor = isSimple && !isOfColours ? besideWords : mixed;
  return candidates
    .map((candidate) => {
      const palette = palettes.get(candidate.id);
      if (!palette) return candidate;
      const value = candidate.score * factorOf(palette, colours, floor);
      return withScore(candidate, { stage: 'rank', name: 'colours', value, signal: ref });
    })
    .toSorted(byScore);
}

/**
 * What is left of a score beside this palette, from `floor`, where a colour is missing, to 1.
 *
 * @param floor 0..1
 */
export function factorOf(
  palette: SignalValue<'palette'>,
  wanted: readonly WantedColours[],
  floor: number,
): number {
  return wanted.reduce((product, { colours, weight }) => {
    const each = colours.map((colour) => presenceOf(palette, colour));
    const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
    const presence = weight > 0 ? mean : 1 - Math.max(...each);
    return product * (floor + (1 - floor) * presence) ** Math.min(2, Math.abs(weight));
  }, 1);
}

/** 0 none of it, 1 enough of it to be of this colour. */
function presenceOf({ colours }: SignalValue<'palette'>, { names }: NamedColour): number {
  const known: ReadonlySet<string> = names;
  const share = colours
    .filter(({ name }) => known.has(name))
    .reduce((sum, colour) => sum + colour.share, 0);
  return Math.min(1, share / searchWeights.enoughOfColour);
}

async function palettesOf(
  items: readonly string[],
  ref: SignalRef<'palette'>,
  signals: SignalStore,
): Promise<ReadonlyMap<string, SignalValue<'palette'>>> {
  const records = await (await tableOf(signals, ref)).recordsOf(items);
  return new Map(
    records.flatMap(({ item, part, value }) =>
      part === '' && value ? [[item, value] as const] : [],
    ),
  );
}
