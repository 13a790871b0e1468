import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import {
  imageEmbeddingDims,
  signalNames,
  signalValues,
  type SignalName,
} from '../../../src/contracts/values.ts';
import { openSignalStore, type SignalStore } from '../../../src/storage/lance/signal-store.ts';
import type { SignalRecord } from '../../../src/storage/lance/signal-table.ts';
import { startProgram } from '../../fixtures/program.ts';
import { valuesOfSchema } from '../../fixtures/values.ts';
import { builtInSignals } from '../../../src/signals/table.ts';

const { schemaOf } = builtInSignals;

let folder: string;
let store: SignalStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understory-lance-'));
  store = await openSignalStore(folder, { schemaOf });
});
afterAll(async () => {
  store.close();
  await rm(folder, { recursive: true });
});

function said<Name extends SignalName>(
  item: string,
  value: SignalRecord<Name>['value'],
  part = '',
): SignalRecord<Name> {
  return { item, part, status: 'ok', reason: null, input: 'digest', computedAt: 1, value };
}

function abstained(item: string, part = ''): SignalRecord<'text_quality'> {
  const reason = 'no text';
  return { item, part, status: 'abstained', reason, input: 'digest', computedAt: 1, value: null };
}

describe('append()', () => {
  test.each(signalNames)(
    'keeps every value of %s as it was, beside what was there',
    async (name) => {
      const table = await store.table(name, 101);
      const values = fc.sample(valuesOfSchema(signalValues[name]), { seed: 8, numRuns: 10 });
      const records = values.map((value, index) =>
        said<typeof name>(`item ${index}`, value as never),
      );
      await table.replace(['item 0'], records.slice(0, 1));
      await table.append(records.slice(1));
      await table.append([]);
      expect(await table.recordsOf(records.map(({ item }) => item))).toEqual(records);
    },
  );
});

describe('scan()', () => {
  test.each(signalNames)('gives every value of %s of many rows', async (name) => {
    const table = await store.table(name, 102);
    const values = fc.sample(valuesOfSchema(signalValues[name]), { seed: 9, numRuns: 20 });
    const records = Array.from({ length: 1100 }, (_, index) => {
      const item = `item ${String(index).padStart(4, '0')}`;
      const record = said<typeof name>(item, values[index % values.length] as never);
      return index % 7 === 0
        ? { ...record, status: 'abstained' as const, reason: 'r', value: null }
        : record;
    });
    await table.append(records);
    const scanned: SignalRecord<typeof name>[] = [];
    for await (const some of table.scan()) scanned.push(...some);
    expect(scanned.toSorted((a, b) => (a.item < b.item ? -1 : 1))).toEqual(records);
  });
});

describe('replace()', () => {
  test.each(signalNames)('keeps every value of %s as it was', async (name) => {
    const table = await store.table(name, 100);
    const values = fc.sample(valuesOfSchema(signalValues[name]), { seed: 7, numRuns: 25 });
    const records = values.map((value, index) =>
      said<typeof name>(`item ${String(index).padStart(2, '0')}`, value as never),
    );
    const silent = { ...records[0], item: 'silent', status: 'abstained', value: null, reason: 'r' };
    const all = [...records, silent as SignalRecord<typeof name>];
    const ids = all.map(({ item }) => item);
    await table.replace(ids, all);
    expect(await table.recordsOf(ids)).toEqual(all);
  });

  test('removes parts that are no longer there, of its items and of no other', async () => {
    const table = await store.table('text_quality', 1);
    const parts = ['', 'k0', 'k1', 'k2'];
    await table.replace(
      ['a', 'b'],
      parts.flatMap((part) => [abstained('a', part), abstained('b', part)]),
    );
    await table.replace(['a'], [abstained('a'), abstained('a', 'k0')]);
    const rows = await table.headsOf(['a', 'b']);
    expect(
      rows
        .filter(({ item }) => item === 'a')
        .map(({ part }) => part)
        .toSorted(),
    ).toEqual(['', 'k0']);
    expect(rows.filter(({ item }) => item === 'b')).toHaveLength(4);
    await table.replace(['b'], []);
    expect(await table.headsOf(['b'])).toEqual([]);
  });

  test('gives the same rows when it is done twice', async () => {
    const table = await store.table('text_quality', 2);
    for (let times = 0; times < 2; times += 1) await table.replace(['a'], [abstained('a')]);
    expect(await table.countByStatus('parts')).toEqual({ ok: 0, abstained: 1, failed: 0 });
  });

  test('tells ids apart whatever is in them', async () => {
    const table = await store.table('text_quality', 3);
    const ids = [
      "it's",
      '"quoted"',
      "'; --",
      '日本/é.jpg',
      '%',
      '_',
      '\\',
      'a\nb',
      ' ',
      '👩‍👩‍👧',
      "''",
      'a\u0000b',
    ];
    await table.replace(
      ids,
      ids.map((id) => abstained(id)),
    );
    for (const id of ids) {
      expect((await table.recordsOf([id])).map(({ item }) => item)).toEqual([id]);
    }
    await table.remove(["it's", '%', 'a\u0000b']);
    expect(await table.countByStatus('parts')).toMatchObject({ abstained: ids.length - 3 });
  });

  test('loses nothing when two processes write at once', async () => {
    await store.table('text_quality', 4);
    const writers = ['left', 'right'].map((name) => startProgram('write-signals', [folder, name]));
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([0, 0]);
    const table = await store.table('text_quality', 4);
    expect(await table.countByStatus('parts')).toEqual({ ok: 0, abstained: 120, failed: 0 });
    await table.compact();
    const ids = Array.from({ length: 60 }, (_, index) => `left ${index}`);
    expect(await table.headsOf(ids)).toHaveLength(60);
  });
});

describe('nearest()', () => {
  test('finds what comparing all finds, in the same order', async () => {
    const table = await store.table('image_embedding', 1);
    const random = seededRandom(11);
    const vectors = Array.from({ length: 300 }, () =>
      Array.from({ length: imageEmbeddingDims }, () => random() - 0.5),
    );
    const records = vectors.map((vector, index) =>
      said<'image_embedding'>(`v${index}`, { vector }),
    );
    await table.replace(
      records.map(({ item }) => item),
      records,
    );
    for (const query of vectors.slice(0, 5)) {
      const expected = vectors
        .map((vector, index) => ({ item: `v${index}`, cosine: cosineOf(query, vector) }))
        .toSorted((a, b) => b.cosine - a.cosine)
        .slice(0, 10);
      const found = await table.nearest(query, { limit: 10 });
      expect(found.map(({ record }) => record.item)).toEqual(expected.map(({ item }) => item));
      for (const [rank, { cosine }] of found.entries()) {
        expect(cosine).toBeCloseTo(expected[rank]?.cosine ?? 0, 5);
      }
    }
  });
});

function cosineOf(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, number, at) => sum + number * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
