import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Home } from '../../base/home.ts';
import { typescriptLoader } from '../../base/typescript-loader.ts';
import { messageOf } from '../../base/errors.ts';
import type { Said } from '../run-signals.ts';
import type { DecodeAnswer, DecodeTask, InferenceTask } from './tasks.ts';
import { transferListOf } from './transfer.ts';

/** The threads that decode and those that infer, each behind a queue of its own. */
export interface ExtractionPools {
  readonly threads: number;
  decode(task: DecodeTask): Promise<DecodeAnswer>;
  /** The rasters of the unit are handed over: they are gone here afterwards. */
  infer(task: InferenceTask): Promise<Said[]>;
  close(): Promise<void>;
}

/** A picture that takes longer has hung its decoder, whose thread is then ended. */
const decodeTimeoutMs = 60_000;

export function openPools(home: Home, threads = availableParallelism()): ExtractionPools {
  const options = {
    execArgv: [...typescriptLoader],
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
  };
  const decoders = new Piscina<DecodeTask, DecodeAnswer>({
    ...options,
    filename: new URL('./decode-worker.ts', import.meta.url).href,
  });
  const inferrers = new Piscina<InferenceTask, Said[]>({
    ...options,
    filename: new URL('./inference-worker.ts', import.meta.url).href,
    workerData: { modelsFolder: home.models },
  });
  return {
    threads,
    async decode(task) {
      const transferList =
        'frame' in task.picture ? transferListOf({ frame: task.picture.frame }) : [];
      const signal = AbortSignal.timeout(decodeTimeoutMs);
      try {
        return await decoders.run(task, { signal, transferList });
      } catch (error) {
        if (!signal.aborted) return { ok: false, code: 'decoder-died', message: messageOf(error) };
        const message = `The picture was not decoded within ${decodeTimeoutMs / 1000} seconds.`;
        return { ok: false, code: 'decode-timeout', message };
      }
    },
    async infer(task) {
      const transferList = task.unit.image ? transferListOf(task.unit.image.rasters) : [];
      return await inferrers.run(task, { transferList });
    },
    async close() {
      await Promise.all([decoders.destroy(), inferrers.destroy()]);
    },
  };
}
