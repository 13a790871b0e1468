import type { Command } from 'commander';
import { registerDoctor } from './commands/doctor.ts';
import { registerDuplicates } from './commands/duplicates.ts';
import { registerExport } from './commands/export.ts';
import { registerModels } from './commands/models.ts';
import { registerRead } from './commands/read.ts';
import { registerRelated } from './commands/related.ts';
import { registerRetry } from './commands/retry.ts';
import { registerSearch } from './commands/search.ts';
import { registerServe } from './commands/serve.ts';
import { registerShow } from './commands/show.ts';
import { registerSignals } from './commands/signals.ts';
import { registerStart } from './commands/start.ts';
import { registerStatus } from './commands/status.ts';
import { registerWorker } from './commands/worker.ts';

/** Every command, in the order of `--help`. */
export const commands: readonly ((program: Command) => void)[] = [
  registerRead,
  registerStatus,
  registerRetry,
  registerSearch,
  registerRelated,
  registerDuplicates,
  registerShow,
  registerExport,
  registerSignals,
  registerModels,
  registerServe,
  registerStart,
  registerWorker,
  registerDoctor,
];
