import type { Command } from 'commander';
import { openContext, type AppContext } from '../context.ts';
import { createOutput, type Output } from './output.ts';

/** The options that every command has. */
export interface GlobalOptions {
  readonly home?: string;
  readonly json?: boolean;
}

export function outputOf(command: Command): Output {
  const { json } = command.optsWithGlobals<GlobalOptions>();
  return createOutput(json ?? false);
}

/** Opens the installation for one command and closes it whatever happens. */
export async function withContext<T>(
  command: Command,
  act: (context: AppContext, output: Output) => Promise<T>,
): Promise<T> {
  const { home } = command.optsWithGlobals<GlobalOptions>();
  const context = await openContext(home);
  try {
    return await act(context, outputOf(command));
  } finally {
    await context.close();
  }
}

/**
 * Aborts at the first interrupt, so that work in hand is ended well; the second interrupt ends the
 * process at once.
 */
export function interruptSignal(output: Output): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      output.note('Finishing what was begun; press Ctrl-C again to stop at once.');
      controller.abort();
    });
  }
  return controller.signal;
}
