import type { Raster } from '../../../contracts/raster.ts';

/** One number a pixel, row by row: luma 0..255, or a colour's distance from it. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Rec. 601 luma. */
export function greyOf({ width, height, channels, data }: Raster): Grey {
  if (channels === 1) return { width, height, data: Float32Array.from(data) };
  const grey = new Float32Array(width * height);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel += 1, at += 3) {
    grey[pixel] =
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  }
  return { width, height, data: grey };
}

/** How much redder and how much bluer than grey each pixel is, −255..255. */
export function chromaOf(raster: Raster): readonly [Grey, Grey] {
  const { width, height, channels, data } = raster;
  const luma = greyOf(raster).data;
  const [red, blue] = [new Float32Array(luma.length), new Float32Array(luma.length)];
  for (let pixel = 0, at = 0; channels === 3 && pixel < luma.length; pixel += 1, at += 3) {
    red[pixel] = (data[at] ?? 0) - (luma[pixel] ?? 0);
    blue[pixel] = (data[at + 2] ?? 0) - (luma[pixel] ?? 0);
  }
  return [
    { width, height, data: red },
    { width, height, data: blue },
  ];
}

export function mirrored({ width, height, data }: Grey): Grey {
  const flopped = new Float32Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      flopped[y * width + x] = data[y * width + width - 1 - x] ?? 0;
    }
  }
  return { width, height, data: flopped };
}

/** The picture with its longer side at so many pixels, each the mean of what it covers. */
export function sized(grey: Grey, longSide: number): Grey {
  const scale = longSide / Math.max(grey.width, grey.height);
  return resized(
    grey,
    Math.max(1, Math.round(grey.width * scale)),
    Math.max(1, Math.round(grey.height * scale)),
  );
}

/** Stretches to a size: by area where it shrinks, by triangles where it grows. */
export function resized(grey: Grey, width: number, height: number): Grey {
  const across = resizedRows(grey, width);
  return transposed(resizedRows(transposed(across), height));
}

function resizedRows({ width, height, data }: Grey, to: number): Grey {
  const result = new Float32Array(to * height);
  const step = width / to;
  const reach = Math.max(1, step);
  for (let x = 0; x < to; x += 1) {
    const centre = (x + 0.5) * step - 0.5;
    const from = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(width - 1, Math.floor(centre + reach));
    let total = 0;
    for (let at = from; at <= last; at += 1) total += 1 - Math.abs(at - centre) / reach;
    for (let at = from; at <= last; at += 1) {
      const weight = total > 0 ? (1 - Math.abs(at - centre) / reach) / total : 0;
      for (let y = 0; y < height; y += 1) {
        const target = y * to + x;
        result[target] = (result[target] ?? 0) + weight * (data[y * width + at] ?? 0);
      }
    }
  }
  return { width: to, height, data: result };
}

function transposed({ width, height, data }: Grey): Grey {
  const result = new Float32Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) result[x * height + y] = data[y * width + x] ?? 0;
  }
  return { width: height, height: width, data: result };
}
