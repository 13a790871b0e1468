import { join } from 'node:path';
import { notFound } from '../base/errors.ts';
import type { Model } from '../runtime/model.ts';
import { embeddedModels } from './embedded/table.ts';
import { ensureModel } from './ensure.ts';
import { openModelFolder, readModelFolder } from './folder.ts';

/**
 * Loads a model by its name: an embedded one, made first if it must be, or a folder of that name
 * in `modelsDir`.
 *
 * @throws UnderstoryError `model-not-found` where neither is there, and as `ensureModel` and
 *   `openModelFolder` do.
 */
export async function openModelByName(name: string, modelsDir: string): Promise<Model> {
  if (embeddedModels.has(name)) return openModelFolder(await ensureModel(name, modelsDir));
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) {
    throw notFound('model-not-found', `${JSON.stringify(name)} is not the name of a model.`);
  }
  return openModelFolder(await readModelFolder(join(modelsDir, name)));
}
