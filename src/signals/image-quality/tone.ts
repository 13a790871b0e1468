import { clampShare, ramp, type Luminance } from './luminance.ts';

/** Counts of the 256 values of luma. */
export type Histogram = Uint32Array;

export function histogramOf({ data }: Luminance): Histogram {
  const counts = new Uint32Array(256);
  for (const value of data) {
    const bin = Math.round(value);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** At this luma and above a white ground is no part of the subject. */
const groundLuma = 245;
const crushedLuma = 4;
const blownLuma = 251;

/**
 * 1 well exposed … 0 all dark or all bright: 1 while the mean luma of the subject is 0.28..0.72
 * (of 1), falling to 0 at 0.04 and 0.97, and less the more of it is crushed to black or blown to
 * white. With a white ground only darkness counts, of what is not ground: products and drawings
 * have pure white and black of their own. So a photo blown out up to its rim passes for a drawing.
 */
export function exposureOf(histogram: Histogram, onWhite: boolean): number {
  const subject = onWhite ? histogram.slice(0, groundLuma) : histogram;
  const count = sumOf(subject);
  if (count === 0) return onWhite ? 1 : 0;
  const mean = subject.reduce((sum, value, luma) => sum + value * luma, 0) / count / 255;
  const clipped = (sumOf(subject.slice(0, crushedLuma)) + sumOf(subject.slice(blownLuma))) / count;
  const notTooDark = ramp(mean, 0.04, 0.28);
  return onWhite ? notTooDark : notTooDark * ramp(mean, 0.97, 0.72) * (1 - ramp(clipped, 0.1, 0.9));
}

/** The span between the 2 % and the 98 % quantile of luma that counts as full contrast. */
const fullSpan = 180;

/** 0 one shade … 1 from dark to bright: the span of luma without its outermost 2 %, over 180. */
export function contrastOf(histogram: Histogram): number {
  return clampShare((quantileOf(histogram, 0.98) - quantileOf(histogram, 0.02)) / fullSpan);
}

function quantileOf(histogram: Histogram, share: number): number {
  const wanted = sumOf(histogram) * share;
  let seen = 0;
  for (const [luma, count] of histogram.entries()) {
    seen += count;
    if (seen >= wanted) return luma;
  }
  return 255;
}

function sumOf(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
