import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import { itemDetailSchema } from '../../../src/contracts/api.ts';
import { deletionSchema, verificationSchema } from '../../../src/contracts/deletions.ts';
import { foldersOfItems, tablesOfItems } from '../../../src/extraction/deletion/stores-of-items.ts';
import { refOfTableName } from '../../../src/storage/lance/table-name.ts';
import { listThumbnails } from '../../../src/storage/thumbnails.ts';
import { addConsumer } from '../../fixtures/consumer.ts';
import { filesWith } from '../../fixtures/deletable.ts';
import { openmojiPicture } from '../../fixtures/openmoji.ts';
import { readInto } from '../../fixtures/read-into.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { serve, type Served } from '../../fixtures/served.ts';

const id = 'faces/Rz3~kW7_qB9!';
const path = `/v1/items/${encodeURIComponent(id)}`;

let served: Served;
let source: string;
beforeAll(async () => {
  served = await serve();
  source = join(served.folder, 'catalogue.jsonl');
  await writeFile(join(served.folder, 'a.png'), await openmojiPicture('1F34E'));
  await writeFile(join(served.folder, 'b.png'), await openmojiPicture('1F408'));
  const rows = [
    { id, title: 'A red apple', image: 'a.png' },
    { id: 'copy', title: 'The same apple', image: 'a.png' },
    { id: 'cat', title: 'A cat', image: 'b.png' },
  ];
  await writeFile(source, rows.map((row) => JSON.stringify(row)).join('\n'));
  await readInto(served, source);
}, 120_000);
afterAll(() => served.close());

const remove = (address: string, body?: unknown) =>
  served.ask(address, {
    method: 'DELETE',
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });

describe('the list of stores', () => {
  test('names every table of the database, every Lance table and every folder of the home', async () => {
    const { rows } = await sql<{ name: string }>`
      select case table_schema when 'public' then '' else table_schema || '.' end || table_name as name
      from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    `.execute(served.context.db);
    expect(rows.map(({ name }) => name).filter((name) => !(name in tablesOfItems))).toEqual([]);
    const lance = (await readdir(served.context.home.lance)).filter((name) =>
      name.endsWith('.lance'),
    );
    expect(lance.length).toBeGreaterThan(10);
    const strange = lance.filter(
      (name) => refOfTableName(name.replace(/\.lance$/, '')) === undefined,
    );
    expect(strange).toEqual([]);
    const own = ['a.png', 'b.png', 'catalogue.jsonl', 'console'];
    const folders = (await readdir(served.folder)).filter((name) => !own.includes(name));
    expect(folders.filter((name) => !(name in foldersOfItems))).toEqual([]);
  });
});

describe('DELETE /v1/items/{id}', () => {
  test('is refused to keys of consumers, for unknown items, and for a reason that names the item', async () => {
    const unknown = await remove('/v1/items/nobody');
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: 'no-item' });
    const naming = await remove(path, { reason: `because ${id} asked` });
    expect(await naming.json()).toMatchObject({ status: 400, code: 'reason-names-item' });
    const { context, address } = served;
    await addConsumer(context.db, 'reader', []);
    const { secret } = await issueKey(
      context.db,
      'reader',
      { scopes: ['items:read'], expiresInDays: 1 },
      context.clock(),
    );
    const authorization = `Bearer ${secret}`;
    const denied = await fetch(`${address}${path}`, {
      method: 'DELETE',
      headers: { authorization },
    });
    expect(denied.status).toBe(403);
    expect((await served.ask(path)).status).toBe(200);
  });

  test('takes an item out everywhere, within a minute, and it does not come back', async () => {
    const { context, folder } = served;
    const detail = itemDetailSchema.parse(await served.json(path));
    const [asset] = detail.assets;
    await served.ask(`/media/thumb/${asset?.digest}?w=160`);
    const begun = Date.now();
    const answer = await remove(path, { reason: 'ticket 7' });
    expect(answer.status).toBe(202);
    const { id: deletion } = deletionSchema.parse(await answer.json());
    expect((await served.ask(path)).status).toBe(404);
    const audit = await vi.waitFor(
      async () => {
        const now = deletionSchema.parse(await served.json(`/v1/deletions/${deletion}`));
        expect(now.state).toBe('done');
        return now;
      },
      { timeout: 60_000, interval: 200 },
    );
    expect(Date.now() - begun).toBeLessThan(60_000);
    // Its only blob is that of its copy as well, and so is the thumbnail.
    expect(audit).toMatchObject({ item: null, by: 'console', reason: 'ticket 7', models: [] });
    expect(audit.removed).toMatchObject({ blobs: 0, thumbnails: 0 });
    expect(audit.removed.signalRows).toBeGreaterThan(10);
    expect(await listThumbnails(context.home.thumbnails)).toHaveLength(1);
    expect(await filesWith(context.home.lance, id)).toEqual([]);
    const traces = verificationSchema.parse(await served.json(`${path}/traces`));
    expect(traces.stores.flatMap(({ found, unproven }) => [...found, ...unproven])).toEqual([]);
    expect(traces.stores.flatMap(({ expected }) => expected)).toHaveLength(1);
    const rest = z
      .object({ clusters: z.array(z.unknown()) })
      .parse(await served.json('/v1/duplicates'));
    expect(rest.clusters).toEqual([]);

    const run = await readInto(served, source);
    expect(run.failures).toMatchObject([{ code: 'deleted', count: 1 }]);
    expect((await served.ask(path)).status).toBe(404);
    expect(await filesWith(context.home.lance, id)).toEqual([]);
    const options = { home: folder, env: { DATABASE_URL: context.databaseUrl } };
    const verified = await runCli(['verify-deleted', id, '--json'], options);
    expect(verified.code).toBe(0);
    expect(verificationSchema.parse(JSON.parse(verified.stdout)).deleted).toBe(true);
  });

  test('lets it be read again once its tombstone is lifted', async () => {
    const { context, folder } = served;
    const options = { home: folder, env: { DATABASE_URL: context.databaseUrl } };
    expect((await runCli(['delete', '--restore', id], options)).code).toBe(0);
    await readInto(served, source);
    expect((await served.ask(path)).status).toBe(200);
    const again = await runCli(['verify-deleted', id], options);
    expect(again.code).toBe(1);
    expect(again.stdout).toContain('✗ items');
  });
});
