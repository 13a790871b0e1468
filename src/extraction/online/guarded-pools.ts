import type { ExtractionPools } from '../workers/pools.ts';

/** Nobody waits any more for what was being computed. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/**
 * The threads as one computation sees them: its next stage does not begin once nobody waits for it.
 * What a thread has begun it ends.
 */
export function guardedPools(pools: ExtractionPools, isWanted: () => boolean): ExtractionPools {
  const check = (): void => {
    if (!isWanted()) throw new Abandoned();
  };
  return {
    ...pools,
    async decode(task) {
      check();
      return await pools.decode(task);
    },
    async infer(task) {
      check();
      return await pools.infer(task);
    },
  };
}
