import type { Raster } from '../../contracts/raster.ts';

/** What a sampled frame is compared by. All planes are of the raster's size. */
export interface FrameFeatures {
  /** Circular, 0..255 for 0..360°. */
  readonly hue: Uint8Array;
  readonly saturation: Uint8Array;
  readonly value: Uint8Array;
  /** 1 where brightness changes steeply. */
  readonly edges: Uint8Array;
  /** Shares of 4×4×4 RGB cells, summing to 1. */
  readonly histogram: Float32Array;
  /** Variance of the Laplacian of brightness: higher is sharper. */
  readonly sharpness: number;
  /** Standard deviation of brightness, 0..127.5. */
  readonly contrast: number;
}

/** Sobel magnitude (of 0..1443) from which a pixel is an edge. */
const edgeThreshold = 160;

/** @param raster RGB, small: at most a few hundred pixels a side. */
export function featuresOf({ width, height, data }: Raster): FrameFeatures {
  const count = width * height;
  const hue = new Uint8Array(count);
  const saturation = new Uint8Array(count);
  const value = new Uint8Array(count);
  const light = new Float32Array(count);
  const histogram = new Float32Array(64);
  for (let pixel = 0; pixel < count; pixel++) {
    const red = data[pixel * 3] ?? 0;
    const green = data[pixel * 3 + 1] ?? 0;
    const blue = data[pixel * 3 + 2] ?? 0;
    const most = Math.max(red, green, blue);
    const spread = most - Math.min(red, green, blue);
    hue[pixel] = spread === 0 ? 0 : Math.round(hueTurn(red, green, blue, most, spread) * 256);
    saturation[pixel] = most === 0 ? 0 : Math.round((spread / most) * 255);
    value[pixel] = most;
    light[pixel] = 0.299 * red + 0.587 * green + 0.114 * blue;
    const cell = ((red >> 6) << 4) | ((green >> 6) << 2) | (blue >> 6);
    histogram[cell] = (histogram[cell] ?? 0) + 1 / count;
  }
  return {
    hue,
    saturation,
    value,
    histogram,
    edges: edgesOf(light, width, height),
    sharpness: laplacianVariance(light, width, height),
    contrast: deviation(light),
  };
}

/** Hue as a share of the circle, 0..1. */
function hueTurn(red: number, green: number, blue: number, most: number, spread: number): number {
  if (most === red) return (((green - blue) / spread + 6) % 6) / 6;
  if (most === green) return ((blue - red) / spread + 2) / 6;
  return ((red - green) / spread + 4) / 6;
}

function edgesOf(light: Float32Array, width: number, height: number): Uint8Array {
  const edges = new Uint8Array(light.length);
  const at = (index: number): number => light[index] ?? 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const [above, below] = [i - width, i + width];
      const left = at(above - 1) + 2 * at(i - 1) + at(below - 1);
      const right = at(above + 1) + 2 * at(i + 1) + at(below + 1);
      const top = at(above - 1) + 2 * at(above) + at(above + 1);
      const bottom = at(below - 1) + 2 * at(below) + at(below + 1);
      if (Math.hypot(right - left, bottom - top) >= edgeThreshold) edges[i] = 1;
    }
  }
  return edges;
}

function laplacianVariance(light: Float32Array, width: number, height: number): number {
  const inner: number[] = [];
  const at = (index: number): number => light[index] ?? 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      inner.push(at(i - width) + at(i + width) + at(i - 1) + at(i + 1) - 4 * at(i));
    }
  }
  return deviation(inner) ** 2;
}

function deviation(numbers: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? 0;
    sum += number;
    squares += number * number;
  }
  const mean = numbers.length === 0 ? 0 : sum / numbers.length;
  return Math.sqrt(Math.max(0, squares / Math.max(1, numbers.length) - mean * mean));
}
