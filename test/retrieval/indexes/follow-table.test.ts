import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followTable } from '../../../src/retrieval/indexes/follow-table.ts';
import { scanNearest } from '../../../src/retrieval/indexes/scan/scan-nearest.ts';
import { VectorRows } from '../../../src/retrieval/indexes/vector-rows.ts';
import { clusteredVectors } from '../../fixtures/clustered-vectors.ts';
import {
  indexedDims,
  indexedRef,
  openIndexed,
  vectorRecords,
  type Indexed,
} from '../../fixtures/indexed.ts';

const vectors = clusteredVectors(400, indexedDims);
const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `item ${from + at}`);

/** Every row that is held: its vector shows in the cosine with the one that it should be. */
function held(rows: VectorRows): Map<string, number> {
  return new Map(
    Array.from(rows.directory.rows(), ([row, { item, part }]) => {
      const own = vectors[Number(item.split(' ')[1])] ?? new Float32Array();
      const list = Uint32Array.of(row);
      const [found] = scanNearest(rows.vectors, own, 1, { list }, () => true);
      return [`${item}/${part}`, found?.cosine ?? Number.NaN];
    }),
  );
}

describe.each([1, 3])('followTable() of %i buckets', (buckets) => {
  let indexed: Indexed;
  const rows = new VectorRows(indexedRef, indexedDims);
  beforeAll(async () => {
    indexed = await openIndexed({ buckets });
  });
  afterAll(() => indexed.close());

  const follow = () => followTable(rows, indexed.table);
  const all = (cosines: Iterable<number>) => [...cosines].every((cosine) => cosine > 0.9999);

  test('reads nothing of an empty table, and then what comes', async () => {
    expect(await follow()).toBe(true);
    expect(rows.directory.count).toBe(0);
    await indexed.table.append(vectorRecords(vectors.slice(0, 200)));
    await indexed.table.append(vectorRecords(vectors.slice(200, 300), { first: 200 }));
    expect(await follow()).toBe(true);
    expect(await follow()).toBe(false);
    expect(rows.directory.count).toBe(300);
    expect(all(held(rows).values())).toBe(true);
  });

  test('replaces what was replaced, and takes out what was removed', async () => {
    const swapped = vectorRecords(
      [vectors[0], vectors[1]].map((vector) => negated(vector)),
      {
        computedAt: 2,
      },
    );
    await indexed.table.replace(ids(0, 2), swapped);
    await indexed.table.remove(ids(10, 20));
    await follow();
    const now = held(rows);
    expect(now.size).toBe(290);
    expect(now.get('item 0/')).toBeCloseTo(-1, 3);
    expect(now.has('item 10/')).toBe(false);
    expect(now.get('item 20/')).toBeCloseTo(1, 3);
  });

  test('knows the rows again that compaction has moved, and reads no vector for them', async () => {
    const before = new Map(
      Array.from(rows.directory.rows(), ([row, { item }]) => [item, row] as const),
    );
    await indexed.table.append(vectorRecords(vectors.slice(300, 310), { first: 300 }));
    await indexed.table.compact();
    await indexed.table.remove(ids(20, 25));
    await follow();
    expect(rows.directory.count).toBe(295);
    for (const [row, { item }] of rows.directory.rows()) {
      if (before.has(item)) expect(row).toBe(before.get(item));
    }
    const copy = new VectorRows(indexedRef, indexedDims);
    await followTable(copy, indexed.table);
    expect(held(rows)).toEqual(held(copy));
  });

  test('holds the parts of an item besides its own, and lets go of one of them alone', async () => {
    const [own, part] = [
      vectorRecords([vectors[0] ?? new Float32Array()], { first: 390 }),
      vectorRecords([vectors[1] ?? new Float32Array()], { first: 390, part: 'k0' }),
    ];
    await indexed.table.append([...own, ...part]);
    await follow();
    expect([...rows.directory.rowsOf('item 390')]).toHaveLength(2);
    await indexed.table.replace(['item 390'], part);
    await follow();
    const left = Array.from(
      rows.directory.rowsOf('item 390'),
      (row) => rows.directory.find(row)?.part,
    );
    expect(left).toEqual(['k0']);
  });

  test('gives the places of rows that went to rows that come', async () => {
    const { size } = rows.directory;
    await indexed.table.remove(ids(30, 60));
    await follow();
    await indexed.table.append(vectorRecords(vectors.slice(310, 335), { first: 310 }));
    await follow();
    expect(rows.directory.size).toBe(size);
    expect(held(rows).get('item 334/')).toBeCloseTo(1, 3);
  });

  test('leaves out vectors of nothing, and counts them', async () => {
    // Lance itself refuses vectors that hold no numbers.
    const nothing = [new Float32Array(indexedDims), new Float32Array(indexedDims)];
    await indexed.table.append(vectorRecords(nothing, { first: 395 }));
    const { count } = rows.directory;
    await follow();
    expect(rows.directory.count).toBe(count);
    expect(rows.unusable).toBe(2);
  });
});

function negated(vector: Float32Array | undefined): Float32Array {
  return (vector ?? new Float32Array()).map((number) => -number);
}
