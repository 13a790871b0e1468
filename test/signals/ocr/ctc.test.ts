import { expect, test } from 'vitest';
import { decodeCtc } from '../../../src/signals/ocr/ctc.ts';

const alphabet = ['a', 'b', 'c'];

/** Rows of probabilities whose likeliest class is the given one. */
function steps(...classes: readonly (readonly [number, number])[]): Float32Array {
  return Float32Array.from(
    classes.flatMap(([best, probability]) =>
      [0, 1, 2, 3].map((index) => (index === best ? probability : (1 - probability) / 3)),
    ),
  );
}

test('decodeCtc() merges repeats and drops blanks when a step repeats the one before', () => {
  const read = decodeCtc(steps([1, 0.9], [1, 0.8], [0, 0.9], [1, 0.7], [2, 0.6]), 4, alphabet);
  expect(read.text).toBe('aab');
  expect(read.confidence).toBeCloseTo((0.9 + 0.7 + 0.6) / 3, 5);
});

test('decodeCtc() reads nothing with no confidence when all steps are blank', () => {
  expect(decodeCtc(steps([0, 0.9], [0, 0.8]), 4, alphabet)).toEqual({ text: '', confidence: 0 });
});

test('decodeCtc() leaves out an incomplete last step when the numbers do not divide evenly', () => {
  const data = Float32Array.from([...steps([3, 0.9]), 0, 1]);
  expect(decodeCtc(data, 4, alphabet).text).toBe('c');
});
