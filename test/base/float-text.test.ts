import { expect, test } from 'vitest';
import { mostFloatBytes, writeFloat } from '../../src/base/float-text.ts';
import { seededRandom } from '../../src/base/random.ts';

const bytes = new Uint8Array(mostFloatBytes + 1);

function textOf(float: number): string {
  const end = writeFloat(float, bytes, 1);
  expect(end).toBeLessThanOrEqual(1 + mostFloatBytes);
  return Buffer.from(bytes.subarray(1, end)).toString('latin1');
}

/** The fewest digits that read as the same float32, found by trying. */
function fewestDigits(float: number): number {
  for (let digits = 1; digits < 9; digits += 1) {
    if (Math.fround(Number(float.toPrecision(digits))) === float) return digits;
  }
  return 9;
}

function digitsOf(text: string): number {
  const [digits = ''] = text.replace(/[-.]/g, '').replace(/^0+/, '').split('e');
  return digits.replace(/0+$/, '').length;
}

const random = seededRandom(5);
const unitComponents = Array.from({ length: 5000 }, () =>
  Math.fround((random() - 0.5) * 10 ** -Math.floor(random() * 5)),
);
const anyBits = Array.from(
  new Float32Array(Uint32Array.from({ length: 5000 }, () => random() * 2 ** 32).buffer),
).filter(Number.isFinite);
/** The neighbours of powers of ten, where one more digit begins. */
const aroundPowers = Array.from({ length: 90 }, (_, at) => 10 ** (at - 45))
  .flatMap((power) => {
    const [bits = 0] = new Uint32Array(Float32Array.of(power).buffer);
    return [...new Float32Array(Uint32Array.of(Math.max(0, bits - 1), bits, bits + 1).buffer)];
  })
  .filter(Number.isFinite);

test.each([
  ['components of unit vectors', unitComponents],
  ['any bits', anyBits],
  ['neighbours of powers of ten', aroundPowers],
  [
    'halves and the like',
    [0.5, 0.25, 0.125, 1, -1, 2, 0.75, 1e-4, 0.1, 0.01, 0.001].map(Math.fround),
  ],
])(
  'writeFloat() writes JSON that reads as the same float32 in the fewest digits for %s',
  (_, floats) => {
    for (const float of floats) {
      const text = textOf(float);
      expect(Math.fround(JSON.parse(text))).toBe(float === 0 ? 0 : float);
      expect([float, digitsOf(text)]).toEqual([float, float === 0 ? 0 : fewestDigits(float)]);
    }
  },
);

test('writeFloat() writes zero as 0, and null of what JSON has no number for', () => {
  expect([0, -0, Number.NaN, Infinity, -Infinity].map(textOf)).toEqual([
    '0',
    '0',
    'null',
    'null',
    'null',
  ]);
});
