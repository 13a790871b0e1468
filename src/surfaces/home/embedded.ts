import type { Versions } from '../../extraction/versions/versions.ts';
import { vectorsOf, type EmbeddingStores, type ItemSpace } from '../stages/vectors-of.ts';
import type { UserInterest } from './user-model.ts';
import type { UserModels } from './user-models.ts';

/** Items of an interest that candidates are compared with: the weightiest. */
export const mostCompared = 20;

/** Items in one space. */
export interface EmbeddedSpace {
  readonly ref: ItemSpace;
  /** The mean squared distance of two items of the catalogue. */
  readonly spread: number;
  /** By item. */
  readonly vectors: ReadonlyMap<string, readonly number[]>;
}

/**
 * The embeddings of items and of those of interests that they are compared with: by their pictures,
 * and by their texts those that have none, or all where an interest is of texts.
 */
export async function embedItems(
  items: readonly string[],
  drawn: readonly UserInterest[],
  versions: Versions,
  { stores, models }: { readonly stores: EmbeddingStores; readonly models: UserModels },
): Promise<EmbeddedSpace[]> {
  const [looks, meaning] = [versions.live('image_embedding'), versions.live('text_embedding')];
  const compared = drawn.flatMap(({ items: own }) => own.slice(0, mostCompared));
  const all = [...new Set([...items, ...compared.map(({ item }) => item)])];
  const pictures = await vectorsOf(all, looks, versions, stores);
  const isOfTexts = drawn.some(({ space }) => space === meaning);
  const rest = isOfTexts ? all : all.filter((item) => !pictures.has(item));
  const texts = await vectorsOf(rest, meaning, versions, stores);
  const found = [
    { ref: looks, vectors: pictures },
    { ref: meaning, vectors: texts },
  ].filter(({ vectors }) => vectors.size > 0);
  return await Promise.all(
    found.map(async (space) => ({ ...space, spread: await models.spreadIn(space.ref, versions) })),
  );
}

/** How alike two items are in the first space that has both, 0..1; 0 where none has. */
export function likenessOf(spaces: readonly EmbeddedSpace[], a: string, b: string): number {
  for (const space of spaces) {
    const [first, second] = [space.vectors.get(a), space.vectors.get(b)];
    if (first && second) return likenessIn(space, first, second);
  }
  return 0;
}

/** 1 for the same, 0 for what is as far apart as two items of the catalogue are, or further. */
export function likenessIn(
  { spread }: Pick<EmbeddedSpace, 'spread'>,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): number {
  let cosine = 0;
  for (let dim = 0; dim < a.length; dim += 1) cosine += (a[dim] ?? 0) * (b[dim] ?? 0);
  // ‖a − b‖² = 2 − 2 cos for vectors of length 1.
  return spread > 0 ? Math.max(0, 1 - (2 - 2 * cosine) / spread) : 1;
}
