import type { SignalRef } from '../contracts/signal-ref.ts';
import { requireSpace, type Embedding } from '../signals/embedding.ts';
import type { Versions } from '../extraction/versions/versions.ts';
import type { SignalStore } from '../storage/lance/signal-store.ts';
import type { Near, NearestOptions } from '../storage/lance/signal-table.ts';
import { tableOf } from '../storage/lance/table-of.ts';

type EmbeddingName = 'image_embedding' | 'text_embedding' | 'crop_embedding';

/**
 * The rows of a version that are nearest to an embedding of its space, nearest first.
 *
 * @throws input `other-space`
 */
export async function nearestOf<Name extends EmbeddingName>(
  ref: SignalRef<Name>,
  query: Embedding,
  options: NearestOptions,
  { registry }: Pick<Versions, 'registry'>,
  signals: SignalStore,
): Promise<Near<Name>[]> {
  requireSpace(query, registry.spaceOf(ref));
  const table = await tableOf(signals, ref);
  return await table.nearest(query.vector, options);
}
