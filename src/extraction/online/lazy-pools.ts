import type { ExtractionPools } from '../workers/pools.ts';

/** Threads that start when they are first used. */
export function lazyPools(
  facts: Pick<ExtractionPools, 'threads' | 'modelsFolder'>,
  open: () => ExtractionPools,
): ExtractionPools {
  let opened: ExtractionPools | undefined;
  const pools = (): ExtractionPools => (opened ??= open());
  return {
    ...facts,
    decode: (task) => pools().decode(task),
    infer: (task) => pools().infer(task),
    warm: (task) => pools().warm(task),
    close: async () => await opened?.close(),
  };
}
