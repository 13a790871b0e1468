import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSignalStore, type SignalStore } from '../../../src/storage/lance/signal-store.ts';
import type { SignalTable } from '../../../src/storage/lance/signal-table.ts';
import { abstention } from '../../fixtures/signal-records.ts';
import { builtInSignals } from '../../../src/signals/table.ts';

const { schemaOf } = builtInSignals;

/** Two stores over one folder hold handles of their own, as two processes do. */
let folder: string;
let dropper: SignalStore;
let other: SignalStore;
let stale: SignalTable<'text_quality'>;

async function openBoth(buckets: number): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'understory-dropped-'));
  dropper = await openSignalStore(folder, { schemaOf, buckets });
  other = await openSignalStore(folder, { schemaOf });
  await fill(await dropper.table('text_quality', 1), 'old');
  stale = await other.table('text_quality', 1);
  await stale.recordsOf(['a']);
  await stale.recordsAsOf(['a'], 1);
}

async function fill(table: SignalTable<'text_quality'>, reason: string): Promise<void> {
  await table.append(['a', 'b'].map((item) => abstention(item, { reason })));
  await table.replace(['a'], [abstention('a', { computedAt: 2, reason })]);
}

async function drain<Row>(batches: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

const uses: readonly (readonly [
  string,
  (table: SignalTable<'text_quality'>) => Promise<unknown>,
])[] = [
  ['recordsOf', (table) => table.recordsOf(['a'])],
  ['recordsAsOf', (table) => table.recordsAsOf(['a'], 1)],
  ['headsOf', (table) => table.headsOf(['a'])],
  ['countByStatus', (table) => table.countByStatus('items')],
  ['scan', (table) => drain(table.scan())],
  ['scanAsOf', (table) => drain(table.scanAsOf(1))],
  ['append', (table) => table.append([abstention('c')])],
  ['replace', (table) => table.replace(['a'], [abstention('a', { computedAt: 3 })])],
  ['remove', (table) => table.remove(['a'])],
  ['retract', (table) => table.retract(['a'], 2, { alone: true })],
  ['compact', (table) => table.compact()],
  ['erase', (table) => table.erase(['a'], { graceMs: 0 })],
];

describe.each([1, 3])('a table of %i buckets that another process dropped', (buckets) => {
  beforeEach(() => openBoth(buckets));
  afterEach(async () => {
    dropper.close();
    other.close();
    await rm(folder, { recursive: true });
  });

  test('says so, whatever is asked of it, and is not made anew by that', async () => {
    await dropper.dropTable('text_quality', 1);
    for (const [name, use] of uses) {
      await expect(use(stale), name).rejects.toMatchObject({
        fault: 'not-found',
        code: 'dropped-version',
        message: expect.stringMatching(
          /^text_quality@1 was dropped: .* signals backfill text_quality@1/,
        ),
      });
    }
    expect(await other.listTables()).toEqual([]);
  });

  test('is used as it is now once it was made anew, by who had it open and by who opens it', async () => {
    await dropper.dropTable('text_quality', 1);
    await expect(stale.recordsOf(['a'])).rejects.toThrow('was dropped');
    await fill(await dropper.table('text_quality', 1), 'new');
    for (const table of [stale, await other.table('text_quality', 1)]) {
      expect((await table.recordsOf(['a', 'b'])).map(({ reason }) => reason)).toEqual([
        'new',
        'new',
      ]);
      expect((await table.recordsAsOf(['a'], 1)).map(({ reason }) => reason)).toEqual(['new']);
    }
    await stale.append([abstention('c')]);
    expect(await (await dropper.table('text_quality', 1)).headsOf(['c'])).toHaveLength(1);
  });

  test('is used as it is now where it was made anew between two uses', async () => {
    await dropper.dropTable('text_quality', 1);
    await (await dropper.table('text_quality', 1)).append([abstention('a', { reason: 'new' })]);
    expect((await stale.recordsAsOf(['a'], 1)).map(({ reason }) => reason)).toEqual(['new']);
    expect(await drain(stale.scan())).toHaveLength(1);
    await stale.replace(['a'], [abstention('a', { computedAt: 5 })]);
    expect(await drain(stale.scanAsOf(1))).toMatchObject([{ reason: 'new' }]);
  });
});
