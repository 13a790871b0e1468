import { ramp, type Luminance } from './luminance.ts';

/** Taps of the box that blurs once more. */
const window = 9;
const half = (window - 1) / 2;

/** Every fourth line of each direction: the sums are statistics of a million pixels. */
const stride = 4;

/** A direction with less of the variation than this, as across stripes, says nothing of blur. */
const leastVariation = 0.1;

/** The blur effect of pictures that look sharp, and of those where nothing is. */
const sharpBlur = 0.3;
const blurredBlur = 0.75;

/**
 * 1 crisp … 0 blurred all over; 0 for a flat picture. A picture that is blurred already loses
 * little when it is blurred again: Crete, Dolmiere, Ladret and Nicolas, "The blur effect:
 * perception and estimation with a new no-reference perceptual blur metric", 2007. Their measure
 * of 0..1 is stretched so that 0.3 (crisp photos) gives 1 and 0.75 gives 0.
 *
 * The scale is that of the plane: of a picture shown 1,280 pixels large.
 */
export function sharpnessOf(plane: Luminance): number {
  const { width, height } = plane;
  const across = reblur(plane, width, height, 1, width);
  const down = reblur(plane, height, width, width, 1);
  const least = leastVariation * (across.variation + down.variation);
  const telling = [across, down].filter(({ variation }) => variation > least);
  const effects = telling.map(({ variation, lost }) => 1 - lost / variation);
  return effects.length === 0 ? 0 : ramp(Math.max(...effects), blurredBlur, sharpBlur);
}

/** The variation between neighbours along one direction, and how much of it a further blur takes. */
function reblur(
  { data }: Luminance,
  length: number,
  lines: number,
  step: number,
  lineStep: number,
): { readonly variation: number; readonly lost: number } {
  let variation = 0;
  let lost = 0;
  for (let line = 0; line < lines; line += stride) {
    const start = line * lineStep;
    let sum = 0;
    for (let tap = 0; tap < Math.min(window, length); tap += 1)
      sum += data[start + tap * step] ?? 0;
    let blurredBefore = sum / window;
    for (let at = half + 1; at + half < length; at += 1) {
      const here = start + at * step;
      sum += (data[here + half * step] ?? 0) - (data[here - (half + 1) * step] ?? 0);
      const blurred = sum / window;
      const difference = Math.abs((data[here] ?? 0) - (data[here - step] ?? 0));
      variation += difference;
      lost += Math.max(0, difference - Math.abs(blurred - blurredBefore));
      blurredBefore = blurred;
    }
  }
  return { variation, lost };
}
