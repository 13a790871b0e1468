import { codeOf, notFound } from '../../base/errors.ts';
import { embeddedModels } from '../../models/embedded/table.ts';
import { embeddedModelPath } from '../../models/ensure.ts';
import { readModelFolder } from '../../models/folder.ts';
import { listModels } from '../../models/list.ts';
import type { ModelManifest } from '../../models/manifest.ts';
import { findModelFolder } from '../../models/open.ts';
import { versionOfDigest } from './version.ts';

/**
 * The manifest of a model as it is on disk now; undefined for an embedded one that has not been
 * made.
 *
 * @param version Undefined for the one that there is.
 * @throws not-found `model-not-found`, which says which there are, or `version-not-found`; model
 *   `manifest`
 */
export async function findServedModel(
  name: string,
  version: string | undefined,
  modelsFolder: string,
): Promise<ModelManifest | undefined> {
  const manifest = await findManifest(name, modelsFolder);
  if (!manifest || version === undefined) return manifest;
  const own = versionOfDigest(manifest.onnx.digest);
  if (own === version) return manifest;
  throw notFound(
    'version-not-found',
    `There is no version ${JSON.stringify(version)} of the model ${name}; there is ${own}. The version may be left out of the address.`,
  );
}

async function findManifest(
  name: string,
  modelsFolder: string,
): Promise<ModelManifest | undefined> {
  const recipe = embeddedModels.get(name);
  try {
    const folder = recipe
      ? await readModelFolder(embeddedModelPath(recipe, modelsFolder))
      : await findModelFolder(name, modelsFolder);
    return folder.manifest;
  } catch (error) {
    if (codeOf(error) !== 'model-not-found') throw error;
    if (recipe) return undefined;
  }
  const names = (await listModels(modelsFolder)).map((model) => model.name);
  throw notFound(
    'model-not-found',
    `There is no model ${JSON.stringify(name)}; there are: ${names.join(', ')}.`,
  );
}
