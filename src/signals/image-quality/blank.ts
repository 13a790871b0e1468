import type { Raster } from '../../contracts/raster.ts';
import { binColours, type ColourBin } from '../palette/colour-bins.ts';

/** How far a value may be from the flat colour. */
const tolerance = 6;

/** The share of a picture within 6 values of its most frequent colour: 1 for an empty page. */
export function blankOf(raster: Raster): number {
  const frequent = binColours(raster).reduce<ColourBin | undefined>(
    (most, bin) => (most && most.count >= bin.count ? most : bin),
    undefined,
  );
  if (!frequent) return 1;
  const { data, channels } = raster;
  let flat = 0;
  for (let at = 0; at < data.length; at += channels) {
    let farthest = 0;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = data[at + (channels === 3 ? channel : 0)] ?? 0;
      farthest = Math.max(farthest, Math.abs(value - (frequent.rgb[channel] ?? 0)));
    }
    if (farthest <= tolerance) flat += 1;
  }
  return flat / (raster.width * raster.height);
}
