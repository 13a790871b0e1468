import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { listJobs } from '../../../extraction/backfill/job-view.ts';
import { listRuns } from '../../../extraction/read/run-view.ts';
import type { Database } from '../../../storage/postgres/database.ts';
import { throughLosses } from '../../../jobs/through-losses.ts';
import type { AppContext } from '../../context.ts';
import { openWorkshop } from '../../workshop.ts';
import { interruptSignal, withContext } from '../session.ts';
import { threadsOption } from '../threads-option.ts';
import { registerRunShard } from './worker/run-shard.ts';

export function registerWorker(program: Command): void {
  const worker = program
    .command('worker')
    .description('take shards of reads and backfills that other processes began, until interrupted')
    .option('--until-idle', 'end when no read and no backfill is running')
    .addOption(threadsOption())
    .action(async (flags: { untilIdle?: boolean; threads?: number }, command: Command) => {
      await withContext(command, async (context, output) => {
        const signal = interruptSignal(output);
        const workshop = await openWorkshop(context, flags.threads);
        output.note('Working. Press Ctrl-C to stop.');
        try {
          while (!signal.aborted) {
            await sleep(1000, undefined, { signal }).catch(() => undefined);
            if (flags.untilIdle && (await isIdle(context))) break;
          }
        } finally {
          await workshop.close();
        }
      });
    });
  registerRunShard(worker);
}

/** A worker that cannot ask is cut off, and goes on when the database is reached again. */
async function isIdle({ db, presence }: AppContext): Promise<boolean> {
  return await throughLosses(presence, async () => !(await isBusy(db)));
}

async function isBusy(db: Database): Promise<boolean> {
  const [runs, jobs] = await Promise.all([listRuns(db), listJobs(db)]);
  const isReading = runs.some(({ state }) => state === 'listing' || state === 'running');
  return isReading || jobs.some(({ state }) => state === 'running');
}
