import { afterAll, beforeAll, expect, test } from 'vitest';
import { blockersOf, explainBlocker } from '../../src/consumers/ledger/blockers.ts';
import { createLedger } from '../../src/consumers/ledger/open-ledger.ts';
import { readersOf } from '../../src/consumers/ledger/readers.ts';
import { recordReads, type SignalRead } from '../../src/consumers/ledger/record.ts';
import { readsIn } from '../../src/consumers/ledger/reads-in.ts';
import { readsOf } from '../../src/consumers/ledger/reads-of.ts';
import { readSeries } from '../../src/consumers/ledger/series.ts';
import { changeConsumer } from '../../src/consumers/change.ts';
import { registerConsumer } from '../../src/consumers/register.ts';
import { retireConsumer } from '../../src/consumers/retire.ts';
import { seededRandom } from '../../src/base/random.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await openInstallation();
  for (const name of ['busy', 'home-feed', 'ads', 'old', 'calm']) {
    const consumer = { name, owner: `${name}@example.com`, purpose: 'tests', signals: [] };
    await registerConsumer(installation.db, consumer, installation.clock());
  }
});
afterAll(() => installation.close());

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const period = (days: number) => ({ days, now: installation.clock() });
const read = (signal: string, version: number, items = 1): SignalRead => ({
  signal,
  version,
  items,
});

test('createLedger() counts every read once, however many are written at a time and by how many', async () => {
  const { db, clock } = installation;
  const random = seededRandom(7);
  const names = ['topics', 'ocr', 'palette', 'language'];
  const expected = new Map<string, { reads: number; items: number }>();
  // Two ledgers are two servers; their statements meet on the same rows in any order.
  const ledgers = [createLedger(db, clock), createLedger(db, clock)];
  await Promise.all(
    Array.from({ length: 300 }, async (_, at) => {
      const shuffled = names.toSorted(() => random() - 0.5).slice(0, 1 + Math.floor(random() * 4));
      const reads = shuffled.map((signal) => read(signal, 1, 1 + Math.floor(random() * 500)));
      for (const { signal, items } of reads) {
        const { reads: known = 0, items: sum = 0 } = expected.get(signal) ?? {};
        expected.set(signal, { reads: known + 1, items: sum + items });
      }
      if (at % 10 === 0) await recordReads(db, 'busy', reads, clock());
      else await ledgers[at % 2]?.record('busy', reads);
    }),
  );
  const found = await readsOf(db, 'busy', period(1));
  expect(new Map(found.map(({ signal, reads, items }) => [signal, { reads, items }]))).toEqual(
    expected,
  );
});

test('createLedger() has what it recorded in the database by the time it says so', async () => {
  const { db, clock } = installation;
  const ledger = createLedger(db, clock);
  for (let count = 1; count <= 20; count += 1) {
    await ledger.record('calm', [read('video', 1)]);
    expect((await readsOf(db, 'calm', period(1)))[0]).toMatchObject({ reads: count });
  }
  await ledger.record('calm', []);
});

test('createLedger() fails the reads that cannot be written and goes on with those after', async () => {
  const { db, clock } = installation;
  const ledger = createLedger(db, clock);
  await expect(ledger.record('nobody', [read('ocr', 1)])).rejects.toThrow(/foreign key/);
  await ledger.record('calm', [read('ocr', 1)]);
  expect(await readersOf(db, { signal: 'ocr' }, period(1))).toContainEqual(
    expect.objectContaining({ consumer: 'calm', reads: 1 }),
  );
});

test('recordReads() joins what names a version twice, and keeps the hours apart', async () => {
  const { db, clock } = installation;
  await recordReads(db, 'home-feed', [read('safety', 1, 2), read('safety', 1, 3)], clock());
  installation.time.advance(3 * hourMs);
  await recordReads(db, 'home-feed', [read('safety', 1, 5)], clock());
  const of = { consumer: 'home-feed', signal: 'safety' };
  const series = await readSeries(db, of, 'hour', period(1));
  expect(series).toHaveLength(25);
  expect(series.slice(-4).map(({ reads, items }) => [reads, items])).toEqual([
    [2, 5],
    [0, 0],
    [0, 0],
    [1, 5],
  ]);
  expect(series.at(-1)?.at).toBe(new Date(clock()).toISOString());
  const days = await readSeries(db, of, 'day', period(2));
  expect(days.map(({ reads }) => reads)).toEqual([0, 0, 3]);
});

