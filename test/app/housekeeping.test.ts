import { afterAll, beforeAll, expect, test } from 'vitest';
import { retentionOf, startHousekeeping } from '../../src/app/housekeeping.ts';
import { blockersOf } from '../../src/consumers/ledger/blockers.ts';
import { recordReads } from '../../src/consumers/ledger/record.ts';
import { setState } from '../../src/extraction/versions/set-state.ts';
import { startJobEngine, type JobEngine } from '../../src/jobs/engine.ts';
import { announcePresence, type Presence } from '../../src/storage/postgres/presence.ts';
import { engage } from '../engagement/events.ts';
import { addConsumer } from '../fixtures/consumer.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';
import { seedItem } from '../fixtures/seed-item.ts';

const dayMs = 86_400_000;
let installation: Installation;
let presence: Presence;
let engine: JobEngine;

beforeAll(async () => {
  installation = await openInstallation();
  const { databaseUrl, log } = installation;
  presence = await announcePresence(databaseUrl, 'own');
  engine = await startJobEngine({ databaseUrl, presence, jobs: [], queues: [], log });
}, 60_000);
afterAll(async () => {
  await engine.stop();
  await presence.leave();
  await installation.close();
});

const ago = (days: number) => new Date(installation.clock() - days * dayMs);

/** Keeps house once, as it was set. */
async function keepHouse(environment: NodeJS.ProcessEnv = {}): Promise<void> {
  const stop = startHousekeeping(installation, engine, retentionOf(environment));
  // What is under way is done before it ends; the rest of the chores is not begun.
  await expect.poll(() => stillThere(), { timeout: 10_000 }).toEqual([]);
  await stop();
}

/** Rows that this test said are to go. */
let stillThere: () => Promise<unknown[]> = () => Promise.resolve([]);

test('startHousekeeping() forgets old reads, but the last that stands against dropping a version', async () => {
  const { db } = installation;
  await addConsumer(db, 'feed', []);
  for (const days of [900, 700, 500]) {
    await recordReads(db, 'feed', [{ signal: 'ocr', version: 1, items: 3 }], ago(days).getTime());
  }
  await recordReads(db, 'feed', [{ signal: 'topics', version: 1, items: 1 }], ago(450).getTime());
  await recordReads(db, 'feed', [{ signal: 'topics', version: 1, items: 1 }], ago(399).getTime());
  const period = { days: 1000, now: installation.clock() };
  const before = await blockersOf(db, 'ocr@1', period);
  stillThere = () => db.selectFrom('ledger').selectAll().where('hour', '<', ago(600)).execute();
  await keepHouse();
  const kept = await db.selectFrom('ledger').selectAll().orderBy('hour').execute();
  expect(kept.map(({ signal, last_at: at }) => [signal, at])).toEqual([
    ['ocr', ago(500)],
    ['topics', ago(399)],
  ]);
  const [blocker] = await blockersOf(db, 'ocr@1', period);
  expect(blocker).toMatchObject({ consumer: 'feed', lastAt: before[0]?.lastAt });
});

test('startHousekeeping() forgets old reads of sources, backfills and dead letters, and keeps the last', async () => {
  const { db } = installation;
  const run = (id: string, source: string, days: number) => ({
    id,
    source,
    title: source,
    state: 'done' as const,
    process: 'p',
    started_at: ago(days),
    ended_at: ago(days),
  });
  await db
    .insertInto('runs')
    .values([run('old', 'a', 50), run('last', 'a', 45), run('only', 'b', 500), run('new', 'c', 1)])
    .execute();
  await db
    .insertInto('problems')
    .values({ run: 'old', origin: 'o', item: null, code: 'c', message: 'm' })
    .execute();
  const backfill = (id: string, days: number) => ({
    id,
    kind: 'values' as const,
    signal: 'ocr',
    version: 1,
    state: 'done' as const,
    definition: 'd',
    items: 1,
    bytes: 1,
    created_by: 'a test',
    created_at: ago(days),
    ended_at: ago(days),
  });
  await db
    .insertInto('backfills')
    .values([backfill('first', 60), backfill('second', 50)])
    .execute();
  const hook = { id: 'hook', consumer: 'feed', url: 'https://example.com', secret: 's' };
  await db
    .insertInto('webhooks')
    .values({ ...hook, state: 'active', cursor: 'c', next_at: ago(0), created_at: ago(200) })
    .execute();
  const letter = (days: number, replay: boolean) => ({
    webhook: 'hook',
    event: '{}',
    attempts: 9,
    last_error: `${days}`,
    at: ago(days),
    replay_at: replay ? ago(0) : null,
  });
  await db
    .insertInto('webhook_dead_letters')
    .values([letter(100, false), letter(99, true), letter(80, false)])
    .execute();
  stillThere = () => db.selectFrom('backfills').selectAll().where('id', '=', 'first').execute();
  await keepHouse({ UNDERSTORY_WORK_DAYS: '40' });
  const ids = async (table: 'runs' | 'backfills') => {
    const rows = await db.selectFrom(table).select('id').orderBy('id').execute();
    return rows.map(({ id }) => id);
  };
  expect(await ids('runs')).toEqual(['last', 'new', 'only']);
  expect(await db.selectFrom('problems').selectAll().execute()).toEqual([]);
  expect(await ids('backfills')).toEqual(['second']);
  const letters = await db.selectFrom('webhook_dead_letters').select('last_error').execute();
  expect(letters.map(({ last_error: days }) => days).toSorted()).toEqual(['80', '99']);
});

test('startHousekeeping() forgets events of people that are older than is set', async () => {
  const { db } = installation;
  await seedItem(installation, 'hat', []);
  await engage(installation, [
    ['ada', 'save', 'hat', 30],
    ['ada', 'view', 'hat', 10],
  ]);
  const events = () => db.selectFrom('engagement_events').select('kind');
  stillThere = () => events().where('kind', '=', 'save').execute();
  await keepHouse({ UNDERSTORY_EVENTS_DAYS: '20' });
  expect(await events().execute()).toEqual([{ kind: 'view' }]);
});

test('startHousekeeping() takes away what a drop that died has left', async () => {
  const { db, signals, clock } = installation;
  await signals.table('image_embedding', 2);
  await setState(db, 'image_embedding@2', 'dropped', clock());
  stillThere = async () => await signals.listTables();
  await keepHouse();
});

test('retentionOf() refuses what is no number of days, and names the variable', () => {
  expect(retentionOf({})).toEqual({ changes: 30, ledger: 400, work: 400, events: 400 });
  expect(() => retentionOf({ UNDERSTORY_LEDGER_DAYS: 'for ever' })).toThrow(
    /UNDERSTORY_LEDGER_DAYS to be a whole number of days from 1/,
  );
});
