import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centred,
  dragged,
  fitted,
  kept,
  leastScale,
  mostScale,
  zoomed,
} from '../../../../console/features/lineage/view-box.ts';

const frame = { width: 400, height: 300 };

describe('fitted()', () => {
  it('shows all of a large drawing and does not enlarge a small one', () => {
    const large = fitted({ width: 800, height: 100 }, frame);
    expect(large.scale * 800).toBeLessThanOrEqual(frame.width);
    expect(large.x).toBeLessThan(0);
    expect(fitted({ width: 100, height: 50 }, frame).scale).toBe(1);
  });
});

describe('kept()', () => {
  it('leaves no empty room on a side that the drawing could fill', () => {
    const drawing = { width: 1000, height: 100 };
    const corner = kept(centred(1000, 100, 1, frame), drawing, frame);
    expect(corner).toEqual({ x: 612, y: -100, scale: 1 });
    expect(kept(centred(500, 50, 1, frame), drawing, frame).x).toBe(300);
  });
});

describe('zoomed()', () => {
  it('keeps the point of the drawing under the pointer where it is', () => {
    const part = fc.double({ min: 0, max: 300, noNaN: true });
    const factor = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(part, part, factor, (px, py, by) => {
        const before = centred(50, 50, 1, frame);
        const after = zoomed(before, by, px, py);
        expect(after.x + px / after.scale).toBeCloseTo(before.x + px, 6);
        expect(after.y + py / after.scale).toBeCloseTo(before.y + py, 6);
        expect(after.scale).toBeGreaterThanOrEqual(leastScale);
        expect(after.scale).toBeLessThanOrEqual(mostScale);
      }),
    );
  });
});

describe('dragged()', () => {
  it('moves the drawing with the hand at any scale', () => {
    expect(dragged({ x: 10, y: 10, scale: 2 }, 20, -10)).toEqual({ x: 0, y: 15, scale: 2 });
  });
});
