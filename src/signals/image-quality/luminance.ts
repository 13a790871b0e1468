import type { Raster } from '../../contracts/raster.ts';

/** Rec. 601 luma of a picture, 0..255, row by row. */
export interface Luminance {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A rectangle in pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The luma of a part of a raster. */
export function luminanceOf(raster: Raster, area: Area): Luminance {
  const { left, top, width, height } = area;
  const { channels } = raster;
  const [second, third] = channels === 3 ? [1, 2] : [0, 0];
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    let at = ((top + y) * raster.width + left) * channels;
    for (let x = 0; x < width; x += 1, at += channels) {
      data[y * width + x] =
        0.299 * (raster.data[at] ?? 0) +
        0.587 * (raster.data[at + second] ?? 0) +
        0.114 * (raster.data[at + third] ?? 0);
    }
  }
  return { width, height, data };
}

export function clampShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** 0 at `from`, 1 at `to`, straight between, for `from` below or above `to`. */
export function ramp(value: number, from: number, to: number): number {
  return clampShare((value - from) / (to - from));
}
