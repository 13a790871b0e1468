import { codeOf, inputError } from '../base/errors.ts';
import { badPictureError } from '../extraction/online/bad-picture.ts';
import { vectorOf, wholeOf } from '../extraction/online/answer.ts';
import { noText, type HeldPicture, type OnlineContent } from '../extraction/online/content.ts';
import type { Entry } from '../extraction/online/entry.ts';
import type { OnlineExtraction, OnlineRequest } from '../extraction/online/online.ts';
import { Refused } from '../extraction/online/refused.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Embedding } from '../signals/embedding.ts';
import { recipeOfWords, refOfRecipe } from '../signals/recipes/recipe.ts';
import { signalsWith } from '../signals/table.ts';

/** Who asks for the embedding of a query: where it is computed, and until when it is waited for. */
export interface Asking extends Pick<OnlineRequest, 'versions' | 'deadline' | 'signal'> {
  readonly online: Pick<OnlineExtraction, 'compute'>;
}

/**
 * The embedding of a picture to search with, by the very code that embeds the catalogue, and with
 * the cache and the queue of all that is computed on request: the same picture twice is one run.
 *
 * @param ref The version of `image_embedding` to search in.
 * @throws input where the picture cannot be decoded: the code is the decoder's.
 * @throws Refused where there is no room for it now
 */
export async function embedPicture(
  picture: HeldPicture,
  ref: SignalRef<'image_embedding'>,
  asking: Asking,
): Promise<Embedding> {
  const entry = await computed({ pictures: [picture], text: noText, attributes: {} }, ref, asking);
  const vector = vectorOf(entry);
  if (vector) return { space: ref, vector };
  const outcome = wholeOf(entry);
  const reason = outcome && 'reason' in outcome ? outcome.reason : 'nothing was computed';
  throw inputError('no-embedding', `The picture has no embedding to search with: ${reason}.`);
}

/**
 * The embedding of words to search with; undefined where the model knows none of them.
 *
 * @throws Refused where there is no room for it now
 */
export async function embedWords(
  text: string,
  ref: SignalRef<'text_embedding'>,
  asking: Asking,
): Promise<Embedding | undefined> {
  const content = { pictures: [], text: { title: text, tags: [] }, attributes: {} };
  const vector = vectorOf(await computed(content, ref, asking));
  return vector && { space: ref, vector };
}

async function computed(
  content: OnlineContent,
  ref: SignalRef,
  { online, versions, deadline, signal }: Asking,
): Promise<Entry | undefined> {
  const request = { content, asked: [ref], versions, deadline, ...(signal && { signal }) };
  const result = await online.compute(request);
  if (result.kind === 'refused') throw new Refused(result);
  if (result.kind === 'bad-picture') throw badPictureError(result);
  return result.values.get(ref)?.entry;
}

/**
 * The embedding of words in the space of pictures, computed as other queries are: what a picture of
 * them would be near to. Undefined where the encoder of the pictures knows no words, or
 * none of these, or is not on this machine.
 *
 * @param ref The version of `image_embedding` to search in.
 * @throws Refused where there is no room for it now
 */
export async function embedDepiction(
  text: string,
  ref: SignalRef<'image_embedding'>,
  asking: Asking,
): Promise<Embedding | undefined> {
  const { registry } = asking.versions;
  const recipe = recipeOfWords(registry.recipeOf(ref));
  if (recipe === undefined) return undefined;
  const versions = {
    ...asking.versions,
    registry: signalsWith([...registry.recipesOf(registry.refs), recipe]),
  };
  const content = { pictures: [], text: { title: text, tags: [] }, attributes: {} };
  try {
    const entry = await computed(content, refOfRecipe(recipe), { ...asking, versions });
    const vector = vectorOf(entry);
    return vector && { space: ref, vector };
  } catch (error) {
    if (codeOf(error) === 'model-not-found') return undefined;
    throw error;
  }
}

/** Whether words can be compared with pictures: their encoder is one of a pair. */
export function knowsWords(
  ref: SignalRef<'image_embedding'>,
  { registry }: Pick<Asking['versions'], 'registry'>,
): boolean {
  return recipeOfWords(registry.recipeOf(ref)) !== undefined;
}
