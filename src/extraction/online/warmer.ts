import { messageOf } from '../../base/errors.ts';
import type { Logger } from '../../base/log.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Versions } from '../versions/versions.ts';
import type { ExtractionPools } from '../workers/pools.ts';
import { warmUp } from './warm-up.ts';

/** Loads models before they are asked for. */
export interface Warmer {
  /** Done when all versions that are computed for the catalogue are loaded in every thread. */
  warm(versions: Versions): Promise<void>;
  /** A version that came to be computed since is loaded in the background: before it is promoted. */
  warmWhatCame(versions: Versions): void;
  readonly state: 'cold' | 'warming' | 'ready';
}

export function createWarmer(pools: ExtractionPools, log: Logger): Warmer {
  const warmed = new Set<SignalRef>();
  let state: Warmer['state'] = 'cold';
  let warming: Promise<void> = Promise.resolve();

  const coldOf = ({ maintained, registry }: Versions): SignalRef[] =>
    maintained.filter((ref) => !warmed.has(ref) && registry.findExtractor(ref) !== undefined);

  const warm = async (versions: Versions): Promise<void> => {
    const refs = coldOf(versions);
    for (const ref of refs) warmed.add(ref);
    if (state === 'cold') state = 'warming';
    const before = warming;
    const load = async (): Promise<void> => {
      await before;
      if (refs.length === 0) return;
      await warmUp(versions.registry.withInputs(refs), pools, versions.registry);
      state = 'ready';
    };
    const loading = load();
    // Whoever comes next waits for its end, however it ends; how, is told to who began it.
    warming = loading.catch(() => undefined);
    try {
      await loading;
    } catch (error) {
      for (const ref of refs) warmed.delete(ref);
      if (state === 'warming') state = 'cold';
      throw error;
    }
  };

  return {
    warm,
    warmWhatCame(versions) {
      if (state !== 'ready' || coldOf(versions).length === 0) return;
      warm(versions).catch((error: unknown) => {
        log.warn({ error: messageOf(error) }, 'new versions could not be loaded beforehand');
      });
    },
    get state() {
      return state;
    },
  };
}
