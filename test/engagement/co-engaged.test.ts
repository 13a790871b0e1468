import { afterAll, beforeAll, expect, test } from 'vitest';
import { coEngaged } from '../../src/engagement/co-engaged.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';
import { seedItem } from '../fixtures/seed-item.ts';
import { engage } from './events.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
  for (const id of ['dress', 'hat', 'belt', 'pan', 'poster', 'shown']) {
    await seedItem(installation, id, []);
  }
  await engage(installation, [
    ...['a', 'b', 'c', 'd'].map((user) => [user, 'save', 'dress'] as const),
    ['a', 'save', 'hat'],
    ['a', 'click', 'hat'],
    ['b', 'click', 'hat'],
    // Everybody looks at the poster: it goes with nothing.
    ...['a', 'b', 'e', 'f', 'g', 'h', 'i', 'j'].map((user) => [user, 'view', 'poster'] as const),
    ['c', 'save', 'belt'],
    ['a', 'hide', 'pan'],
    ['b', 'hide', 'pan'],
    ['a', 'impression', 'shown'],
    ['b', 'impression', 'shown'],
    ['c', 'save', 'pan', 100],
    ['d', 'save', 'pan', 100],
  ]);
}, 60_000);
afterAll(() => installation.close());

const day = (ago: number) => installation.clock() - ago * 86_400_000;

test('coEngaged() gives the cosine of the sets of people, the closest first', async () => {
  const found = await coEngaged('dress', 10, installation.db, { since: day(90) });
  expect(found).toEqual([
    { item: 'hat', users: 2, cosine: expect.closeTo(2 / Math.sqrt(4 * 2), 10) },
    { item: 'poster', users: 2, cosine: expect.closeTo(2 / Math.sqrt(4 * 8), 10) },
  ]);
  const back = await coEngaged('hat', 10, installation.db, { since: day(90) });
  expect(back[0]).toMatchObject({ item: 'dress', cosine: expect.closeTo(2 / Math.sqrt(8), 10) });
});

test('coEngaged() takes what one person did alone only where that is asked for', async () => {
  const options = { since: day(90), leastUsers: 1 };
  const found = await coEngaged('dress', 10, installation.db, options);
  expect(found.map(({ item }) => item)).toEqual(['hat', 'belt', 'poster']);
  expect(await coEngaged('dress', 1, installation.db, options)).toHaveLength(1);
});

test('coEngaged() knows of old engagements where the time is not limited, and nothing of an item alone', async () => {
  const found = await coEngaged('dress', 10, installation.db);
  expect(found.map(({ item }) => item)).toEqual(['hat', 'pan', 'poster']);
  expect(await coEngaged('shown', 10, installation.db)).toEqual([]);
  expect(await coEngaged('no such item', 10, installation.db)).toEqual([]);
});
