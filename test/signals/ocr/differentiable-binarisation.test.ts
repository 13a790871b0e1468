import { expect, test } from 'vitest';
import { detectionsOf, unclip } from '../../../src/signals/ocr/differentiable-binarisation.ts';
import { quadHeight, quadWidth, type Quad } from '../../../src/signals/ocr/quad.ts';

const limits = { pixel: 0.3, component: 0.6, count: 10 };

function mapWith(...boxes: readonly { x: number; y: number; w: number; h: number; p: number }[]) {
  const [width, height] = [64, 48];
  const data = new Float32Array(width * height);
  for (const { x, y, w, h, p } of boxes) {
    for (let row = y; row < y + h; row += 1) data.fill(p, row * width + x, row * width + x + w);
  }
  return { width, height, data };
}

test('detectionsOf() gives each sure component once, grown by area × 1.5 ÷ perimeter', () => {
  const found = detectionsOf(
    mapWith({ x: 10, y: 10, w: 30, h: 6, p: 0.9 }, { x: 5, y: 30, w: 20, h: 8, p: 0.4 }),
    limits,
  );
  expect(found).toHaveLength(1);
  expect(found[0]?.score).toBeCloseTo(0.9, 5);
  const distance = (30 * 6 * 1.5) / 72;
  const xs = found[0]?.quad.map(({ x }) => x) ?? [];
  const ys = found[0]?.quad.map(({ y }) => y) ?? [];
  expect(Math.min(...xs)).toBeCloseTo(10 - distance, 5);
  expect(Math.max(...xs)).toBeCloseTo(40 + distance, 5);
  expect(Math.min(...ys)).toBeCloseTo(10 - distance, 5);
  expect(Math.max(...ys)).toBeCloseTo(16 + distance, 5);
});

test('detectionsOf() leaves out specks and keeps the largest when there are too many', () => {
  const map = mapWith(
    { x: 2, y: 2, w: 2, h: 2, p: 1 },
    { x: 10, y: 10, w: 30, h: 6, p: 0.9 },
    { x: 5, y: 30, w: 20, h: 8, p: 0.8 },
  );
  expect(detectionsOf(map, limits)).toHaveLength(2);
  expect(detectionsOf(map, { ...limits, count: 1 }).map(({ score }) => score)).toEqual([
    expect.closeTo(0.9, 5),
  ]);
});

test('unclip() moves every side outward by the same distance when the rectangle is turned', () => {
  const turned: Quad = [{ x: 0, y: 0 }, { x: 8, y: 6 }, { x: 5, y: 10 }, { x: -3, y: 4 }]; // prettier-ignore
  const grown = unclip(turned, 1);
  const distance = (10 * 5) / 30;
  expect(quadWidth(grown)).toBeCloseTo(10 + 2 * distance, 6);
  expect(quadHeight(grown)).toBeCloseTo(5 + 2 * distance, 6);
});
