import type { Raster } from '../../contracts/raster.ts';
import { labOfRgb, type Lab, type Rgb } from './lab.ts';

/** Pixels of nearly the same colour. */
export interface ColourBin {
  /** The mean of the pixels. */
  readonly rgb: Rgb;
  readonly lab: Lab;
  readonly count: number;
}

/** Bits kept of each channel. */
const bits = 4;
const drop = 8 - bits;

/** The colours of a raster in bins of 16×16×16 values, in the order of their values. */
export function binColours({ data, channels, width, height }: Raster): readonly ColourBin[] {
  const counts = new Uint32Array(1 << (3 * bits));
  const sums = new Float64Array(counts.length * 3);
  const [second, third] = channels === 3 ? [1, 2] : [0, 0];
  for (let at = 0; at < width * height * channels; at += channels) {
    const red = data[at] ?? 0;
    const green = data[at + second] ?? 0;
    const blue = data[at + third] ?? 0;
    const bin = ((red >> drop) << (2 * bits)) | ((green >> drop) << bits) | (blue >> drop);
    counts[bin] = (counts[bin] ?? 0) + 1;
    sums[bin * 3] = (sums[bin * 3] ?? 0) + red;
    sums[bin * 3 + 1] = (sums[bin * 3 + 1] ?? 0) + green;
    sums[bin * 3 + 2] = (sums[bin * 3 + 2] ?? 0) + blue;
  }
  const bins: ColourBin[] = [];
  counts.forEach((count, bin) => {
    if (count === 0) return;
    const mean = (channel: number) => (sums[bin * 3 + channel] ?? 0) / count;
    const rgb: Rgb = [mean(0), mean(1), mean(2)];
    bins.push({ rgb, lab: labOfRgb(rgb), count });
  });
  return bins;
}
