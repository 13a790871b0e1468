import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecentCounts } from '../../src/retrieval/recent-counts.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await openInstallation();
  await sql`create table notes (text text)`.execute(installation.db);
});
afterAll(() => installation.close());

const write = () => sql`insert into notes values ('a')`.execute(installation.db);

/** Work that takes so long and says how often it was done. */
function counting(ms: number) {
  let times = 0;
  return async () => {
    await sleep(ms);
    times += 1;
    return times;
  };
}

test('createRecentCounts() keeps what took long for as long as nothing is written', async () => {
  const counts = createRecentCounts(installation.db);
  const work = counting(80);
  // Other suites write to the same server, whose clock of transactions is one for all databases.
  const first = await counts.get('a', work);
  expect(await counts.get('a', work)).toBe(first);
  expect(await counts.get('b', counting(80))).toBe(1);
});

test('createRecentCounts() computes anew what is older than ten times its cost once there is a change', async () => {
  const counts = createRecentCounts(installation.db);
  const work = counting(60);
  expect(await counts.get('a', work)).toBe(1);
  await write();
  expect(await counts.get('a', work)).toBe(1);
  await sleep(2000);
  expect(await counts.get('a', work)).toBe(2);
});

test('createRecentCounts() computes each time what is cheap, and forgets what failed', async () => {
  const counts = createRecentCounts(installation.db);
  const cheap = counting(0);
  expect(await counts.get('a', cheap)).toBe(1);
  expect(await counts.get('a', cheap)).toBe(2);
  let fails = true;
  const work = async () => {
    await sleep(60);
    if (fails) throw new Error('not now');
    return 7;
  };
  await expect(counts.get('b', work)).rejects.toThrow('not now');
  fails = false;
  expect(await counts.get('b', work)).toBe(7);
});

test('createRecentCounts() computes once what many ask for at the same time', async () => {
  const counts = createRecentCounts(installation.db);
  const work = counting(60);
  const answers = await Promise.all(Array.from({ length: 10 }, () => counts.get('a', work)));
  expect(new Set(answers).size).toBe(1);
});
