import { bm25 } from '../../../src/retrieval/words/bm25.ts';

export interface DocumentLength {
  readonly length: number;
  /** Over all documents. */
  readonly mean: number;
}

/**
 * What one term adds to the score of a document: BM25 (Robertson and Zaragoza, "The Probabilistic
 * Relevance Framework: BM25 and Beyond", 2009, section 3.5). Where frequencies and lengths are sums
 * over fields, each times the field's weight, this is the simple BM25F of Robertson, Zaragoza and
 * Taylor (2004).
 */
export function termScore(
  frequency: number,
  idf: number,
  { length, mean }: DocumentLength,
): number {
  const norm = 1 - bm25.b + bm25.b * (mean > 0 ? length / mean : 1);
  return frequency > 0 ? (idf * frequency * (bm25.k1 + 1)) / (frequency + bm25.k1 * norm) : 0;
}
