import { histogramDistance } from './frame-difference.ts';
import type { FrameFeatures } from './frame-features.ts';
import type { SampleRange } from './shots.ts';

/** A frame of less contrast is a fade or a blank. */
const minContrast = 12;

/**
 * The sample that stands for a shot: sharp, and in its colours near the shot's mean histogram
 * (the frame nearest the mean is the usual representative; see Truong & Venkatesh, "Video
 * abstraction", 2007, §3.1). The first and last samples, where transitions lie, are passed over in
 * shots of four and more.
 */
export function keyframeOf(
  features: readonly Pick<FrameFeatures, 'histogram' | 'sharpness' | 'contrast'>[],
  { from, to }: SampleRange,
): number {
  const inset = to - from >= 4 ? 1 : 0;
  const shot = features.slice(from + inset, to - inset);
  const mean = new Float32Array(shot[0]?.histogram.length ?? 0).map(
    (_, cell) => shot.reduce((sum, { histogram }) => sum + (histogram[cell] ?? 0), 0) / shot.length,
  );
  const sharpest = Math.max(...shot.map(({ sharpness }) => sharpness), Number.EPSILON);
  let best = from + inset;
  let bestScore = -1;
  for (const [index, { histogram, sharpness, contrast }] of shot.entries()) {
    const blank = contrast < minContrast ? 0.1 : 1;
    const score =
      blank * (1 - histogramDistance(histogram, mean)) * Math.sqrt(sharpness / sharpest);
    if (score > bestScore) {
      best = from + inset + index;
      bestScore = score;
    }
  }
  return best;
}
