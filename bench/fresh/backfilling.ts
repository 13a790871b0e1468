import { setTimeout as sleep } from 'node:timers/promises';
import type { AppContext } from '../../src/app/context.ts';
import type { SignalRef } from '../../src/contracts/signal-ref.ts';
import { beginBackfill } from '../../src/extraction/backfill/begin.ts';
import { findJobDetail } from '../../src/extraction/backfill/job-view.ts';
import { planBackfill } from '../../src/extraction/backfill/plan.ts';
import { drop } from '../../src/releases/retire-version.ts';

/** Backfills of one version, one after the other. */
export interface Backfilling {
  /** Resolves while one has shards to do, and fails where none can be begun. */
  untilRunning(): Promise<void>;
  /** @returns How many items were computed. */
  stop(): Promise<number>;
}

const pollMs = 100;

/** Begins a backfill, and again from nothing as often as it is done, for workers to take. */
export function keepBackfilling(ref: SignalRef, context: AppContext): Backfilling {
  const stopping = new AbortController();
  let done = 0;
  let isRunning = false;
  const one = async (): Promise<void> => {
    const plan = await planBackfill(ref, context);
    const job = await beginBackfill(plan, { by: 'bench' }, context);
    for (;;) {
      const { state, shardList } = await findJobDetail(context.db, job);
      if (state !== 'running' || stopping.signal.aborted) {
        isRunning = false;
        done += shardList.reduce((sum, shard) => sum + (shard.done ?? 0), 0);
        if (state !== 'running' && state !== 'done') throw new Error(`The backfill is ${state}.`);
        return;
      }
      isRunning = shardList.some(({ finishedAt }) => finishedAt === null);
      await sleep(pollMs);
    }
  };
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await one();
      if (!stopping.signal.aborted) await drop(ref, { days: 0 }, context);
    }
  };
  let failure: unknown;
  const looping = loop().catch((error: unknown) => {
    failure = error;
  });
  return {
    async untilRunning() {
      while (!isRunning && failure === undefined) await sleep(pollMs);
      if (failure !== undefined) throw failure;
    },
    async stop() {
      stopping.abort();
      await looping;
      return done;
    },
  };
}
