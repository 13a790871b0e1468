import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Embedding } from '../signals/embedding.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import type { VectorStores } from './vector-stores.ts';

/** What is stored of an item as a whole: its embedding, or why it has none. */
export type OwnEmbedding =
  { readonly embedding: Embedding } | { readonly embedding?: never; readonly reason: string };

/** @param space Of pictures or of texts. */
export async function ownEmbedding(
  item: string,
  space: SignalRef<'image_embedding' | 'text_embedding'>,
  { signals }: Pick<VectorStores, 'signals'>,
): Promise<OwnEmbedding> {
  const table = await tableOf(signals, space);
  const own = (await table.recordsOf([item])).find(({ part }) => part === '');
  if (own?.value) return { embedding: { space, vector: own.value.vector } };
  return { reason: own?.reason ?? 'it was not computed yet' };
}
