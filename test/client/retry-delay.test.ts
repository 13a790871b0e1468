import { expect, test } from 'vitest';
import { retryAfterOf, retryDelay } from '../../src/client/retry-delay.ts';

const now = Date.UTC(2026, 0, 1);

test('retryDelay() is uniform below a bound that doubles and then stays', () => {
  expect([1, 2, 3, 8, 30].map((failures) => retryDelay(failures, undefined, () => 0.5))).toEqual([
    50, 100, 200, 5000, 5000,
  ]);
  expect(retryDelay(9, undefined, () => 0)).toBe(0);
});

test('retryDelay() waits what the server asked for, and some more', () => {
  expect(retryDelay(1, 2000, () => 0.25)).toBe(2025);
});

test.each([
  ['3', 3000],
  ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['soon', undefined],
  [null, undefined],
])('retryAfterOf() reads %s as %s ms', (header, expected) => {
  expect(retryAfterOf(header, now)).toBe(expected);
});
