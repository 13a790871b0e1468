import { join } from 'node:path';
import usearch from 'usearch';
import {
  executeNearest,
  type GraphView,
  type IndexView,
} from '../../src/retrieval/indexes/execute-nearest.ts';
import { buildGraph, viewGraph } from '../../src/retrieval/indexes/graph.ts';
import type { ItemFilter } from '../../src/retrieval/indexes/item-filter.ts';
import { planNearest, type NearestPlan } from '../../src/retrieval/indexes/plan-nearest.ts';
import { scanNearest } from '../../src/retrieval/indexes/scan/scan-nearest.ts';
import { VectorRows } from '../../src/retrieval/indexes/vector-rows.ts';
import { cpuMsOf } from '../cpu-time.ts';
import { rowOf, type Matrix } from './clustered.ts';

/** Rows that were found for each query. */
export type Answers = readonly (readonly number[])[];

export const neighbours = 10;

/** The neighbours by all digits, by usearch. It must be given arrays that begin with their buffer. */
export function exactNeighbours(data: Matrix, asked: Matrix, among?: readonly number[]): Answers {
  const numbers = among ? gathered(data, among) : data.numbers;
  const queries = Array.from({ length: asked.count }, (_, query) => rowOf(asked, query).slice());
  return queries.map((query) => {
    const { keys } = usearch.exactSearch(
      numbers,
      query,
      data.dims,
      neighbours,
      usearch.MetricKind.Cos,
      2,
    );
    return Array.from(keys, (key) => among?.[Number(key)] ?? Number(key));
  });
}

function gathered(data: Matrix, rows: readonly number[]): Float32Array {
  const numbers = new Float32Array(rows.length * data.dims);
  for (const [at, row] of rows.entries()) numbers.set(rowOf(data, row), at * data.dims);
  return numbers;
}

/** Builds a graph of usearch over float32 into a file, with so many links a row. */
export function buildFloatGraph(data: Matrix, file: string, links: number): void {
  const index = floatIndex(data.dims, 64, links);
  for (let first = 0; first < data.count; first += 4096) {
    const end = Math.min(data.count, first + 4096);
    const keys = BigUint64Array.from({ length: end - first }, (_, at) => BigInt(first + at));
    index.add(keys, data.numbers.slice(first * data.dims, end * data.dims), 2);
  }
  index.save(file);
}

/** Searches it as broad as `ef`. */
export function floatGraph(data: Matrix, file: string, ef: number, links: number) {
  const index = floatIndex(data.dims, ef, links);
  index.view(file);
  return (query: Float32Array) => Array.from(index.search(query, neighbours, 1).keys, Number);
}

function floatIndex(dimensions: number, ef: number, links: number) {
  return new usearch.Index({
    metric: usearch.MetricKind.Cos,
    quantization: usearch.ScalarKind.F32,
    dimensions,
    connectivity: links,
    expansion_add: 64,
    expansion_search: ef,
    multi: false,
  });
}

/** The index of this program over the rows, its graph built into a file of the folder. */
export function ownIndex(data: Matrix, folder: string): GraphView {
  const rows = new VectorRows('image_embedding@1', data.dims, data.count);
  for (let row = 0; row < data.count; row += 1) {
    const head = { item: String(row), part: '', input: '', computedAt: 0 };
    rows.put({ ...head, fragment: 0, offset: row }, 0, rowOf(data, row));
  }
  const file = join(folder, 'own.usearch');
  buildGraph(rows.vectors, file, 2);
  return { rows, graph: viewGraph(file, rows.vectors) };
}

/** Candidates of the graph, compared by all bytes, with the check for what it misses. */
export function ownGraph(view: GraphView, breadth: number) {
  const plan: NearestPlan = { path: 'graph', breadth, reason: '', estimates: {} };
  return async (query: Float32Array) => {
    const { near } = await executeNearest(plan, view, query, neighbours);
    return near.map(({ item }) => Number(item));
  };
}

export function ownScan({ rows }: IndexView) {
  const all = { first: 0, count: rows.directory.size };
  return (query: Float32Array) =>
    scanNearest(rows.vectors, query, neighbours, all, () => true).map(({ row }) => row);
}

/** As a search with a filter is planned and done, with a filter that asks no database. */
export function ownFiltered(view: GraphView, among: readonly number[]) {
  const pass = new Set(among.map(String));
  const items = [...pass];
  const filter: ItemFilter = {
    count: (most) => Promise.resolve(Math.min(most, items.length)),
    list: () => Promise.resolve(items),
    among: (asked) => Promise.resolve(new Set(asked.filter((item) => pass.has(item)))),
  };
  const { count } = view.rows.directory;
  const plan = planNearest({
    rows: count,
    dims: view.rows.dims,
    graphRows: view.graph.rows,
    outside: 0,
    limit: neighbours,
    matching: items.length,
  });
  const search = async (query: Float32Array) => {
    const { near } = await executeNearest(plan, view, query, neighbours, filter);
    return near.map(({ item }) => Number(item));
  };
  return { plan, search };
}

/** Milliseconds of CPU a query, and what was found. */
export async function measure(
  asked: Matrix,
  search: (query: Float32Array) => readonly number[] | Promise<readonly number[]>,
): Promise<{ readonly ms: number; readonly found: Answers }> {
  const found: (readonly number[])[] = [];
  const ms = await cpuMsOf(async () => {
    for (let query = 0; query < asked.count; query += 1) {
      const answer = search(rowOf(asked, query));
      found.push(answer instanceof Promise ? await answer : answer);
    }
  });
  return { ms: ms / asked.count, found };
}
