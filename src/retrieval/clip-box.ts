import type { Box } from '../contracts/box.ts';
import { inputError } from '../base/errors.ts';

/** A part thinner than this has no pixels to compare. */
const thinnest = 0.001;

/** The part of a box that is on the picture. @throws input `empty-box` */
export function clipBox({ x, y, width, height }: Box): Box {
  const clipped = { x, y, width: Math.min(width, 1 - x), height: Math.min(height, 1 - y) };
  if (Math.min(clipped.width, clipped.height) >= thinnest) return clipped;
  throw inputError(
    'empty-box',
    `Expected a box with an area on the picture, got x ${x}, y ${y}, width ${width}, height ${height}.`,
  );
}
