import { expect, test } from 'vitest';
import { bytes, milliseconds, percent, rate } from '../../../../console/features/live/units.ts';

test.each([
  [rate(0), '0'],
  [rate(0.25), '0.25'],
  [rate(2.5), '2.5'],
  [rate(9.99), '10'],
  [rate(1234.4), '1,234'],
  [milliseconds(0.0123), '0.01 ms'],
  [milliseconds(12.4), '12 ms'],
  [milliseconds(1250), '1.3 s'],
  [percent(0.036), '3.6 %'],
  [bytes(302_300_000), '302 MB'],
  [bytes(2_510_000_000), '2.5 GB'],
])('%s reads %s', (written, read) => {
  expect(written).toBe(read);
});
