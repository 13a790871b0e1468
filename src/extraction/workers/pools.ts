import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Home } from '../../base/home.ts';
import { entryOf } from '../../base/own-code.ts';
import { messageOf } from '../../base/errors.ts';
import { fail } from '../../contracts/outcome.ts';
import type { Said } from '../run-signals.ts';
import type { DecodeAnswer, DecodeTask, InferenceTask } from './tasks.ts';
import { transferListOf } from './transfer.ts';

/** The threads that decode and those that infer, each behind a queue of its own. */
export interface ExtractionPools {
  readonly threads: number;
  /** Where the threads find their models. */
  readonly modelsFolder: string;
  decode(task: DecodeTask): Promise<DecodeAnswer>;
  /**
   * The rasters of the unit are handed over: they are gone here afterwards. Where the thread dies
   * of them, all signals of the task have failed.
   */
  infer(task: InferenceTask): Promise<Said[]>;
  close(): Promise<void>;
}

/** A picture that takes longer has hung its decoder, whose thread is then ended. */
const decodeTimeoutMs = 60_000;

function worker(name: string): { filename: string; execArgv: string[] } {
  const { path, execArgv } = entryOf(import.meta.url, name);
  return { filename: path, execArgv };
}

export function openPools(home: Home, threads = availableParallelism()): ExtractionPools {
  const options = {
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
  };
  const decoders = new Piscina<DecodeTask, DecodeAnswer>({
    ...options,
    ...worker('./decode-worker'),
  });
  const inferrers = new Piscina<InferenceTask, Said[]>({
    ...options,
    ...worker('./inference-worker'),
    workerData: { modelsFolder: home.models },
  });
  let closed = false;
  return {
    threads,
    modelsFolder: home.models,
    async decode(task) {
      const transferList =
        'frame' in task.picture ? transferListOf({ frame: task.picture.frame }) : [];
      const signal = AbortSignal.timeout(decodeTimeoutMs);
      try {
        return await decoders.run(task, { signal, transferList });
      } catch (error) {
        if (closed) throw error;
        if (!signal.aborted) return { ok: false, code: 'decoder-died', message: messageOf(error) };
        const message = `The picture was not decoded within ${decodeTimeoutMs / 1000} seconds.`;
        return { ok: false, code: 'decode-timeout', message };
      }
    },
    async infer(task) {
      const transferList = task.unit.image ? transferListOf(task.unit.image.rasters) : [];
      try {
        return await inferrers.run(task, { transferList });
      } catch (error) {
        if (closed) throw error;
        const outcome = fail(`inference-died: ${messageOf(error)}`);
        return task.signals.map((signal) => ({ signal, outcome, cpuMs: 0 }));
      }
    },
    async close() {
      // What is cut off by closing says nothing of the item: it is left to be computed again.
      closed = true;
      await Promise.all([decoders.destroy(), inferrers.destroy()]);
    },
  };
}
