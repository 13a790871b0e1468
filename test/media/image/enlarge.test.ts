import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { enlargeRaster } from '../../../src/media/image/enlarge.ts';

test('enlargeRaster() interpolates between the centres of pixels when it doubles a row', () => {
  const data = Uint8Array.from([0, 100, 200, 250].flatMap((grey) => [grey, grey, grey]));
  const { data: doubled } = enlargeRaster(
    { width: 4, height: 1, channels: 3, data },
    { width: 8, height: 1 },
  );
  const greys = [...doubled].filter((_, at) => at % 3 === 0);
  expect(greys).toEqual([0, 25, 75, 125, 175, 213, 238, 250]);
});

test('enlargeRaster() is within a level of the formula when both directions grow', () => {
  const random = seededRandom(5);
  const [width, height] = [7, 5];
  const data = Uint8Array.from({ length: width * height * 3 }, () => random() * 256);
  const size = { width: 16, height: 9 };
  const { data: enlarged } = enlargeRaster({ width, height, channels: 3, data }, size);
  const at = (x: number, y: number, c: number) => data[(y * width + x) * 3 + c] ?? 0;
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const fx = Math.min(Math.max(((x + 0.5) * width) / size.width - 0.5, 0), width - 1);
      const fy = Math.min(Math.max(((y + 0.5) * height) / size.height - 0.5, 0), height - 1);
      const [x0, y0] = [Math.floor(fx), Math.floor(fy)];
      const [x1, y1] = [Math.min(x0 + 1, width - 1), Math.min(y0 + 1, height - 1)];
      for (let c = 0; c < 3; c += 1) {
        const upper = at(x0, y0, c) * (1 - fx + x0) + at(x1, y0, c) * (fx - x0);
        const lower = at(x0, y1, c) * (1 - fx + x0) + at(x1, y1, c) * (fx - x0);
        const exact = upper * (1 - fy + y0) + lower * (fy - y0);
        const got = enlarged[(y * size.width + x) * 3 + c] ?? 0;
        expect(Math.abs(got - exact)).toBeLessThan(2);
      }
    }
  }
});

test('enlargeRaster() leaves a picture as it is when the size is its own', () => {
  const data = Uint8Array.from({ length: 27 }, (_, at) => at * 9);
  const raster = { width: 3, height: 3, channels: 3, data } as const;
  expect(enlargeRaster(raster, { width: 3, height: 3 })).toEqual(raster);
});
