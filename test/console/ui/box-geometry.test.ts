import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxBetween,
  movedBox,
  resizedBox,
  smallestSide,
} from '../../../console/ui/box-geometry.ts';
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

  it('moves the sides of the grip and no others', () => {
    const box = { x: 0.2, y: 0.3, width: 0.4, height: 0.5 };
    const by = { x: 0.1, y: 0.1 };
    const near = (wanted: object) => expect.objectContaining(wanted);
    const left = resizedBox(box, by, { x: -1, y: 0 });
    expect(left).toEqual(near({ y: 0.3, height: 0.5 }));
    expect([left.x, left.x + left.width].map((at) => at.toFixed(3))).toEqual(['0.300', '0.600']);
    const upper = resizedBox(box, by, { x: 0, y: -1 });
    expect(upper).toEqual(near({ x: 0.2, width: 0.4 }));
    expect([upper.y, upper.y + upper.height].map((at) => at.toFixed(3))).toEqual([
      '0.400',
      '0.800',
    ]);
  });

  it('keeps the box in the picture, with a side to hold, when any grip is pushed anywhere', () => {
    const end = fc.constantFrom(-1 as const, 0 as const, 1 as const);
    fc.assert(
      fc.property(point, point, push, end, end, (a, b, by, x, y) => {
        const box = resizedBox(boxBetween(a, b), by, { x, y });
        expectInside(box);
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(smallestSide - 1e-9);
      }),
    );
  });
});
