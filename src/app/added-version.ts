import type { AddedVersion } from '../contracts/signals-api.ts';
import { recipeOfWords, refOfRecipe, type Recipe } from '../signals/recipes/recipe.ts';

/** What is told of a version that was added. */
export function addedVersionOf(recipe: Recipe): AddedVersion {
  const { model, encoder, dims, metric } = recipe;
  return {
    ref: refOfRecipe(recipe),
    state: 'defined',
    model: model.name,
    digest: model.digest,
    origin: model.origin,
    dims,
    metric,
    pooling: encoder.pooling,
    words: recipeOfWords(recipe)?.model.name ?? null,
    space: recipe.signal === 'crop_embedding' ? recipe.space : null,
  };
}
