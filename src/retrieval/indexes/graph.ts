import usearch from 'usearch';
import type { QuantisedRows } from './scan/quantised-rows.ts';

/**
 * A hierarchical navigable small world over the coarse bytes of rows (Malkov and Yashunin 2016,
 * arXiv:1603.09320), by usearch. It finds candidates, to be compared by all of their bytes.
 */
export interface Graph {
  /** Rows from 0 on that it holds. */
  readonly rows: number;
  /** Some of them, all over: one that is nearer than what a search found proves that it missed. */
  readonly sample: Uint32Array;
  /** About the `breadth` nearest rows to a vector of length 1, in no order that counts. */
  search(query: Float32Array, breadth: number): Uint32Array;
}

/**
 * Links of a row on each level, and candidates kept while one is linked in. With half of each,
 * searches among 1,000 clusters did not find the right one in 3 of 100.
 */
const connectivity = 32;
const expansionAdd = 96;

/** Of so many rows one is in the sample. */
const sampledOf = 128;

/** Rows handed over at once: the thread is blocked meanwhile. */
const addedAtOnce = 1024;

/** Builds the graph of all rows, in the calling thread, into a file: 0.5 ms of CPU a row. */
export function buildGraph(rows: QuantisedRows, file: string, threads: number): void {
  const index = openIndex(rows.dims);
  for (let first = 0; first < rows.size; first += addedAtOnce) {
    const count = Math.min(addedAtOnce, rows.size - first);
    const keys = BigUint64Array.from({ length: count }, (_, row) => BigInt(first + row));
    index.add(keys, rows.coarseRows(first, count), threads);
  }
  index.save(file);
}

/** The graph of a file, mapped into memory: the file may go while it is used, but not change. */
export function viewGraph(file: string, dims: number): Graph {
  const index = openIndex(dims);
  index.view(file);
  const rows = index.size();
  const sample = Uint32Array.from(
    { length: Math.ceil(rows / sampledOf) },
    (_, at) => at * sampledOf,
  );
  return {
    rows,
    sample,
    search(query, breadth) {
      const wanted = Math.min(breadth, rows);
      if (wanted === 0) return new Uint32Array();
      const { keys } = index.search(coarseQuery(query), wanted, 1);
      return lowHalves(keys);
    },
  };
}

function openIndex(dims: number) {
  return new usearch.Index({
    metric: usearch.MetricKind.Cos,
    quantization: usearch.ScalarKind.I8,
    dimensions: dims,
    connectivity,
    expansion_add: expansionAdd,
    // As broad as what is asked for.
    expansion_search: 1,
    multi: false,
  });
}

/** In 127ths of its largest dimension, as the coarse bytes of rows: the cosine has no scale. */
function coarseQuery(query: Float32Array): Int8Array {
  let largest = 0;
  for (const number of query) largest = Math.max(largest, Math.abs(number));
  const coarse = new Int8Array(query.length);
  for (let dim = 0; dim < query.length; dim += 1) {
    coarse[dim] = Math.round(((query[dim] ?? 0) / largest) * 127);
  }
  return coarse;
}

/** Numbers below 2³², without making a bigint of each. */
function lowHalves(keys: BigUint64Array): Uint32Array {
  const halves = new Uint32Array(keys.buffer, keys.byteOffset, keys.length * 2);
  const low = new Uint32Array(keys.length);
  for (let at = 0; at < low.length; at += 1) low[at] = halves[at * 2] ?? 0;
  return low;
}
