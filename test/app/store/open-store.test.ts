import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { objectStore } from '../../../src/app/doctor/object-store.ts';
import { openStore } from '../../../src/app/store/open-store.ts';
import { systemClock } from '../../../src/base/clock.ts';
import type { Home } from '../../../src/base/home.ts';
import { openDatabase, type Database } from '../../../src/storage/postgres/database.ts';
import { makeHome } from '../../fixtures/home.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { startS3Server, type S3Server } from '../../fixtures/s3-server.ts';
import { abstention } from '../../fixtures/signal-records.ts';

let server: S3Server;
let home: Home;
let databaseUrl: string;
let db: Database;
beforeAll(async () => {
  server = await startS3Server();
  databaseUrl = await createDatabase();
  db = await openDatabase(databaseUrl);
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
beforeEach(async () => {
  server.objects.clear();
  server.ignoresConditions = false;
  home = await makeHome();
  return () => rm(home.root, { recursive: true, force: true });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await db.destroy();
  await server.close();
});

const onS3 = { UNDERSTORY_STORE: 's3://team-bucket/understory/' };

function open(environment: NodeJS.ProcessEnv, at: Home = home) {
  return openStore({ home: at, databaseUrl, db, environment, clock: systemClock });
}

describe('openStore()', () => {
  test('keeps rows and blobs on S3, where another machine finds them', async () => {
    const one = await open({ ...onS3, UNDERSTORY_BUCKETS: '3' });
    const digest = await one.blobs.putBytes(Buffer.from('a picture'));
    await (await one.signals.table('text_quality', 1)).append([abstention('a')]);
    const elsewhere = await makeHome();
    const other = await open(onS3, elsewhere);
    expect(other.signals.buckets).toBe(3);
    expect(await (await other.signals.table('text_quality', 1)).headsOf(['a'])).toHaveLength(1);
    expect(await other.blobs.localPath(digest)).toContain(join(elsewhere.root, 'copies'));
    await Promise.all([one.close(), other.close()]);
    await rm(elsewhere.root, { recursive: true });
    const folders = [...server.objects.keys()].map((key) => key.split('/').slice(0, 3).join('/'));
    expect([...new Set(folders)].toSorted()).toEqual([
      'team-bucket/understory/blobs',
      'team-bucket/understory/lance',
    ]);
  });

  test('refuses a store without conditional writes, unless one process at a time is asked for', async () => {
    server.ignoresConditions = true;
    await expect(open(onS3)).rejects.toMatchObject({
      fault: 'conflict',
      code: 'no-conditional-writes',
      message: expect.stringContaining('UNDERSTORY_SINGLE_WRITER=1'),
    });
    const alone = { ...onS3, UNDERSTORY_SINGLE_WRITER: '1' };
    const first = await open(alone);
    await expect(open(alone)).rejects.toMatchObject({ code: 'second-writer' });
    await first.close();
    const second = await open(alone);
    await second.close();
  });

  test('refuses another number of buckets than the store was made with', async () => {
    await (await open({ UNDERSTORY_BUCKETS: '2' })).close();
    await expect(open({ UNDERSTORY_BUCKETS: '4' })).rejects.toMatchObject({
      code: 'other-buckets',
    });
    await (await open({})).close();
  });

  test('refuses a home that was used with another store', async () => {
    const made = await open({});
    await made.signals.table('text_quality', 1);
    await made.close();
    await expect(open(onS3)).rejects.toMatchObject({
      code: 'other-store',
      message: expect.stringContaining('Unset UNDERSTORY_STORE'),
    });
    // As a home was before it noted its store.
    await rm(join(home.root, 'store.txt'));
    await expect(open(onS3)).rejects.toMatchObject({ code: 'other-store' });
    await mkdir(home.root, { recursive: true });
    await writeFile(join(home.root, 'store.txt'), 's3://team-bucket/understory');
    await expect(open({})).rejects.toMatchObject({
      message: expect.stringContaining('Set UNDERSTORY_STORE=s3://team-bucket/understory'),
    });
  });

  test.each([
    [{ UNDERSTORY_STORE: '/a/folder' }, 'bad-store'],
    [{ UNDERSTORY_STORE: 's3://x' }, 'bad-store'],
    [{ UNDERSTORY_BUCKETS: 'many' }, 'bad-buckets'],
    [{ UNDERSTORY_BUCKETS: '65' }, 'bad-buckets'],
    [{ UNDERSTORY_SINGLE_WRITER: 'yes' }, 'bad-single-writer'],
    [{ UNDERSTORY_COPIES_GB: '-1' }, 'bad-copies'],
  ])('refuses %j', async (environment, code) => {
    await expect(open(environment)).rejects.toMatchObject({ fault: 'input', code });
  });
});

describe('objectStore', () => {
  test('shows whether the store has conditional writes', async () => {
    const run = (environment: NodeJS.ProcessEnv) => objectStore.run({ home, environment });
    expect(await run(onS3)).toEqual({
      status: 'ok',
      found: 's3://team-bucket/understory, with conditional writes',
      todo: null,
    });
    server.ignoresConditions = true;
    expect(await run(onS3)).toMatchObject({ status: 'failed' });
    expect(await run({ ...onS3, UNDERSTORY_SINGLE_WRITER: '1' })).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('one process at a time'),
    });
  });
});
