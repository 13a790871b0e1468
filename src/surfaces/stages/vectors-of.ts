import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import { tableOf } from '../../storage/lance/table-of.ts';

/** A version whose vectors are of items as wholes. */
export type ItemSpace = SignalRef<'image_embedding' | 'text_embedding'>;

/** What embeddings of items are read from. */
export type EmbeddingStores = Pick<VectorStores, 'signals' | 'indexes'>;

/**
 * The embeddings of items as wholes, from the index where it is in memory, else from the table;
 * those that have none are left out.
 */
export async function vectorsOf(
  items: readonly string[],
  ref: ItemSpace,
  { registry }: Pick<Versions, 'registry'>,
  { signals, indexes }: EmbeddingStores,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const held = await indexes.of(ref, registry).held(items);
  if (held) return held;
  const records = await (await tableOf(signals, ref)).recordsOf(items);
  return new Map(
    records.flatMap(({ item, part, value }) =>
      part === '' && value ? [[item, value.vector] as const] : [],
    ),
  );
}
