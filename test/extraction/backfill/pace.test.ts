import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createYielding } from '../../../src/extraction/backfill/pace.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
});
afterAll(() => installation.close());

/** A run with a shard that nobody has computed yet. */
beforeEach(async () => {
  const { db } = installation;
  await db.deleteFrom('shards').execute();
  await db.deleteFrom('runs').execute();
  const run = { id: 'fresh', source: 'photos', title: 'photos', process: 'a test' };
  await db
    .insertInto('runs')
    .values({ ...run, state: 'running' })
    .execute();
  await db.insertInto('shards').values({ run: run.id, number: 0, items: 1 }).execute();
});

test('createYielding() holds all items back until fresh content is computed', async () => {
  const { db } = installation;
  let asked = 0;
  let isDone = false;
  const yieldToFresh = createYielding(db, async () => {
    asked += 1;
    // It was looked at once: what waits is computed now.
    await db.updateTable('shards').set({ finished_at: new Date() }).execute();
    isDone = true;
    return true;
  });
  await Promise.all([1, 2, 3].map(() => yieldToFresh()));
  expect({ isDone, asked }).toEqual({ isDone: true, asked: 1 });
});

test('createYielding() lets an item go on when the backfill is not wanted any more', async () => {
  const yieldToFresh = createYielding(installation.db, async () => false);
  await expect(yieldToFresh()).resolves.toBeUndefined();
});
