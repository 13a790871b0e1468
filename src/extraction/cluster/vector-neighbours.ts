import usearch from 'usearch';
import type { Edge } from '../../signals/near-duplicates/clusters.ts';

/** Cosine from which two pictures are taken to be cuttings of one. */
export const cuttingCosine = 0.97;

/** Neighbours looked at: more copies than this are found by way of each other. */
const neighbours = 16;

/** Pairs up to which comparing all of them costs less than building an index. */
const pairsWorthAnIndex = 20_000_000;

/** Embeddings, the items they are of, and the items whose neighbours are to be found anew. */
export interface VectorTask {
  readonly vectorItems: readonly string[];
  readonly dims: number;
  /** Normalised, in the order of `vectorItems`. */
  readonly vectors: Float32Array;
  readonly changed: readonly string[];
}

export interface VectorNeighbours {
  edgesOf(item: string): Edge[];
}

/** Finds items of nearly the same embedding: by comparing all, or by an index where they are many. */
export function createVectorNeighbours(task: VectorTask): VectorNeighbours {
  const { vectorItems, vectors, dims, changed } = task;
  const positions = new Map(vectorItems.map((item, at) => [item, at]));
  const vectorAt = (at: number) => vectors.subarray(at * dims, (at + 1) * dims);
  const search =
    changed.length * vectorItems.length > pairsWorthAnIndex
      ? searchIndex(vectorItems.length, dims, vectorAt)
      : searchAll(vectorItems.length, vectorAt);
  return {
    edgesOf(item) {
      const at = positions.get(item);
      if (at === undefined) return [];
      return search(vectorAt(at)).flatMap(({ at: other, cosine }): Edge[] => {
        const b = vectorItems[other];
        if (b === undefined || b === item || cosine < cuttingCosine) return [];
        return [{ a: item, b, by: 'embedding', distance: Math.max(0, 1 - cosine) }];
      });
    },
  };
}

interface Neighbour {
  readonly at: number;
  readonly cosine: number;
}

type Search = (vector: Float32Array) => Neighbour[];

function searchAll(count: number, vectorAt: (at: number) => Float32Array): Search {
  return (vector) => {
    const found: Neighbour[] = [];
    for (let at = 0; at < count; at += 1) {
      const cosine = dot(vector, vectorAt(at));
      if (cosine >= cuttingCosine) found.push({ at, cosine });
    }
    return found.toSorted((a, b) => b.cosine - a.cosine).slice(0, neighbours);
  };
}

function searchIndex(count: number, dims: number, vectorAt: (at: number) => Float32Array): Search {
  const index = new usearch.Index({
    metric: usearch.MetricKind.Cos,
    quantization: usearch.ScalarKind.F32,
    dimensions: dims,
    connectivity: 16,
    expansion_add: 64,
    expansion_search: 64,
    multi: false,
  });
  for (let at = 0; at < count; at += 1) index.add(BigInt(at), vectorAt(at));
  return (vector) => {
    const { keys, distances } = index.search(vector, neighbours, 1);
    return Array.from(keys, (key, rank) => ({
      at: Number(key),
      cosine: 1 - (distances[rank] ?? 1),
    }));
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
