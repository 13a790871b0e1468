/** Shares of 0..1: how well nearest neighbours are of the same category. */
export interface NeighbourFigures {
  /** Leave-one-out: the nearest other picture is of the same category. */
  readonly nearest: number;
  /** The mean share of the ten nearest that are. */
  readonly ofTen: number;
}

/** @param vectors At length 1, so that the scalar product orders them. */
export function neighbourFigures(
  vectors: readonly Float32Array[],
  categories: readonly string[],
): NeighbourFigures {
  const hits = vectors.map((vector, index) => {
    const same = vectors
      .map((other, at) => ({ at, score: at === index ? -Infinity : product(vector, other) }))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, 10)
      .map(({ at }) => categories[at] === categories[index]);
    return { nearest: same[0] === true, ofTen: same.filter(Boolean).length / 10 };
  });
  return {
    nearest: hits.filter(({ nearest }) => nearest).length / hits.length,
    ofTen: hits.reduce((sum, { ofTen }) => sum + ofTen, 0) / hits.length,
  };
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
