import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { minimumAreaRectangle } from '../../../src/signals/ocr/minimum-area-rectangle.ts';
import { quadHeight, quadWidth } from '../../../src/signals/ocr/quad.ts';

test('minimumAreaRectangle() finds the sides of a turned rectangle when points fill it', () => {
  const random = seededRandom(5);
  for (const degrees of [0, 7, 30, 45, 80]) {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const inside = Array.from({ length: 200 }, () => [random() * 90, random() * 20] as const);
    const corners = [[0, 0], [90, 0], [90, 20], [0, 20]] as const; // prettier-ignore
    const points = [...corners, ...inside].map(([x, y]) => ({
      x: 300 + x * cos - y * sin,
      y: 200 + x * sin + y * cos,
    }));
    const quad = minimumAreaRectangle(points);
    const sides = [quadWidth(quad), quadHeight(quad)].toSorted((a, b) => a - b);
    expect(sides[0]).toBeCloseTo(20, 6);
    expect(sides[1]).toBeCloseTo(90, 6);
    const clockwise =
      (quad[1].x - quad[0].x) * (quad[2].y - quad[1].y) -
      (quad[1].y - quad[0].y) * (quad[2].x - quad[1].x);
    expect(clockwise).toBeGreaterThan(0);
  }
});

test('minimumAreaRectangle() gives a flat rectangle when all points are on one line or one spot', () => {
  const line = minimumAreaRectangle([{ x: 1, y: 1 }, { x: 4, y: 5 }, { x: 7, y: 9 }]); // prettier-ignore
  expect(Math.max(quadWidth(line), quadHeight(line))).toBeCloseTo(10, 6);
  expect(Math.min(quadWidth(line), quadHeight(line))).toBeCloseTo(0, 6);
  const spot = minimumAreaRectangle([{ x: 2, y: 3 }, { x: 2, y: 3 }]); // prettier-ignore
  expect(spot[0]).toEqual({ x: 2, y: 3 });
});
