import { Piscina } from 'piscina';
import type { Clock } from '../../base/clock.ts';
import { entryOf } from '../../base/own-code.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { claimAlone } from '../../storage/postgres/sole-writer.ts';
import type { BuildTask } from './build-worker.ts';

export interface BuilderPlace {
  readonly databaseUrl: string;
  /** The folder of saved indexes. */
  readonly indexes: string;
  readonly signals: { readonly folder: string; readonly buckets: number };
  readonly clock: Clock;
}

/** Builds indexes in threads of their own, one at a time. */
export interface IndexBuilder {
  /** Whether it was this process that built it: not where another of this home is at it. */
  build(ref: SignalRef, dims: number): Promise<boolean>;
  /** Ends what is being built: of it nothing is left that anyone would find. */
  close(): Promise<void>;
}

export function createIndexBuilder({
  databaseUrl,
  indexes,
  signals,
  clock,
}: BuilderPlace): IndexBuilder {
  let queue: Promise<unknown> = Promise.resolve();
  const { path: filename, execArgv } = entryOf(import.meta.url, './build-worker');
  const threads = new Piscina<BuildTask, undefined>({
    filename,
    execArgv,
    minThreads: 0,
    maxThreads: 1,
    // What it held goes with it.
    idleTimeout: 1000,
  });
  const stop = new AbortController();

  const build = async (ref: SignalRef, dims: number): Promise<boolean> => {
    if (stop.signal.aborted) return false;
    // Hosts may share the folder, or have one of the same name: these build one after the other.
    const release = await claimAlone(databaseUrl, `index of ${ref} in ${indexes}`);
    if (!release) return false;
    try {
      const task: BuildTask = {
        ref,
        dims,
        tables: signals.folder,
        buckets: signals.buckets,
        indexes,
        madeAt: clock(),
        threads: 1,
      };
      await threads.run(task, { signal: stop.signal });
      return true;
    } finally {
      await release();
    }
  };

  return {
    async build(ref, dims) {
      const built = queue.then(() => build(ref, dims));
      queue = built.catch(() => undefined);
      return await built;
    },
    async close() {
      stop.abort();
      await queue;
      await threads.destroy();
    },
  };
}
