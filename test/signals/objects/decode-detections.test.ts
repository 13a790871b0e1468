import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxSchema } from '../../../src/contracts/box.ts';
import { decodeDetections } from '../../../src/signals/objects/decode-detections.ts';

describe('decodeDetections()', () => {
  test('reads left, top, right, bottom, score and class', () => {
    // COCO's class 16, counted from 0, is the dog.
    const detections = Float32Array.of(128, 64, 384, 512, 0.75, 16);
    expect(decodeDetections(detections, 512, 0.3)).toEqual([
      { label: 'dog', score: 0.75, box: { x: 0.25, y: 0.125, width: 0.5, height: 0.875 } },
    ]);
  });

  test.each([
    ['a low score', [0, 0, 10, 10, 0.29, 0]],
    ['an unknown class', [0, 0, 10, 10, 0.9, 80]],
    ['a class between two', [0, 0, 10, 10, 0.9, 1.5]],
    ['no area', [10, 10, 10, 20, 0.9, 0]],
    ['its sides swapped', [20, 20, 10, 10, 0.9, 0]],
    ['its place outside of the picture', [600, 0, 700, 10, 0.9, 0]],
  ])('leaves out a detection with %s', (_, numbers) => {
    expect(decodeDetections(Float32Array.from(numbers), 512, 0.3)).toEqual([]);
  });

  test('gives only boxes of the contract, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.float(), { maxLength: 60 }), (numbers) => {
        for (const { box, score } of decodeDetections(Float32Array.from(numbers), 512, 0.3)) {
          expect(boxSchema.safeParse(box).success).toBe(true);
          expect(box.x + box.width).toBeLessThanOrEqual(1);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
