import { z } from 'zod';
import { inputError } from '../base/errors.ts';
import { understandPicture } from '../extraction/understand-picture.ts';
import type { PictureSource } from '../extraction/workers/tasks.ts';
import type { Bench } from '../extraction/workplace.ts';
import type { ItemText } from '../contracts/item.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Embedding } from '../signals/embedding.ts';

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
  bench: Bench,
): Promise<Embedding | undefined> {
  const unit = {
    item: { id: 'query', text: { title: text, tags: [] }, attributes: {} },
    part: '',
    known: {},
  };
  const [said] = await bench.pools.infer({
    unit,
    signals: [ref],
    recipes: bench.registry.recipesOf([ref]),
  });
  if (said?.outcome.status !== 'ok') return undefined;
  return { space: ref, vector: vectorOf(said.outcome.value[0]?.value) };
}

function vectorOf(value: unknown): readonly number[] {
  return embeddingSchema.parse(value).vector;
}
