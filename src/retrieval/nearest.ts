import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Versions } from '../extraction/versions/versions.ts';
import type { Embedding } from '../signals/embedding.ts';
import type { NearestAnswer, NearestQuery, VectorIndex } from './indexes/vector-index.ts';
import type { VectorIndexes } from './indexes/vector-indexes.ts';

type EmbeddingName = 'image_embedding' | 'text_embedding' | 'crop_embedding';

/**
 * The rows of a version that are nearest to an embedding of its space, nearest first, and how they
 * were found.
 *
 * @throws input `other-space`, `wrong-dims`, `bad-vector`, `zero-vector`, `bad-limit`
 */
export async function nearestOf(
  ref: SignalRef<EmbeddingName>,
  query: Embedding,
  options: NearestQuery,
  { registry }: Pick<Versions, 'registry'>,
  indexes: VectorIndexes,
): Promise<NearestAnswer> {
  // Which versions these are is known when it runs: the index refuses what is of another space.
  const index: VectorIndex = indexes.of(ref, registry);
  return await index.search(query, options);
}
