import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SignalRef } from '../../../src/contracts/signal-ref.ts';
import { vectorSchema } from '../../../src/contracts/vector.ts';
import { openSignalStore } from '../../../src/storage/lance/signal-store.ts';
import { abstention } from '../../fixtures/signal-records.ts';
import { builtInSignals } from '../../../src/signals/table.ts';

const { schemaOf } = builtInSignals;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understory-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Version 1 of every signal is a vector of 3 numbers, version 2 of 5. */
function byVersion(ref: SignalRef): z.ZodObject {
  return z.object({ vector: vectorSchema(ref.endsWith('@1') ? 3 : 5) });
}

describe('table()', () => {
  test('holds versions of one signal side by side, each of its own dimensions', async () => {
    const store = await openSignalStore(folder, { schemaOf: byVersion });
    for (const [version, dims] of [
      [1, 3],
      [2, 5],
    ] as const) {
      const table = await store.table('image_embedding', version);
      expect(table.ref).toBe(`image_embedding@${version}`);
      const vector = Array.from({ length: dims }, (_, index) => (index === 0 ? 1 : 0));
      const head = { item: 'a', part: '', status: 'ok', reason: null, input: '' } as const;
      await table.append([{ ...head, computedAt: 1, value: { vector } }]);
      const [near] = await table.nearest(vector, { limit: 1 });
      expect(near?.record.value).toEqual({ vector });
    }
    store.close();
  });

  test('names every column that differs when a table was made of another schema', async () => {
    const before = await openSignalStore(folder, { schemaOf: byVersion });
    await before.table('image_embedding', 1);
    before.close();
    const schema = z.object({
      vector: vectorSchema(4),
      boxes: z.array(z.object({ x: z.number() })),
    });
    const after = await openSignalStore(folder, { schemaOf: () => schema });
    await expect(after.table('image_embedding', 1)).rejects.toMatchObject({
      fault: 'conflict',
      code: 'table-contradicts-schema',
      message: expect.stringContaining(
        'The table image_embedding-v1 is not what its signal says: its column vector holds ' +
          'a vector of 3 numbers, not a vector of 4 numbers; ' +
          'it has no column boxes (a list of { x: number }).',
      ),
    });
    await after.dropTable('image_embedding', 1);
    expect((await after.table('image_embedding', 1)).version).toBe(1);
    after.close();
  });
});

describe('a store of many commits', () => {
  test('changes its connection under writers and readers, who notice nothing', async () => {
    const store = await openSignalStore(folder, { schemaOf });
    const first = await store.table('text_quality', 1);
    const write = async (writer: number) => {
      for (let at = 0; at < 130; at += 1) {
        const table = await store.table('text_quality', 1);
        await table.append([abstention(`${writer}-${at}`)]);
      }
    };
    await Promise.all([write(0), write(1)]);
    expect(await store.table('text_quality', 1)).not.toBe(first);
    for (const table of [first, await store.table('text_quality', 1)]) {
      expect(await table.countByStatus('items')).toMatchObject({ abstained: 260 });
    }
    store.close();
  });
});

describe('dropTable()', () => {
  test('takes a version away with its history, leaves others, and does nothing when there is none', async () => {
    const store = await openSignalStore(folder, { schemaOf });
    for (const version of [1, 2, 10]) {
      const table = await store.table('text_quality', version);
      await table.replace(['a'], [abstention('a')]);
      await table.replace(['a'], [abstention('a', { computedAt: 2 })]);
    }
    const all = ['text_quality@1', 'text_quality@2', 'text_quality@10'];
    expect(await store.listTables()).toEqual(all);
    await store.dropTable('text_quality', 1);
    await store.dropTable('text_quality', 1);
    expect(await store.listTables()).toEqual(all.slice(1));
    const again = await store.table('text_quality', 1);
    expect(await again.recordsAsOf(['a'], 1)).toEqual([]);
    expect(await (await store.table('text_quality', 2)).recordsAsOf(['a'], 1)).toHaveLength(1);
    store.close();
  });
});
