import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { backoffMs, usualRetries } from '../../../src/consumers/webhooks/retry.ts';

test('backoffMs() doubles up to its limit, between half of it and the whole', () => {
  const random = seededRandom(7);
  for (let failures = 1; failures < 40; failures++) {
    const full = Math.min(6 * 3_600_000, 5000 * 2 ** (failures - 1));
    const waits = Array.from({ length: 50 }, () => backoffMs(failures, usualRetries, random));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(full / 2);
    expect(Math.max(...waits)).toBeLessThanOrEqual(full);
    expect(new Set(waits).size).toBeGreaterThan(40);
  }
});

test('usualRetries give a receiver that is down between half a day and two days', () => {
  const waitedMs = (random: () => number) =>
    Array.from({ length: usualRetries.tries - 1 }, (_, index) =>
      backoffMs(index + 1, usualRetries, random),
    ).reduce((sum, ms) => sum + ms, 0);
  expect(waitedMs(() => 0)).toBeGreaterThan(5 * 3_600_000);
  expect(waitedMs(() => 1)).toBeLessThan(48 * 3_600_000);
});
