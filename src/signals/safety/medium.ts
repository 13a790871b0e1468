import type { Raster } from '../../contracts/raster.ts';

/**
 * Weights of a logistic regression for "this is drawn", fitted on photos of clothes and OpenMoji
 * as they are, on white and as JPEG (docs/decisions/2026-11-23-safety-tiers.md).
 */
const weights = { intercept: -20.5, flat: 3.85, few: 26.3 };
/** Neighbours this close in every channel are one flat colour. */
const flatDifference = 1;
const fewColours = 8;

/**
 * Photo or drawing by the statistics of graphics (Athitsos, Swain and Frankel, "Distinguishing
 * photographs and graphics on the World Wide Web", 1997): away from the commonest colour a drawing
 * has few colours and flat areas. Painted and shaded drawings count as photos.
 *
 * @param raster `small256`, RGB.
 */
export function mediumOf(raster: Raster): 'photo' | 'drawing' {
  const { width, height, data } = raster;
  const counts = new Uint32Array(4096);
  for (let at = 0; at < data.length; at += 3) {
    const colour = colourAt(data, at);
    counts[colour] = (counts[colour] ?? 0) + 1;
  }
  const background = counts.indexOf(Math.max(...counts));
  let neighbours = 0;
  let flat = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 1; x < width; x += 1) {
      const at = 3 * (y * width + x);
      if (colourAt(data, at) === background) continue;
      neighbours += 1;
      if (differenceAt(data, at) <= flatDifference) flat += 1;
    }
  }
  const sorted = counts.toSorted((a, b) => b - a);
  const common = sorted.subarray(1, fewColours).reduce((sum, count) => sum + count, 0);
  const foreground = width * height - (sorted[0] ?? 0);
  if (foreground === 0 || neighbours === 0) return 'drawing';
  const logit =
    weights.intercept + (weights.flat * flat) / neighbours + (weights.few * common) / foreground;
  return logit > 0 ? 'drawing' : 'photo';
}

/** Four bits a channel. */
function colourAt(data: Uint8Array, at: number): number {
  const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
  return ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
}

/** The largest difference of a channel between a pixel and the one before it. */
function differenceAt(data: Uint8Array, at: number): number {
  let largest = 0;
  for (let channel = at; channel < at + 3; channel += 1) {
    largest = Math.max(largest, Math.abs((data[channel] ?? 0) - (data[channel - 3] ?? 0)));
  }
  return largest;
}
