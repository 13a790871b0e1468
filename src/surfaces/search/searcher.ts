import type { Stores } from '../../extraction/stores.ts';
import type { Asking } from '../../retrieval/query-embedding.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';

/** What a search reads from, and until when it is waited for. */
export interface Searcher extends Pick<Asking, 'online' | 'signal'> {
  readonly stores: VectorStores & Pick<Stores, 'blobs'>;
  /** Of `performance.now()`; a query that would be embedded later is not. */
  readonly deadline: number;
}
