import type { Extractor } from '../registry.ts';
import { cropEmbeddingBy } from './crop-embedding-by.ts';
import { imageEmbeddingBy } from './image-embedding-by.ts';
import type { Recipe } from './recipe.ts';
import { textEmbeddingBy } from './text-embedding-by.ts';

/** The definition of the version that a recipe makes, as if it were code. */
export function definitionBy(recipe: Recipe): Extractor {
  switch (recipe.signal) {
    case 'image_embedding':
      return imageEmbeddingBy(recipe);
    case 'crop_embedding':
      return cropEmbeddingBy(recipe);
    case 'text_embedding':
      return textEmbeddingBy(recipe);
  }
}
