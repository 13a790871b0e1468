import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebhook } from '../../../src/consumers/webhooks/create.ts';
import { realWebhookEffects } from '../../../src/consumers/webhooks/effects.ts';
import { getWebhook, listWebhooks } from '../../../src/consumers/webhooks/get-webhook.ts';
import { openDatabase, type Database } from '../../../src/storage/postgres/database.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { loopbackWebhooks } from '../../fixtures/loopback-webhooks.ts';
import { addConsumer } from '../../fixtures/consumer.ts';

let db: Database;

beforeAll(async () => {
  db = await openDatabase(await createDatabase());
  await addConsumer(db, 'feed', ['topics']);
});
afterAll(() => db.destroy());

const url = 'http://receiver.example/hook';
const create = (options: Parameters<typeof createWebhook>[2], consumer = 'feed') =>
  createWebhook(db, consumer, options, loopbackWebhooks());

test('createWebhook() gives its secret once, and begins with what happens from then on', async () => {
  const { secret, ...made } = await create({ url, signals: ['topics'] });
  expect(secret).toMatch(/^whsec_/);
  expect(made).toMatchObject({ consumer: 'feed', url, types: null, signals: ['topics'] });
  expect(await getWebhook(db, made.id, undefined)).toEqual(made);
  expect(JSON.stringify(await listWebhooks(db, 'feed'))).not.toContain('whsec_');
});

test.each([
  'http://127.0.0.1/',
  'http://localhost/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://0/',
  'http://10.1.2.3/',
  'http://192.168.0.1:8080/hook',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[fd00::1]/',
  'http://①②⑦.0.0.1/',
])('createWebhook() refuses %s', async (private_) => {
  await expect(
    createWebhook(db, 'feed', { url: private_ }, realWebhookEffects()),
  ).rejects.toMatchObject({
    code: 'private-address',
    message: expect.stringContaining('--follow'),
  });
});

test('createWebhook() refuses a name of which one answer is private', async () => {
  const mixed = {
    ...realWebhookEffects(),
    resolveHost: async () => [
      { address: '93.184.216.34', family: 4 as const },
      { address: '10.0.0.1', family: 4 as const },
    ],
  };
  await expect(createWebhook(db, 'feed', { url }, mixed)).rejects.toMatchObject({
    code: 'private-address',
  });
});

test('realWebhookEffects() go by no setting of fetching', () => {
  process.env.UNDERSTORY_ALLOW_PRIVATE_ADDRESSES = '1';
  try {
    expect(realWebhookEffects().isAllowed('127.0.0.1')).toBe(false);
  } finally {
    delete process.env.UNDERSTORY_ALLOW_PRIVATE_ADDRESSES;
  }
});

test.each([
  [{ url: 'ftp://receiver.example/' }, 'unsupported-scheme'],
  [{ url: 'http://user:secret@receiver.example/' }, 'url-credentials'],
  [{ url: 'nothing' }, 'bad-url'],
  [{ url, signals: ['objects'] }, 'signal-not-declared'],
  [{ url, after: 'nonsense' }, 'invalid-cursor'],
])('createWebhook() of %j fails with %s', async (options, code) => {
  await expect(create(options)).rejects.toMatchObject({ code });
});

test('createWebhook() is for consumers that there are', async () => {
  await expect(create({ url }, 'nobody')).rejects.toMatchObject({ code: 'no-consumer' });
  await addConsumer(db, 'old', []);
  await db
    .updateTable('consumers')
    .set({ retired_at: new Date() })
    .where('name', '=', 'old')
    .execute();
  await expect(create({ url }, 'old')).rejects.toMatchObject({ code: 'consumer-retired' });
});

test('createWebhook() makes no more than 20 for a consumer, at once or not', async () => {
  await addConsumer(db, 'greedy', []);
  const made = await Promise.allSettled(
    Array.from({ length: 25 }, () => create({ url }, 'greedy')),
  );
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  expect(await listWebhooks(db, 'greedy')).toHaveLength(20);
});

test('getWebhook() does not know those of another consumer', async () => {
  const { id } = await create({ url });
  await expect(getWebhook(db, id, 'greedy')).rejects.toMatchObject({ code: 'no-webhook' });
  expect((await getWebhook(db, id, 'feed')).id).toBe(id);
});
