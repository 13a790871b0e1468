import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { commitUnderstood } from '../../../src/extraction/commit.ts';
import { beginDeletion } from '../../../src/extraction/deletion/begin.ts';
import { finishDeletions } from '../../../src/extraction/deletion/finish.ts';
import { findDeleted, liftTombstone } from '../../../src/extraction/deletion/tombstones.ts';
import { verifyDeleted } from '../../../src/extraction/deletion/verify.ts';
import { beginItems } from '../../../src/extraction/item-rows.ts';
import { collectItems } from '../../../src/extraction/read/collect-items.ts';
import { createSharder } from '../../../src/extraction/read/sharder.ts';
import { summarise } from '../../../src/extraction/summary.ts';
import type { ListedItem } from '../../../src/ingest/listed.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';

let installation: Installation;
let folder: string;
beforeAll(async () => {
  installation = await openInstallation();
  folder = await mkdtemp(join(tmpdir(), 'understory-races-'));
  await installation.db
    .insertInto('runs')
    .values({ id: 'run', source: 's', title: 's', state: 'listing', process: 'p' })
    .execute();
});
afterAll(async () => {
  await installation.close();
  await rm(folder, { recursive: true });
});

const random = seededRandom(3);
const order = { by: 'a test', gone: true };

async function picture(name: string): Promise<string> {
  const path = join(folder, name);
  const background = { r: random() * 255, g: random() * 255, b: random() * 255 };
  await sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toFile(path);
  return path;
}

const listed = (id: string, path: string): ListedItem => ({
  kind: 'item',
  id,
  origin: path,
  assets: [{ kind: 'file', path }],
  text: { title: id, tags: [] },
  attributes: {},
});

const collect = (...items: ListedItem[]) => collectItems(items, 's', 'run', installation);

async function deleteItem(id: string): Promise<void> {
  await beginDeletion(id, order, installation);
  await finishDeletions(installation, { graceMs: 0 });
}

async function digestsOf(id: string): Promise<string[]> {
  const row = await installation.db
    .selectFrom('items')
    .select('assets')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.assets.map(({ digest }) => digest) ?? [];
}

describe('a deletion', () => {
  test('wins over a read of the same item, whichever is first', async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      const id = `raced ${turn}`;
      const path = await picture(`${id}.png`);
      const wait = Math.floor(random() * 30);
      await Promise.all([collect(listed(id, path)), sleep(wait).then(() => deleteItem(id))]);
      await collect(listed(id, path));
      await finishDeletions(installation, { graceMs: 0 });
      const traces = await verifyDeleted(id, installation);
      const left = traces.stores.flatMap(({ found, unproven }) => [...found, ...unproven]);
      expect(left).toEqual([]);
    }
  });

  test('leaves the bytes of an item that begins to use them at the same moment', async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      const path = await picture(`shared ${turn}.png`);
      await collect(listed(`leaves ${turn}`, path));
      const wait = Math.floor(random() * 40);
      await Promise.all([
        deleteItem(`leaves ${turn}`),
        sleep(wait).then(() => collect(listed(`comes ${turn}`, path))),
      ]);
      const [digest = ''] = await digestsOf(`comes ${turn}`);
      expect(await installation.blobs.has(digest)).toBe(true);
    }
  });

  test('keeps what was computed of an item from being stored, and the item from being queued', async () => {
    const { db, signals } = installation;
    await collect(listed('computed', await picture('computed.png')));
    const [row] = await beginItems(db, ['computed']);
    if (!row) throw new Error('nothing was begun');
    await deleteItem('computed');
    const item = { id: row.id, assets: row.assets, text: row.text, attributes: row.attributes };
    const finding = {
      signal: 'text_quality@1',
      part: '',
      outcome: { status: 'abstained', reason: 'no text' },
      cpuMs: 1,
    } as const;
    const stored = await commitUnderstood(
      [
        {
          item,
          due: ['text_quality@1'],
          findings: [finding],
          digests: {},
          finish: { row, summary: summarise(item, {}, []) },
        },
      ],
      installation,
    );
    expect(stored).toEqual([]);
    const table = await signals.table('text_quality', 1);
    expect(await table.recordsOf(['computed'])).toEqual([]);

    const queued: string[] = [];
    const sharder = createSharder('run', installation, async ({ items }) => {
      await Promise.resolve();
      queued.push(...items);
    });
    await sharder.add(['computed', 'other']);
    await sharder.flush();
    expect(queued).toEqual(['other']);
  });

  test('is not in doubt for an item whose id others begin with, but for one that a text names', async () => {
    const { db } = installation;
    await collect(listed('number (5)7', await picture('57.png')));
    const mention = async () => {
      const { stores } = await verifyDeleted('number (5)', installation);
      return stores.flatMap(({ unproven }) => unproven);
    };
    expect(await mention()).toEqual([]);
    const message = 'as good as number (5).';
    const problem = { run: 'run', origin: 'o', item: null, code: 'c', message };
    await db.insertInto('problems').values(problem).execute();
    expect(await mention()).toEqual([
      expect.stringContaining('1 row with its id in a longer text'),
    ]);
  });

  test('is lifted by restoring, but not while it goes on', async () => {
    const { db } = installation;
    await beginDeletion('restored', order, installation);
    await expect(liftTombstone(db, 'restored', 'x', 0)).rejects.toThrow(/still being deleted/);
    await finishDeletions(installation, { graceMs: 0 });
    await liftTombstone(db, 'restored', 'x', 0);
    expect(await findDeleted(db, ['restored'])).toEqual(new Set());
    await expect(liftTombstone(db, 'restored', 'x', 0)).rejects.toThrow(/No item of this id/);
  });
});
