import type { SignalValue } from '../../contracts/values.ts';

type Colours = SignalValue<'palette'>['colours'];

/** Below this chroma (CIELAB) a colour is black, grey, white or beige, and goes with all. */
const leastChroma = 14;

/** Colours of less than this share of the picture have no say. */
const leastShare = 0.05;

/**
 * Hues that go with one, in degrees from it, and how far they may be off: near it, or opposite. These
 * are the templates V and I of Cohen-Or, Sorkine, Gal, Leyvand and Xu, "Color Harmonization",
 * SIGGRAPH 2006.
 */
const sectors = [
  { at: 0, width: 46.8 },
  { at: 180, width: 9 },
] as const;

/** Beyond a sector harmony falls to none over so many degrees. */
const fall = 45;

/**
 * How well the colours of two pictures go together, 0..1: the mean over pairs of their colours by how
 * much of the pictures these take. Neutral colours go with all; undefined where one has none.
 */
export function harmonyOf(a: Colours, b: Colours): number | undefined {
  let [sum, weight] = [0, 0];
  for (const one of a) {
    for (const other of b) {
      if (one.share < leastShare || other.share < leastShare) continue;
      sum += one.share * other.share * harmonyOfTwo(one.lab, other.lab);
      weight += one.share * other.share;
    }
  }
  return weight > 0 ? sum / weight : undefined;
}

function harmonyOfTwo(a: readonly number[], b: readonly number[]): number {
  const [hueA, hueB] = [hueOf(a), hueOf(b)];
  if (hueA === undefined || hueB === undefined) return 1;
  const apart = Math.abs(((hueA - hueB + 540) % 360) - 180);
  const off = Math.min(...sectors.map(({ at, width }) => Math.abs(apart - at) - width));
  return Math.max(0, 1 - Math.max(0, off) / fall);
}

/** Degrees in the plane of a* and b*; undefined of a neutral colour. */
function hueOf([, a = 0, b = 0]: readonly number[]): number | undefined {
  if (Math.hypot(a, b) < leastChroma) return undefined;
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}
