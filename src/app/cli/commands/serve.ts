import { once } from 'node:events';
import type { Command } from 'commander';
import { listen, warm } from '../../server/listen.ts';
import { openWorkshop } from '../../workshop.ts';
import { allowHostOption, grpcPortOption, hostOption, portOption } from '../server-options.ts';
import { interruptSignal, withContext } from '../session.ts';
import { threadsOption } from '../threads-option.ts';

interface ServeFlags {
  readonly port?: number;
  readonly host: string;
  readonly allowHost?: string[];
  readonly grpcPort?: number;
  readonly threads?: number;
}

export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('the console and the interface; takes shards of reads as a worker does')
    .addOption(portOption())
    .addOption(hostOption())
    .addOption(allowHostOption())
    .addOption(grpcPortOption())
    .addOption(threadsOption())
    .action(async ({ threads, ...options }: ServeFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        const signal = interruptSignal(output);
        const workshop = await openWorkshop(context, threads, { serves: true });
        try {
          const server = await listen(context, workshop, options, output.note);
          warm(context, workshop);
          const { address, grpc } = server;
          output.object({ address, ...(grpc !== undefined && { grpc }) });
          output.line(`Understory is at ${address}`);
          if (grpc !== undefined) output.line(`Models are at ${grpc} over gRPC`);
          output.note('Press Ctrl-C to stop.');
          if (!signal.aborted) await once(signal, 'abort');
          await server.close();
        } finally {
          await workshop.close();
        }
      });
    });
}
