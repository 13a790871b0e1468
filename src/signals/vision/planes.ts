import type { Raster } from '../../contracts/raster.ts';
import type { Tensor } from '../../runtime/model.ts';

/** Tables from a channel's byte to the number that a model takes for it. */
const tables = {
  /** 0..1. */
  unit: Float32Array.from({ length: 256 }, (_, byte) => byte / 255),
  /** 0..255. */
  raw: Float32Array.from({ length: 256 }, (_, byte) => byte),
};

/** An RGB raster as a tensor `[1, 3, height, width]`: one plane a channel. */
export function planesOf(raster: Raster, range: keyof typeof tables): Tensor {
  const { width, height, data } = raster;
  const table = tables[range];
  const size = width * height;
  const planes = new Float32Array(3 * size);
  for (let pixel = 0, at = 0; pixel < size; pixel += 1, at += 3) {
    planes[pixel] = table[data[at] ?? 0] ?? 0;
    planes[pixel + size] = table[data[at + 1] ?? 0] ?? 0;
    planes[pixel + 2 * size] = table[data[at + 2] ?? 0] ?? 0;
  }
  return { type: 'float32', dims: [1, 3, height, width], data: planes };
}
