import { expect, test } from 'vitest';
import type { Raster } from '../../../src/contracts/raster.ts';
import { strokeDensity } from '../../../src/signals/ocr/strokes.ts';

function drawn(ink: (x: number, y: number) => boolean): Raster {
  const side = 96;
  const data = new Uint8Array(side * side * 3);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    const dark = ink(pixel % side, Math.floor(pixel / side));
    data.fill(dark ? 20 : 230, pixel * 3, pixel * 3 + 3);
  }
  return { width: side, height: side, channels: 3, data };
}

test('strokeDensity() is nothing when stripes run one way only, whichever it is', () => {
  for (const raster of [drawn((x) => x % 8 < 4), drawn((_, y) => y % 8 < 4)]) {
    expect(Math.max(...strokeDensity(raster).data)).toBe(0);
  }
});

test('strokeDensity() is high where strokes run both ways and nothing far from them', () => {
  const density = strokeDensity(drawn((x, y) => x < 48 && y < 48 && (x % 8 < 3 || y % 8 < 3)));
  expect([density.columns, density.rows]).toEqual([6, 6]);
  expect(density.data[7]).toBeGreaterThan(5);
  expect(density.data[35]).toBe(0);
});

test('strokeDensity() is nothing when the only edges are those of a large shape', () => {
  const density = strokeDensity(drawn((x, y) => x > 20 && x < 70 && y > 20 && y < 70));
  expect(Math.max(...density.data)).toBe(0);
});
