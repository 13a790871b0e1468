import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import type { IndexView, NearestFound } from '../../../src/retrieval/indexes/execute-nearest.ts';
import type { ItemFilter } from '../../../src/retrieval/indexes/item-filter.ts';
import { createRecallMonitor } from '../../../src/retrieval/indexes/recall-monitor.ts';
import { scanNearest } from '../../../src/retrieval/indexes/scan/scan-nearest.ts';
import { VectorRows } from '../../../src/retrieval/indexes/vector-rows.ts';
import { clusteredVectors } from '../../fixtures/clustered-vectors.ts';
import { indexedDims, indexedRef } from '../../fixtures/indexed.ts';

const vectors = clusteredVectors(500, indexedDims);
const [query = new Float32Array()] = clusteredVectors(1, indexedDims, { seed: 8 });

const rows = new VectorRows(indexedRef, indexedDims);
for (const [at, vector] of vectors.entries()) {
  const head = { item: `${at}`, part: '', input: '', computedAt: 0, fragment: 0, offset: at };
  rows.put(head, 0, vector);
}
const view: IndexView = { rows, graph: undefined };

const nearest = (limit: number) =>
  scanNearest(rows.vectors, query, limit, { first: 0, count: vectors.length }, () => true);

/** An answer that lacks the nearest `missed` rows. */
function answer(missed: number, path: NearestFound['path'] = 'graph') {
  const near = nearest(10 + missed)
    .slice(missed)
    .map(({ row, cosine }) => ({ item: `${row}`, part: '', cosine }));
  const found = { near, path, candidates: 50 };
  return { view, query, limit: 10, filter: undefined, share: 1, found };
}

describe('createRecallMonitor()', () => {
  test('compares the queries that it takes with exact search, and sums them up', async () => {
    const monitor = createRecallMonitor({ rate: 1, random: seededRandom(1), pauseMs: 0 });
    for (const missed of [0, 0, 4]) monitor.see(answer(missed));
    await monitor.settled();
    expect(monitor.read()).toEqual([
      {
        signal: indexedRef,
        selectivity: 'all',
        samples: 3,
        mean: expect.closeTo((1 + 1 + 0.6) / 3, 5),
        p1: 0.6,
      },
    ]);
  });

  test('takes none of those that were exact, and of the others the share that it was told', async () => {
    const monitor = createRecallMonitor({ rate: 0.5, random: seededRandom(3), pauseMs: 0 });
    for (let at = 0; at < 200; at += 1) {
      monitor.see(answer(0, 'exact'));
      monitor.see(answer(0));
      await monitor.settled();
    }
    const [figures] = monitor.read();
    expect(figures?.samples).toBeGreaterThan(70);
    expect(figures?.samples).toBeLessThan(130);
  });

  test('keeps no more than a few waiting, and takes none once it is closed', async () => {
    const monitor = createRecallMonitor({ rate: 1, random: seededRandom(1), pauseMs: 0 });
    for (let at = 0; at < 100; at += 1) monitor.see(answer(0));
    await monitor.settled();
    expect(monitor.read()[0]?.samples).toBeLessThan(20);
    monitor.close();
    monitor.see(answer(0));
    await monitor.settled();
    expect(monitor.read()[0]?.samples).toBeLessThan(20);
  });

  test('tells queries apart by the share that their filters left', async () => {
    const monitor = createRecallMonitor({ rate: 1, random: seededRandom(1), pauseMs: 0 });
    const right = nearest(30).filter((_, rank) => rank % 3 === 0);
    const filter: ItemFilter = {
      count: () => Promise.resolve(10),
      list: () => Promise.resolve(right.map(({ row }) => `${row}`)),
      among: () => Promise.resolve(new Set()),
    };
    const near = right.map(({ row, cosine }) => ({ item: `${row}`, part: '', cosine }));
    const found: NearestFound = { near, path: 'graph-filtered', candidates: 30 };
    monitor.see({ view, query, limit: 10, filter, share: 0.02, found });
    await monitor.settled();
    expect(monitor.read()).toMatchObject([{ selectivity: '1-10 %', samples: 1, mean: 1 }]);
  });
});
