import type { Command } from 'commander';
import { openWorkshop } from '../../workshop.ts';
import { followRun, reportRun } from '../follow-run.ts';
import { createProgressView } from '../progress.ts';
import { interruptSignal, withContext } from '../session.ts';
import { threadsOption } from '../threads-option.ts';

export function registerRetry(program: Command): void {
  program
    .command('retry')
    .description('compute items again that failed')
    .requiredOption('--failed', 'the items that failed while they were computed')
    .addOption(threadsOption())
    .action(async ({ threads }: { threads?: number }, command: Command) => {
      await withContext(command, async (context, output) => {
        const signal = interruptSignal(output);
        const workshop = await openWorkshop(context, threads);
        try {
          const started = await workshop.retryFailed();
          if (started === undefined) {
            output.object({ runs: [] });
            output.line('No item failed while it was computed. Read a source again to fetch anew.');
            return;
          }
          const run = await followRun(context.db, started, createProgressView(), signal);
          reportRun(run, output);
          output.object({ runs: [run] });
          if (run.failed > 0) process.exitCode = 1;
        } finally {
          await workshop.close();
        }
      });
    });
}
