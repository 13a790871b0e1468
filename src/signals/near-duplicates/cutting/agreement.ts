import type { Grey } from './grey.ts';
import { fitBrightness } from './brightness-line.ts';
import { overlapOf, type Placement } from './placement.ts';
import { sampleAt } from './sample.ts';
import type { View } from './view.ts';
import { worstSquare } from './worst-square.ts';

/** How far two pictures agree where one lies on the other. */
export interface Agreement {
  /** Normalised cross-correlation of brightness, −1..1. */
  readonly correlation: number;
  /** How much brighter or darker one is: a factor of brightness. */
  readonly gain: number;
  /**
   * The largest difference of any small square in brightness or colour, as a share of the contrast: 0 where
   * both show the same everywhere.
   */
  readonly difference: number;
  /** The share of the larger picture that both show, 0..1. */
  readonly overlap: number;
}

/** Side of the squares that are compared, as a share of the longer side. */
const squareShare = 1 / 16;

/** Pictures of less contrast (standard deviation of brightness) are measured as if of this. */
const leastContrast = 32;

/** Colours may be so much stronger or weaker: more is another colour. */
const mostSaturation = 1.6;

/** @returns undefined where what is common is flat. */
export function agreementOf(
  picture: View,
  other: View,
  placement: Placement,
): Agreement | undefined {
  const { fine } = picture;
  const there = sampleAt(fine, other.fine, placement);
  const line = fitBrightness(there, fine.data);
  if (line === undefined) return undefined;
  const { gain, offset, correlation, contrast } = line;
  const chroma = other.chroma.map((plane) => sampleAt(fine, plane, placement));
  const saturation = saturationBetween(chroma, picture.chroma) ?? gain;
  const { width, height } = fine;
  const side = Math.max(2, Math.round(Math.max(width, height) * squareShare));
  const worst = (from: Float32Array, to: Float32Array, factor: number, constant: number) => {
    const differences = from.map((value, at) => (to[at] ?? 0) - factor * value - constant);
    return worstSquare(differences, { width, height, side });
  };
  const difference = Math.max(
    worst(there, fine.data, gain, offset),
    ...chroma.map((plane, at) => worst(plane, picture.chroma[at]?.data ?? plane, saturation, 0)),
  );
  return {
    correlation,
    gain,
    difference: difference / Math.max(contrast, leastContrast),
    overlap: overlapOf(placement, fine, other.fine),
  };
}

/** The factor between colours that leaves the smallest squares; undefined without colours. */
function saturationBetween(from: readonly Float32Array[], to: readonly Grey[]): number | undefined {
  let [product, square] = [0, 0];
  for (const [index, plane] of from.entries()) {
    const own = to[index]?.data ?? plane;
    for (let at = 0; at < plane.length; at += 1) {
      const value = plane[at] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      product += value * (own[at] ?? 0);
      square += value * value;
    }
  }
  if (square === 0) return undefined;
  return Math.min(mostSaturation, Math.max(1 / mostSaturation, product / square));
}
