import { z } from 'zod';
import { digestOfJson } from '../../base/digest.ts';
import { refOf, versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import { imageSpecSchema, textSpecSchema } from '../../models/hub/encoder-spec.ts';

/** Numbers past the versions that there can be: `text_embedding@900000002` is the words of `image_embedding@2`. */
const wordsFrom = 900_000_000;

/** A model as a recipe names it: by name to find it, by digest to be sure that it is the one. */
const recipeModelSchema = z.object({
  name: z.string().min(1).max(120),
  /** SHA-256 of its ONNX file. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Whence to have it again: `hf:owner/name@commit`, or the words of an imported folder. */
  origin: z.string().max(500),
});

const common = {
  format: z.literal(1),
  /** The first versions of all signals are the program's. */
  version: z
    .number()
    .int()
    .min(2)
    .max(wordsFrom - 1),
  model: recipeModelSchema,
  dims: z.number().int().min(1).max(16_384),
  metric: z.literal('cosine'),
  contract: z.object({
    meaning: z.string().min(1).max(4000),
    owner: z.string().min(1).max(200).nullable(),
    /** Of one unit on one core, measured when the recipe was made. */
    cost: z.enum(['cheap', 'moderate', 'dear']),
    /** `2026-11-23` */
    on: z.iso.date(),
  }),
};

/**
 * How a version of an embedding is made from a model: data, never code. The encoder says how a
 * picture or a text is prepared, which output is taken and how it is pooled.
 */
export const recipeSchema = z.discriminatedUnion('signal', [
  z.object({
    ...common,
    signal: z.literal('image_embedding'),
    encoder: imageSpecSchema,
    /** The text encoder of the same space, where it is of a pair: words to search pictures with. */
    words: z.object({ model: recipeModelSchema, encoder: textSpecSchema }).nullable(),
  }),
  z.object({
    ...common,
    signal: z.literal('crop_embedding'),
    encoder: imageSpecSchema,
    /** The version of `image_embedding` by the same model, whose space its vectors share. */
    space: z.templateLiteral(['image_embedding@', z.number().int().min(2)]),
  }),
  z.object({ ...common, signal: z.literal('text_embedding'), encoder: textSpecSchema }),
]);

export type Recipe = z.infer<typeof recipeSchema>;
export type RecipeModel = Recipe['model'];
export type RecipeSignal = Recipe['signal'];
export type RecipeOf<Name extends RecipeSignal> = Extract<Recipe, { signal: Name }>;

export function refOfRecipe({ signal, version }: Recipe): SignalRef<RecipeSignal> {
  return refOf(signal, version);
}

/** Of all that values depend on: equal digests mean equal values of equal items. */
export function digestOfRecipe({ model, encoder }: Pick<Recipe, 'model' | 'encoder'>): string {
  return digestOfJson([model.digest, encoder]);
}

/**
 * The recipe by which words are embedded to be compared with a version of `image_embedding`;
 * undefined where its encoder knows none. Its number is of no version that there can be, so that its
 * vectors are never taken for those of texts; nothing is ever stored by it.
 */
export function recipeOfWords(recipe: Recipe | undefined): RecipeOf<'text_embedding'> | undefined {
  if (recipe?.signal !== 'image_embedding' || recipe.words === null) return undefined;
  const { words, ...others } = recipe;
  return { ...others, ...words, version: wordsFrom + others.version, signal: 'text_embedding' };
}

/** Whether a version is the words of an image encoder, and of which version of its pictures. */
export function picturesOfWords(ref: SignalRef): SignalRef<'image_embedding'> | undefined {
  const { version } = versionOf(ref);
  return version > wordsFrom ? refOf('image_embedding', version - wordsFrom) : undefined;
}
