import { codeOf, conflict, type UnderstoryError } from '../../base/errors.ts';
import type { Model } from '../../runtime/model.ts';
import type { Tools } from '../definition.ts';
import type { RecipeModel } from './recipe.ts';

/**
 * The model of a recipe.
 *
 * @throws conflict `no-recipe-model` where this machine does not have it, `other-model` where a model
 *   of its name is another one; and those of loading a model.
 */
export async function openRecipeModel(
  wanted: RecipeModel,
  tools: Pick<Tools, 'model'>,
): Promise<Model> {
  const model = await openOrExplain(wanted, tools);
  requireDigest(wanted, model.digest);
  return model;
}

/** @throws conflict `other-model` */
export function requireDigest({ name, digest, origin }: RecipeModel, actual: string): void {
  if (actual === digest) return;
  throw conflict(
    'other-model',
    `Expected the model ${name} from ${origin} with SHA-256 ${digest}, got one with ${actual}: its ` +
      'vectors would not be comparable with those that were computed. Add the right one again, or make ' +
      'another version with this one: `understory signals add`.',
  );
}

/** What to say where a machine does not have the model of a recipe. */
export function missingModel({ name, origin }: RecipeModel, cause?: unknown): UnderstoryError {
  return conflict(
    'no-recipe-model',
    `The model ${name} is not on this machine: ` +
      (origin.startsWith('hf:')
        ? `\`understory models add ${origin}\` brings it.`
        : `it came from ${origin}; copy its folder into the models of this home.`),
    { cause },
  );
}

async function openOrExplain(wanted: RecipeModel, tools: Pick<Tools, 'model'>): Promise<Model> {
  try {
    return await tools.model(wanted.name);
  } catch (error) {
    if (codeOf(error) === 'model-not-found') throw missingModel(wanted, error);
    throw error;
  }
}
