import type { Grey } from './grey.ts';

/**
 * How a picture lies on another: its pixel (u, v) is at (x + scaleX · u, y + scaleY · v) of the
 * other.
 */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

/** The share of each picture that the two have in common; the smaller one. */
export function overlapOf(placement: Placement, picture: Grey, other: Grey): number {
  const { x, y, scaleX, scaleY } = placement;
  const width = picture.width * scaleX;
  const height = picture.height * scaleY;
  const across = Math.min(other.width, x + width) - Math.max(0, x);
  const down = Math.min(other.height, y + height) - Math.max(0, y);
  const common = Math.max(0, across) * Math.max(0, down);
  return common / Math.max(width * height, other.width * other.height);
}

/** The same placement on pictures of other sizes. */
export function rescaled({ x, y, scaleX, scaleY }: Placement, factor: number): Placement {
  return { x: x * factor, y: y * factor, scaleX, scaleY };
}
