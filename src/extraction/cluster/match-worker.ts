import { builtInSignals } from '../../signals/table.ts';
import { openSignalStore } from '../../storage/lance/signal-store.ts';
import { findMatches, type Matches } from './find-matches.ts';
import { loadPictures } from './load-pictures.ts';
import type { Pictures, Representative } from './pictures.ts';

export interface MatchTask {
  readonly signalsFolder: string;
  readonly representatives: readonly Representative[];
  /** Contents whose matches are looked for. */
  readonly searched: readonly string[];
}

export type MatchAnswer = Matches & Pick<Pictures, 'contents' | 'contentOf' | 'files'>;

/** Off the event loop: a catalogue of 100,000 pictures takes seconds to load and to search. */
export default async function match(task: MatchTask): Promise<MatchAnswer> {
  const { signalsFolder, representatives, searched } = task;
  const signals = await openSignalStore(signalsFolder, { schemaOf: builtInSignals.schemaOf });
  try {
    const pictures = await loadPictures(representatives, signals);
    const wanted = new Set(searched);
    const positions = new Set(
      [...pictures.contents.keys()].filter((at) => wanted.has(pictures.contents[at] ?? '')),
    );
    const { contents, contentOf, files } = pictures;
    return { ...findMatches(pictures, positions), contents, contentOf, files };
  } finally {
    signals.close();
  }
}
