/** Shares of 0..1 of the true neighbours that were found. */
export interface Recall {
  readonly mean: number;
  /** The first percentile of queries. */
  readonly p1: number;
}

export function recallOf(
  found: readonly (readonly number[])[],
  truth: readonly (readonly number[])[],
): Recall {
  const recalls = truth.map((right, query) => {
    const rows = new Set(found[query]);
    return right.filter((row) => rows.has(row)).length / Math.max(1, right.length);
  });
  const sorted = recalls.toSorted((a, b) => a - b);
  return {
    mean: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length,
    p1: sorted[Math.floor((sorted.length - 1) * 0.01)] ?? 0,
  };
}
