import { z } from 'zod';
import { inputError } from '../base/errors.ts';
import { understandPicture } from '../extraction/understand-picture.ts';
import type { ExtractionPools } from '../extraction/workers/pools.ts';
import type { PictureSource } from '../extraction/workers/tasks.ts';
import type { Bench } from '../extraction/workplace.ts';
import type { ItemText } from '../contracts/item.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Embedding } from '../signals/embedding.ts';
import { recipeOfWords, refOfRecipe, type Recipe } from '../signals/recipes/recipe.ts';

const embeddingSchema = z.object({ vector: z.array(z.number()) });

const noText: ItemText = { tags: [] };

/**
 * The embedding of a picture to search with, by the very code that embeds the catalogue.
 *
 * @param ref The version of `image_embedding` to search in.
 * @throws input where the picture cannot be decoded: the code is the decoder's.
 */
export async function embedPicture(
  picture: PictureSource,
  ref: SignalRef<'image_embedding'>,
  bench: Bench,
): Promise<Embedding> {
  const unit = { item: { id: 'query', text: noText, attributes: {} }, part: '' };
  const found = await understandPicture(picture, unit, [ref], {}, bench);
  if (found.failure) throw inputError(found.failure.code, found.failure.message);
  const value = found.findings.find(({ signal }) => signal === ref)?.outcome;
  if (value?.status === 'ok') return { space: ref, vector: vectorOf(value.value) };
  throw inputError(
    'no-embedding',
    `The picture has no embedding to search with: ${value?.reason ?? 'nothing was computed'}.`,
  );
}

/** The embedding of words to search with; undefined where the model knows none of them. */
export async function embedWords(
  text: string,
  ref: SignalRef<'text_embedding'>,
  { pools, registry }: Bench,
): Promise<Embedding | undefined> {
  const vector = await vectorOfWords(text, ref, registry.recipesOf([ref]), pools);
  return vector && { space: ref, vector };
}

/**
 * The embedding of words in the space of pictures: what a picture of them would be near to; undefined
 * where the encoder of the pictures knows no words.
 *
 * @param ref The version of `image_embedding` to search in.
 */
export async function embedDepiction(
  text: string,
  ref: SignalRef<'image_embedding'>,
  { pools, registry }: Bench,
): Promise<Embedding | undefined> {
  const recipe = recipeOfWords(registry.recipeOf(ref));
  if (recipe === undefined) return undefined;
  const vector = await vectorOfWords(text, refOfRecipe(recipe), [recipe], pools);
  return vector && { space: ref, vector };
}

async function vectorOfWords(
  text: string,
  ref: SignalRef,
  recipes: readonly Recipe[],
  pools: ExtractionPools,
): Promise<readonly number[] | undefined> {
  const unit = {
    item: { id: 'query', text: { title: text, tags: [] }, attributes: {} },
    part: '',
    known: {},
  };
  const [said] = await pools.infer({ unit, signals: [ref], recipes });
  return said?.outcome.status === 'ok' ? vectorOf(said.outcome.value[0]?.value) : undefined;
}

function vectorOf(value: unknown): readonly number[] {
  return embeddingSchema.parse(value).vector;
}
