import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventKinds, eventKindSchema } from '../../src/contracts/events.ts';
import { forgetOldEvents } from '../../src/engagement/forget-old-events.ts';
import { forgetUser } from '../../src/engagement/forgotten-users.ts';
import { recordEvents } from '../../src/engagement/record-events.ts';
import { beginDeletion } from '../../src/extraction/deletion/begin.ts';
import { forgetRows } from '../../src/extraction/deletion/forget-rows.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';
import { seedItem } from '../fixtures/seed-item.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
  for (const id of ['hat', 'shoe', 'gone']) await seedItem(installation, id, []);
}, 60_000);
afterAll(() => installation.close());
beforeEach(async () => {
  await installation.db.deleteFrom('engagement_events').execute();
});

const dayMs = 86_400_000;
const ago = (ms: number) => new Date(installation.clock() - ms).toISOString();
const saved = (id: string, over: object = {}) => ({
  id,
  user: 'ada',
  item: 'hat',
  kind: 'save',
  at: ago(1000),
  ...over,
});
const record = async (sent: readonly unknown[], consumer = 'product') =>
  await recordEvents(sent, { consumer, now: installation.clock(), days: 400 }, installation.db);
const stored = async () =>
  await installation.db
    .selectFrom('engagement_events')
    .select(['consumer', 'id', 'item'])
    .orderBy('seq')
    .execute();

describe('recordEvents()', () => {
  test('keeps all that may be kept and says of each other why not, at its place', async () => {
    const answer = await record([
      saved('a', { surface: 'home', request: 'r1' }),
      saved('b', { item: 'nothing' }),
      saved('c', { at: new Date(installation.clock() + 600_000).toISOString() }),
      saved('d', { at: ago(401 * dayMs) }),
      saved('e', { kind: 'adore' }),
      saved('f', { at: undefined }),
      'no event',
      { ...saved('g'), weight: 5 },
      saved('nul\0'),
      saved('half\ud800'),
      saved('h', { at: new Date(installation.clock() + 60_000).toISOString() }),
      null,
    ]);
    expect(answer).toMatchObject({ taken: 3, known: 0 });
    expect(answer.refused.map(({ index, id, code }) => [index, id, code])).toEqual([
      [1, 'b', 'unknown-item'],
      [2, 'c', 'future-event'],
      [3, 'd', 'too-old'],
      [4, 'e', 'invalid-event'],
      [6, null, 'invalid-event'],
      [7, 'g', 'invalid-event'],
      [8, 'nul\0', 'invalid-event'],
      [9, 'half\ud800', 'invalid-event'],
      [11, null, 'invalid-event'],
    ]);
    expect(answer.refused[3]?.message).toContain('kind');
    expect((await stored()).map(({ id }) => id).toSorted()).toEqual(['a', 'f', 'h']);
    const row = await installation.db
      .selectFrom('engagement_events')
      .selectAll()
      .where('id', '=', 'a')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      consumer: 'product',
      user_id: 'ada',
      item: 'hat',
      kind: 'save',
      at: new Date(ago(1000)),
      surface: 'home',
      request: 'r1',
    });
  });

  test('takes an event once however often it is sent, and refuses another of its id', async () => {
    const batch = [saved('a'), saved('b', { at: undefined }), saved('a')];
    expect(await record(batch)).toEqual({ taken: 2, known: 1, refused: [] });
    installation.time.advance(5000);
    expect(await record(batch)).toEqual({ taken: 0, known: 3, refused: [] });
    const others = await record([
      saved('a', { item: 'shoe' }),
      saved('new'),
      saved('new', { kind: 'hide' }),
    ]);
    expect(others).toMatchObject({
      taken: 1,
      refused: [
        { index: 0, code: 'other-event' },
        { index: 2, code: 'other-event' },
      ],
    });
    expect(await record([saved('a')], 'another product')).toMatchObject({ taken: 1 });
  });

  test('takes each once when many send the same at once, in any order', async () => {
    const events = Array.from({ length: 200 }, (_, at) => saved(`event ${at}`));
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, sender) =>
        record(sender % 2 === 0 ? events : events.toReversed()),
      ),
    );
    expect(answers.reduce((sum, { taken }) => sum + taken, 0)).toBe(200);
    expect(answers.reduce((sum, { known }) => sum + known, 0)).toBe(1000);
    expect(await stored()).toHaveLength(200);
  });

  test('refuses an item whose deletion has begun, and its events go with it', async () => {
    const { db } = installation;
    await record([saved('a', { item: 'gone' }), saved('b')]);
    await beginDeletion('gone', { by: 'a test' }, installation);
    expect(await record([saved('c', { item: 'gone' })])).toMatchObject({
      refused: [{ code: 'unknown-item' }],
    });
    const { events } = await forgetRows(db, 'gone', { origins: [] });
    expect(events).toBeGreaterThanOrEqual(1);
    expect((await stored()).map(({ id }) => id)).toEqual(['b']);
  });
});

describe('forgetUser()', () => {
  test('deletes what a person did, and takes nothing of until then again', async () => {
    const { db, time, clock } = installation;
    const late = saved('late');
    await record([saved('a'), saved('b', { user: 'bob' })]);
    expect(await forgetUser('ada', clock(), db)).toBe(1);
    expect(await record([late, saved('a')])).toMatchObject({
      taken: 0,
      refused: [{ code: 'forgotten-user' }, { code: 'forgotten-user' }],
    });
    const kept = await db.selectFrom('forgotten_users').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain('ada');
    time.advance(60_000);
    expect(await record([saved('new', { at: ago(0) })])).toMatchObject({ taken: 1 });
    expect((await stored()).map(({ id }) => id)).toEqual(['b', 'new']);
    expect(await forgetUser('nobody', clock(), db)).toBe(0);
  });

  test('leaves nothing of a person while their events are being sent', async () => {
    const { db, clock } = installation;
    const batches = Array.from({ length: 8 }, (_, batch) =>
      Array.from({ length: 50 }, (_, at) => saved(`${batch} ${at}`, { user: 'eve' })),
    );
    await Promise.all([
      ...batches.map((batch) => record(batch)),
      forgetUser('eve', clock(), db),
      ...batches.map((batch) => record(batch)),
    ]);
    expect(await stored()).toEqual([]);
  });
});

describe('forgetOldEvents()', () => {
  test('forgets events, and who was forgotten, from before a time', async () => {
    const { db, clock, time } = installation;
    await record([saved('old', { at: ago(20 * dayMs) }), saved('new')]);
    await forgetUser('somebody', clock(), db);
    await forgetOldEvents(db, new Date(clock() - 10 * dayMs));
    expect((await stored()).map(({ id }) => id)).toEqual(['new']);
    expect(await db.selectFrom('forgotten_users').selectAll().execute()).not.toEqual([]);
    time.advance(11 * dayMs);
    await forgetOldEvents(db, new Date(clock() - 10 * dayMs));
    expect(await db.selectFrom('forgotten_users').selectAll().execute()).toEqual([]);
  });
});

test('eventKinds weigh a wish for more above 0, a wish for none below, and being shown nothing', () => {
  for (const kind of eventKindSchema.options) {
    expect(Math.abs(eventKinds[kind].weight)).toBeLessThanOrEqual(1);
  }
  expect(eventKinds).toMatchObject({
    impression: { weight: 0 },
    save: { weight: 1 },
    hide: { weight: -1 },
  });
});
