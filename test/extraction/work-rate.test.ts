import { afterAll, beforeAll, expect, test } from 'vitest';
import { findJob } from '../../src/extraction/backfill/job-view.ts';
import { findRun } from '../../src/extraction/read/run-view.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
}, 60_000);
afterAll(() => installation.close());

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
/** Items done and failed by so many seconds after the beginning; the last shard goes on. */
const shards = [
  { seconds: 30, done: 60, failed: 0 },
  { seconds: 90, done: 50, failed: 10 },
  { seconds: 120, done: 30, failed: 0 },
];

test('findRun() gives the rate of the last minute of work, and how long what is left takes at it', async () => {
  const { db } = installation;
  const run = { id: 'run', source: 's', title: 's', process: 'p', started_at: at(0), due: 300 };
  await db
    .insertInto('runs')
    .values({ ...run, state: 'running' })
    .execute();
  expect(await findRun(db, 'run')).toMatchObject({ itemsPerSecond: 0, remainingSeconds: null });
  await db
    .insertInto('shards')
    .values([
      ...shards.map(({ seconds, ...counts }, number) => {
        return { run: 'run', number, items: 64, ...counts, finished_at: at(seconds) };
      }),
      { run: 'run', number: 9, items: 64 },
    ])
    .execute();
  expect(await findRun(db, 'run')).toMatchObject({
    done: 140,
    failed: 10,
    itemsPerSecond: 1.5,
    remainingSeconds: 100,
  });
  await db
    .updateTable('runs')
    .set({ state: 'done', started_at: at(75) })
    .execute();
  // Begun within that minute, and not worked on any more.
  expect(await findRun(db, 'run')).toMatchObject({ itemsPerSecond: 2, remainingSeconds: null });
});

test('findJob() gives the rate of the last minute of work, and how long what is left takes at it', async () => {
  const { db } = installation;
  const job = { id: 'job', kind: 'values', signal: 'ocr', version: 1, state: 'running' } as const;
  await db
    .insertInto('backfills')
    .values({
      ...job,
      definition: 'd',
      items: 285,
      bytes: 1,
      created_by: 'a test',
      created_at: at(0),
    })
    .execute();
  const range = { from_position: '0', to_position: '9', items: 60 };
  await db
    .insertInto('backfill_shards')
    .values([
      ...shards.map(({ seconds, done }, number) => {
        return { backfill: 'job', number, ...range, done, left_out: 5, finished_at: at(seconds) };
      }),
      { backfill: 'job', number: 9, ...range },
    ])
    .execute();
  const { itemsPerSecond, remainingSeconds } = await findJob(db, 'job');
  expect(itemsPerSecond).toBeCloseTo(80 / 60, 9);
  expect(remainingSeconds).toBeCloseTo((285 - 140 - 15) / (80 / 60), 6);
});
