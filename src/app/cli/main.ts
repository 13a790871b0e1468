import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { packageRoot } from '../../base/own-code.ts';
import { commands } from './commands.ts';
import { exitCodeOf, explain } from './output.ts';
import { registerNamed } from './register-named.ts';

const program = new Command('understory')
  .description('Reads a catalogue of images, text and video and keeps signals about every item.')
  .version(packageVersion())
  .option('--home <folder>', 'where state lives (default: UNDERSTORY_HOME or .understory)')
  .option('--json', 'print one JSON object on standard output')
  .addHelpText(
    'after',
    '\nMany machines share DATABASE_URL and UNDERSTORY_STORE=s3://bucket/prefix: see docs/stores.md.',
  )
  .showHelpAfterError('(add --help for what there is)')
  .exitOverride();

// A reader that has seen enough, such as `head`, closes the pipe: no fault of the command's.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  await registerNamed(program, commands);
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  // Commander has written its message already; showing help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`understory: ${explain(error)}\n`);
  return exitCodeOf(error);
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}
