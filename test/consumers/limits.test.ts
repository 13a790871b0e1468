import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLimits } from '../../src/consumers/limits/limits.ts';
import { createRequestRate } from '../../src/consumers/limits/request-rate.ts';
import { recordReads } from '../../src/consumers/ledger/record.ts';
import { addConsumer } from '../fixtures/consumer.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
  await addConsumer(installation.db, 'feed', ['ocr']);
});
afterAll(() => installation.close());

describe('createRequestRate()', () => {
  test('lets through a second’s worth at most beyond the rate, whenever requests come', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 200 }),
        (perSecond, pauses) => {
          const rate = createRequestRate();
          let now = 0;
          let taken = 0;
          for (const pause of pauses) {
            now += pause;
            if (rate.take('a', perSecond, now) === 0) taken += 1;
            const most = Math.max(1, perSecond) + (perSecond * now) / 1000;
            expect(taken).toBeLessThanOrEqual(most + 1e-6);
          }
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  test('says how long until the next may come, and that one goes through', () => {
    const rate = createRequestRate();
    expect(rate.take('a', 2, 0)).toBe(0);
    expect(rate.take('a', 2, 0)).toBe(0);
    expect(rate.take('b', 2, 0)).toBe(0);
    const wait = rate.take('a', 2, 0);
    expect(wait).toBe(500);
    expect(rate.take('a', 2, wait - 1)).toBeGreaterThan(0);
    expect(rate.take('a', 2, wait)).toBe(0);
  });
});

describe('createLimits()', () => {
  test('counts the items of a day over all servers, and begins anew at midnight UTC', async () => {
    const { db, time } = installation;
    time.advance(86_400_000 - 60_000);
    const here = createLimits(db, time.clock);
    const limits = { requestsPerSecond: null, itemsPerDay: 100 };
    const ask = () => here.refusalOf('feed', limits);
    expect(await ask()).toBeUndefined();
    here.count('feed', 60);
    expect(await ask()).toBeUndefined();
    // Another server's, and this one's: the ledger holds both once it is asked again.
    const items = (count: number) => [{ signal: 'ocr', version: 1, items: count }];
    await recordReads(db, 'feed', items(60), time.clock());
    await recordReads(db, 'feed', items(40), time.clock());
    time.advance(31_000);
    expect(await ask()).toMatchObject({ code: 'quota-spent', waitMs: 29_000 });
    time.advance(29_000);
    expect(await ask()).toBeUndefined();
  });
});
