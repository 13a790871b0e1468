import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { listRuns } from '../../../extraction/read/run-view.ts';
import { openWorkshop } from '../../workshop.ts';
import { interruptSignal, withContext } from '../session.ts';
import { threadsOption } from '../threads-option.ts';

export function registerWorker(program: Command): void {
  program
    .command('worker')
    .description('take shards of reads that other processes began, until interrupted')
    .option('--until-idle', 'end when no read is running')
    .addOption(threadsOption())
    .action(async (flags: { untilIdle?: boolean; threads?: number }, command: Command) => {
      await withContext(command, async (context, output) => {
        const signal = interruptSignal(output);
        const workshop = await openWorkshop(context, flags.threads);
        output.note('Working. Press Ctrl-C to stop.');
        try {
          while (!signal.aborted) {
            await sleep(1000, undefined, { signal }).catch(() => undefined);
            const runs = await listRuns(context.db);
            const busy = runs.some(({ state }) => state === 'listing' || state === 'running');
            if (flags.untilIdle && !busy) break;
          }
        } finally {
          await workshop.close();
        }
      });
    });
}
