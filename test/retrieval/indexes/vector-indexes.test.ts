import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { VectorIndexes } from '../../../src/retrieval/indexes/vector-indexes.ts';
import { findSavedIndex, saveIndex } from '../../../src/storage/indexes/saved-index.ts';
import { bruteForce, clusteredVectors } from '../../fixtures/clustered-vectors.ts';
import {
  indexedDims,
  indexedRef,
  indexedRegistry,
  openIndexed,
  vectorRecords,
  type Indexed,
} from '../../fixtures/indexed.ts';

const count = 3000;
const vectors = clusteredVectors(count, indexedDims);
const [query = new Float32Array()] = clusteredVectors(1, indexedDims, { seed: 2 });

let indexed: Indexed;
beforeAll(async () => {
  indexed = await openIndexed();
});
afterAll(() => indexed.close());

async function ask(indexes: VectorIndexes, vector: ArrayLike<number> = query, limit = 10) {
  const index = indexes.of(indexedRef, indexedRegistry);
  return await index.search({ space: indexedRef, vector: Array.from(vector) }, { limit });
}

/** Asks until the vectors are in memory: until then the table itself is searched. */
async function askLoaded(indexes: VectorIndexes, vector: ArrayLike<number> = query) {
  return await vi.waitFor(
    async () => {
      const answer = await ask(indexes, vector);
      expect(answer.explanation.vectors).toBeGreaterThan(0);
      return answer;
    },
    { timeout: 20_000 },
  );
}

/** At once, but where following took long on a busy machine: then within seconds. */
async function finds(indexes: VectorIndexes, items: readonly string[]): Promise<void> {
  const timeout = 10_000;
  await vi.waitFor(async () => expect(itemsOf(await ask(indexes))).toEqual(items), { timeout });
}

const right = (limit = 10) => bruteForce(vectors, query, limit).map(({ at }) => `item ${at}`);
const itemsOf = ({ near }: { near: readonly { item: string }[] }) => near.map(({ item }) => item);

describe('an index', () => {
  test('of nothing finds nothing', async () => {
    expect((await ask(indexed.open())).near).toEqual([]);
  });

  test('is of one version: a vector of another is refused, by the compiler too', async () => {
    const index = indexed.open().of('text_embedding@7', indexedRegistry);
    const other = { space: 'text_embedding@8', vector: [...query] } as const;
    await expect(
      // @ts-expect-error Versions are never comparable.
      index.search(other, { limit: 1 }),
    ).rejects.toMatchObject({ fault: 'input', code: 'other-space' });
    await expect(
      index.search({ space: 'text_embedding@7', vector: [1, 2] }, { limit: 1 }),
    ).rejects.toMatchObject({ fault: 'input', code: 'wrong-dims' });
    await expect(
      index.search({ space: 'text_embedding@7', vector: [...query] }, { limit: 1e9 }),
    ).rejects.toMatchObject({ fault: 'input', code: 'bad-limit' });
  });

  test('finds what was written since it was last asked, and what was removed no more', async () => {
    const indexes = indexed.open();
    await indexed.table.append(vectorRecords(vectors));
    await askLoaded(indexes);
    const found = await askLoaded(indexes);
    expect(itemsOf(found)).toEqual(right());
    expect(found.explanation).toMatchObject({ path: 'exact', inGraph: 0, vectors: count });
    const [best = ''] = right();
    await indexed.table.remove([best]);
    await finds(indexes, right(11).slice(1));
    const at = Number(best.split(' ')[1]);
    await indexed.table.append(vectorRecords(vectors.slice(at, at + 1), { first: at }));
    await finds(indexes, right());
  });

  test('gives the vectors of items as they are in the table, to 15 bits', async () => {
    const indexes = indexed.open();
    await askLoaded(indexes);
    const asked = ['item 7', 'nobody', `item ${count - 1}`];
    const held = await indexes.of(indexedRef, indexedRegistry).held(asked);
    expect([...(held?.keys() ?? [])]).toEqual(['item 7', `item ${count - 1}`]);
    for (const { item, value } of await indexed.table.recordsOf(asked)) {
      const [vector, stored] = [held?.get(item) ?? [], value?.vector ?? []];
      const length = Math.hypot(...stored);
      const furthest = Math.max(
        ...stored.map((each, dim) => Math.abs(each / length - (vector[dim] ?? 0))),
      );
      expect(furthest).toBeLessThan(2 ** -15);
    }
  });

  test('that may take no memory leaves the search to the table', async () => {
    const found = await ask(indexed.open({ memoryBytes: 1000 }));
    expect(itemsOf(found)).toEqual(right());
    expect(found.explanation).toMatchObject({ path: 'exact', vectors: 0 });
    expect(found.explanation.reason).toMatch(/not in memory/);
    const index = indexed.open({ memoryBytes: 1000 }).of(indexedRef, indexedRegistry);
    expect(await index.held(right())).toBeUndefined();
  });

  test('that is not in memory finds all that match, however few and far they are', async () => {
    const index = indexed.open({ memoryBytes: 1000 }).of(indexedRef, indexedRegistry);
    const far = right(count).slice(-3);
    const vector = Array.from(query);
    const among = (ids: ReadonlySet<string>) => ({
      count: async (most: number) => Math.min(most, ids.size),
      list: async () => [...ids],
      among: async (items: readonly string[]) => new Set(items.filter((item) => ids.has(item))),
    });
    const search = async (ids: ReadonlySet<string>) =>
      await index.search({ space: indexedRef, vector }, { limit: 3, filter: among(ids) });

    const few = await search(new Set(far));
    expect(itemsOf(few)).toEqual(far);
    expect(few.explanation).toMatchObject({ path: 'exact-over-filter', matching: 3 });

    const others = Array.from({ length: 6000 }, (_, at) => `nowhere ${at}`);
    const many = await search(new Set([...others, ...right().slice(4), ...far]));
    expect(itemsOf(many)).toEqual(right().slice(4, 7));
    expect(many.explanation).toMatchObject({ path: 'exact', matching: 5000 });
    const none = await search(new Set([...others, ...far]));
    expect(itemsOf(none)).toEqual(far);
  });
});

