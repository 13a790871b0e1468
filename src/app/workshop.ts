import type { Source } from '../ingest/listed.ts';
import { completeRun } from '../extraction/complete-run.ts';
import { endInterruptedRuns } from '../extraction/read/interrupted.ts';
import { beginRun, listSource } from '../extraction/read/read-source.ts';
import { beginRetry } from '../extraction/read/retry.ts';
import { isExtracted } from '../extraction/read/runs.ts';
import { runShard, type ShardInput } from '../extraction/shard.ts';
import { openPools } from '../extraction/workers/pools.ts';
import { startJobEngine } from '../jobs/engine.ts';
import type { Job } from '../jobs/job.ts';
import type { AppContext } from './context.ts';

/** A process that works: it takes shards from the queue, and may list sources into it. */
export interface Workshop {
  /** Registers a run; its listing may be awaited or left to go on. */
  read(source: Source, options: { prune: boolean }): Promise<StartedRun>;
  /** Queues failed items again; undefined where there are none. */
  retryFailed(): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface StartedRun {
  readonly run: string;
  readonly listed: Promise<void>;
}

/** Two shards at once: while one writes its tables the other computes. */
const shardsAtOnce = 2;

export async function openWorkshop(context: AppContext, threads?: number): Promise<Workshop> {
  const pools = openPools(context.home, threads);

  const shardJob: Job<ShardInput> = {
    name: 'extract-shard',
    queue: 'extraction',
    async run(shard) {
      await runShard(shard, context, pools);
      await completeIfExtracted(shard.run);
    },
  };
  const completionJob: Job<{ run: string }> = {
    name: 'complete-run',
    queue: 'completion',
    run: ({ run }) => completeRun(run, context),
  };
  const engine = await startJobEngine({
    databaseUrl: context.databaseUrl,
    process: context.process,
    jobs: [shardJob, completionJob],
    queues: [
      { name: shardJob.queue, perProcess: shardsAtOnce },
      { name: completionJob.queue, overall: 1 },
    ],
    log: context.log,
  });

  const enqueueShard = (shard: ShardInput) =>
    engine.enqueue(shardJob, shard, { id: `shard:${shard.run}:${shard.number}` });

  const completeIfExtracted = async (run: string) => {
    if (!(await isExtracted(context.db, run))) return;
    await engine.enqueue(completionJob, { run }, { id: `complete:${run}` });
  };

  await endInterruptedRuns(context, context.databaseUrl);

  return {
    async read(source, { prune }) {
      const options = { prune, process: context.process };
      const run = await beginRun(source, options, context);
      const effects = { enqueueShard, completeRun: completeIfExtracted };
      return { run, listed: listSource(source, run, options, context, effects) };
    },
    async retryFailed() {
      const run = await beginRetry(context, context.process, enqueueShard);
      if (run !== undefined) await completeIfExtracted(run);
      return run;
    },
    async close() {
      await engine.stop();
      await pools.close();
    },
  };
}
