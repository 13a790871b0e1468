import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { conflict, inputError, notFound } from '../../base/errors.ts';
import { appendChanges } from '../../changes/append.ts';
import type { Stores } from '../../extraction/stores.ts';
import { readVersions } from '../../extraction/versions/versions.ts';
import { embeddedModels } from '../../models/embedded/table.ts';
import { listModels } from '../../models/list.ts';
import { lockModels } from './lock-models.ts';
import { usersOfModel } from './users-of-model.ts';

/**
 * Removes the folder of a model that was added, and tells of it.
 *
 * @throws not-found `no-model`; input `embedded-model`; conflict `model-in-use`, naming the versions
 *   of signals that it makes.
 */
export async function removeModel(
  name: string,
  { db, modelsDir }: Pick<Stores, 'db'> & { readonly modelsDir: string },
): Promise<{ readonly name: string; readonly digest: string | null }> {
  const models = await listModels(modelsDir);
  if (embeddedModels.has(name)) {
    throw inputError(
      'embedded-model',
      `${name} comes with the program: signals make it again at its next use.`,
    );
  }
  const model = models.find((each) => each.name === name);
  if (!model) {
    const added = models.map((each) => each.name).filter((each) => !embeddedModels.has(each));
    throw notFound(
      'no-model',
      `There is no model ${name} among those that were added. There are: ${added.join(', ') || 'none'}.`,
    );
  }
  const folder = join(modelsDir, name);
  // Names with a dot in front are of folders that are not whole: nobody lists them.
  const gone = join(modelsDir, `.removed-${name}-${randomUUID()}`);
  let isMoved = false;
  try {
    await db.transaction().execute(async (transaction) => {
      await lockModels(transaction);
      const users = usersOfModel(name, await readVersions(transaction));
      if (users.length > 0) {
        throw conflict(
          'model-in-use',
          `${name} makes ${users.join(', ')}: drop ${users.length === 1 ? 'it' : 'them'} first, ` +
            'with `understory signals drop`.',
        );
      }
      const data = { model: name, digest: model.digest, state: 'removed' as const };
      await appendChanges(transaction, [{ type: 'understory.model.changed.v1', data }]);
      await rename(folder, gone);
      isMoved = true;
    });
  } catch (error) {
    if (isMoved) await rename(gone, folder);
    throw error;
  }
  await rm(gone, { recursive: true });
  return { name, digest: model.digest };
}
