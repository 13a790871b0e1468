import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../../../src/base/log.ts';
import { appendChanges } from '../../../src/changes/append.ts';
import { encodeCursor, decodeCursor } from '../../../src/changes/cursor.ts';
import { readChanges } from '../../../src/changes/read.ts';
import { pauseWebhook, replayFrom, resumeWebhook } from '../../../src/consumers/webhooks/change.ts';
import { createWebhook } from '../../../src/consumers/webhooks/create.ts';
import {
  listDeadLetters,
  replayDeadLetters,
  settleDeadLetter,
} from '../../../src/consumers/webhooks/dead-letters.ts';
import { realWebhookEffects } from '../../../src/consumers/webhooks/effects.ts';
import { getWebhook } from '../../../src/consumers/webhooks/get-webhook.ts';
import { forgetOldSecrets, rotateSecret } from '../../../src/consumers/webhooks/rotate-secret.ts';
import { startWebhookSender, type WebhookSender } from '../../../src/consumers/webhooks/sender.ts';
import type { Change } from '../../../src/contracts/changes.ts';
import type { MadeWebhook, NewWebhook } from '../../../src/contracts/webhooks.ts';
import { openDatabase, type Database } from '../../../src/storage/postgres/database.ts';
import { addConsumer } from '../../fixtures/consumer.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { loopbackWebhooks } from '../../fixtures/loopback-webhooks.ts';
import { settledLog } from '../../fixtures/settled-log.ts';
import { expectedSignature, startReceiver, type Receiver } from '../../fixtures/receiver.ts';

let databaseUrl: string;
let db: Database;
let receiver: Receiver;
const senders: WebhookSender[] = [];

beforeAll(async () => {
  databaseUrl = await createDatabase();
  db = await openDatabase(databaseUrl);
  await addConsumer(db, 'feed', ['topics']);
});
afterAll(() => db.destroy());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.stop()));
  await db.deleteFrom('webhooks').execute();
  await receiver.close();
});

const log = createLogger({ UNDERSTORY_LOG: 'silent' });
const retries = { tries: 3, firstMs: 10, longestMs: 20 };

function start(effects = loopbackWebhooks()): WebhookSender {
  const sender = startWebhookSender({ db, databaseUrl, log, retries, intervalMs: 20 }, effects);
  senders.push(sender);
  return sender;
}

async function make(options: Partial<NewWebhook> = {}, consumer = 'feed'): Promise<MadeWebhook> {
  await settledLog(db);
  return await createWebhook(db, consumer, { url: receiver.url, ...options }, loopbackWebhooks());
}

const happen = (...changes: Change[]) =>
  db.transaction().execute((transaction) => appendChanges(transaction, changes));
const added = (item: string): Change => ({
  type: 'understory.item.added.v1',
  data: { items: [item] },
});
const values = (signal: string): Change => ({
  type: 'understory.signal.values.changed.v1',
  data: { signal, version: 1, items: ['a'] },
});

/** Events are told once no transaction of the whole PostgreSQL is older: other suites have some. */
vi.setConfig({ testTimeout: 240_000 });
const patience = { timeout: 110_000, interval: 10 };
const subjects = () => receiver.received.map(({ event }) => event.subject);
const gets = (...expected: string[]) =>
  vi.waitFor(() => expect(subjects()).toEqual(expected), patience);
const stands = (id: string, expected: object) =>
  vi.waitFor(async () => {
    const webhook = await getWebhook(db, id, undefined);
    expect(webhook).toMatchObject(expected);
    return webhook;
  }, patience);
/** Waits until nothing is to be sent any more. */
const isThrough = (id: string) =>
  vi.waitFor(async () => {
    const { cursor } = await getWebhook(db, id, undefined);
    expect((await readChanges(db, { after: cursor, limit: 1 })).events).toEqual([]);
  }, patience);

