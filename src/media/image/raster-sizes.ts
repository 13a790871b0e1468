import { rasterSpecs, type RasterName } from '../../contracts/raster.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The pixels of a raster made from an original of that size. */
export function rasterSize(name: RasterName, original: Size): Size {
  const { width, height, fit } = rasterSpecs[name];
  if (fit === 'fill') return { width, height };
  const scale = Math.min(1, width / original.width, height / original.height);
  return {
    width: Math.max(1, Math.round(original.width * scale)),
    height: Math.max(1, Math.round(original.height * scale)),
  };
}

/**
 * The size to decode an original to so that every wanted raster can be made from it without losing
 * detail: in each direction the largest wanted, and never more than the original has, unless there
 * is but one raster, which is then decoded to its very size.
 */
export function decodeSize(sizes: readonly Size[], original: Size): Size {
  const width = Math.max(1, ...sizes.map((size) => size.width));
  const height = Math.max(1, ...sizes.map((size) => size.height));
  if (sizes.every((size) => size.width === width && size.height === height)) {
    return { width, height };
  }
  return { width: Math.min(width, original.width), height: Math.min(height, original.height) };
}

export function covers(large: Size, small: Size): boolean {
  return large.width >= small.width && large.height >= small.height;
}

export function equalSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

export function pixelsOf(size: Size): number {
  return size.width * size.height;
}
