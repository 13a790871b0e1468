import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginItems } from '../../../src/extraction/item-rows.ts';
import { listSource } from '../../../src/extraction/read/read-source.ts';
import { retryFailed } from '../../../src/extraction/read/requeue.ts';
import type { ShardInput } from '../../../src/extraction/shard.ts';
import { problem, type AssetOrigin, type Listed, type Source } from '../../../src/ingest/listed.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';

let folder: string;
let installation: Installation;

beforeAll(async () => {
  installation = await openInstallation();
  folder = await mkdtemp(join(tmpdir(), 'understory-collect-'));
});
afterAll(async () => {
  await installation.close();
  await rm(folder, { recursive: true });
});

async function writePicture(name: string, red: number): Promise<AssetOrigin> {
  const path = join(folder, name);
  const background = { r: red, g: 0, b: 0 };
  await sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .png()
    .toFile(path);
  return { kind: 'file', path };
}

function itemOf(id: string, ...assets: AssetOrigin[]): Listed {
  return { kind: 'item', id, origin: id, assets, text: { title: id, tags: [] }, attributes: {} };
}

function sourceOf(name: string, ...listing: Listed[]): Source {
  return {
    name,
    title: name,
    async *list() {
      yield* listing;
    },
  };
}

/** Lists a source and gives what it queued and how many files it read. */
async function read(source: Source, options = { prune: false }) {
  const { db, blobs } = installation;
  const run = crypto.randomUUID();
  await db
    .insertInto('runs')
    .values({ id: run, source: source.name, title: source.name, state: 'listing', process: 'p' })
    .execute();
  const queued: string[] = [];
  let filesRead = 0;
  const counted = {
    ...installation,
    blobs: {
      ...blobs,
      putFile(path: string | Buffer) {
        filesRead += 1;
        return blobs.putFile(path);
      },
    },
  };
  await listSource(source, run, { ...options, process: 'p' }, counted, {
    enqueueShard: ({ items }: ShardInput) => {
      queued.push(...items);
      return Promise.resolve();
    },
    completeRun: () => Promise.resolve(),
  });
  const problems = await db.selectFrom('problems').selectAll().where('run', '=', run).execute();
  const row = await db
    .selectFrom('runs')
    .select(['listed', 'unchanged', 'due', 'removed'])
    .where('id', '=', run)
    .executeTakeFirstOrThrow();
  return { queued, filesRead, problems, row };
}

/** As after its shard: computed from its present input. */
async function markDone(...ids: string[]) {
  await installation.db
    .updateTable('items')
    .set((eb) => ({ state: 'done', done_input: eb.ref('input') }))
    .where('id', 'in', ids)
    .execute();
}

async function rowOf(id: string) {
  return await installation.db
    .selectFrom('items')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
}

