import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSignalStore, type SignalStore } from '../../../src/storage/lance/signal-store.ts';
import { startProgram } from '../../fixtures/program.ts';
import { abstention } from '../../fixtures/signal-records.ts';
import { builtInSignals } from '../../../src/signals/table.ts';

const { schemaOf } = builtInSignals;

let folder: string;
let store: SignalStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understory-erase-'));
  store = await openSignalStore(folder, { schemaOf });
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true });
});

/** Bytes that no encoding shortens, so that they are in a file as they are or not at all. */
const marker = 'Qx7-zR2!kP9_vW4~mT6^hB1';
const id = `erase me '${marker}'`;

async function filesWith(text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const has = await Promise.all(paths.map(async (path) => (await readFile(path)).includes(text)));
  return paths.filter((_, index) => has[index]).map((path) => path.slice(folder.length));
}

const kindsOf = (traces: readonly { kind: string }[]) =>
  [...new Set(traces.map(({ kind }) => kind))].toSorted();

describe('erase()', () => {
  test('leaves no byte of an item in live rows, history, old versions and notes of deletion', async () => {
    const table = await store.table('text_quality', 1);
    const others = Array.from({ length: 50 }, (_, index) => `other ${index}`);
    await table.append(others.map((item) => abstention(item)));
    for (const computedAt of [1, 2, 3]) {
      await table.replace([id], [abstention(id, { computedAt, reason: `${marker} said` })]);
    }
    await table.replace(['other 1'], [abstention('other 1', { computedAt: 9 })]);
    expect((await filesWith(marker)).length).toBeGreaterThan(4);
    expect(kindsOf(await table.findTraces(id))).toEqual(['deleted-rows', 'old-version', 'row']);

    await table.erase([id], { graceMs: 0 });

    expect(await filesWith(marker)).toEqual([]);
    expect(await table.findTraces(id)).toEqual([]);
    expect(await table.recordsAsOf([id], 2)).toEqual([]);
    expect(await table.countByStatus('parts')).toMatchObject({ abstained: 50 });
    expect(await table.recordsAsOf(['other 1'], 5)).toEqual([abstention('other 1')]);
  });

  test('leaves none when the item was removed before, and does nothing more when done twice', async () => {
    const table = await store.table('text_quality', 1);
    await table.append([abstention(id, { reason: marker }), abstention('b'), abstention('c')]);
    await table.remove([id]);
    expect(kindsOf(await table.findTraces(id))).toEqual([
      'deleted-rows',
      'named',
      'old-version',
      'row',
    ]);
    for (let times = 0; times < 2; times += 1) {
      await table.erase([id], { graceMs: 0 });
      expect(await filesWith(marker)).toEqual([]);
      expect(await table.findTraces(id)).toEqual([]);
    }
    expect(await table.headsOf(['b', 'c'])).toHaveLength(2);
  });

  test('takes files away that no version refers to where they are old or name the item in what was to be done', async () => {
    const table = await store.table('text_quality', 1);
    await table.append([abstention('b')]);
    const root = join(folder, 'text_quality-v1.lance');
    const ages = {
      'data/old.lance': 61,
      'data/new.lance': 50,
      '_transactions/9-old.txn': 2,
      '_transactions/.tmpKilled': 0.1,
      '_transactions/9-of-another.txn': 0.1,
    };
    for (const [path, minutes] of Object.entries(ages)) {
      const named = path.includes('another') ? 'b' : id;
      await writeFile(join(root, path), `of '${named.replaceAll("'", "''")}'`);
      const at = new Date(Date.now() - minutes * 60_000);
      await utimes(join(root, path), at, at);
    }
    expect(await table.findTraces(id)).toHaveLength(5);
    await table.erase([id], { graceMs: 0 });
    const left = await table.findTraces(id);
    expect(left.every(({ kind }) => kind === 'stray')).toBe(true);
    expect(Object.fromEntries(left.map(({ where, certain }) => [where, certain]))).toEqual({
      'text_quality-v1.lance/_transactions/9-of-another.txn': false,
      'text_quality-v1.lance/data/new.lance': true,
    });
  });

  test('makes the index anew when there is one, and leaves every other row', async () => {
    const table = await store.table('text_quality', 1);
    const items = Array.from({ length: 12_000 }, (_, index) => `item ${index}`);
    await table.append([...items, id].map((item) => abstention(item)));
    await table.compact();
    await table.replace(['item 7'], [abstention('item 7', { computedAt: 2 })]);
    await table.erase([id, 'item 11999'], { graceMs: 0 });
    expect(await table.findTraces(id)).toEqual([]);
    expect(await table.findTraces('item 11999')).toEqual([]);
    expect(await table.countByStatus('parts')).toMatchObject({ abstained: 11_999 });
    expect(await table.headsOf(['item 0', 'item 7', 'item 11999'])).toHaveLength(2);
    const connection = await connect(folder);
    const [index] = await (await connection.openTable('text_quality-v1')).listIndices();
    expect(index).toMatchObject({ numIndexedRows: 11_999, numUnindexedRows: 0 });
    connection.close();
  });

  test('ends what it began when its process is killed in the middle, and loses no other row', async () => {
    const table = await store.table('text_quality', 4);
    const others = Array.from({ length: 200 }, (_, index) => abstention(`other ${index}`));
    await table.append([...others, abstention(id)]);
    await table.replace([id], [abstention(id, { computedAt: 2 })]);
    for (const waitMs of [2, 9, 17]) {
      const eraser = startProgram('erase-signals', [folder, id]);
      await eraser.line();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await eraser.kill();
      expect(await table.countByStatus('parts').then(({ abstained }) => abstained)).toBeOneOf([
        200, 201,
      ]);
    }
    await table.erase([id], { graceMs: 0 });
    // A file that no version refers to may be another writer's: it goes when it is older.
    const left = await table.findTraces(id);
    expect(left.filter(({ kind, certain }) => kind !== 'stray' || certain)).toEqual([]);
    expect(await table.countByStatus('parts')).toMatchObject({ abstained: 200 });
  });

  test('loses no row of two processes that write at the same time', async () => {
    const table = await store.table('text_quality', 4);
    await table.append([abstention(id, { reason: marker })]);
    const writers = ['left', 'right'].map((name) => startProgram('write-signals', [folder, name]));
    const ended = Promise.all(writers.map((writer) => writer.ended));
    let rounds = 0;
    let going = true;
    void ended.then(() => (going = false));
    while (going) {
      await table.erase([id], { graceMs: 200 });
      rounds += 1;
    }
    expect(await ended).toEqual([0, 0]);
    expect(rounds).toBeGreaterThan(1);
    expect(await table.countByStatus('parts')).toEqual({ ok: 0, abstained: 120, failed: 0 });
    expect(await filesWith(marker)).toEqual([]);
  });
});
