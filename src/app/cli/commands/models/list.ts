import type { Command } from 'commander';
import { readVersions } from '../../../../extraction/versions/versions.ts';
import { originOf } from '../../../../models/hub/find-encoder.ts';
import { listModels, type ListedModel } from '../../../../models/list.ts';
import { usersOfModel } from '../../../../releases/recipes/users-of-model.ts';
import { megabytes } from '../../megabytes.ts';
import { table } from '../../output.ts';
import { withContext } from '../../session.ts';

/** `understory models list` */
export function registerListing(models: Command): void {
  models
    .command('list')
    .description('every model: whence it comes, its licence, size and digest, and who uses it')
    .action(async (_options: unknown, command: Command) => {
      await withContext(command, async ({ db, home }, output) => {
        const versions = await readVersions(db);
        const listed = (await listModels(home.models)).map((model) => ({
          ...model,
          signals: usersOfModel(model.name, versions),
        }));
        output.object({ models: listed });
        output.line(table([header, ...listed.map(rowOf)]));
        for (const { name, problem } of listed) {
          if (problem !== null) output.line(`\n${name} cannot be used: ${problem}`);
        }
      });
    });
}

const header = ['model', 'task', 'state', 'size', 'digest', 'licence', 'from', 'signals'];

function rowOf(model: ListedModel & { readonly signals: readonly string[] }): readonly string[] {
  const { name, task, state, sizeBytes, digest, licence, source, signals } = model;
  return [
    name,
    task,
    state,
    sizeBytes === null ? '–' : megabytes(sizeBytes),
    digest?.slice(0, 12) ?? '–',
    licence ?? '–',
    source === null ? '–' : originOf({ name, source }),
    signals.join(', ') || '–',
  ];
}
