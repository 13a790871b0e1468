import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asset } from '../../src/contracts/item.ts';
import { beginItems, finishItems } from '../../src/extraction/item-rows.ts';
import { loadRecords } from '../../src/extraction/records.ts';
import { failShard, type ShardInput } from '../../src/extraction/shard.ts';
import { signalNames } from '../../src/contracts/values.ts';
import { builtInSignals } from '../../src/signals/table.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';
import { startProgram } from '../fixtures/program.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
  await installation.db
    .insertInto('runs')
    .values({ id: 'run', source: 's', title: 's', state: 'running', process: 'p' })
    .execute();
});
afterAll(() => installation.close());

async function storePicture(red: number): Promise<Asset> {
  const background = { r: red, g: 90, b: 30 };
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background } });
  const bytes = await picture.png().toBuffer();
  const digest = await installation.blobs.putBytes(bytes);
  return { digest, medium: 'image', sizeBytes: bytes.byteLength, origin: 'made.png' };
}

async function addItems(items: Readonly<Record<string, readonly Asset[]>>, number: number) {
  const rows = Object.entries(items).map(([id, assets]) => ({
    id,
    source: 's',
    origin: id,
    assets: JSON.stringify(assets),
    text: JSON.stringify({ title: 'A red bicycle', tags: [] }),
    attributes: '{}',
    input: `input of ${id}`,
    state: 'pending' as const,
    seen_run: 'run',
    title: id,
    excerpt: '',
  }));
  await installation.db.insertInto('items').values(rows).execute();
  await installation.db
    .insertInto('shards')
    .values({ run: 'run', number, items: rows.length })
    .execute();
  return { run: 'run', number, items: Object.keys(items) };
}

function start(shard: ShardInput, poison?: string) {
  const { databaseUrl, home } = installation;
  const args = [databaseUrl, home.root, JSON.stringify(shard)];
  return startProgram('run-shard', poison === undefined ? args : [...args, poison]);
}

async function statesOf(ids: readonly string[]) {
  const rows = await installation.db
    .selectFrom('items')
    .select(['id', 'state', 'failure_code', 'attempts'])
    .where('id', 'in', ids)
    .execute();
  return Object.fromEntries(rows.map(({ id, ...row }) => [id, row]));
}

const refs = builtInSignals.withInputs(signalNames.map(builtInSignals.initialVersionOf));

describe('runShard()', () => {
  test('fails exactly the item that kills its process each time, and computes its neighbours', async () => {
    const poison = await storePicture(250);
    const shard = await addItems(
      { before: [], poison: [poison], picture: [await storePicture(10)], text: [] },
      1,
    );
    const ends: unknown[] = [];
    do ends.push(await start(shard, poison.digest).ended);
    while (ends.at(-1) === 'SIGKILL' && ends.length < 9);
    expect(ends).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL', 0]);
    expect(await statesOf(shard.items)).toMatchObject({
      before: { state: 'done' },
      poison: { state: 'failed', failure_code: 'killed-its-process' },
      picture: { state: 'done' },
      text: { state: 'done' },
    });
    const records = await loadRecords(shard.items, refs, installation);
    for (const id of ['before', 'picture', 'text']) {
      expect([...(records.get(id)?.keys() ?? [])].toSorted()).toEqual(refs.toSorted());
    }
    const finished = await installation.db
      .selectFrom('shards')
      .select(['done', 'failed'])
      .where('number', '=', 1)
      .executeTakeFirst();
    expect(finished).toEqual({ done: 3, failed: 1 });
  });

  test('stores every signal once when two processes compute the same items at the same time', async () => {
    const items = { twice: [await storePicture(90)], both: [] };
    const shard = await addItems(items, 2);
    const ends = await Promise.all([start(shard).ended, start(shard).ended]);
    expect(ends).toEqual([0, 0]);
    expect(await statesOf(shard.items)).toMatchObject({
      twice: { state: 'done', attempts: 0 },
      both: { state: 'done', attempts: 0 },
    });
    const records = await loadRecords(shard.items, refs, installation);
    for (const id of shard.items) {
      for (const [name, rows] of records.get(id) ?? []) {
        const parts = rows.map(({ part }) => part);
        expect(new Set(parts).size, `${name} of ${id}`).toBe(parts.length);
      }
    }
  });
});

describe('failShard()', () => {
  test('fails what is still pending, with the reason, and leaves what is done', async () => {
    const shard = await addItems({ 'fine already': [], waits: [] }, 3);
    await installation.db
      .updateTable('items')
      .set({ state: 'done' })
      .where('id', '=', 'fine already')
      .execute();
    await failShard(shard, new Error('the disk is full'), installation);
    expect(await statesOf(shard.items)).toMatchObject({
      'fine already': { state: 'done' },
      waits: { state: 'failed', failure_code: 'unexpected' },
    });
  });
});

describe('beginItems()', () => {
  test('counts one attempt for a process that begins items several times at once', async () => {
    const { items } = await addItems({ x: [], y: [], z: [] }, 4);
    const orders = [items, items.toReversed(), items, items.toReversed()];
    await Promise.all(orders.map((ids) => beginItems(installation.db, ids)));
    for (const { attempts } of Object.values(await statesOf(items))) expect(attempts).toBe(1);
  });

  test('counts one attempt more when another process had begun the item', async () => {
    const { items } = await addItems({ again: [] }, 5);
    await beginItems(installation.db, items);
    await installation.db.updateTable('items').set({ begun_by: 'one that died' }).execute();
    const [row] = await beginItems(installation.db, items);
    expect(row?.attempts).toBe(2);
  });

  test('says which items nobody had begun before', async () => {
    const { items } = await addItems({ fresh: [] }, 6);
    const firsts = [];
    for (let time = 0; time < 2; time += 1) {
      const [row] = await beginItems(installation.db, items);
      firsts.push(row?.isFirst);
    }
    expect(firsts).toEqual([true, false]);
  });
});

describe('finishItems()', () => {
  test('keeps text that PostgreSQL would refuse: half a pair, quotes, 100,000 words', async () => {
    const { items } = await addItems({ odd: [] }, 7);
    const [row] = await beginItems(installation.db, items);
    if (!row) throw new Error('The item was not begun.');
    const words = Array.from({ length: 100_000 }, (_, index) => `word${index}`).join(' ');
    const summary = {
      colour: '#102030',
      safety: null,
      quality: 0.5,
      facets: [`title:"half \ud83d'`, 'language:en'],
      searched: {
        configuration: 'english',
        fields: [words.slice(0, 30_000), '\ud83d', '"'].map((text) => ({
          text,
          configuration: 'english',
          weight: 1,
          isSpelt: true,
        })),
        phrases: ['title\t\ud83d\t\ud83d'],
      },
    };
    await finishItems(installation.db, [{ row, summary, size: { width: 3, height: 4 } }], 1000);
    const stored = await installation.db
      .selectFrom('items')
      .select(['state', 'width', 'height', 'colour', 'quality', 'facets', 'attempts'])
      .where('id', '=', 'odd')
      .executeTakeFirst();
    expect(stored).toEqual({
      state: 'done',
      width: 3,
      height: 4,
      colour: '#102030',
      quality: 0.5,
      facets: [`title:"half \ufffd'`, 'language:en'],
      attempts: 0,
    });
  });
});
