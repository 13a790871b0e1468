import type { Source } from '../ingest/listed.ts';
import { isPosted } from '../ingest/sources/posted.ts';
import { completeRun, failRun } from '../extraction/complete-run.ts';
import { settleLateWrites } from '../extraction/late-writes.ts';
import { endInterruptedRuns } from '../extraction/read/interrupted.ts';
import { beginRun, listSource } from '../extraction/read/read-source.ts';
import { resumeInterrupted, retryFailed } from '../extraction/read/requeue.ts';
import { extractedSource } from '../extraction/read/runs.ts';
import { failShard, runShard, type ShardInput } from '../extraction/shard.ts';
import type { OnlineExtraction } from '../extraction/online/online.ts';
import { openOnline } from '../extraction/online/open-online.ts';
import type { OnlineSettings } from '../extraction/online/settings.ts';
import { readVersions } from '../extraction/versions/versions.ts';
import { openPools, type ExtractionPools } from '../extraction/workers/pools.ts';
import { ownContracts, publishContracts } from '../releases/publish-contracts.ts';
import { startJobEngine } from '../jobs/engine.ts';
import type { Job } from '../jobs/job.ts';
import { backfillJobs } from './backfill-jobs.ts';
import { startCompleting } from './completion-work.ts';
import type { AppContext } from './context.ts';
import { startDeletionWork } from './deletion-work.ts';
import { retentionOf, startHousekeeping } from './housekeeping.ts';
import { startSettlingLateWrites } from './late-writes-work.ts';

/** A process that works: it takes shards from the queue, and may list sources into it. */
export interface Workshop {
  readonly pools: ExtractionPools;
  /** For those who wait: in threads of its own, which start when it is first asked. */
  readonly online: OnlineExtraction;
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

export interface WorkshopOptions {
  /** Whether somebody may wait for this process, before whom the work on the catalogue steps back. */
  readonly serves?: boolean;
  readonly online?: OnlineSettings;
}

export async function openWorkshop(
  context: AppContext,
  threads?: number,
  { serves = false, online: settings }: WorkshopOptions = {},
): Promise<Workshop> {
  const retention = retentionOf();
  const online = openOnline(context, settings);
  const pools = openPools(context.home, threads, { background: serves });

  const shardJob: Job<ShardInput> = {
    name: 'extract-shard',
    queue: 'extraction',
    async run(shard) {
      await settleLateWrites(context);
      await runShard(shard, context, pools);
    },
    giveUp: (shard, error) => failShard(shard, error, context),
    async next({ run }) {
      const source = await extractedSource(context.db, run);
      if (source === undefined || isPosted(source)) return undefined;
      return { job: completionJob.name, input: { run }, id: `complete:${run}` };
    },
  };
  const completionJob: Job<{ run: string }> = {
    name: 'complete-run',
    queue: 'completion',
    run: ({ run }) => completeRun(run, context),
    giveUp: ({ run }, error) => failRun(run, error, context),
  };
  const backfills = backfillJobs(context, pools);
  const engine = await startJobEngine({
    databaseUrl: context.databaseUrl,
    presence: context.presence,
    jobs: [shardJob, completionJob, ...backfills.jobs],
    queues: [
      { name: shardJob.queue, perProcess: shardsAtOnce },
      { name: completionJob.queue, overall: 1 },
      ...backfills.queues,
    ],
    log: context.log,
  });
  const stopSupervising = backfills.supervise(engine);
  const stopDeleting = startDeletionWork(context, online.forget);
  const stopSettling = startSettlingLateWrites(context);
  const stopHousekeeping = startHousekeeping(context, engine, retention);

  const enqueueShard = (shard: ShardInput) =>
    engine.enqueue(shardJob, shard, { id: `shard:${shard.run}:${shard.number}` });

  const complete = (run: string) =>
    engine.enqueue(completionJob, { run }, { id: `complete:${run}` });
  /** The last shard completes a run, but for one whose shards were done before its listing was. */
  const completeIfExtracted = async (run: string) => {
    const next = await shardJob.next?.({ run, number: 0, items: [] });
    if (next) await complete(run);
  };

  const stopCompleting = startCompleting(context, complete);
  const close = async () => {
    await stopCompleting();
    await stopSupervising();
    await stopDeleting();
    await stopSettling();
    await stopHousekeeping();
    await engine.stop();
    await pools.close();
    await online.close();
  };

  const requeueing = { process: context.process, enqueueShard };
  try {
    const { registry } = await readVersions(context.db);
    await publishContracts(ownContracts(registry), context);
    const interrupted = await endInterruptedRuns(context, context.databaseUrl);
    await resumeInterrupted(interrupted, context, requeueing);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    pools,
    online,
    async read(source, { prune }) {
      const options = { prune, process: context.process };
      const run = await beginRun(source, options, context);
      const effects = { enqueueShard, completeRun: completeIfExtracted };
      return { run, listed: listSource(source, run, options, context, effects) };
    },
    async retryFailed() {
      const run = await retryFailed(context, requeueing);
      if (run !== undefined) await completeIfExtracted(run);
      return run;
    },
    close,
  };
}
