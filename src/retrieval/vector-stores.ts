import type { Stores } from '../extraction/stores.ts';
import type { VectorIndexes } from './indexes/vector-indexes.ts';

/** What searches by vectors read from. */
export interface VectorStores extends Pick<Stores, 'db' | 'signals'> {
  readonly indexes: VectorIndexes;
}
