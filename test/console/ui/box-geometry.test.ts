import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxBetween, movedBox, resizedBox } from '../../../console/ui/box-geometry.ts';
import { boxSchema } from '../../../src/contracts/box.ts';

const part = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.record({ x: part, y: part });
const push = fc.record({
  x: fc.double({ min: -2, max: 2, noNaN: true }),
  y: fc.double({ min: -2, max: 2, noNaN: true }),
});

function expectInside(box: ReturnType<typeof boxBetween>): void {
  expect(boxSchema.safeParse(box).success).toBe(true);
  expect(box.x + box.width).toBeLessThanOrEqual(1 + 1e-9);
  expect(box.y + box.height).toBeLessThanOrEqual(1 + 1e-9);
}

describe('boxBetween()', () => {
  it('gives a box of the contract when it is drawn from anywhere to anywhere', () => {
    fc.assert(fc.property(point, point, (a, b) => expectInside(boxBetween(a, b))));
  });

  it('gives the same box when it is drawn backwards', () => {
    const a = { x: 0.1, y: 0.2 };
    const b = { x: 0.6, y: 0.9 };
    expect(boxBetween(b, a)).toEqual(boxBetween(a, b));
  });
});

describe('movedBox()', () => {
  it('keeps the box in the picture and its size when it is pushed anywhere', () => {
    fc.assert(
      fc.property(point, point, push, (a, b, by) => {
        const box = boxBetween(a, b);
        const moved = movedBox(box, by);
        expectInside(moved);
        expect(moved.width).toBe(box.width);
      }),
    );
  });
});

describe('resizedBox()', () => {
  it('keeps the box in the picture when its corner is pushed anywhere', () => {
    fc.assert(
      fc.property(point, point, push, (a, b, by) => {
        expectInside(resizedBox(boxBetween(a, b), by));
      }),
    );
  });
});
