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
