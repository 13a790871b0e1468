import { z } from 'zod';
import { abstain } from '../../contracts/outcome.ts';
import { vectorSchema } from '../../contracts/vector.ts';
import { defineSignal, type SignalDefinition } from '../definition.ts';
import { meanByTime } from '../image-embedding/mean-by-time.ts';
import { encoderRasters, encodeView } from './encode-view.ts';
import { digestOfRecipe, type RecipeOf } from './recipe.ts';
import { recipeContract } from './recipe-contract.ts';

/** A version of `image_embedding` by an image encoder. */
export function imageEmbeddingBy(
  recipe: RecipeOf<'image_embedding'>,
): SignalDefinition<'image_embedding'> {
  const digest = digestOfRecipe(recipe);
  return defineSignal({
    contract: {
      ...recipeContract(recipe),
      inputs: ['image'],
      expectations: [{ expect: 'null-rate', most: 0.05, besides: ['no picture'] }],
    },
    schema: z.object({ vector: vectorSchema(recipe.dims) }),
    scope: 'image',
    stage: 'inference',
    rasters: encoderRasters,
    settings: () => digest,
    pool: meanByTime,
    async extract(unit, tools) {
      if (unit.image === undefined) return abstain('no picture');
      return await encodeView(unit.image.rasters, recipe, tools);
    },
  });
}
