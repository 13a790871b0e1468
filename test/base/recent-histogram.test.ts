import { expect, test } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { createRecentHistogram } from '../../src/base/recent-histogram.ts';
import { manualClock } from '../fixtures/clock.ts';

test('percentiles() are at most a thirty-second above the exact ones, over five orders of magnitude', () => {
  const histogram = createRecentHistogram(manualClock().clock);
  const random = seededRandom(5);
  const durations = Array.from({ length: 5000 }, () => 0.05 * 10 ** (random() * 5));
  for (const each of durations) histogram.note(each);
  const sorted = durations.toSorted((a, b) => a - b);
  const exact = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  const { count, p50, p90, p99, max } = histogram.percentiles();
  expect(count).toBe(5000);
  for (const [found, share] of [
    [p50, 0.5],
    [p90, 0.9],
    [p99, 0.99],
    [max, 1],
  ] as const) {
    expect(found / exact(share)).toBeGreaterThan(0.999);
    expect(found / exact(share)).toBeLessThanOrEqual(1 + 1 / 32 + 0.001);
  }
});

test('percentiles() forget what is older than a minute, and are zeros of nothing', () => {
  const time = manualClock();
  const histogram = createRecentHistogram(time.clock);
  expect(histogram.percentiles()).toEqual({ count: 0, p50: 0, p90: 0, p99: 0, max: 0 });
  histogram.note(1000);
  time.advance(30_000);
  histogram.note(1);
  expect(histogram.percentiles().count).toBe(2);
  expect(histogram.percentiles().p50).toBeCloseTo(1, 1);
  time.advance(35_000);
  expect(histogram.percentiles().count).toBe(1);
  expect(histogram.percentiles().max).toBeCloseTo(1, 1);
  time.advance(60_000);
  expect(histogram.percentiles().count).toBe(0);
});
