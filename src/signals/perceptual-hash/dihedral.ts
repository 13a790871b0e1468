import type { Raster } from '../../contracts/raster.ts';
import { pdqFrequencies } from './pdq.ts';
import { frequencySide, thresholdBits } from './transform.ts';

/**
 * What turning or mirroring a picture does to its frequencies: which of them change places (row
 * with column) and which change sign.
 */
interface Turn {
  readonly transposed: boolean;
  /** Whether the frequency that was at this row and column changes sign. */
  readonly negates: (row: number, column: number) => boolean;
}

const even = (value: number) => value % 2 === 0;

/** Rotations are counter-clockwise. Index 0 is frequency 1, an odd one, which mirroring negates. */
export const turns = {
  original: { transposed: false, negates: () => false },
  rotate90: { transposed: true, negates: (_, column) => even(column) },
  rotate180: { transposed: false, negates: (row, column) => !even(row + column) },
  rotate270: { transposed: true, negates: (row) => even(row) },
  flipVertical: { transposed: false, negates: (row) => even(row) },
  flipHorizontal: { transposed: false, negates: (_, column) => even(column) },
  transpose: { transposed: true, negates: () => false },
  antiTranspose: { transposed: true, negates: (row, column) => !even(row + column) },
} as const satisfies Record<string, Turn>;

export type Orientation = keyof typeof turns;

export const orientations = Object.keys(turns) as readonly Orientation[];

/**
 * The hashes of the eight rotations and mirrorings of a picture, from one transform, for finding
 * turned copies at query time.
 *
 * @param raster `hash512` of the picture.
 * @returns undefined where the picture is too small to hash.
 */
export function dihedralHashes(
  raster: Raster,
): { readonly [Name in Orientation]: string } | undefined {
  const frequencies = pdqFrequencies(raster)?.low;
  if (!frequencies) return undefined;
  const hash = (name: Orientation) => thresholdBits(turned(frequencies, turns[name]));
  return {
    original: hash('original'),
    rotate90: hash('rotate90'),
    rotate180: hash('rotate180'),
    rotate270: hash('rotate270'),
    flipVertical: hash('flipVertical'),
    flipHorizontal: hash('flipHorizontal'),
    transpose: hash('transpose'),
    antiTranspose: hash('antiTranspose'),
  };
}

function turned(frequencies: Float64Array, { transposed, negates }: Turn): Float64Array {
  const result = new Float64Array(frequencies.length);
  frequencies.forEach((value, at) => {
    const row = Math.floor(at / frequencySide);
    const column = at % frequencySide;
    const to = transposed ? column * frequencySide + row : at;
    result[to] = negates(row, column) ? -value : value;
  });
  return result;
}
