import type { Command } from 'commander';
import { catalogueStatus } from '../../../retrieval/catalogue-status.ts';
import { createRecentCounts } from '../../../retrieval/recent-counts.ts';
import { table } from '../output.ts';
import { withContext } from '../session.ts';

export function registerStatus(program: Command): void {
  program
    .command('status')
    .description('how much of the catalogue is understood, and what is going on')
    .action(async (_options: unknown, command: Command) => {
      await withContext(command, async (context, output) => {
        const status = await catalogueStatus(context, createRecentCounts(context.db));
        output.object(status);
        const { items, pending, failed, duplicateClusters } = status;
        if (items === 0) {
          output.line('The catalogue is empty. Read something into it: understory read ./photos');
          return;
        }
        output.line(
          `${items} items, ${pending} pending, ${failed} failed, ${duplicateClusters} clusters of near-duplicates`,
        );
        output.line();
        const rows = Object.entries(status.signals).map(([name, signal]) => [
          `${name}@${signal.version}`,
          signal.ok,
          signal.abstained,
          signal.failed,
        ]);
        output.line(table([['signal', 'said', 'abstained', 'failed'], ...rows]));
        for (const { source, done, due, itemsPerSecond } of status.running) {
          output.line();
          output.line(
            `reading ${source}: ${done} of ${due} items, ${itemsPerSecond.toFixed(1)} a second`,
          );
        }
        if (failed > 0) output.line('\n`understory retry --failed` tries the failed items again.');
      });
    });
}
