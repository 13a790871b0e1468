import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { executeNearest, type IndexView } from '../../../src/retrieval/indexes/execute-nearest.ts';
import { buildGraph, viewGraph } from '../../../src/retrieval/indexes/graph.ts';
import type { ItemFilter } from '../../../src/retrieval/indexes/item-filter.ts';
import {
  planNearest,
  type NearestPath,
  type NearestPlan,
} from '../../../src/retrieval/indexes/plan-nearest.ts';
import { VectorRows } from '../../../src/retrieval/indexes/vector-rows.ts';
import { bruteForce, clusteredVectors } from '../../fixtures/clustered-vectors.ts';
import { indexedRef } from '../../fixtures/indexed.ts';

const dims = 32;
const count = 8000;
const inGraph = 7500;
const vectors = clusteredVectors(count, dims);
const queries = clusteredVectors(60, dims, { seed: 2 });

let folder: string;
let view: IndexView;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understory-graph-'));
  const rows = new VectorRows(indexedRef, dims, inGraph);
  const put = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) {
      const head = { item: `${at}`, part: '', input: '', computedAt: 0, fragment: 0, offset: at };
      rows.put(head, 0, vectors[at] ?? new Float32Array());
    }
  };
  put(0, inGraph);
  buildGraph(rows.vectors, join(folder, 'graph'), 1);
  put(inGraph, count);
  view = { rows, graph: viewGraph(join(folder, 'graph'), rows.vectors) };
});
afterAll(() => rm(folder, { recursive: true }));

/** Items that a test lets pass, and how often they were listed. */
function filterOf(matches: (at: number) => boolean): ItemFilter & { listed: number } {
  const matching = Array.from({ length: count }, (_, at) => at).filter(matches);
  const filter = {
    listed: 0,
    count: (most: number) => Promise.resolve(Math.min(most, matching.length)),
    list() {
      filter.listed += 1;
      return Promise.resolve(matching.map(String));
    },
    among: (items: readonly string[]) =>
      Promise.resolve(new Set(items.filter((item) => matches(Number(item))))),
  };
  return filter;
}

function planOf(path: NearestPath, breadth = 60): NearestPlan {
  return { path, breadth, reason: '', estimates: {} };
}

async function recallOf(
  plan: NearestPlan,
  matches: (at: number) => boolean = () => true,
  filter?: ItemFilter,
): Promise<number> {
  const left = vectors.map((_, at) => at).filter(matches);
  let found = 0;
  let wanted = 0;
  for (const query of queries) {
    const right = bruteForce(
      left.map((at) => vectors[at] ?? []),
      query,
      10,
    ).map(({ at }) => String(left[at]));
    const { near } = await executeNearest(plan, view, query, 10, filter);
    expect(near.length).toBe(Math.min(10, left.length));
    found += near.filter(({ item }) => right.includes(item)).length;
    wanted += right.length;
  }
  return found / wanted;
}

describe('executeNearest()', () => {
  test('finds what comparing all finds, by comparing all', async () => {
    expect(await recallOf(planOf('exact'))).toBeGreaterThan(0.999);
  });

  test('finds nearly all of it by the graph, with the rows that the graph lacks', async () => {
    expect(await recallOf(planOf('graph'))).toBeGreaterThan(0.98);
    const query = vectors[count - 1] ?? new Float32Array();
    const { near } = await executeNearest(planOf('graph'), view, query, 1);
    expect(near).toMatchObject([{ item: `${count - 1}` }]);
  });

  test.each([0.0005, 0.002, 0.01, 0.05, 0.2, 0.5, 0.9, 1])(
    'loses nothing on any way to a filter that leaves %d of the items',
    async (share) => {
      const random = seededRandom(4);
      const pass = Array.from({ length: count }, () => random() < share);
      const matches = (at: number) => pass[at] ?? false;
      for (const path of ['exact', 'exact-over-filter', 'graph-filtered'] as const) {
        const recall = await recallOf(planOf(path), matches, filterOf(matches));
        expect(recall, path).toBeGreaterThan(0.98);
      }
    },
  );

  test('compares all that match where none of them is near the query', async () => {
    const [query = new Float32Array()] = queries;
    const far = new Set(
      bruteForce(vectors, query, count)
        .slice(-40)
        .map(({ at }) => at),
    );
    const filter = filterOf((at) => far.has(at));
    const found = await executeNearest(planOf('graph-filtered'), view, query, 10, filter);
    expect(found.path).toBe('exact-over-filter');
    expect(filter.listed).toBe(1);
    const right = bruteForce(vectors, query, count).slice(-40, -30);
    expect(found.near.map(({ item }) => Number(item))).toEqual(right.map(({ at }) => at));
  });

  test('gives nothing where nothing matches, and all where more is asked for', async () => {
    const [query = new Float32Array()] = queries;
    for (const path of ['exact', 'exact-over-filter', 'graph-filtered'] as const) {
      const found = await executeNearest(
        planOf(path),
        view,
        query,
        10,
        filterOf(() => false),
      );
      expect(found.near, path).toEqual([]);
    }
    const { near } = await executeNearest(planOf('graph'), view, query, 9000);
    expect(near).toHaveLength(count);
  });
});

describe('a graph that does not lead to the query', () => {
  test('is proven to miss by a sample of the rows, and all are compared', async () => {
    const { rows, graph } = view;
    if (!graph) throw new Error('The view has a graph.');
    // As one that is stuck in a cluster far off.
    const stuck = { ...graph, search: () => Uint32Array.from({ length: 60 }, (_, at) => at) };
    let right = 0;
    let exact = 0;
    for (const query of vectors.slice(128, 256)) {
      const found = await executeNearest(planOf('graph'), { rows, graph: stuck }, query, 10);
      if (found.path === 'exact') exact += 1;
      const best = bruteForce(vectors, query, 1)[0]?.at;
      if (found.near[0]?.item === String(best)) right += 1;
    }
    // Of 160 rows of a cluster one or two are in the sample: three in four clusters have one.
    expect(exact).toBeGreaterThan(60);
    expect(right).toBeGreaterThanOrEqual(exact);
  });
});

describe('planNearest()', () => {
  const facts = { rows: 200_000, dims: 256, graphRows: 200_000, outside: 0, limit: 10 };
  test.each([
    [{ ...facts, matching: undefined }, 'graph'],
    [{ ...facts, graphRows: 0, matching: undefined }, 'exact'],
    [{ ...facts, rows: 3000, graphRows: 0, matching: undefined }, 'exact'],
    [{ ...facts, matching: 0 }, 'exact-over-filter'],
    [{ ...facts, matching: 50 }, 'exact-over-filter'],
    [{ ...facts, matching: 190_000 }, 'graph-filtered'],
    [{ ...facts, graphRows: 0, matching: 150_000 }, 'exact'],
    [{ ...facts, matching: undefined, limit: 10_000 }, 'exact'],
  ] as const)('of %j is %s', (known, path) => {
    const plan = planNearest(known);
    expect(plan.path).toBe(path);
    expect(plan.estimates[path]).toBe(Math.min(...Object.values(plan.estimates)));
    expect(plan.reason).toMatch(/vectors/);
  });
});
