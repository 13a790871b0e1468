import type { ModelTask } from './threads/task.ts';

/** How long runs of each model take here, as they were measured: what a queue is thought to wait. */
export interface RunTimes {
  of(task: ModelTask): number;
  note(task: ModelTask, tookMs: number): void;
}

/** Before anything was measured. */
const unmeasuredMs = 100;
/** Loading a model, or making it first. */
const loadMs = 1000;
/** The weight of the last measurement in the mean. */
const weight = 0.2;
/** Models remembered; the longest not run is forgotten. */
const mostKept = 500;

export function createRunTimes(): RunTimes {
  const means = new Map<string, number>();
  return {
    of: ({ digest = '', request }) => (request ? (means.get(digest) ?? unmeasuredMs) : loadMs),
    note({ digest = '', request }, tookMs) {
      if (!request) return;
      const mean = means.get(digest) ?? tookMs;
      means.delete(digest);
      means.set(digest, mean + weight * (tookMs - mean));
      const [oldest] = means.keys();
      if (means.size > mostKept && oldest !== undefined) means.delete(oldest);
    },
  };
}