describe('listSource()', () => {
  test('reads no file of an item that was read before and has not changed', async () => {
    const source = sourceOf('same', itemOf('same', await writePicture('same.png', 1)));
    expect(await read(source)).toMatchObject({ queued: ['same'], filesRead: 1 });
    await markDone('same');
    const again = await read(source);
    expect(again).toMatchObject({ queued: [], filesRead: 0, row: { unchanged: 1, due: 0 } });
  });

  test('queues again what was never finished, and remembers how often that was tried', async () => {
    const source = sourceOf('unfinished', itemOf('unfinished', await writePicture('u.png', 2)));
    await read(source);
    await beginItems(installation.db, ['unfinished']);
    expect(await read(source)).toMatchObject({ queued: ['unfinished'], filesRead: 0 });
    expect(await rowOf('unfinished')).toMatchObject({ state: 'pending', attempts: 1 });
  });

  test('queues an item whose file holds something else, even of the same name and size', async () => {
    const picture = await writePicture('changed.png', 3);
    const source = sourceOf('changed', itemOf('changed', picture));
    await read(source);
    await markDone('changed');
    const before = await rowOf('changed');
    await writePicture('other.png', 4);
    await rename(join(folder, 'other.png'), join(folder, 'changed.png'));
    expect(await read(source)).toMatchObject({ queued: ['changed'], filesRead: 1 });
    expect((await rowOf('changed'))?.input).not.toBe(before?.input);
  });

  test('reads a touched file again and finds that nothing is due', async () => {
    const picture = await writePicture('touched.png', 5);
    const source = sourceOf('touched', itemOf('touched', picture));
    await read(source);
    await markDone('touched');
    await writePicture('touched.png', 5);
    expect(await read(source)).toMatchObject({ queued: [], filesRead: 1 });
  });

  test('leaves an item that another source has, and says so', async () => {
    await read(sourceOf('owner', itemOf('taken', await writePicture('first.png', 6))));
    const before = await rowOf('taken');
    const { queued, problems } = await read(
      sourceOf('intruder', itemOf('taken', await writePicture('second.png', 7))),
    );
    expect(queued).toEqual([]);
    expect(problems).toMatchObject([
      { item: 'taken', code: 'id-taken', message: expect.stringContaining('owner') },
    ]);
    expect(await rowOf('taken')).toEqual(before);
  });

  test('fails an item whose file cannot be had, and computes it once it is there', async () => {
    const path = join(folder, 'late.png');
    const source = sourceOf('late', itemOf('late', { kind: 'file', path }));
    expect((await read(source)).queued).toEqual(['late']);
    expect(await rowOf('late')).toMatchObject({
      state: 'pending',
      // Named once.
      listing_failure: { message: `Cannot read ${path}: no such file or directory.` },
    });
    // As when what it has without the file was computed.
    await installation.db
      .updateTable('items')
      .set({ state: 'failed', failure_code: sql<string>`listing_failure->>'code'` })
      .where('id', '=', 'late')
      .execute();
    expect((await read(source)).row).toMatchObject({ unchanged: 1 });
    await writePicture('late.png', 8);
    expect((await read(source)).queued).toEqual(['late']);
    expect(await rowOf('late')).toMatchObject({
      state: 'pending',
      failure_code: null,
      listing_failure: null,
    });
  });

  test('removes with prune what the source does not list any more, and nothing of other sources', async () => {
    const [a, b] = [itemOf('prune a'), itemOf('prune b')];
    await read(sourceOf('pruned', a, b));
    await read(sourceOf('neighbour', itemOf('prune c')));
    expect((await read(sourceOf('pruned', a))).row.removed).toBe(0);
    expect((await read(sourceOf('pruned', a), { prune: true })).row.removed).toBe(1);
    expect(await rowOf('prune b')).toBeUndefined();
    expect(await rowOf('prune a')).toBeDefined();
    expect(await rowOf('prune c')).toBeDefined();
  });

  test('keeps problems of the source beside its items', async () => {
    const ragged = problem('t.csv, line 3', 'ragged-row', '3 cells, expected 4');
    const { problems, row } = await read(sourceOf('mixed', ragged, itemOf('mixed')));
    expect(problems).toMatchObject([{ origin: 't.csv, line 3', code: 'ragged-row', item: null }]);
    expect(row).toMatchObject({ listed: 2, due: 1 });
  });
});

describe('retryFailed()', () => {
  test('queues what failed while it was computed, and not what could not be had', async () => {
    await writeFile(join(folder, 'broken.jpg'), 'no picture');
    const broken = itemOf('broken', { kind: 'file', path: join(folder, 'broken.jpg') });
    const absent = itemOf('absent', { kind: 'file', path: join(folder, 'absent.jpg') });
    await read(sourceOf('retried', broken, absent));
    await installation.db
      .updateTable('items')
      .set({ state: 'failed', failure_code: 'x', attempts: 5, computed_at: new Date() })
      .where('id', 'in', ['broken', 'absent'])
      .execute();
    await installation.db
      .updateTable('items')
      .set({ listing_failure: null })
      .where('id', '=', 'broken')
      .execute();
    const queued: string[] = [];
    await retryFailed(installation, {
      process: 'p',
      enqueueShard: ({ items }) => {
        queued.push(...items);
        return Promise.resolve();
      },
    });
    expect(queued).toEqual(['broken']);
    expect(await rowOf('broken')).toMatchObject({ state: 'pending', attempts: 0 });
    expect(await rowOf('absent')).toMatchObject({ state: 'failed' });
  });
});
