import { once } from 'node:events';
import type { Command } from 'commander';
import { openSource } from '../../../ingest/sources.ts';
import { listen } from '../../server/listen.ts';
import { openWorkshop } from '../../workshop.ts';
import { followRun, reportRun } from '../follow-run.ts';
import { createProgressView } from '../progress.ts';
import { allowHostOption, hostOption, portOption } from '../server-options.ts';
import { interruptSignal, withContext } from '../session.ts';

interface StartFlags {
  readonly port?: number;
  readonly host: string;
  readonly allowHost?: string[];
  readonly all?: boolean;
}

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('read the sample catalogue and open the console while it is read')
    .addOption(portOption())
    .addOption(hostOption())
    .addOption(allowHostOption())
    .option('--all', 'the whole of the sample catalogue, 4,495 pictures, not a fair sample of it')
    .action(async ({ all, ...options }: StartFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        const signal = interruptSignal(output);
        const workshop = await openWorkshop(context, undefined, { serves: true });
        try {
          const source = await openSource('openmoji', all === undefined ? {} : { all });
          const { run, listed } = await workshop.read(source, { prune: false });
          const server = await listen(context, workshop, options, output.note);
          output.object({ address: server.address, run });
          output.line(`Understory is at ${server.address}`);
          output.line('It is reading a sample catalogue, OpenMoji; look while it does.');
          const [ended] = await Promise.all([
            followRun(context.db, run, createProgressView(), signal),
            listed,
          ]);
          if (!signal.aborted) {
            reportRun(ended, output);
            output.line();
            output.line('Read your own: understory read ./photos');
            output.line(`The console stays at ${server.address}`);
            output.note('Press Ctrl-C to stop.');
            await once(signal, 'abort');
          }
          await server.close();
        } finally {
          await workshop.close();
        }
      });
    });
}
