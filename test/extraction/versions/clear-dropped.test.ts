import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SignalRef } from '../../../src/contracts/signal-ref.ts';
import { beginBackfill } from '../../../src/extraction/backfill/begin.ts';
import { planBackfill } from '../../../src/extraction/backfill/plan.ts';
import { clearAllDropped, clearDropped } from '../../../src/extraction/versions/clear-dropped.ts';
import { setState } from '../../../src/extraction/versions/set-state.ts';
import { storedVersionsOf } from '../../../src/extraction/versions/stored-versions.ts';
import { drop } from '../../../src/releases/retire-version.ts';
import { openVectorIndexes } from '../../../src/retrieval/indexes/vector-indexes.ts';
import { builtInSignals } from '../../../src/signals/table.ts';
import { folderOfIndexes, listSavedIndexes } from '../../../src/storage/indexes/saved-index.ts';
import { openSignalStore } from '../../../src/storage/lance/signal-store.ts';
import { tableOf } from '../../../src/storage/lance/table-of.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { record, vectorOf, write } from '../../fixtures/signal-catalogue.ts';

const ref: SignalRef<'image_embedding'> = 'image_embedding@2';
const days = { days: 30 };

let installation: Installation;
let folder: string;
beforeAll(async () => {
  installation = await openInstallation();
  folder = folderOfIndexes(installation.home.indexes, ref);
}, 60_000);
afterAll(() => installation.close());

/** The version is being computed, has rows, and its index was saved. */
beforeEach(async () => {
  const { db, signals, clock } = installation;
  await setState(db, ref, 'building', clock());
  const rows = ['a', 'b'].map((item, seed) => record(item, { vector: vectorOf(ref, seed) }));
  await write(signals, ref, rows);
  const indexes = openVectorIndexes({ ...installation, indexes: installation.home.indexes });
  await indexes.build(ref, builtInSignals);
  await indexes.close();
  expect(await listSavedIndexes(folder)).toHaveLength(1);
});

/** As another process does, which has nothing open. */
async function openAfresh() {
  const { db, home } = installation;
  return await openSignalStore(home.lance, storedVersionsOf(db));
}

describe('drop()', () => {
  test('takes the table and the saved index away, and nobody makes the table anew by opening it', async () => {
    await drop(ref, days, installation);
    expect(existsSync(folder)).toBe(false);
    const afresh = await openAfresh();
    for (const signals of [afresh, installation.signals]) {
      await expect(tableOf(signals, ref)).rejects.toMatchObject({
        fault: 'not-found',
        code: 'dropped-version',
        message: expect.stringMatching(/^image_embedding@2 was dropped: .*signals backfill/),
      });
    }
    expect(await afresh.listTables()).not.toContain(ref);
    afresh.close();
  });

  test('ends what a server keeps of the version in memory, which makes its table anew by no look at it', async () => {
    const indexes = openVectorIndexes({ ...installation, indexes: installation.home.indexes });
    indexes.startKeeping();
    const query = { space: ref, vector: vectorOf(ref, 1) } as const;
    const vectors = async () => {
      await indexes.of(ref, builtInSignals).search(query, { limit: 1 });
      return indexes.states()[0]?.vectors;
    };
    await expect.poll(vectors, { timeout: 10_000 }).toBe(2);
    await drop(ref, days, installation);
    await expect.poll(() => indexes.states()[0]?.vectors, { timeout: 10_000 }).toBe(0);
    expect(await installation.signals.listTables()).not.toContain(ref);
    await indexes.close();
  }, 30_000);

  test('leaves a version that can be planned, begun and opened anew', async () => {
    await drop(ref, days, installation);
    const plan = await planBackfill(ref, installation);
    await beginBackfill(plan, { by: 'a test' }, installation);
    expect(await (await tableOf(installation.signals, ref)).headsOf(['a'])).toEqual([]);
  });
});

describe('clearAllDropped()', () => {
  test('takes away what a process that died while it dropped a version has left', async () => {
    const { db, clock } = installation;
    await setState(db, ref, 'dropped', clock());
    const half = join(folder, 'half-000000000000001-of-a-build');
    await mkdir(half);
    await writeFile(join(half, 'fine.bin'), 'rows');
    expect(await clearAllDropped(installation)).toBe(1);
    expect(existsSync(folder)).toBe(false);
    expect(await installation.signals.listTables()).not.toContain(ref);
    expect(await clearAllDropped(installation)).toBe(0);
  });

  test('takes away the saved index where another machine dropped the version', async () => {
    const { db, signals, clock } = installation;
    await setState(db, ref, 'dropped', clock());
    await signals.dropTable('image_embedding', 2);
    expect(await clearAllDropped(installation)).toBe(1);
    expect(existsSync(folder)).toBe(false);
  });

  test('leaves what is of versions that are computed, also of one that is again', async () => {
    expect(await clearAllDropped(installation)).toBe(0);
    expect(await clearDropped(ref, installation)).toBe(false);
    expect(await listSavedIndexes(folder)).toHaveLength(1);
    expect(await (await tableOf(installation.signals, ref)).headsOf(['a'])).toHaveLength(1);
  });
});

test('table() opens what a drop that died has left, for who deletes an item of it', async () => {
  const { db, clock } = installation;
  await setState(db, ref, 'dropped', clock());
  const afresh = await openAfresh();
  const table = await tableOf(afresh, ref);
  expect(await table.erase(['a'], { graceMs: 0 })).toContain('a');
  expect(await table.findTraces('a')).toEqual([]);
  afresh.close();
});
