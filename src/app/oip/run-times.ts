import { createMovingMeans } from '../../base/moving-means.ts';
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

export function createRunTimes(): RunTimes {
  const means = createMovingMeans();
  return {
    of: ({ digest = '', request }) => (request ? (means.get(digest) ?? unmeasuredMs) : loadMs),
    note({ digest = '', request }, tookMs) {
      if (request) means.note(digest, tookMs);
    },
  };
}
