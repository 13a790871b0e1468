import type { Raster } from '../../contracts/raster.ts';
import { blockSide, downsampleLuminance } from './jarosz.ts';
import { lowFrequencies, thresholdBits } from './transform.ts';

export interface Pdq {
  /** 64 hex digits. */
  readonly hash: string;
  /** 0..100: how much there is to hash. */
  readonly quality: number;
}

/** Below this width or height the reference does not hash. */
const smallestSide = 5;

/**
 * PDQ (Davis and Rosen, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing
 * Algorithm", Facebook 2019) of a raster of at most 512×512.
 *
 * @returns undefined where a side is shorter than 5 pixels.
 */
export function pdqOf(raster: Raster): Pdq | undefined {
  const frequencies = pdqFrequencies(raster);
  if (!frequencies) return undefined;
  return { hash: thresholdBits(frequencies.low), quality: frequencies.quality };
}

/** The 16×16 frequencies that PDQ thresholds, and its quality. */
export function pdqFrequencies(
  raster: Raster,
): { readonly low: Float64Array; readonly quality: number } | undefined {
  if (raster.width < smallestSide || raster.height < smallestSide) return undefined;
  const block = downsampleLuminance(luminanceOf(raster), raster.width, raster.height);
  return { low: lowFrequencies(block), quality: gradientQuality(block) };
}

/** Rec. 601 luma, 0..255. */
function luminanceOf({ data, channels, width, height }: Raster): Float32Array {
  if (channels === 1) return Float32Array.from(data);
  const luminance = new Float32Array(width * height);
  for (let pixel = 0, at = 0; pixel < luminance.length; pixel += 1, at += 3) {
    luminance[pixel] =
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  }
  return luminance;
}

/** The reference's heuristic: the sum of gradients in whole percents, over 90, at most 100. */
function gradientQuality(block: Float64Array): number {
  let sum = 0;
  const percent = (a: number, b: number) =>
    Math.abs(Math.trunc((((block[a] ?? 0) - (block[b] ?? 0)) * 100) / 255));
  for (let at = 0; at < block.length; at += 1) {
    if (at + blockSide < block.length) sum += percent(at, at + blockSide);
    if (at % blockSide < blockSide - 1) sum += percent(at, at + 1);
  }
  return Math.min(100, Math.floor(sum / 90));
}
