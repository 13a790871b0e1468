import usearch from 'usearch';

/** Vectors to search among: L2-normalised, `[count, dims]`. */
export interface Vectors {
  readonly vectors: Float32Array;
  readonly dims: number;
}

export interface Near {
  readonly at: number;
  readonly cosine: number;
}

/** Gives the vectors nearest to that at a position, itself among them, nearest first. */
export type NearestVectors = (at: number, limit: number) => Near[];

/** Pairs up to which comparing all of them (0.1 µs each) costs less than building an index. */
const pairsWorthAnIndex = 300_000_000;

/** @param queries How often it will be asked. */
export function nearestVectors(vectors: Vectors, queries: number): NearestVectors {
  const count = vectors.vectors.length / vectors.dims;
  return queries * count > pairsWorthAnIndex ? searchIndex(vectors) : searchAll(vectors);
}

function searchAll({ vectors, dims }: Vectors): NearestVectors {
  // `exactSearch` reads from the start of the buffer, wherever in it an array begins.
  const whole = vectors.byteOffset === 0 ? vectors : vectors.slice();
  return (at, limit) => {
    const query = whole.slice(at * dims, (at + 1) * dims);
    const { keys, distances } = usearch.exactSearch(
      whole,
      query,
      dims,
      Math.min(limit, whole.length / dims),
      usearch.MetricKind.Cos,
      1,
    );
    return Array.from(keys, (key, rank) => ({
      at: Number(key),
      cosine: 1 - (distances[rank] ?? 1),
    }));
  };
}

const addedAtOnce = 4096;

/** A graph over vectors rounded to bytes; what it finds is compared again with all digits. */
function searchIndex({ vectors, dims }: Vectors): NearestVectors {
  const count = vectors.length / dims;
  const index = new usearch.Index({
    metric: usearch.MetricKind.Cos,
    quantization: usearch.ScalarKind.I8,
    dimensions: dims,
    connectivity: 16,
    expansion_add: 64,
    expansion_search: 64,
    multi: false,
  });
  for (let start = 0; start < count; start += addedAtOnce) {
    const end = Math.min(count, start + addedAtOnce);
    const keys = BigUint64Array.from({ length: end - start }, (_, at) => BigInt(start + at));
    index.add(keys, vectors.slice(start * dims, end * dims), 0);
  }
  return (at, limit) => {
    const { keys } = index.search(vectors.slice(at * dims, (at + 1) * dims), limit, 1);
    return Array.from(keys, (key) => {
      const other = Number(key);
      return { at: other, cosine: dot(vectors, at * dims, other * dims, dims) };
    }).toSorted((a, b) => b.cosine - a.cosine);
  };
}

function dot(numbers: Float32Array, a: number, b: number, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += (numbers[a + at] ?? 0) * (numbers[b + at] ?? 0);
  return sum;
}