test('readersOf() says who read which version, how much and when last, in that time alone', async () => {
  const { db, clock } = installation;
  const begun = clock();
  await recordReads(db, 'ads', [read('image_embedding', 1, 500)], begun);
  await recordReads(db, 'console', [read('image_embedding', 2, 1)], begun);
  installation.time.advance(10 * dayMs);
  await recordReads(db, 'ads', [read('image_embedding', 2, 100)], clock());
  await recordReads(db, 'ads', [read('image_embedding', 2, 100)], clock());
  expect(await readersOf(db, { signal: 'image_embedding' }, period(9))).toEqual([
    {
      consumer: 'ads',
      owner: 'ads@example.com',
      builtIn: false,
      version: 2,
      reads: 2,
      items: 200,
      lastAt: new Date(clock()).toISOString(),
    },
  ]);
  const all = await readersOf(db, { signal: 'image_embedding' }, period(11));
  expect(all.map(({ consumer, version, reads }) => [consumer, version, reads])).toEqual([
    ['ads', 2, 2],
    ['ads', 1, 1],
    ['console', 2, 1],
  ]);
  expect(await readersOf(db, { signal: 'image_embedding', version: 1 }, period(11))).toEqual([
    expect.objectContaining({ consumer: 'ads', items: 500, lastAt: new Date(begun).toISOString() }),
  ]);
});

test('blockersOf() names who declares, follows or read a version; not the owner, not the retired', async () => {
  const { db, clock } = installation;
  const name = 'crop_embedding';
  await changeConsumer(db, 'home-feed', { signals: [name] });
  await changeConsumer(db, 'ads', { signals: [`${name}@1`, name] });
  await changeConsumer(db, 'old', { signals: [`${name}@1`] });
  await recordReads(db, 'old', [read(name, 1)], clock());
  await retireConsumer(db, 'old', clock());
  await recordReads(db, 'cli', [read(name, 1)], clock());
  await recordReads(db, 'calm', [read(name, 1, 9)], clock());
  const blockers = async (ref: `crop_embedding@${number}`, days = 30) =>
    (await blockersOf(db, ref, period(days))).map(({ consumer, because }) => [
      consumer,
      ...because,
    ]);

  expect(await blockers(`${name}@1`)).toEqual([
    ['ads', 'declares', 'follows'],
    ['calm', 'reads'],
    ['home-feed', 'follows'],
  ]);
  expect(await blockers(`${name}@2`)).toEqual([]);

  await db
    .insertInto('signal_versions')
    .values({
      signal: name,
      version: 2,
      state: 'live',
      since: new Date(clock()),
      end_of_life: null,
    })
    .execute();
  expect(await blockers(`${name}@1`)).toEqual([
    ['ads', 'declares'],
    ['calm', 'reads'],
  ]);
  expect(await blockers(`${name}@2`)).toEqual([
    ['ads', 'follows'],
    ['home-feed', 'follows'],
  ]);
  const [, calm] = await blockersOf(db, `${name}@1`, period(30));
  expect(calm && explainBlocker(calm)).toBe(
    `calm (calm@example.com) reads it, once, last on ${new Date(clock()).toISOString()}`,
  );
  installation.time.advance(31 * dayMs);
  expect(await blockers(`${name}@1`)).toEqual([['ads', 'declares']]);
});

test('readsIn() counts the items of each version once, however many parts they have', () => {
  const row = (signal: string, item: string, version = 1) => ({ signal, version, item });
  expect(readsIn([row('ocr', 'a'), row('ocr', 'a'), row('ocr', 'b'), row('ocr', 'a', 2)])).toEqual([
    read('ocr', 1, 2),
    read('ocr', 2, 1),
  ]);
});
