import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { seededRandom } from '../../../src/base/random.ts';
import { vectorSchema } from '../../../src/contracts/vector.ts';
import { bucketOf } from '../../../src/storage/lance/place.ts';
import { openSignalStore } from '../../../src/storage/lance/signal-store.ts';
import type { SignalRecord, SignalTable } from '../../../src/storage/lance/signal-table.ts';
import { abstention } from '../../fixtures/signal-records.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understory-buckets-'));
});
afterEach(() => rm(folder, { recursive: true }));

const schemaOf = () => z.object({ vector: vectorSchema(4) });

async function all(batches: AsyncIterable<SignalRecord[]>): Promise<SignalRecord[]> {
  const records: SignalRecord[] = [];
  for await (const batch of batches) records.push(...batch);
  return records.toSorted((a, b) => (a.item < b.item ? -1 : 1));
}

describe('openSignalStore()', () => {
  test('answers everything as with one bucket when rows lie in five', async () => {
    const random = seededRandom(3);
    const items = Array.from(
      { length: 60 },
      (_, index) => `item ${String(index).padStart(2, '0')}`,
    );
    const recordsOf = (ids: readonly string[], computedAt: number): SignalRecord[] =>
      ids.map((item) => {
        const vector = Array.from({ length: 4 }, () => Math.fround(random() - 0.5));
        const head = { item, part: '', reason: null, input: 'd', computedAt };
        return { ...head, status: 'ok', value: { vector } };
      });
    const first = recordsOf(items, 10);
    const second = recordsOf(items.slice(0, 30), 20);
    const answers = [1, 5].map(async (buckets) => {
      const store = await openSignalStore(join(folder, `${buckets}`), { buckets, schemaOf });
      const table: SignalTable = await store.table('image_embedding', 1);
      await table.append(first);
      await table.replace(items.slice(0, 32), second);
      await table.remove(['item 40', 'nobody']);
      await table.erase(['item 41', 'item 02'], { graceMs: 0 });
      const columns: string[] = [];
      for await (const batch of table.columns(['item'])) {
        for (let row = 0; row < batch.rows; row += 1) columns.push(batch.text('item', row));
      }
      const near = await table.nearest([1, 0.5, 0, 0], {
        limit: 7,
        items: items.slice(0, 50),
      });
      const answer = {
        records: await table.recordsOf(items),
        before: await table.recordsAsOf(items, 15),
        heads: (await table.headsOf(items)).toSorted((a, b) => (a.item < b.item ? -1 : 1)),
        scan: await all(table.scan()),
        scanBefore: await all(table.scanAsOf(15)),
        columns: columns.toSorted(),
        near: near.map(({ record, cosine }) => [record.item, cosine.toFixed(5)]),
        count: await table.countByStatus('items'),
        traces: await table.findTraces('item 41'),
        tables: await store.listTables(),
      };
      await store.dropTable('image_embedding', 1);
      expect(await store.listTables()).toEqual([]);
      store.close();
      return answer;
    });
    const [one, five] = await Promise.all(answers);
    expect(one?.count).toEqual({ ok: 55, abstained: 0, failed: 0 });
    expect(one?.before).toHaveLength(58);
    expect(five).toEqual(one);
  });

  test('takes the number that the store was made with, and refuses another', async () => {
    const made = await openSignalStore(folder, { schemaOf, buckets: 3 });
    await (await made.table('text_quality', 1)).append([abstention('a')]);
    made.close();
    expect((await readdir(folder)).filter((name) => name.endsWith('.lance')).toSorted()).toEqual([
      'text_quality-v1-b00.lance',
      'text_quality-v1-b01.lance',
      'text_quality-v1-b02.lance',
    ]);
    const again = await openSignalStore(folder, { schemaOf });
    expect(again.buckets).toBe(3);
    expect(await (await again.table('text_quality', 1)).headsOf(['a'])).toHaveLength(1);
    again.close();
    await expect(openSignalStore(folder, { schemaOf, buckets: 4 })).rejects.toMatchObject({
      code: 'other-buckets',
      message: expect.stringContaining('are in 3 buckets, not 4'),
    });
  });

  test('sees one bucket where tables are older than the note, and refuses a note that is none', async () => {
    const old = await openSignalStore(folder, { schemaOf });
    await old.table('text_quality', 1);
    old.close();
    await rm(join(folder, 'layout.json'));
    await expect(openSignalStore(folder, { schemaOf, buckets: 2 })).rejects.toMatchObject({
      code: 'other-buckets',
    });
    await writeFile(join(folder, 'layout.json'), '{"buckets": "many"}');
    await expect(openSignalStore(folder, { schemaOf })).rejects.toMatchObject({
      code: 'bad-layout',
    });
  });

  test.each([0, 1.5, 65, Number.NaN])('refuses %d buckets', async (buckets) => {
    await expect(openSignalStore(folder, { schemaOf, buckets })).rejects.toMatchObject({
      code: 'bad-buckets',
    });
  });
});

describe('bucketOf()', () => {
  test('puts an id where it always did', () => {
    // SHA-256("abc") begins with ba7816bf (FIPS 180-4).
    expect(bucketOf('abc', 10)).toBe(0xba7816bf % 10);
  });

  test('gives every bucket about as many ids', () => {
    const counts = new Map<number, number>();
    for (let index = 0; index < 8000; index += 1) {
      const bucket = bucketOf(`https://example.org/${index}.jpg`, 8);
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
    fc.assert(fc.property(fc.string(), (id) => bucketOf(id, 8) < 8));
  });
});
