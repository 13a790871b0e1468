import { expect, test } from 'vitest';
import type { Raster } from '../../../src/contracts/raster.ts';
import { rastersOf } from '../../../src/media/image/rasters.ts';

function gradient(width: number, height: number): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    data.fill(Math.round(((pixel % width) / width) * 255), pixel * 3, pixel * 3 + 3);
  }
  return { width, height, channels: 3, data };
}

test('rastersOf() gives the wanted rasters of a frame of a video', async () => {
  const rasters = await rastersOf(gradient(1920, 1080), ['square224', 'view1280', 'hash512']);
  expect(Object.keys(rasters).toSorted()).toEqual(['hash512', 'square224', 'view1280']);
  expect(rasters.view1280).toMatchObject({ width: 1280, height: 720 });
  expect(rasters.hash512).toMatchObject({ width: 512, height: 288 });
  const middle = rasters.square224?.data[(112 * 224 + 112) * 3] ?? 0;
  expect(Math.abs(middle - 128)).toBeLessThan(3);
});

test('rastersOf() makes RGB of a grey frame', async () => {
  const grey: Raster = { width: 8, height: 8, channels: 1, data: new Uint8Array(64).fill(77) };
  const { small256 } = await rastersOf(grey, ['small256']);
  expect(small256?.channels).toBe(3);
  expect([...new Set(small256?.data)]).toEqual([77]);
});