describe('a graph', () => {
  test('is built while others search, and taken by every process of the home', async () => {
    const [one, two] = [
      indexed.open({ rowsForGraph: 1000, recallRate: 1 }),
      indexed.open({ rowsForGraph: 1000 }),
    ];
    await Promise.all([askLoaded(one), askLoaded(two)]);
    one.startKeeping();
    two.startKeeping();
    for (const indexes of [one, two]) {
      await vi.waitFor(
        async () => {
          const found = await ask(indexes);
          expect(itemsOf(found)).toEqual(right());
          expect(found.explanation).toMatchObject({ inGraph: count });
        },
        { timeout: 30_000, interval: 100 },
      );
    }
    const saved = await readdir(join(indexed.folder, 'text_embedding-v7'));
    expect(saved).toHaveLength(1);
  }, 60_000);

  test('is read from its file at once, and what came or went since is known', async () => {
    const fresh = clusteredVectors(20, indexedDims, { seed: 9 });
    await indexed.table.append(vectorRecords(fresh, { first: 5000, computedAt: 3 }));
    await indexed.table.remove(['item 7']);
    const indexes = indexed.open();
    const found = await askLoaded(indexes, fresh[3]);
    expect(found.near[0]).toMatchObject({ item: 'item 5003', cosine: expect.closeTo(1, 4) });
    expect(found.explanation).toMatchObject({ inGraph: count, vectors: count + 19 });
    expect(itemsOf(await ask(indexes, vectors[7]))).not.toContain('item 7');
  });

  test('that is not what was saved is not used, and taken away; search is exact meanwhile', async () => {
    const saved = await findSavedIndex(indexed.folder, indexedRef);
    const file = join(saved?.folder ?? '', 'graph.usearch');
    const bytes = await readFile(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
    await writeFile(file, bytes);
    const indexes = indexed.open({ rowsForGraph: 1000 });
    expect((await askLoaded(indexes)).explanation).toMatchObject({ path: 'exact', inGraph: 0 });
    expect(await findSavedIndex(indexed.folder, indexedRef)).toBeUndefined();
    indexes.startKeeping();
    await vi.waitFor(
      async () => {
        expect((await ask(indexes)).explanation.inGraph).toBe(count + 19);
      },
      { timeout: 30_000, interval: 100 },
    );
  }, 40_000);

  test('of another version is not used where its folder was put in the place of one', async () => {
    const saved = await findSavedIndex(indexed.folder, indexedRef);
    const file = join(saved?.folder ?? '', 'index.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('text_embedding@7', 'text_embedding@6'));
    expect((await askLoaded(indexed.open())).explanation.inGraph).toBe(0);
  });

  test('stays the one before where a process died between writing and naming the next', async () => {
    const indexes = indexed.open();
    expect(await indexes.build(indexedRef, indexedRegistry)).toBe(true);
    const before = await findSavedIndex(indexed.folder, indexedRef);
    await expect(
      saveIndex(indexed.folder, indexedRef, Date.now(), async (folder) => {
        await writeFile(join(folder, 'coarse.bin'), 'half');
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await findSavedIndex(indexed.folder, indexedRef)).toEqual(before);
    expect((await askLoaded(indexed.open())).explanation.inGraph).toBe(count + 19);
    await indexes.build(indexedRef, indexedRegistry);
    expect(await readdir(join(indexed.folder, 'text_embedding-v7'))).toHaveLength(1);
  });
});
