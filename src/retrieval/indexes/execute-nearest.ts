import type { Graph } from './graph.ts';
import type { ItemFilter } from './item-filter.ts';
import { ample, type NearestPath, type NearestPlan } from './plan-nearest.ts';
import { byCosine, scanNearest, type ScoredRow } from './scan/scan-nearest.ts';
import type { VectorRows } from './vector-rows.ts';

/** An item or part whose vector is near. */
export interface NearRow {
  readonly item: string;
  readonly part: string;
  /** Cosine similarity, −1..1. */
  readonly cosine: number;
}

/** The index at one time: what is searched in one query. */
export interface IndexView {
  readonly rows: VectorRows;
  readonly graph: Graph | undefined;
}

/** One that has a graph. */
export interface GraphView extends IndexView {
  readonly graph: Graph;
}

export interface NearestFound {
  /** Nearest first. */
  readonly near: readonly NearRow[];
  /** How they were found in the end: where a filter left too few candidates not as planned. */
  readonly path: NearestPath;
  /** Candidates that were looked at. */
  readonly candidates: number;
}

/** From one try to the next, when the filter took too many of the candidates. */
const widening = 3;

/** Beyond this share of the rows another try of the graph costs more than to compare them. */
const broadest = 0.1;

/**
 * Finds the rows with the largest cosines, by the plan. Where a filter leaves too few candidates
 * more are looked at, and in the end all rows that match: no filter is too narrow or too far off.
 * All are compared as well where the graph has missed what a sample of the rows shows.
 *
 * @param query Of length 1.
 */
export async function executeNearest(
  { path, breadth }: NearestPlan,
  view: IndexView,
  query: Float32Array,
  limit: number,
  filter?: ItemFilter,
): Promise<NearestFound> {
  const { rows, graph } = view;
  if (path === 'exact-over-filter' && filter) {
    return await compareMatching(view, query, limit, filter);
  }
  const usesGraph = graph !== undefined && (path === 'graph' || path === 'graph-filtered');
  const total = rows.directory.count;
  for (let width = breadth; ; width *= widening) {
    const isWhole = width >= total;
    if (usesGraph && (isWhole || width > Math.max(breadth, total * broadest))) break;
    const candidates = usesGraph
      ? graphCandidates({ rows, graph }, query, width, filter ? width : limit)
      : scanAll(view, query, filter ? width : limit);
    if (usesGraph && hasMissed({ rows, graph }, query, candidates, filter ? ample : 1)) break;
    const named = nameRows(rows, candidates);
    const near = filter ? await keepMatching(named, filter) : named;
    const enough = usesGraph && filter ? limit * ample : limit;
    if (near.length >= enough || (!usesGraph && (isWhole || !filter))) {
      return { near: near.slice(0, limit), path, candidates: candidates.length };
    }
  }
  if (filter) return await compareMatching(view, query, limit, filter);
  const near = nameRows(rows, scanAll(view, query, limit));
  return { near, path: 'exact', candidates: total };
}

async function compareMatching(
  { rows }: IndexView,
  query: Float32Array,
  limit: number,
  filter: ItemFilter,
): Promise<NearestFound> {
  const list = rowsOfItems(rows, await filter.list());
  const found = scanNearest(rows.vectors, query, limit, { list }, () => true);
  const path = 'exact-over-filter';
  return { near: nameRows(rows, found), path, candidates: list.length };
}

/** The rows of these items and of their parts. */
export function rowsOfItems({ directory }: VectorRows, items: readonly string[]): Uint32Array {
  const list: number[] = [];
  for (const item of items) for (const row of directory.rowsOf(item)) list.push(row);
  return Uint32Array.from(list).sort();
}

function scanAll({ rows }: IndexView, query: Float32Array, limit: number): ScoredRow[] {
  const all = { first: 0, count: rows.directory.size };
  return scanNearest(rows.vectors, query, limit, all, (row) => rows.directory.isThere(row));
}

/**
 * Whether the graph is proven to have missed: a row of the sample that it did not find is nearer than
 * those that count of what it found. A graph whose clusters lie far from each other does not lead to
 * some of them, for about 3 queries in 100 of 1,000 clusters.
 */
function hasMissed(
  { rows, graph }: GraphView,
  query: Float32Array,
  candidates: readonly ScoredRow[],
  spare: number,
): boolean {
  const { sample } = graph;
  const last = candidates[Math.ceil(candidates.length / spare) - 1];
  const all = { first: 0, count: sample.rows.length };
  const isThere = (at: number) => rows.directory.isThere(sample.rows[at] ?? 0);
  const [best] = scanNearest(sample.vectors, query, 1, all, isThere, last?.cosine);
  return best !== undefined && !candidates.some(({ row }) => row === sample.rows[best.row]);
}

/** The best candidates of the graph and among the rows that it lacks, nearest first. */
function graphCandidates(
  { rows, graph }: GraphView,
  query: Float32Array,
  breadth: number,
  limit: number,
): ScoredRow[] {
  const isThere = (row: number) => rows.directory.isThere(row);
  const list = graph.search(query, breadth);
  const linked = scanNearest(rows.vectors, query, limit, { list }, isThere);
  const first = graph.rows;
  const count = rows.directory.size - first;
  if (count <= 0) return linked;
  const others = scanNearest(rows.vectors, query, limit, { first, count }, isThere);
  return [...linked, ...others].toSorted(byCosine);
}

function nameRows({ directory }: VectorRows, found: readonly ScoredRow[]): NearRow[] {
  const named: NearRow[] = [];
  for (const { row, cosine } of found) {
    const entry = directory.find(row);
    if (entry) named.push({ item: entry.item, part: entry.part, cosine });
  }
  return named;
}

async function keepMatching(near: readonly NearRow[], filter: ItemFilter): Promise<NearRow[]> {
  if (near.length === 0) return [];
  const matching = await filter.among([...new Set(near.map(({ item }) => item))]);
  return near.filter(({ item }) => matching.has(item));
}
