/**
 * The parameters of BM25, as Lucene and Robertson and Zaragoza (2009, section 3.7) have them: how
 * soon more of the same word says no more, and how much long texts are discounted.
 */
export const bm25 = { k1: 1.2, b: 0.75 } as const;

/**
 * What a term is worth by how few documents have it: ln(1 + (N − n + ½) / (n + ½)), the weight of
 * Robertson and Spärck Jones (1976), kept above 0 for terms that more than half of them have.
 */
export function inverseDocumentFrequency(having: number, documents: number): number {
  const all = Math.max(documents, having);
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}

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
