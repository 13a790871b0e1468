import { cropEmbeddingValue } from '../../contracts/values.ts';
import { vectorSchema } from '../../contracts/vector.ts';
import { cropFacts, embedCrops } from '../crop-embedding/embed-crops.ts';
import { defineSignal, type SignalDefinition } from '../definition.ts';
import { encoderRasters, encodeView } from './encode-view.ts';
import { digestOfRecipe, type RecipeOf } from './recipe.ts';
import { recipeContract } from './recipe-contract.ts';

/** A version of `crop_embedding` by an image encoder, in the space of its `image_embedding`. */
export function cropEmbeddingBy(
  recipe: RecipeOf<'crop_embedding'>,
): SignalDefinition<'crop_embedding'> {
  const digest = digestOfRecipe(recipe);
  return defineSignal({
    contract: {
      ...cropFacts,
      ...recipeContract(recipe),
      range: `As ${recipe.space}; label, score and box as in objects.`,
      space: recipe.space,
    },
    schema: cropEmbeddingValue.extend({ vector: vectorSchema(recipe.dims) }),
    scope: 'image',
    stage: 'inference',
    rasters: encoderRasters,
    settings: () => digest,
    extractParts: (unit, tools) =>
      embedCrops(unit, (rasters) => encodeView(rasters, recipe, tools)),
  });
}
