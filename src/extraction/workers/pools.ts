import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Home } from '../../base/home.ts';
import { entryOf } from '../../base/own-code.ts';
import { messageOf } from '../../base/errors.ts';
import { fail } from '../../contracts/outcome.ts';
import type { BatchSettings } from '../../runtime/batched-model.ts';
import { trackModels } from '../../runtime/running-models.ts';
import type { Said } from '../run-signals.ts';
import type { DecodeAnswer, DecodeTask, InferenceAnswer, InferenceTask } from './tasks.ts';
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
  infer(task: InferenceTask): Promise<readonly Said[]>;
  /**
   * Has every thread of inference run a task, so that its models are loaded in each. What is wrong
   * with a model is seen again, and told, when something is computed with it.
   */
  warm(task: InferenceTask): Promise<void>;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Lets other threads go first: for what nobody waits for. */
  readonly background?: boolean;
  /** Keeps its threads, with the models they loaded, when there is nothing to do. */
  readonly resident?: boolean;
  /** How runs of models are joined. */
  readonly batch?: BatchSettings;
  /** Told how many runs each batch of a model joined. */
  readonly onBatch?: (size: number) => void;
}

/** A picture that takes longer has hung its decoder, whose thread is then ended. */
const decodeTimeoutMs = 60_000;

function worker(name: string): { filename: string; execArgv: string[] } {
  const { path, execArgv } = entryOf(import.meta.url, name);
  return { filename: path, execArgv };
}

/** Rounds after which a thread that got no task stays as it is. */
const warmingRounds = 5;

const single: BatchSettings = { most: 1, delayMs: 0 };

export function openPools(
  home: Home,
  threads = availableParallelism(),
  {
    background = false,
    resident = false,
    batch = single,
    onBatch = () => undefined,
  }: PoolOptions = {},
): ExtractionPools {
  const options = {
    minThreads: resident ? threads : 0,
    maxThreads: threads,
    idleTimeout: resident ? Infinity : 30_000,
  };
  const decoders = new Piscina<DecodeTask, DecodeAnswer>({
    ...options,
    ...worker('./decode-worker'),
    workerData: { background },
  });
  // Read by the threads: a task that has not begun then is refused.
  const closing = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const models = trackModels();
  const inferrers = new Piscina<InferenceTask, InferenceAnswer>({
    ...options,
    ...worker('./inference-worker'),
    concurrentTasksPerWorker: batch.most,
    workerData: { modelsFolder: home.models, batch, background, closing },
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
        const { said, batches } = await models.track(inferrers.run(task, { transferList }));
        batches.forEach(onBatch);
        return said;
      } catch (error) {
        if (closed) throw error;
        const outcome = fail(`inference-died: ${messageOf(error)}`);
        return task.signals.map((signal) => ({ signal, outcome, cpuMs: 0 }));
      }
    },
    async warm(task) {
      const warmed = new Set<number>();
      for (let round = 0; round < warmingRounds && warmed.size < threads; round += 1) {
        const answers = await Promise.allSettled(
          Array.from({ length: threads }, () => models.track(inferrers.run(task))),
        );
        for (const answer of answers) {
          if (answer.status === 'fulfilled') warmed.add(answer.value.thread);
          else if (!closed && round === warmingRounds - 1) throw answer.reason;
        }
      }
    },
    async close() {
      // What is cut off by closing says nothing of the item: it is left to be computed again.
      closed = true;
      Atomics.store(closing, 0, 1);
      await Promise.all([decoders.destroy(), models.ended().then(() => inferrers.destroy())]);
    },
  };
}
