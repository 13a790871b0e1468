import { Piscina } from 'piscina';
import { messageOf } from '../../../base/errors.ts';
import { entryOf } from '../../../base/own-code.ts';
import { trackModels } from '../../../runtime/running-models.ts';
import type { ModelReply, ModelTask } from './task.ts';

/** Threads that run models for others; they start at the first request and end when there is none. */
export interface ModelThreads {
  /** The body of the request is handed over: it is gone here afterwards. */
  run(task: ModelTask): Promise<ModelReply>;
  close(): Promise<void>;
}

/** Idle threads end, with the models they have loaded. */
const idleMs = 60_000;

export function openModelThreads(modelsFolder: string, threads: number): ModelThreads {
  const { path, execArgv } = entryOf(import.meta.url, './model-worker');
  const pool = new Piscina<ModelTask, ModelReply>({
    filename: path,
    execArgv,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    workerData: { modelsFolder },
  });
  const models = trackModels();
  return {
    async run(task) {
      const request = task.request && { ...task.request, body: ownMemory(task.request.body) };
      try {
        const transferList = request ? [request.body.buffer] : [];
        return await models.track(
          pool.run({ ...task, ...(request && { request }) }, { transferList }),
        );
      } catch (error) {
        const message = `The thread that ran the model ${task.name} ended before its answer. Send less at once.`;
        const failure = { ok: false, fault: 'dependency', code: 'inference-died' } as const;
        return { ...failure, message, detail: messageOf(error) };
      }
    },
    async close() {
      await models.ended();
      await pool.destroy();
    },
  };
}

/** Small bodies are views into a pool of memory, which cannot be handed over: those are copied. */
function ownMemory(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? new Uint8Array(buffer)
    : Uint8Array.from(bytes);
}
