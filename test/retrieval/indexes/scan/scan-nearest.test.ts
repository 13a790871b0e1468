import { describe, expect, test } from 'vitest';
import { QuantisedRows } from '../../../../src/retrieval/indexes/scan/quantised-rows.ts';
import { scanNearest } from '../../../../src/retrieval/indexes/scan/scan-nearest.ts';
import { bruteForce, clusteredVectors, cosine } from '../../../fixtures/clustered-vectors.ts';

function rowsOf(vectors: readonly Float32Array[], dims: number): QuantisedRows {
  const rows = new QuantisedRows(dims);
  for (const [row, vector] of vectors.entries()) rows.write(row, vector, 1);
  return rows;
}

const everything = () => true;

describe('QuantisedRows', () => {
  test('gives rows in steps of one size, and the largest where a dimension is larger', () => {
    const rows = rowsOf([Float32Array.of(0.6, -0.8), Float32Array.of(0.28, 0.96)], 2);
    expect([...rows.inSteps(0.01, 0, 2)]).toEqual([60, -80, 28, 96]);
    expect([...rows.inSteps(0.007, 1, 1)]).toEqual([40, 127]);
  });

  test('copies some rows, which score as they did', () => {
    const vectors = clusteredVectors(500, 24);
    const rows = rowsOf(vectors, 24);
    const list = Uint32Array.of(499, 3, 0, 128);
    const picked = rows.pick(list);
    expect(picked.size).toBe(4);
    const [query = new Float32Array()] = vectors;
    const found = scanNearest(picked, query, 4, { first: 0, count: 4 }, everything);
    const right = scanNearest(rows, query, 4, { list }, everything);
    expect(found.map(({ row, cosine: said }) => ({ row: list[row], cosine: said }))).toEqual(right);
  });
});

describe('scanNearest()', () => {
  test.each([1, 7, 8, 64, 257, 568])(
    'finds the very rows that comparing all digits finds, at %i dimensions',
    (dims) => {
      const vectors = clusteredVectors(5000, dims, { seed: dims });
      const rows = rowsOf(vectors, dims);
      for (const query of clusteredVectors(10, dims, { seed: dims + 1 })) {
        const found = scanNearest(rows, query, 10, { first: 0, count: 5000 }, everything);
        const right = bruteForce(vectors, query, 10);
        expect(found).toHaveLength(10);
        for (const [rank, { row, cosine: said }] of found.entries()) {
          const true_ = cosine(vectors[row] ?? [], query);
          expect(Math.abs(said - true_)).toBeLessThan(1e-4);
          expect(true_).toBeGreaterThan((right[rank]?.cosine ?? 0) - 1e-4);
        }
      }
    },
  );

  test('is as exact where a few dimensions are much larger than the others', () => {
    const vectors = clusteredVectors(2000, 64, { seed: 5 }).map((vector) => {
      const peaked = vector.map((number, dim) => (dim < 2 ? number * 30 : number));
      const length = Math.hypot(...peaked);
      return peaked.map((number) => number / length);
    });
    const rows = rowsOf(vectors, 64);
    for (const query of vectors.slice(0, 20)) {
      const found = scanNearest(rows, query, 20, { first: 0, count: 2000 }, everything);
      const last = bruteForce(vectors, query, 20).at(-1)?.cosine ?? 0;
      for (const { row } of found) {
        expect(cosine(vectors[row] ?? [], query)).toBeGreaterThan(last - 1e-4);
      }
    }
  });

  test('looks at the rows of a list only, of more than one block', () => {
    const vectors = clusteredVectors(12_000, 16);
    const rows = rowsOf(vectors, 16);
    const list = Uint32Array.from({ length: 6000 }, (_, at) => at * 2);
    const [query = new Float32Array()] = clusteredVectors(1, 16, { seed: 3 });
    const even = vectors.filter((_, at) => at % 2 === 0);
    const right = bruteForce(even, query, 25).map(({ at }) => at * 2);
    const found = scanNearest(rows, query, 25, { list }, everything).map(({ row }) => row);
    expect(found).toEqual(right);
  });

  test('leaves out rows that are not there, however near they are', () => {
    const vectors = clusteredVectors(3000, 32);
    const rows = rowsOf(vectors, 32);
    const [query = new Float32Array()] = vectors;
    const gone = new Set(bruteForce(vectors, query, 50).map(({ at }) => at));
    const found = scanNearest(rows, query, 10, { first: 0, count: 3000 }, (row) => !gone.has(row));
    const right = bruteForce(vectors, query, 60).slice(50);
    expect(found.map(({ row }) => row)).toEqual(right.map(({ at }) => at));
  });

  test('gives no row that is not nearer than the floor', () => {
    const vectors = clusteredVectors(3000, 32);
    const rows = rowsOf(vectors, 32);
    const [query = new Float32Array()] = clusteredVectors(1, 32, { seed: 3 });
    const all = { first: 0, count: 3000 };
    const nearest = scanNearest(rows, query, 20, all, everything);
    const floor = nearest[7]?.cosine ?? 0;
    expect(scanNearest(rows, query, 20, all, everything, floor)).toEqual(nearest.slice(0, 7));
    expect(scanNearest(rows, query, 5, all, everything, floor)).toEqual(nearest.slice(0, 5));
    expect(scanNearest(rows, query, 5, all, everything, nearest[0]?.cosine)).toEqual([]);
  });

  test('gives all rows where fewer than asked for are there, and none of none', () => {
    const vectors = clusteredVectors(3, 8);
    const rows = rowsOf(vectors, 8);
    const [query = new Float32Array()] = vectors;
    expect(scanNearest(rows, query, 10, { first: 0, count: 3 }, everything)).toHaveLength(3);
    expect(scanNearest(rows, query, 10, { first: 0, count: 0 }, everything)).toEqual([]);
    expect(scanNearest(rows, query, 10, { list: new Uint32Array() }, everything)).toEqual([]);
  });

  test('finds a row that was written in the place of another', () => {
    const vectors = clusteredVectors(100, 8);
    const rows = rowsOf(vectors, 8);
    const [query = new Float32Array()] = clusteredVectors(1, 8, { seed: 77 });
    rows.write(42, query, 1);
    const [best] = scanNearest(rows, query, 1, { first: 0, count: 100 }, everything);
    expect(best?.row).toBe(42);
    expect(best?.cosine).toBeCloseTo(1, 4);
  });
});
