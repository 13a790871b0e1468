import type { SignalValue } from '../../contracts/values.ts';
import { ramp } from './luminance.ts';

type Measures = Omit<SignalValue<'image_quality'>, 'score'>;

/** How much each measure bends the score; they sum to 1. */
const weights = {
  sharpness: 0.3,
  resolution: 0.25,
  exposure: 0.2,
  contrast: 0.15,
  noise: 0.1,
} as const;

/** A measure of 0 leaves this much, so that one bad measure does not hide the others. */
const floor = 0.05;

/**
 * One number of 0 poor … 1 good: the weighted geometric mean of sharpness, resolution, exposure,
 * contrast and cleanness, times what is left after a border (up to half), text over the picture (up
 * to half, at 50 % of it) and blankness (up to all, from 90 % on).
 */
export function qualityScore(measures: Measures): number {
  const mean = Math.exp(
    weights.sharpness * logOf(measures.sharpness) +
      weights.resolution * logOf(measures.resolution) +
      weights.exposure * logOf(measures.exposure) +
      weights.contrast * logOf(measures.contrast) +
      weights.noise * logOf(1 - measures.noise),
  );
  const uncovered = 1 - 0.5 * ramp(measures.textOverlay, 0, 0.5);
  return mean * (1 - 0.5 * measures.border) * uncovered * (1 - ramp(measures.blank, 0.9, 1));
}

function logOf(measure: number): number {
  return Math.log(floor + (1 - floor) * measure);
}
