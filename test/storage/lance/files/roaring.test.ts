import { describe, expect, test } from 'vitest';
import { numbersOfRoaring } from '../../../../src/storage/lance/files/roaring.ts';

const u16 = (...numbers: number[]) => numbers.flatMap((number) => [number & 255, number >> 8]);
const u32 = (...numbers: number[]) =>
  numbers.flatMap((number) => [...u16(number & 0xffff, number >>> 16)]);

describe('numbersOfRoaring()', () => {
  test('reads containers of arrays, bits and runs as the format says', () => {
    const arrays = [
      ...u32(12346, 2),
      ...u16(0, 2, 1, 0),
      ...u32(24, 30),
      ...u16(1, 2, 900),
      ...u16(7),
    ];
    expect(numbersOfRoaring(Uint8Array.from(arrays))).toEqual([1, 2, 900, 65_543]);

    const bits = new Uint8Array(8192).fill(255, 0, 625);
    const dense = [...u32(12346, 1), ...u16(0, 4999), ...u32(16), ...bits];
    expect(numbersOfRoaring(Uint8Array.from(dense))).toEqual(
      Array.from({ length: 5000 }, (_, number) => number),
    );

    const runs = [...u16(12347, 0), 1, ...u16(0, 5), ...u16(2, 10, 2, 100, 2)];
    expect(numbersOfRoaring(Uint8Array.from(runs))).toEqual([10, 11, 12, 100, 101, 102]);
  });

  test('throws when the bytes are none or end early', () => {
    expect(() => numbersOfRoaring(Uint8Array.from(u32(1, 2)))).toThrow(RangeError);
    expect(() => numbersOfRoaring(Uint8Array.from(u32(12346, 1)))).toThrow(RangeError);
  });
});
