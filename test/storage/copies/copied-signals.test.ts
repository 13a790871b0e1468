import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../../../src/base/log.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { imageEmbeddingDims } from '../../../src/contracts/values.ts';
import { openSignalStore, type SignalStore } from '../../../src/storage/lance/signal-store.ts';
import type { SignalRecord, SignalTable } from '../../../src/storage/lance/signal-table.ts';
import {
  openCopiedSignals,
  type CopiedSignals,
} from '../../../src/storage/copies/copied-signals.ts';
import {
  servedRecords,
  type ServedRecords,
  type ServedTable,
} from '../../../src/storage/copies/served-record.ts';
import { builtInSignals } from '../../../src/signals/table.ts';

let folder: string;
const stores: SignalStore[] = [];
let signals: CopiedSignals | undefined;
let version = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understory-copied-'));
});
afterEach(async () => {
  await signals?.close();
});
afterAll(async () => {
  for (const store of stores) store.close();
  await rm(folder, { recursive: true });
});

const random = seededRandom(11);

function embedding(item: string, computedAt: number, part = ''): SignalRecord<'crop_embedding'> {
  const vector = [...Float32Array.from({ length: imageEmbeddingDims }, random)];
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const value = { label: 'chair', score: 0.5, box, vector };
  return { item, part, status: 'ok', reason: null, input: 'i', computedAt, value };
}

function abstained(item: string, computedAt: number): SignalRecord<'crop_embedding'> {
  const reason = 'no boxes';
  return { item, part: '', status: 'abstained', reason, input: 'i', computedAt, value: null };
}

interface Opened {
  readonly plain: SignalTable<'crop_embedding'>;
  readonly copied: ServedTable;
  /** Until the copy answers for these items; the answer. */
  answered(items: readonly string[]): Promise<ServedRecords>;
}

async function open({ buckets = 1, mostBytes = 1e9 } = {}): Promise<Opened> {
  const store = await openSignalStore(join(folder, `lance-${buckets}`), {
    schemaOf: builtInSignals.schemaOf,
    buckets,
  });
  stores.push(store);
  const log = createLogger({ UNDERSTORY_LOG: 'silent' });
  const opened = openCopiedSignals(store, { folder: join(folder, 'copied'), mostBytes, log });
  signals = opened;
  version += 1;
  const copied = await opened.table(`crop_embedding@${version}`);
  return {
    plain: await store.table('crop_embedding', version),
    copied,
    answered: (items) =>
      vi.waitFor(
        async () => {
          const before = opened.uses().copy;
          const answer = await copied.recordsOf(items);
          expect(opened.uses().copy).toBe(before + 1);
          return answer;
        },
        { timeout: 10_000, interval: 50 },
      ),
  };
}

describe('openCopiedSignals()', () => {
  test('answers from the copy what the table holds, vectors and parts included', async () => {
    const { plain, answered } = await open();
    const records = [
      embedding('a', 1, 'o0'),
      embedding('a', 1, 'o1'),
      embedding('b', 1, 'o0'),
      abstained('c', 1),
    ];
    await plain.append(records);
    expect(await answered(['c', 'a', 'missing'])).toEqual(
      servedRecords(records.filter(({ item }) => item !== 'b')),
    );
  });

  test('answers as the table does after every one of many random changes', async () => {
    const { plain, copied, answered } = await open({ buckets: 3 });
    const ids = Array.from({ length: 12 }, (_, index) => `item ${index}`);
    const pick = () => ids.filter(() => random() < 0.3);
    await plain.append(ids.map((id) => embedding(id, 0, 'o0')));
    await answered(ids);
    for (let at = 1; at <= 25; at += 1) {
      const some = pick();
      const change = Math.floor(random() * 5);
      if (change === 0) await plain.remove(some);
      else if (change === 1) await plain.compact();
      else if (change === 2) await plain.erase(some, { graceMs: 0 });
      else {
        const parts = some.flatMap((id) =>
          random() < 0.3 ? [abstained(id, at)] : [embedding(id, at, 'o0'), embedding(id, at, 'o1')],
        );
        await plain.replace(some, parts);
      }
      const expected = servedRecords(await plain.recordsOf(ids));
      expect(await copied.recordsOf(ids)).toEqual(expected);
      if (at % 5 === 0) expect(await answered(ids)).toEqual(expected);
    }
  });

  test('answers from the table that another process dropped and made anew', async () => {
    const { plain, copied, answered } = await open();
    await plain.append([embedding('a', 1)]);
    await answered(['a']);
    const other = await openSignalStore(join(folder, 'lance-1'), {
      schemaOf: builtInSignals.schemaOf,
    });
    stores.push(other);
    await other.dropTable('crop_embedding', version);
    await expect(copied.recordsOf(['a'])).rejects.toMatchObject({ code: 'dropped-version' });
    const made = await other.table('crop_embedding', version);
    const record = embedding('a', 1);
    await made.append([record]);
    expect(await answered(['a'])).toEqual(servedRecords([record]));
  });

  test('leaves nothing in its folder, whose name is gone while it is used', async () => {
    const { plain, answered } = await open();
    await plain.append([embedding('a', 1)]);
    await answered(['a']);
    expect(await readdir(join(folder, 'copied'))).toEqual([]);
  });

  test('asks the table where there is no room for a copy', async () => {
    const { plain, copied } = await open({ mostBytes: 10_000 });
    const ids = Array.from({ length: 300 }, (_, index) => `item ${index}`);
    await plain.append(ids.map((id) => embedding(id, 1)));
    await copied.recordsOf(['item 7']);
    await vi.waitFor(() => expect(signals?.uses()).toMatchObject({ tooLarge: 1, bytes: 0 }), {
      timeout: 5000,
    });
    expect((await copied.recordsOf(['item 7'])).get('item 7')).toHaveLength(1);
    expect(signals?.uses()).toMatchObject({ copy: 0, table: 2 });
  });
});
