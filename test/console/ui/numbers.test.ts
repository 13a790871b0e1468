import { describe, expect, it } from 'vitest';
import { clock, counted, duration, size } from '../../../console/ui/numbers.ts';

describe('duration()', () => {
  it.each([
    [0.84, '840 ms'],
    [12.4, '12 s'],
    [59.7, '1 min'],
    [200, '3 min 20 s'],
    [7500, '2 h 5 min'],
  ])('writes %s seconds as %s', (seconds, written) => {
    expect(duration(seconds)).toBe(written);
  });
});

describe('clock()', () => {
  it('writes hours only when there are some', () => {
    expect(clock(7)).toBe('0:07');
    expect(clock(3765)).toBe('1:02:45');
  });
});

describe('counted()', () => {
  it('says one thing in the singular', () => {
    expect(counted(1, 'item')).toBe('1 item');
    expect(counted(12_345, 'item')).toBe('12,345 items');
  });
});

describe('size()', () => {
  it('writes bytes in the unit that people say', () => {
    expect([size(12), size(14_200), size(3_240_000)]).toEqual(['12 B', '14 kB', '3.2 MB']);
  });
});
