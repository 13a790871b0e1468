import { ramp, type Luminance } from './luminance.ts';

const block = 16;
/** Blocks as dark or bright as this are clipped and hide their noise. */
const darkest = 6;
const brightest = 249;
/** Of the blocks, from the smoothest: below it there is hardly any texture. */
const quantile = 0.2;

/** Standard deviation, of 255, that is as bad as noise gets. */
const worstDeviation = 15;

/** 0 clean … 1 noisy: `noiseDeviation` over 15. */
export function noiseOf(plane: Luminance): number {
  return ramp(noiseDeviation(plane), 0, worstDeviation);
}

/**
 * The standard deviation of the noise, in values of 0..255: Immerkær, "Fast Noise Variance
 * Estimation", 1996, in blocks of 16×16, of which a smooth one speaks (the 20 % quantile), since
 * the texture of a whole photo passes for noise. 0 where every block is clipped.
 */
export function noiseDeviation({ width, height, data }: Luminance): number {
  const deviations: number[] = [];
  for (let top = 0; top + block <= height; top += block) {
    // Every second block, as on a chessboard.
    const first = (top / block) % 2 === 0 ? 0 : block;
    for (let left = first; left + block <= width; left += 2 * block) {
      let response = 0;
      let sum = 0;
      for (let y = top + 1; y < top + block - 1; y += 1) {
        for (let x = left + 1; x < left + block - 1; x += 1) {
          const at = y * width + x;
          response += Math.abs(laplacianDifference(data, at, width));
          sum += data[at] ?? 0;
        }
      }
      const inner = (block - 2) ** 2;
      const mean = sum / inner;
      if (mean < darkest || mean > brightest) continue;
      deviations.push((Math.sqrt(Math.PI / 2) * response) / (6 * inner));
    }
  }
  return deviations.toSorted((a, b) => a - b)[Math.floor(deviations.length * quantile)] ?? 0;
}

/** The difference of two Laplacians: blind to constant, straight and evenly curved shades. */
function laplacianDifference(data: Float32Array, at: number, width: number): number {
  const above = at - width;
  const below = at + width;
  const corners =
    (data[above - 1] ?? 0) +
    (data[above + 1] ?? 0) +
    (data[below - 1] ?? 0) +
    (data[below + 1] ?? 0);
  const sides = (data[above] ?? 0) + (data[below] ?? 0) + (data[at - 1] ?? 0) + (data[at + 1] ?? 0);
  return corners - 2 * sides + 4 * (data[at] ?? 0);
}
