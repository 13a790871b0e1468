import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { codeOf, conflict, messageOf } from '../../../base/errors.ts';
import { resolveReadable } from '../../../extraction/versions/resolve.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { listAllIndexes } from '../../../storage/indexes/items-of-index.ts';
import { indexFiles, readManifest, type SavedIndex } from '../../../storage/indexes/saved-index.ts';
import { tableOf } from '../../../storage/lance/table-of.ts';
import { megabytes } from '../megabytes.ts';
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
        const found = await Promise.all((await listAllIndexes(home.indexes)).map(describe));
        const saved = found.filter((index) => 'signal' in index);
        const problems = found.filter((index) => 'problem' in index);
        output.object({ indexes: saved, problems });
        for (const { problem } of problems) output.note(problem);
        if (saved.length === 0) {
          output.line('No index is saved: below 100,000 vectors all are compared.');
          return;
        }
        const rows = saved.map(({ signal, vectors, bytes }) => [signal, vectors, megabytes(bytes)]);
        output.line(table([['signal', 'vectors', 'on disk'], ...rows]));
      });
    });
  indexes
    .command('build')
    .argument('<name[@version]>', 'an embedding, such as image_embedding@1')
    .description('build the graph of a version now, in the place of the one before')
    .action(async (signal: string, _options: unknown, command: Command) => {
      await withContext(command, async ({ db, signals, indexes: opened }, output) => {
        const versions = await readVersions(db);
        const ref = resolveReadable(signal, versions);
        const { ok } = await (await tableOf(signals, ref)).countByStatus('parts');
        if (ok === 0) throw conflict('no-vectors', `${ref} has no vectors to build a graph of.`);
        output.note(`Building the graph of ${ref} …`);
        const built = await opened.build(ref, versions.registry);
        output.object({ signal: ref, built });
        output.line(built ? `The graph of ${ref} is built.` : `Another process is building it.`);
      });
    });
}

interface Described {
  readonly signal: string;
  readonly vectors: number;
  readonly bytes: number;
  readonly folder: string;
}

/** One that is not what was saved, or went meanwhile. */
interface Unusable {
  readonly folder: string;
  readonly problem: string;
}

async function describe({ folder }: SavedIndex): Promise<Described | Unusable> {
  try {
    const { ref, rows } = await readManifest(folder);
    return { signal: ref, vectors: rows, bytes: await sizeOf(folder), folder };
  } catch (error) {
    if (!['bad-index', 'enoent'].includes(codeOf(error))) throw error;
    return { folder, problem: messageOf(error) };
  }
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all(
    indexFiles.map(async (file) => (await stat(join(folder, file))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
