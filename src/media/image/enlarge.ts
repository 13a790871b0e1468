import type { Raster } from '../../contracts/raster.ts';
import type { Size } from './raster-sizes.ts';

/** Between which two samples each new one lies, and how far from the first, in 256ths. */
interface Samples {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly share: Int32Array;
}

const one = 256;
const half = 128;

/**
 * Enlarges by linear interpolation between the centres of pixels, in a third of the time that
 * libvips takes, which also moves the picture by half a pixel. RGB only.
 *
 * @param size In both directions at least that of the source.
 */
export function enlargeRaster({ width, height, data }: Raster, size: Size): Raster {
  const across = samplesOf(width, size.width);
  const down = samplesOf(height, size.height);
  const stride = width * 3;
  const mixed = new Uint8Array(stride);
  const enlarged = new Uint8Array(size.width * size.height * 3);
  for (let y = 0; y < size.height; y += 1) {
    const share = down.share[y] ?? 0;
    const upper = rowOf(data, down.first[y] ?? 0, stride);
    if (share !== 0) mix(upper, rowOf(data, down.second[y] ?? 0, stride), share, mixed);
    spread(share === 0 ? upper : mixed, across, enlarged, y * size.width * 3);
  }
  return { ...size, channels: 3, data: enlarged };
}

function rowOf(data: Uint8Array, y: number, stride: number): Uint8Array {
  return data.subarray(y * stride, (y + 1) * stride);
}

function mix(upper: Uint8Array, lower: Uint8Array, share: number, mixed: Uint8Array): void {
  for (let at = 0; at < mixed.length; at += 1) {
    const above = upper[at] ?? 0;
    mixed[at] = above + ((((lower[at] ?? 0) - above) * share + half) >> 8);
  }
}

/** One row of pixels to a longer one, which begins at `start`. */
function spread(row: Uint8Array, { first, second, share }: Samples, to: Uint8Array, start: number) {
  for (let x = 0, at = start; x < first.length; x += 1, at += 3) {
    const right = share[x] ?? 0;
    const a = (first[x] ?? 0) * 3;
    const b = (second[x] ?? 0) * 3;
    const red = row[a] ?? 0;
    const green = row[a + 1] ?? 0;
    const blue = row[a + 2] ?? 0;
    to[at] = red + ((((row[b] ?? 0) - red) * right + half) >> 8);
    to[at + 1] = green + ((((row[b + 1] ?? 0) - green) * right + half) >> 8);
    to[at + 2] = blue + ((((row[b + 2] ?? 0) - blue) * right + half) >> 8);
  }
}

function samplesOf(from: number, to: number): Samples {
  const first = new Int32Array(to);
  const second = new Int32Array(to);
  const share = new Int32Array(to);
  for (let at = 0; at < to; at += 1) {
    const centre = Math.min(Math.max(((at + 0.5) * from) / to - 0.5, 0), from - 1);
    first[at] = Math.floor(centre);
    second[at] = Math.min(Math.floor(centre) + 1, from - 1);
    share[at] = Math.round((centre - Math.floor(centre)) * one);
  }
  return { first, second, share };
}
