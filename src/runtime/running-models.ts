import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than models take to be loaded and run. */
const mostMs = 10_000;

/** What threads are doing with models. */
export interface RunningModels {
  /** Gives what the run gives. */
  track<T>(run: Promise<T>): Promise<T>;
  /** When all that was tracked has ended, well or not; in ten seconds where something hangs. */
  ended(): Promise<void>;
}

/**
 * ONNX Runtime ends the whole process where its thread is ended while a model is loaded: what it then
 * throws in C++ nobody catches. So threads are ended when what they run has ended.
 */
export function trackModels(): RunningModels {
  const running = new Set<Promise<unknown>>();
  return {
    async track(run) {
      running.add(run);
      try {
        return await run;
      } finally {
        running.delete(run);
      }
    },
    async ended() {
      await Promise.race([Promise.allSettled(running), sleep(mostMs, undefined, { ref: false })]);
    },
  };
}
