import { messageOf } from '../base/errors.ts';
import { repeat } from '../base/repeat.ts';
import { openShards } from '../extraction/backfill/backfills.ts';
import { completeBackfill, isBackfilled } from '../extraction/backfill/complete.ts';
import {
  failBackfillShard,
  runBackfillShard,
  type BackfillShardInput,
} from '../extraction/backfill/run-shard.ts';
import { settleLateWrites } from '../extraction/late-writes.ts';
import type { ExtractionPools } from '../extraction/workers/pools.ts';
import type { JobEngine } from '../jobs/engine.ts';
import type { Job, QueueLimits } from '../jobs/job.ts';
import type { AppContext } from './context.ts';

interface Ending {
  readonly backfill: string;
  readonly epoch: number;
}

export interface BackfillJobs {
  readonly jobs: readonly Job<never>[];
  readonly queues: readonly QueueLimits[];
  /** Queues what backfills that were begun or resumed anywhere have to do, until it is stopped. */
  supervise(engine: JobEngine): () => Promise<void>;
}

/** Two shards at once: while one writes its table the other computes. */
const shardsAtOnce = 2;

const pollMs = 500;

export function backfillJobs(context: AppContext, pools: ExtractionPools): BackfillJobs {
  const { db, log } = context;

  const ending: Job<Ending> = {
    name: 'complete-backfill',
    queue: 'backfill-ends',
    run: ({ backfill }) => completeBackfill(backfill, context),
    async giveUp({ backfill }, error) {
      log.error({ backfill, error: messageOf(error) }, 'a backfill could not be completed');
      await db
        .updateTable('backfills')
        .set({ state: 'paused' })
        .where('id', '=', backfill)
        .where('state', '=', 'running')
        .execute();
    },
  };
  const endOf = ({ backfill, epoch }: Ending) => ({
    job: ending.name,
    input: { backfill, epoch },
    id: `complete-backfill:${backfill}:${epoch}`,
  });

  const shard: Job<BackfillShardInput> = {
    name: 'backfill-shard',
    queue: 'backfill',
    async run(input) {
      await settleLateWrites(context);
      await runBackfillShard(input, context, pools);
    },
    giveUp: (input, error) => failBackfillShard(input, error, context),
    next: async (input) => ((await isBackfilled(db, input.backfill)) ? endOf(input) : undefined),
  };

  const queued = new Set<string>();
  const queueWaiting = async (engine: JobEngine) => {
    const running = await db
      .selectFrom('backfills')
      .select(['id', 'epoch'])
      .where('state', '=', 'running')
      .orderBy('created_at')
      .execute();
    for (const { id: backfill, epoch } of running) {
      const key = `${backfill} ${epoch}`;
      if (queued.has(key)) continue;
      for (const number of await openShards(db, backfill)) {
        const id = `backfill:${backfill}:${number}:${epoch}`;
        await engine.enqueue(shard, { backfill, number, epoch }, { id });
      }
      if (await isBackfilled(db, backfill)) {
        const { id } = endOf({ backfill, epoch });
        await engine.enqueue(ending, { backfill, epoch }, { id });
      }
      queued.add(key);
    }
  };

  return {
    jobs: [shard, ending],
    queues: [
      { name: shard.queue, perProcess: shardsAtOnce },
      { name: ending.queue, overall: 1 },
    ],
    supervise: (engine) =>
      repeat(
        pollMs,
        () => queueWaiting(engine),
        (error) => log.warn({ error: messageOf(error) }, 'cannot look for backfills'),
      ),
  };
}
