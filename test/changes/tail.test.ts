import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../src/base/log.ts';
import { appendChanges } from '../../src/changes/append.ts';
import { readChanges } from '../../src/changes/read.ts';
import { createChangeTail } from '../../src/changes/tail.ts';
import { openDatabase, type Database } from '../../src/storage/postgres/database.ts';
import { createDatabase } from '../fixtures/installation.ts';

let db: Database;

beforeAll(async () => {
  db = await openDatabase(await createDatabase());
});
afterAll(() => db.destroy());

const log = createLogger({ UNDERSTORY_LOG: 'silent' });
const append = () =>
  db
    .transaction()
    .execute((transaction) =>
      appendChanges(transaction, [{ type: 'understory.item.added.v1', data: { items: ['a'] } }]),
    );

test('waitForMore() wakes all who wait at the end, and who comes after the event', async () => {
  const tail = createChangeTail(db, { log, intervalMs: 20 });
  const { next } = await readChanges(db, { after: 'latest', limit: 1 });
  const woken: number[] = [];
  const waiting = Array.from({ length: 50 }, async (_, index) => {
    await tail.waitForMore(next, new AbortController().signal);
    woken.push(index);
  });
  await sleep(100);
  expect(woken).toEqual([]);
  await append();
  await Promise.all(waiting);
  // What was there before the wait wakes at once too.
  await tail.waitForMore(next, new AbortController().signal);
});

test('waitForMore() ends when it is told to, and another goes on waiting', async () => {
  const tail = createChangeTail(db, { log, intervalMs: 20 });
  const { next } = await readChanges(db, { after: 'latest', limit: 1 });
  const stop = new AbortController();
  const stopped = tail.waitForMore(next, stop.signal);
  const other = tail.waitForMore(next, new AbortController().signal);
  stop.abort();
  await stopped;
  await append();
  await other;
});

test('createChangeTail() leaves the database alone while nobody waits', async () => {
  const closed = await openDatabase(await createDatabase());
  const { next } = await readChanges(closed, { after: 'latest', limit: 1 });
  const warned: unknown[] = [];
  const tail = createChangeTail(closed, {
    log: Object.assign(createLogger({ UNDERSTORY_LOG: 'silent' }), {
      warn: (entry: unknown) => warned.push(entry),
    }),
    intervalMs: 10,
  });
  await tail.waitForMore(next, AbortSignal.timeout(50));
  await sleep(30);
  await closed.destroy();
  await sleep(50);
  expect(warned).toEqual([]);
  await tail.waitForMore(next, AbortSignal.timeout(50));
  expect(warned).not.toEqual([]);
});
