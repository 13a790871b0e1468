import type { EncoderSpec } from '../../models/hub/encoder-spec.ts';
import type { RecipeModel, RecipeSignal } from '../../signals/recipes/recipe.ts';

const poolings: Readonly<Record<EncoderSpec['pooling'], string>> = {
  none: 'its own vector',
  first: 'its first token',
  mean: 'the mean of its tokens',
  'spatial-mean': 'the mean over the places of the picture',
};

/** What a version by a model means, where nobody said it. */
export function meaningOf(
  signal: RecipeSignal,
  { origin }: RecipeModel,
  spec: EncoderSpec,
): string {
  const by = `${origin} (${spec.output}: ${poolings[spec.pooling]})`;
  switch (signal) {
    case 'image_embedding':
      return (
        `Where a picture lies among pictures, by the image encoder ${by}: two that show what the ` +
        'encoder was trained to find alike have a large scalar product. It is comparable with no ' +
        'other version.'
      );
    case 'crop_embedding':
      return (
        'image_embedding of the part of the picture inside the box of an object, by the image ' +
        `encoder ${by}. For up to four objects a picture that cover at least 3 % of it and have a ` +
        'score of at least 0.35. Its part o0, o1 … is the place of the object in objects.'
      );
    case 'text_embedding':
      return (
        'Where the title, the tags and the description lie among texts, by the text encoder ' +
        `${by}: two that the encoder finds alike have a large scalar product. ` +
        `${spec.kind === 'text' ? `It reads the first ${spec.maxTokens} tokens. ` : ''}It is ` +
        'comparable with no other version.'
      );
  }
}
