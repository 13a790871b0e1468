import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverSentEvents } from '../../../src/app/api/changes/server-sent-events.ts';
import { createLogger } from '../../../src/base/log.ts';
import { appendChanges } from '../../../src/changes/append.ts';
import { readChanges } from '../../../src/changes/read.ts';
import { createChangeTail } from '../../../src/changes/tail.ts';
import { openDatabase, type Database } from '../../../src/storage/postgres/database.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { settledLog } from '../../fixtures/settled-log.ts';

let db: Database;

beforeAll(async () => {
  db = await openDatabase(await createDatabase());
});
afterAll(() => db.destroy());

test('serverSentEvents() breaks its silence with the cursor that it has come to', async () => {
  const tail = createChangeTail(db, { log: createLogger({ UNDERSTORY_LOG: 'silent' }) });
  const nothing = { types: ['understory.contract.changed.v1'] } as const;
  const first = await readChanges(db, { ...nothing, after: 'latest', limit: 10 });
  await db
    .transaction()
    .execute((transaction) =>
      appendChanges(transaction, [{ type: 'understory.item.added.v1', data: { items: ['a'] } }]),
    );
  await settledLog(db);
  const stop = new AbortController();
  const source = { db, tail, stop: stop.signal, heartbeatMs: 700 };
  const events = serverSentEvents(first, nothing, source);
  expect((await events.next()).value).toBe('retry: 2000\n\n');
  const { value: beat } = await events.next();
  const [, cursor = ''] = /^: still here\nid: (\S+)\n\n$/.exec(String(beat)) ?? [];
  // Past the event that was not asked for, so that who comes back does not read over it again.
  expect(cursor).not.toBe(first.next);
  expect((await readChanges(db, { after: cursor, limit: 10 })).events).toEqual([]);
  const last = events.next();
  stop.abort();
  expect(await last).toEqual({ value: undefined, done: true });
});
