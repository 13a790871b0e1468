import { z } from 'zod';
import { inputError } from '../base/errors.ts';
import { understandPicture } from '../extraction/understand-picture.ts';
import type { ExtractionPools } from '../extraction/workers/pools.ts';
import type { PictureSource } from '../extraction/workers/tasks.ts';
import type { ItemText } from '../contracts/item.ts';

const embeddingSchema = z.object({ vector: z.array(z.number()) });

const noText: ItemText = { tags: [] };

/**
 * The embedding of a picture to search with, by the very code that embeds the catalogue.
 *
 * @throws input where the picture cannot be decoded: the code is the decoder's.
 */
export async function embedPicture(
  picture: PictureSource,
  pools: ExtractionPools,
): Promise<readonly number[]> {
  const unit = { item: { id: 'query', text: noText, attributes: {} }, part: '' };
  const found = await understandPicture(picture, unit, ['image_embedding'], {}, pools);
  if (found.failure) throw inputError(found.failure.code, found.failure.message);
  const value = found.findings.find(({ signal }) => signal === 'image_embedding')?.outcome;
  if (value?.status === 'ok') return vectorOf(value.value);
  throw inputError(
    'no-embedding',
    `The picture has no embedding to search with: ${value?.reason ?? 'nothing was computed'}.`,
  );
}

/** The embedding of words to search with; undefined where the model knows none of them. */
export async function embedWords(
  text: string,
  pools: ExtractionPools,
): Promise<readonly number[] | undefined> {
  const unit = {
    item: { id: 'query', text: { title: text, tags: [] }, attributes: {} },
    part: '',
    signals: {},
  };
  const [said] = await pools.infer({ unit, signals: ['text_embedding'] });
  return said?.outcome.status === 'ok' ? vectorOf(said.outcome.value[0]?.value) : undefined;
}

function vectorOf(value: unknown): readonly number[] {
  return embeddingSchema.parse(value).vector;
}
