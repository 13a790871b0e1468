import { z } from 'zod';
import { abstain, ok } from '../../contracts/outcome.ts';
import { vectorSchema } from '../../contracts/vector.ts';
import { encodeText } from '../../models/hub/encode-text.ts';
import { defineSignal, type SignalDefinition } from '../definition.ts';
import { cleanText, sentenceOf } from '../text-embedding/sentence.ts';
import { digestOfRecipe, type RecipeOf } from './recipe.ts';
import { recipeContract } from './recipe-contract.ts';
import { openRecipeModel } from './recipe-model.ts';

/** A version of `text_embedding` by a text encoder, of the same words as the program's versions. */
export function textEmbeddingBy(
  recipe: RecipeOf<'text_embedding'>,
): SignalDefinition<'text_embedding'> {
  const digest = digestOfRecipe(recipe);
  return defineSignal({
    contract: { ...recipeContract(recipe), inputs: ['title', 'description', 'tags'] },
    schema: z.object({ vector: vectorSchema(recipe.dims) }),
    scope: 'item',
    stage: 'inference',
    rasters: [],
    settings: () => digest,
    async extract(unit, tools) {
      const text = cleanText(sentenceOf(unit.item.text));
      if (text === '') return abstain('no text');
      const model = await openRecipeModel(recipe.model, tools);
      return ok({ vector: Array.from(await encodeText(model, text, recipe.encoder)) });
    },
  });
}
