import type { Raster } from '../../contracts/raster.ts';
import { ciede2000 } from './ciede2000.ts';
import { labOfRgb, type Lab } from './lab.ts';

/** Share of the outermost pixels that must be white for it to be the ground of the picture. */
const groundShare = 0.7;
/** CIEDE2000 from white that still is white: JPEG noise and faint shadows. */
const whiteDistance = 4;
const white: Lab = [100, 0, 0];

/**
 * Whether the picture stands on white: a product shot, a drawing, or anything that was transparent
 * and is flattened on white by now.
 */
export function standsOnWhite(raster: Raster): boolean {
  const outermost = rimPixels(raster);
  const whites = outermost.filter((at) => isWhite(raster, at)).length;
  return whites >= groundShare * outermost.length;
}

export function isNearWhite(lab: Lab): boolean {
  return ciede2000(lab, white) < whiteDistance;
}

function isWhite({ data, channels }: Raster, pixel: number): boolean {
  const at = pixel * channels;
  const red = data[at] ?? 0;
  if (channels === 1) return isNearWhite(labOfRgb([red, red, red]));
  return isNearWhite(labOfRgb([red, data[at + 1] ?? 0, data[at + 2] ?? 0]));
}

function rimPixels({ width, height }: Raster): number[] {
  const pixels: number[] = [];
  for (let x = 0; x < width; x += 1) pixels.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y += 1) pixels.push(y * width, y * width + width - 1);
  return pixels;
}
