import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { checkVersion } from '../../../src/extraction/expectations/check-version.ts';
import { createLookupRecorder } from '../../../src/extraction/metrics/lookup-recorder.ts';
import { readLookupTimes } from '../../../src/extraction/metrics/lookup-times.ts';
import { getSignalDetail } from '../../../src/retrieval/signals/detail.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
}, 60_000);
afterAll(() => installation.close());
afterEach(async () => {
  await installation.db.deleteFrom('lookup_times').execute();
});

const hourMs = 3_600_000;
const timesOf = async (ref: 'ocr@1' | 'topics@1') =>
  (await readLookupTimes(installation.db, installation.clock())).get(ref);

async function tell(ref: 'ocr@1' | 'topics@1', times: readonly number[]): Promise<void> {
  const recorder = createLookupRecorder(installation);
  for (const ms of times) recorder.record([ref], ms);
  await recorder.close();
}

describe('readLookupTimes()', () => {
  test('gives quantiles within 5 % of those of the times themselves, over several servers', async () => {
    const random = seededRandom(7);
    // Log-normal, as times of answers are: a median of 4 ms and a long tail.
    const times = Array.from({ length: 4000 }, () => {
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      return 4 * Math.exp(normal);
    });
    await Promise.all([tell('ocr@1', times.slice(0, 1500)), tell('ocr@1', times.slice(1500))]);
    const sorted = times.toSorted((a, b) => a - b);
    const found = await timesOf('ocr@1');
    expect(found?.lookups).toBe(4000);
    for (const [got, exact] of [
      [found?.p50Ms, sorted[1999]],
      [found?.p99Ms, sorted[3959]],
    ] as const) {
      expect(Math.abs((got ?? 0) / (exact ?? 1) - 1)).toBeLessThanOrEqual(0.05);
    }
    const slower = sorted.filter((ms) => ms > 20).length;
    expect(Math.abs((found?.slowerThan(20) ?? 0) - slower)).toBeLessThan(slower * 0.2);
    expect(await timesOf('topics@1')).toBeUndefined();
  });

  test('looks back a day, and holds few rows however many look-ups there were', async () => {
    const { db, time } = installation;
    await tell('ocr@1', [1000]);
    time.advance(20 * hourMs);
    await tell('ocr@1', [0, 0.001, 1e9, ...Array.from({ length: 500 }, (_, at) => at * 7)]);
    expect((await timesOf('ocr@1'))?.lookups).toBe(504);
    time.advance(5 * hourMs);
    expect((await timesOf('ocr@1'))?.lookups).toBe(503);
    const rows = await db.selectFrom('lookup_times').selectAll().execute();
    expect(rows.length).toBeLessThan(181);
    time.advance(24 * hourMs);
    expect(await timesOf('ocr@1')).toBeUndefined();
  });
});

describe('createLookupRecorder()', () => {
  test('keeps what the database did not take, until it does', async () => {
    const { db } = installation;
    await sql`alter table lookup_times rename to away`.execute(db);
    const recorder = createLookupRecorder(installation, 10);
    recorder.record(['ocr@1', 'topics@1'], 5);
    await sleep(100);
    await sql`alter table away rename to lookup_times`.execute(db);
    recorder.record(['ocr@1'], 6);
    await expect.poll(async () => (await timesOf('ocr@1'))?.lookups).toBe(2);
    expect((await timesOf('topics@1'))?.lookups).toBe(1);
    await recorder.close();
    expect((await timesOf('ocr@1'))?.lookups).toBe(2);
  });
});

describe('the promise of a look-up’s time', () => {
  test('is kept where 99 of 100 are fast enough, broken where they are not, and open with none or too few', async () => {
    const promise = async () => {
      const checks = await checkVersion('ocr@1', installation);
      return checks.find(({ expectation }) => expectation === 'lookup');
    };
    const shown = async () =>
      (await getSignalDetail('ocr', installation.db, installation.clock())).versions[0]?.lookups;
    expect(await promise()).toMatchObject({ ok: true, measured: null, rows: 0 });
    expect(await shown()).toBeNull();
    // One slow look-up of a few, as the first of a server is: not what 99 of 100 take.
    await tell('ocr@1', [4000, ...Array.from({ length: 98 }, () => 8)]);
    expect(await promise()).toMatchObject({ ok: true, rows: 99, failing: 1 });
    expect(await shown()).toMatchObject({ count: 99, kept: true });
    await tell('ocr@1', [8]);
    expect(await promise()).toMatchObject({ ok: true, rows: 100, failing: 1 });
    expect(await shown()).toMatchObject({ count: 100, kept: true });
    await tell('ocr@1', [4000, 4000]);
    expect(await promise()).toMatchObject({
      ok: false,
      failing: 3,
      expected: expect.stringMatching(
        /^99 of 100 look-ups of one item are answered within \d+ ms$/,
      ),
    });
    expect(await shown()).toMatchObject({ count: 102, kept: false });
  });
});
