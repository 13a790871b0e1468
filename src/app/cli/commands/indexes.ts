import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { inputError } from '../../../base/errors.ts';
import { isSignalRef, type SignalRef } from '../../../contracts/signal-ref.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { listAllIndexes } from '../../../storage/indexes/items-of-index.ts';
import { indexFiles, readManifest } from '../../../storage/indexes/saved-index.ts';
import { table } from '../output.ts';
import { withContext } from '../session.ts';

export function registerIndexes(program: Command): void {
  const indexes = program
    .command('indexes')
    .description('graphs of vectors that are saved: servers build them above 100,000 vectors');
  indexes
    .command('list', { isDefault: true })
    .description('those of this home')
    .action(async (_options: unknown, command: Command) => {
      await withContext(command, async ({ home }, output) => {
        const saved = await Promise.all(
          (await listAllIndexes(home.indexes)).map(async ({ folder }) => {
            const { ref, rows } = await readManifest(folder);
            return { signal: ref, vectors: rows, bytes: await sizeOf(folder), folder };
          }),
        );
        output.object({ indexes: saved });
        if (saved.length === 0) {
          output.line('No index is saved: below 100,000 vectors all are compared.');
          return;
        }
        const rows = saved.map(({ signal, vectors, bytes }) => [
          signal,
          vectors,
          `${Math.ceil(bytes / 1e6)} MB`,
        ]);
        output.line(table([['signal', 'vectors', 'on disk'], ...rows]));
      });
    });
  indexes
    .command('build')
    .argument('<signal>', 'a version of an embedding, as image_embedding@1')
    .description('build the graph of a version now, in the place of the one before')
    .action(async (signal: string, _options: unknown, command: Command) => {
      await withContext(command, async ({ db, indexes: opened }, output) => {
        const { registry } = await readVersions(db);
        const ref = requireRef(signal);
        output.note(`Building the graph of ${ref} …`);
        const built = await opened.build(ref, registry);
        output.object({ signal: ref, built });
        output.line(built ? `The graph of ${ref} is built.` : `Another process is building it.`);
      });
    });
}

function requireRef(text: string): SignalRef {
  if (isSignalRef(text)) return text;
  throw inputError(
    'bad-signal',
    `Expected a version of an embedding, as image_embedding@1, got "${text}".`,
  );
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all(
    indexFiles.map(async (file) => (await stat(join(folder, file))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
