import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signalNames, signalValues } from '../../../src/contracts/values.ts';
import { openSignalStore, type SignalStore } from '../../../src/storage/lance/signal-store.ts';
import type { SignalRecord, SignalTable } from '../../../src/storage/lance/signal-table.ts';
import { startProgram } from '../../fixtures/program.ts';
import { abstention } from '../../fixtures/signal-records.ts';
import { valuesOfSchema } from '../../fixtures/values.ts';
import { builtInSignals } from '../../../src/signals/table.ts';

const { schemaOf } = builtInSignals;

let folder: string;
let store: SignalStore;
let now = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understory-as-of-'));
  store = await openSignalStore(folder, { schemaOf, clock: () => now });
});
afterAll(async () => {
  store.close();
  await rm(folder, { recursive: true });
});

async function scannedAsOf(table: SignalTable, at: number): Promise<SignalRecord[]> {
  const records: SignalRecord[] = [];
  for await (const batch of table.scanAsOf(at)) records.push(...batch);
  return records.toSorted((a, b) => `${a.item} ${a.part}`.localeCompare(`${b.item} ${b.part}`));
}

describe('recordsAsOf()', () => {
  test('gives what a log of all writes says was there at every moment', async () => {
    const items = ['a', 'b', 'c'];
    const write = fc.record({
      item: fc.constantFrom(...items),
      // Parts of one replacement that were not computed in the same millisecond.
      parts: fc.array(fc.nat(3), { maxLength: 3 }),
    });
    let version = 200;
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 8 }), async (writes) => {
        version += 1;
        const table = await store.table('text_quality', version);
        const states: (readonly SignalRecord[])[] = [[]];
        for (const [index, { item, parts }] of writes.entries()) {
          now = (index + 1) * 10;
          const records = parts.map((late, part) =>
            abstention(item, { part: `k${part}`, computedAt: now - late, reason: `${index}` }),
          );
          await table.replace([item], records);
          const others = (states.at(-1) ?? []).filter((record) => record.item !== item);
          states.push([...others, ...records].toSorted((a, b) => (a.item < b.item ? -1 : 1)));
        }
        for (const [index, state] of states.entries()) {
          const at = index * 10;
          const found = await table.recordsAsOf(items, at);
          expect(found).toEqual(state);
          expect(await scannedAsOf(table, at)).toEqual(found);
        }
      }),
      { seed: 5, numRuns: 12 },
    );
  });

  test.each(signalNames)('keeps the replaced values of %s as they were', async (name) => {
    const table = await store.table(name, 102);
    const values = fc.sample(valuesOfSchema(signalValues[name]), { seed: 9, numRuns: 4 });
    const head = { part: '', status: 'ok', reason: null, input: 'd', computedAt: 10 } as const;
    const records = values.map((value, index) => ({ ...head, item: `${index}`, value }) as never);
    const silent = { ...head, item: 'silent', status: 'abstained', value: null } as never;
    const all: SignalRecord<typeof name>[] = [...records, silent];
    const ids = all.map(({ item }) => item);
    await table.append(all);
    now = 20;
    await table.remove(ids);
    expect(await table.recordsOf(ids)).toEqual([]);
    expect(await table.recordsAsOf(ids, 19)).toEqual(all);
    expect(await table.recordsAsOf(ids, 20)).toEqual([]);
  });

  test('forgets what was replaced before a time, and no more', async () => {
    const table = await store.table('text_quality', 103);
    for (const computedAt of [10, 20, 30]) {
      await table.replace(['a'], [abstention('a', { computedAt })]);
    }
    await table.forgetHistoryBefore(20);
    const times = [10, 20, 30].map(async (at) => (await table.recordsAsOf(['a'], at)).length);
    expect(await Promise.all(times)).toEqual([0, 1, 1]);
  });
});

describe('replace()', () => {
  test('shows rows once and loses none when it ends between its two commits', async () => {
    const table = await store.table('text_quality', 104);
    const parts = (computedAt: number) =>
      ['', 'k0'].map((part) => abstention('a', { part, computedAt, reason: `${computedAt}` }));
    await table.replace(['a'], parts(10));
    const connection = await connect(folder);
    const live = await connection.openTable('text_quality-v104');
    const before = await live.version();
    await table.replace(['a'], parts(20));
    // The copy is in the history and the live table as it was: as after a kill between the two.
    await live.checkout(before);
    await live.restore();
    live.close();
    for (const at of [10, 20, 99]) {
      expect(await table.recordsAsOf(['a'], at)).toEqual(parts(10));
      expect(await scannedAsOf(table, at)).toEqual(parts(10));
    }
    await table.replace(['a'], parts(30));
    for (const [at, computedAt] of [
      [10, 10],
      [25, 10],
      [29, 10],
      [30, 30],
    ] as const) {
      expect(await table.recordsAsOf(['a'], at)).toEqual(parts(computedAt));
      expect(await scannedAsOf(table, at)).toEqual(parts(computedAt));
    }
  });

  test('keeps every acknowledged generation when its process is killed again and again', async () => {
    const own = await mkdtemp(join(tmpdir(), 'understory-killed-'));
    let acknowledged = 0;
    for (const waitMs of [3, 11, 29]) {
      // Of a generation that was begun and not acknowledged, some may be in the history.
      const program = startProgram('replace-signals', [own, String(acknowledged + 2)]);
      const first = Number(await program.line());
      acknowledged = Number(await program.line());
      expect(acknowledged).toBe(first + 1);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await program.kill();
    }
    const killed = await openSignalStore(own, { schemaOf });
    const table = await killed.table('text_quality', 1);
    const reasonsAt = async (at: number) => {
      const records = await scannedAsOf(table, at);
      expect(records).toHaveLength(20);
      expect(new Set(records.map(({ item, part }) => `${item} ${part}`)).size).toBe(20);
      return [...new Set(records.map(({ reason }) => reason))];
    };
    expect(await reasonsAt(acknowledged * 10)).toEqual([String(acknowledged)]);
    expect(await reasonsAt(acknowledged * 10 - 1)).toEqual([String(acknowledged - 1)]);
    expect(await reasonsAt(20)).toEqual(['2']);
    killed.close();
    await rm(own, { recursive: true });
  });
});
