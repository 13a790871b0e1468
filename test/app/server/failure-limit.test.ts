import { expect, test } from 'vitest';
import { createFailureLimit } from '../../../src/app/server/failure-limit.ts';
import { manualClock } from '../../fixtures/clock.ts';

const noted = (count: number, address: string | ((at: number) => string)) => {
  const time = manualClock();
  const limit = createFailureLimit(time.clock);
  for (let at = 0; at < count; at += 1) {
    limit.note(typeof address === 'string' ? address : address(at));
  }
  return { limit, time };
};

test('createFailureLimit() makes an address wait after a hundred failures, until its minute is over', () => {
  const { limit, time } = noted(99, '10.0.0.1');
  time.advance(20_000);
  expect(limit.waitOf('10.0.0.1')).toBe(0);
  limit.note('10.0.0.1');
  expect(limit.waitOf('10.0.0.1')).toBe(40_000);
  expect(limit.waitOf('10.0.0.2')).toBe(0);
  time.advance(40_000);
  expect(limit.waitOf('10.0.0.1')).toBe(0);
  limit.note('10.0.0.1');
  expect(limit.waitOf('10.0.0.1')).toBe(0);
});

test('createFailureLimit() takes the addresses of one network of IPv6 together', () => {
  const { limit } = noted(100, (at) => `2001:db8:0:7::${at.toString(16)}`);
  expect(limit.waitOf('2001:db8:0:7:1:2:3:4')).toBeGreaterThan(0);
  expect(limit.waitOf('2001:db8::7:1:2:3:4')).toBeGreaterThan(0);
  expect(limit.waitOf('2001:db8:0:8::1')).toBe(0);
});

test('createFailureLimit() takes each address of IPv4 by itself, also written as IPv6', () => {
  const { limit } = noted(100, '::ffff:10.0.0.1');
  expect(limit.waitOf('::ffff:10.0.0.1')).toBeGreaterThan(0);
  expect(limit.waitOf('::ffff:10.0.0.2')).toBe(0);
});

test('createFailureLimit() forgets the oldest addresses of a flood', () => {
  const time = manualClock();
  const limit = createFailureLimit(time.clock);
  for (let at = 0; at < 100; at += 1) limit.note('10.9.9.9');
  for (let at = 0; at < 10_000; at += 1) limit.note(`10.1.${at >> 8}.${at & 255}`);
  expect(limit.waitOf('10.9.9.9')).toBe(0);
});
