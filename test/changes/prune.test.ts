import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { appendChanges } from '../../src/changes/append.ts';
import { pruneChanges } from '../../src/changes/prune.ts';
import { readChanges } from '../../src/changes/read.ts';
import type { ChangeEvent } from '../../src/contracts/changes.ts';
import { openDatabase, type Database } from '../../src/storage/postgres/database.ts';
import { createDatabase } from '../fixtures/installation.ts';

let db: Database;

beforeAll(async () => {
  db = await openDatabase(await createDatabase());
});
afterAll(() => db.destroy());

const dayMs = 86_400_000;
const now = Date.UTC(2026, 5, 30);

/** An event that happened so many days ago. */
async function happened(item: string, days: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await appendChanges(transaction, [
      { type: 'understory.item.added.v1', data: { items: [item] } },
    ]);
    await sql`update changes set at = ${new Date(now - days * dayMs)} where data->'items'->>0 = ${item}`.execute(
      transaction,
    );
  });
}

async function readAll(count: number): Promise<readonly ChangeEvent[]> {
  return await vi.waitFor(
    async () => {
      const { events } = await readChanges(db, { limit: 100 });
      expect(events).toHaveLength(count);
      return events;
    },
    { timeout: 20_000, interval: 10 },
  );
}

test('pruneChanges() forgets the old up to the first that is kept, and refuses cursors before that', async () => {
  for (const [index, days] of [40, 31, 29, 35, 1].entries()) await happened(`i${index}`, days);
  const [first, second, third] = await readAll(5);
  expect(await pruneChanges(db, 30, now)).toBe(2);
  expect((await readAll(3)).map(({ subject }) => subject)).toEqual(['i2', 'i3', 'i4']);
  const after = (event: ChangeEvent | undefined) =>
    readChanges(db, { after: event?.id ?? '', limit: 100 });
  await expect(after(first)).rejects.toMatchObject({ fault: 'gone', code: 'cursor-expired' });
  expect((await after(second)).events).toHaveLength(3);
  expect((await after(third)).events).toHaveLength(2);
  expect(await pruneChanges(db, 30, now)).toBe(0);
  await expect(after(first)).rejects.toMatchObject({ code: 'cursor-expired' });
  expect(await pruneChanges(db, 30, now + 60 * dayMs)).toBe(3);
  await expect(after(third)).rejects.toMatchObject({ code: 'cursor-expired' });
});