describe('startWebhookSender()', () => {
  test('sends what happens from then on, in order, signed', async () => {
    await happen(added('before'));
    const { id, secret } = await make();
    start();
    await happen(added('a'), added('b'));
    await happen(added('c'));
    await gets('a', 'b', 'c');
    for (const received of receiver.received) {
      const { headers, event } = received;
      expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
      expect(headers['webhook-id']).toBe(event.id);
      expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
      expect(headers['webhook-signature']).toBe(expectedSignature(received, secret));
    }
    await stands(id, { state: 'active', attempts: 0, lastError: null });
    await isThrough(id);
  });

  test('signs with the old secret beside the new one until its grace period is over', async () => {
    const made = await make();
    const now = Date.now();
    const hourMs = 3_600_000;
    const rotated = await rotateSecret(db, made, { graceHours: 1 }, now);
    let elapsedMs = 0;
    start({ ...loopbackWebhooks(), clock: () => now + elapsedMs });
    await happen(added('a'));
    await gets('a');
    elapsedMs = hourMs;
    await happen(added('b'));
    await gets('a', 'b');
    const [during, after] = receiver.received.map((received) => ({
      sent: received.headers['webhook-signature'],
      ofNew: expectedSignature(received, rotated.secret),
      ofOld: expectedSignature(received, made.secret),
    }));
    expect(during?.sent).toBe(`${during?.ofNew} ${during?.ofOld}`);
    expect(after?.sent).toBe(after?.ofNew);
    expect(await forgetOldSecrets(db, now + hourMs - 1)).toBe(0);
    expect(await forgetOldSecrets(db, now + hourMs)).toBe(1);
    expect((await getWebhook(db, made.id, undefined)).oldSecretUntil).toBeNull();
  });

  test('sends of the types and signals asked for, and no signal that is not declared', async () => {
    await addConsumer(db, 'narrow', ['topics', 'ocr']);
    await make({}, 'narrow');
    const model: Change = {
      type: 'understory.model.changed.v1',
      data: { model: 'tiny', digest: null, state: 'removed' },
    };
    await happen(values('objects'), model, values('ocr'), values('topics'), added('a'));
    start();
    await gets('ocr@1', 'topics@1', 'a');
    receiver.received.length = 0;
    await db.deleteFrom('webhooks').execute();
    await make({ signals: ['ocr'], types: ['understory.signal.values.changed.v1'] }, 'narrow');
    await happen(values('topics'), added('b'), values('ocr'));
    await gets('ocr@1');
  });

  test('tries again what failed, with the same id, before anything after it', async () => {
    const { id } = await make();
    receiver.answers.push(500, 302);
    await happen(added('a'), added('b'));
    start();
    await gets('a', 'a', 'a', 'b');
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    await stands(id, { state: 'active', deadLetters: 0 });
  });

  test('keeps what is refused too often among the dead letters, goes on, and replays them', async () => {
    const webhook = await make();
    receiver.answers.push(500, 500, 503);
    await happen(added('a'), added('b'));
    start();
    await gets('a', 'a', 'a', 'b');
    await stands(webhook.id, { state: 'active', deadLetters: 1 });
    const [letter] = await listDeadLetters(db, webhook);
    const first = receiver.received[0]?.event;
    expect(letter).toMatchObject({ id: first?.id, attempts: 3, replaying: false });
    expect(letter?.lastError).toContain('http-503');
    receiver.received.length = 0;
    receiver.answers.push(500);
    expect(await replayDeadLetters(db, webhook, Date.now())).toBe(1);
    await gets('a', 'a');
    expect(receiver.received.map(({ event }) => event)).toEqual([first, first]);
    await stands(webhook.id, { deadLetters: 0 });
  });

  test('is well again once the last of its dead letters was taken, with no event after them', async () => {
    const webhook = await make();
    receiver.answers.push(500, 500, 500, 500, 500, 500);
    await happen(added('a'), added('b'));
    start();
    await stands(webhook.id, { state: 'failing', deadLetters: 2 });
    await isThrough(webhook.id);
    receiver.received.length = 0;
    // The first is taken at once, the second when it is tried again.
    receiver.answers.push(200, 500);
    await replayDeadLetters(db, webhook, Date.now());
    await gets('a', 'b', 'b');
    await stands(webhook.id, { state: 'active', deadLetters: 0, lastError: null });
  });

  test('stays failing where its dead letters are taken and the event that it stands at is not', async () => {
    const webhook = await make();
    await happen(added('a'));
    const events = (await readChanges(db, { after: webhook.cursor, limit: 1 })).events;
    await db
      .insertInto('webhook_dead_letters')
      .values({
        webhook: webhook.id,
        event: JSON.stringify(events[0]),
        attempts: 3,
        last_error: 'http-500',
        at: new Date(),
      })
      .execute();
    const failing = { state: 'failing' as const, attempts: 1, last_error: 'http-503' };
    await db.updateTable('webhooks').set(failing).where('id', '=', webhook.id).execute();
    const [letter] = await db.selectFrom('webhook_dead_letters').select('seq').execute();
    await settleDeadLetter(db, webhook.id, letter?.seq ?? '');
    await stands(webhook.id, { state: 'failing', deadLetters: 0, lastError: 'http-503' });
  });

  test('leaves a dead letter dead that is refused too often again', async () => {
    const webhook = await make();
    receiver.answers.push(500, 500, 500, 400, 400, 400);
    await happen(added('a'));
    start();
    await stands(webhook.id, { deadLetters: 1 });
    await replayDeadLetters(db, webhook, Date.now());
    await gets('a', 'a', 'a', 'a', 'a', 'a');
    await vi.waitFor(async () => {
      const [letter] = await listDeadLetters(db, webhook);
      expect(letter).toMatchObject({ attempts: 3, replaying: false });
    }, patience);
  });

  test('pauses one that answers 410, and goes on from there when it is resumed', async () => {
    const webhook = await make();
    receiver.answers.push(200, 410);
    await happen(added('a'), added('b'), added('c'));
    start();
    const paused = await stands(webhook.id, { state: 'paused' });
    expect(paused.lastError).toContain('410');
    expect(subjects()).toEqual(['a', 'b']);
    await resumeWebhook(db, webhook, Date.now());
    await gets('a', 'b', 'b', 'c');
  });

  test('sends nothing while paused, and all of it afterwards', async () => {
    const webhook = await make();
    await pauseWebhook(db, webhook);
    const sender = start();
    await happen(added('a'));
    const other = await make();
    await happen(added('b'));
    await gets('b');
    await isThrough(other.id);
    await resumeWebhook(db, webhook, Date.now());
    await gets('b', 'a', 'b');
    await sender.stop();
  });

  test('sends again from a cursor, whatever is being sent meanwhile', async () => {
    const webhook = await make();
    start();
    await happen(added('a'), added('b'), added('c'));
    await gets('a', 'b', 'c');
    const after = receiver.received[0]?.event.id ?? '';
    receiver.delayMs = 300;
    await happen(added('d'));
    await vi.waitFor(() => expect(receiver.open.now).toBe(1), patience);
    await replayFrom(db, webhook, after, Date.now());
    receiver.delayMs = 0;
    await gets('a', 'b', 'c', 'd', 'b', 'c', 'd');
  });

  test('sends each event once when several processes send', async () => {
    const { id } = await make();
    start();
    start();
    start();
    const items = Array.from({ length: 120 }, (_, index) => `i${index}`);
    for (let from = 0; from < items.length; from += 10) {
      await happen(...items.slice(from, from + 10).map(added));
    }
    await gets(...items);
    expect(receiver.open.most).toBe(1);
    await isThrough(id);
  });

  test('leaves a private address alone even where its name was public when it was made', async () => {
    const webhook = await make();
    await happen(added('a'));
    start({ ...realWebhookEffects(), resolveHost: loopbackWebhooks().resolveHost });
    const failing = await stands(webhook.id, { deadLetters: 1 });
    expect(failing.lastError).toContain('private-address');
    expect(receiver.received).toEqual([]);
  });

  test('pauses one whose cursor the log cannot be continued from, and says how to go on', async () => {
    const { id, cursor } = await make();
    const other = encodeCursor({ ...decodeCursor(cursor), log: 'f'.repeat(32) });
    await db.updateTable('webhooks').set({ cursor: other }).where('id', '=', id).execute();
    start();
    const { lastError } = await stands(id, { state: 'paused' });
    expect(lastError).toContain('cursor-of-another-log');
    expect(lastError).toContain('replay');
  });

  test('goes on when the database has cut every connection', async () => {
    await make();
    start();
    start();
    await happen(added('a'));
    await gets('a');
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
    `.execute(db);
    // A connection of the pool may be one of those that were cut.
    await vi.waitFor(() => happen(added('b')), patience);
    // What was sent and not yet noted as sent when the connection was cut is sent again.
    await vi.waitFor(() => expect([...new Set(subjects())]).toEqual(['a', 'b']), patience);
  });

  test('pauses one whose consumer was retired', async () => {
    await addConsumer(db, 'leaving', []);
    const { id } = await make({}, 'leaving');
    await db
      .updateTable('consumers')
      .set({ retired_at: new Date() })
      .where('name', '=', 'leaving')
      .execute();
    await happen(added('a'));
    start();
    await stands(id, { state: 'paused', lastError: 'leaving is retired.' });
    expect(receiver.received).toEqual([]);
  });
});
