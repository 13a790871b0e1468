import { join } from 'node:path';
import { codeOf } from '../../base/errors.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { readModelFolder } from '../../models/folder.ts';
import type { RecipeModel } from '../../signals/recipes/recipe.ts';
import { missingModel, requireDigest } from '../../signals/recipes/recipe-model.ts';
import type { SignalRegistry } from '../../signals/registry.ts';

/**
 * Makes sure that this machine has the models which recipes of these versions name, before items
 * are computed: without them each would fail by itself.
 *
 * @throws conflict `no-recipe-model`, `other-model`
 */
export async function requireModels(
  refs: readonly SignalRef[],
  registry: SignalRegistry,
  modelsDir: string,
): Promise<void> {
  for (const { model } of registry.recipesOf(refs)) {
    requireDigest(model, await digestOf(model, modelsDir));
  }
}

async function digestOf(model: RecipeModel, modelsDir: string): Promise<string> {
  try {
    const { manifest } = await readModelFolder(join(modelsDir, model.name));
    return manifest.onnx.digest;
  } catch (error) {
    if (codeOf(error) === 'model-not-found') throw missingModel(model, error);
    throw error;
  }
}
