import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { appendChanges } from '../../src/changes/append.ts';
import { decodeCursor, encodeCursor } from '../../src/changes/cursor.ts';
import { getLog } from '../../src/changes/log.ts';
import { readChanges, type ChangeFilter } from '../../src/changes/read.ts';
import { changeEventSchema, type Change, type ChangeEvent } from '../../src/contracts/changes.ts';
import { openDatabase, type Database } from '../../src/storage/postgres/database.ts';
import { createDatabase } from '../fixtures/installation.ts';
import { settledLog } from '../fixtures/settled-log.ts';

let url: string;
let db: Database;
/** After all that earlier tests have written. */
let start: string;

beforeAll(async () => {
  url = await createDatabase();
  db = await openDatabase(url);
});
afterAll(() => db.destroy());
beforeEach(async () => {
  await settledLog(db);
  start = (await readChanges(db, { after: 'latest', limit: 1 })).next;
});

const added = (...items: string[]): Change => ({
  type: 'understory.item.added.v1',
  data: { items },
});
const values = (signal: string, ...items: string[]): Change => ({
  type: 'understory.signal.values.changed.v1',
  data: { signal, version: 1, items },
});
const pointer: Change = {
  type: 'understory.signal.pointer.changed.v1',
  data: { signal: 'topics', from: 1, to: 2, by: 'cli' },
};
const model: Change = {
  type: 'understory.model.changed.v1',
  data: { model: 'tiny', digest: '0'.repeat(64), state: 'added' },
};

const append = (...changes: Change[]) =>
  db.transaction().execute((transaction) => appendChanges(transaction, changes));

/** Pages until it has so many events: transactions of other databases hold the log back. */
async function follow(count: number, options: ChangeFilter & { limit?: number } = {}) {
  const events: ChangeEvent[] = [];
  let after = start;
  await vi.waitFor(
    async () => {
      const page = await readChanges(db, { limit: 100, ...options, after });
      events.push(...page.events);
      after = page.next;
      expect(events.length).toBeGreaterThanOrEqual(count);
    },
    { timeout: 20_000, interval: 10 },
  );
  expect(events).toHaveLength(count);
  return { events, next: after };
}

const itemsOf = (events: readonly ChangeEvent[]) =>
  events.flatMap(({ data }) => ('items' in data ? data.items : []));

