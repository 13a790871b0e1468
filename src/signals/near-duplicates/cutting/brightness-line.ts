/** The line `b ≈ gain · a + offset` that leaves the smallest squares. */
export interface BrightnessLine {
  readonly gain: number;
  readonly offset: number;
  /** Normalised cross-correlation, −1..1. */
  readonly correlation: number;
  /** The smaller standard deviation of the two, 0..128. */
  readonly contrast: number;
}

/**
 * Fits one picture's brightness to the other's where both are there.
 *
 * @param a NaN where there is none.
 * @returns undefined where either is flat.
 */
export function fitBrightness(a: Float32Array, b: Float32Array): BrightnessLine | undefined {
  let [count, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const own = a[at] ?? Number.NaN;
    if (Number.isNaN(own)) continue;
    const other = b[at] ?? 0;
    count += 1;
    sumA += own;
    sumB += other;
    sumAA += own * own;
    sumBB += other * other;
    sumAB += own * other;
  }
  const varianceA = sumAA - (sumA * sumA) / count;
  const varianceB = sumBB - (sumB * sumB) / count;
  if (!(varianceA > 0) || !(varianceB > 0)) return undefined;
  const covariance = sumAB - (sumA * sumB) / count;
  const gain = covariance / varianceA;
  return {
    gain,
    offset: (sumB - gain * sumA) / count,
    correlation: covariance / Math.sqrt(varianceA * varianceB),
    contrast: Math.sqrt(Math.min(varianceA, varianceB) / count),
  };
}
