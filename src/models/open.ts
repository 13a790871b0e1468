import { join } from 'node:path';
import { notFound } from '../base/errors.ts';
import type { Model } from '../runtime/model.ts';
import { embeddedModels } from './embedded/table.ts';
import { ensureModel } from './ensure.ts';
import { openModelFolder, readModelFolder, type ModelFolder } from './folder.ts';

/**
 * Loads a model by its name: an embedded one, made first if it must be, or a folder of that name
 * in `modelsDir`.
 *
 * @throws UnderstoryError `model-not-found` where neither is there, and as `ensureModel` and
 *   `openModelFolder` do.
 */
export async function openModelByName(name: string, modelsDir: string): Promise<Model> {
  return openModelFolder(await findModelFolder(name, modelsDir));
}

/** The folder of what `openModelByName` loads. */
export async function findModelFolder(name: string, modelsDir: string): Promise<ModelFolder> {
  if (embeddedModels.has(name)) return ensureModel(name, modelsDir);
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) {
    throw notFound('model-not-found', `${JSON.stringify(name)} is not the name of a model.`);
  }
  return readModelFolder(join(modelsDir, name));
}