describe('appendChanges()', () => {
  test('writes what readers get as CloudEvents, in order', async () => {
    await append(added('a'), values('topics', 'a', 'b'), pointer, model);
    const { events } = await follow(4);
    for (const event of events) changeEventSchema.parse(event);
    expect(events.map(({ type, subject, data }) => ({ type, subject, data }))).toEqual([
      { ...added('a'), subject: 'a' },
      { ...values('topics', 'a', 'b'), subject: 'topics@1' },
      { ...pointer, subject: 'topics' },
      { ...model, subject: 'tiny' },
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
    expect(new Set(events.map(({ source }) => source)).size).toBe(1);
  });

  test('leaves nothing of a transaction that was rolled back', async () => {
    const failing = db.transaction().execute(async (transaction) => {
      await appendChanges(transaction, [added('lost')]);
      throw new Error('as asked');
    });
    await expect(failing).rejects.toThrow('as asked');
    await append(added('kept'));
    expect(itemsOf((await follow(1)).events)).toEqual(['kept']);
  });

  test('cuts long lists into events of at most 500 items and 64 KB', async () => {
    const short = Array.from({ length: 1201 }, (_, index) => `item-${index}`);
    const long = Array.from({ length: 120 }, (_, index) => `${index}-${'é'.repeat(490)}`);
    await append(added(...short), values('topics', ...long), added());
    const events: ChangeEvent[] = (await follow(6)).events;
    expect(events.slice(0, 3).map((event) => itemsOf([event]).length)).toEqual([500, 500, 201]);
    expect(itemsOf(events)).toEqual([...short, ...long]);
    for (const event of events) {
      expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(64 * 1024);
    }
  });

  test('takes half a surrogate pair', async () => {
    await append(added('\ud83d'));
    expect(itemsOf((await follow(1)).events)).toEqual(['\ufffd']);
  });
});

describe('readChanges()', () => {
  test('holds events back while an earlier transaction runs, and then gives all in order', async () => {
    let finish = () => {};
    const late = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let slow = Promise.resolve();
    await new Promise<void>((begun) => {
      slow = db.transaction().execute(async (transaction) => {
        await appendChanges(transaction, [added('slow')]);
        begun();
        await late;
      });
    });
    await append(added('fast'));
    const held = await readChanges(db, { after: start, limit: 10 });
    expect(held.events).toEqual([]);
    finish();
    await slow;
    start = held.next;
    expect(itemsOf((await follow(2)).events)).toEqual(['slow', 'fast']);
  });

  test('skips nothing and repeats nothing whatever order transactions end in', async () => {
    const transaction = fc.record({
      events: fc.integer({ min: 1, max: 3 }),
      beginMs: fc.integer({ min: 0, max: 30 }),
      holdMs: fc.integer({ min: 0, max: 40 }),
      fails: fc.boolean(),
    });
    const round = async (
      plans: readonly (typeof transaction extends fc.Arbitrary<infer T> ? T : never)[],
      limit: number,
    ) => {
      start = (await readChanges(db, { after: 'latest', limit: 1 })).next;
      const committed: string[] = [];
      const writers = plans.map(async ({ events, beginMs, holdMs, fails }, number) => {
        await sleep(beginMs);
        const ids = Array.from({ length: events }, (_, index) => `${number}.${index}`);
        await db
          .transaction()
          .execute(async (open) => {
            for (const id of ids) {
              await appendChanges(open, [added(id)]);
              await sleep(holdMs / events);
            }
            if (fails) throw new Error('as asked');
            committed.push(...ids);
          })
          .catch((error: unknown) => {
            if (!fails) throw error;
          });
      });
      const seen: string[] = [];
      let after = start;
      let running = true;
      const reader = (async () => {
        for (;;) {
          const isLast = !running;
          const page = await readChanges(db, { after, limit });
          seen.push(...itemsOf(page.events));
          after = page.next;
          if (isLast && page.isEnd && seen.length >= committed.length) return;
          await sleep(1);
        }
      })();
      await Promise.all(writers);
      running = false;
      await reader;
      expect(seen.toSorted()).toEqual(committed.toSorted());
      // Those of one transaction stand together, in their order.
      const runs = seen.filter((id, index) => id.split('.')[0] !== seen[index - 1]?.split('.')[0]);
      expect(runs.every((id) => id.endsWith('.0'))).toBe(true);
      expect(runs).toHaveLength(new Set(seen.map((id) => id.split('.')[0])).size);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(transaction, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
        round,
      ),
      { seed: 20260101, numRuns: 25 },
    );
  });

  test('goes on after any event and any page', async () => {
    await append(added('a'), added('b'));
    await append(added('c'));
    const { events, next } = await follow(3, { limit: 1 });
    for (const [index, { id }] of events.entries()) {
      const page = await readChanges(db, { after: id, limit: 10 });
      expect(page.events).toEqual(events.slice(index + 1));
    }
    expect((await readChanges(db, { after: next, limit: 10 })).events).toEqual([]);
  });

  test('gives only the types and signals asked for, and passes over the others for good', async () => {
    await append(added('a'), values('topics', 'a'), values('objects', 'a'), pointer, model);
    const typed = await follow(2, {
      types: ['understory.signal.values.changed.v1'],
    });
    expect(typed.events.map(({ subject }) => subject)).toEqual(['topics@1', 'objects@1']);
    const { events } = await follow(4, { signals: ['topics'] });
    expect(events.map(({ subject }) => subject)).toEqual(['a', 'topics@1', 'topics', 'tiny']);
    const nothing = { types: ['understory.contract.changed.v1'] } as const;
    const page = await readChanges(db, { after: start, limit: 10, ...nothing });
    expect(page.events).toEqual([]);
    expect((await readChanges(db, { after: page.next, limit: 10 })).events).toEqual([]);
  });

  test('refuses what is no cursor', async () => {
    const log = (await getLog(db)).id;
    const hostile = [
      'x',
      '',
      '{}',
      Buffer.from('{"log":"x"}').toString('base64url'),
      encodeCursor({ log, xid: '-1', seq: '0' }),
      encodeCursor({ log, xid: '18446744073709551616', seq: '0' }),
      encodeCursor({ log, xid: '1', seq: '9223372036854775808' }),
      encodeCursor({ log, xid: "1'; drop table changes; --", seq: '0' }),
    ];
    for (const after of hostile) {
      await expect(readChanges(db, { after, limit: 1 })).rejects.toMatchObject({
        code: 'invalid-cursor',
      });
    }
  });

  test('refuses the cursor of another log, and one from the future of this one', async () => {
    const cursor = decodeCursor(start);
    const others = [
      { ...cursor, log: 'f'.repeat(32) },
      { ...cursor, xid: String(BigInt(cursor.xid) + 1000n) },
    ];
    for (const other of others) {
      await expect(readChanges(db, { after: encodeCursor(other), limit: 1 })).rejects.toMatchObject(
        { fault: 'input', code: 'cursor-of-another-log' },
      );
    }
  });

  test('begins a log anew where a dump has brought it to another cluster', async () => {
    await append(added('before'));
    const { next } = await follow(1);
    const before = await getLog(db);
    await sql`update change_log set system = system - 1`.execute(db);
    await expect(readChanges(db, { after: next, limit: 1 })).rejects.toMatchObject({
      code: 'cursor-of-another-log',
    });
    expect((await getLog(db)).id).not.toBe(before.id);
    expect((await readChanges(db, { limit: 10 })).events).toEqual([]);
    start = (await readChanges(db, { after: 'latest', limit: 1 })).next;
    await append(added('after'));
    expect(itemsOf((await follow(1)).events)).toEqual(['after']);
  });

  test('goes on where it was over a new connection, as after a restart', async () => {
    await append(added('one'));
    const { next } = await follow(1);
    await append(added('two'));
    await follow(2);
    const again = await openDatabase(url);
    try {
      const page = await readChanges(again, { after: next, limit: 10 });
      expect(itemsOf(page.events)).toEqual(['two']);
    } finally {
      await again.destroy();
    }
  });
});
